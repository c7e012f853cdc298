namespace RegionNet.Hearings;

/// <summary>
/// Which hearings may be announced: public ones whose notice is published (Civil Procedure Law art. 139: for a public trial the
/// parties' names, the cause, the time and the place are announced). Everything else is a room in use.
/// </summary>
internal static class PublicHearing
{
    /// <summary>The condition on <c>session s</c>.</summary>
    public const string Sql = """
        (s.closed_ground is null and s.notice_published_at is not null
            and s.status in ('published', 'in-session', 'ended', 'archived'))
        """;
}
