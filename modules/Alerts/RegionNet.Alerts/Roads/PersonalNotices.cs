using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>What is told to one person alone. It stands in no stream; the person's own page of the module that tells it has it too.</summary>
/// <param name="Id">The event's, so that it is told once.</param>
/// <param name="Role">Whoever no longer holds it is not told any more.</param>
/// <param name="Kind"><c>module.what-happened</c>, as of an alert.</param>
/// <param name="Path">A page of the portal; begins with a slash.</param>
internal sealed record PersonalNotice(
    Guid Id,
    string Subject,
    string Role,
    string Kind,
    string TitleZh,
    string TitleEn,
    string BodyZh,
    string BodyEn,
    string Path,
    DateTimeOffset OccurredAt
)
{
    public const string Columns = """
        n.id, n.subject, n.role, n.kind, n.title_zh, n.title_en, n.body_zh, n.body_en, n.path, n.occurred_at
        """;
}

/// <summary>Keeps notices, and their mails with them.</summary>
internal static class PersonalNotices
{
    /// <summary>
    /// A mail is written for who has a verified address and wants reminders; a notice has no level, so that of the address does not
    /// count. It is due when the person's quiet hours end, the longest of all zones: none of them is red.
    /// </summary>
    public static async Task Write(Tx tx, PersonalNotice notice)
    {
        await tx.Execute(
            """
            insert into personal_notice (id, subject, role, kind, title_zh, title_en, body_zh, body_en, path, occurred_at, created_at)
            values (@Id, @Subject, @Role, @Kind, @TitleZh, @TitleEn, @BodyZh, @BodyEn, @Path, @OccurredAt, now())
            """,
            notice
        );
        await tx.Execute(
            """
            insert into delivery (id, road, notice_id, subject, created_at, next_attempt_at)
            select gen_random_uuid(), 'email', @Id, e.subject, now(), coalesce((
                select max(after_quiet(now(), s.quiet_from, s.quiet_to)) from subscription s
                where s.subject = e.subject and s.ended_at is null), now())
            from email_road e
            where e.subject = @Subject and e.ended_at is null and e.verified_at is not null and e.reminders
            """,
            notice
        );
    }
}
