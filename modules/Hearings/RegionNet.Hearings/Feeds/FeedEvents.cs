using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>An appointment as a calendar shows it.</summary>
/// <param name="Uid">Of a session that the owner may know, the session's; else an alias.</param>
/// <param name="Status">TENTATIVE, CONFIRMED or CANCELLED (RFC 5545).</param>
/// <param name="Sequence">The session's version.</param>
/// <param name="ChangedAt">Null where the owner may see no more than that the room is in use.</param>
internal sealed record FeedEvent(
    string Uid,
    Slot During,
    string Summary,
    string? Description,
    string? Location,
    string Status,
    int Sequence,
    DateTimeOffset? ChangedAt
);

/// <summary>
/// What a feed shows: what its owner may see on the board, and of a closed hearing nobody more than that the room is in use, for a
/// calendar hands on what it is given.
/// </summary>
internal sealed class FeedEvents(HearingsDb db, IZoneDirectory zones, FeedTokens tokens, TimeProvider clock)
{
    /// <summary>How long what was called off is shown as such, and what is over is shown at all.</summary>
    private static readonly TimeSpan Past = TimeSpan.FromDays(30);

    private const string InUse = "审理庭使用中 / in use";
    private const string NotLent = "不开放 / not available";

    private const string Facts = """
        s.number, s.title, s.case_number, s.status, s.closed_ground is not null as closed, s.version, s.changed_at,
        coalesce(s.organisation_id = @OrganisationId, false) as mine,
        coalesce(exists (
            select 1 from resource h where h.id = any(s.resource_ids) and h.organisation_id = @OrganisationId
        ), false) as hosted
        """;

    private const string CalledOff = "s.status in ('cancelled', 'withdrawn', 'rejected', 'no-show')";

    /// <param name="owner">As Access knows the person now.</param>
    public async Task<IReadOnlyList<FeedEvent>> Of(FeedRow feed, CurrentUser owner, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var parameters = new
        {
            Target = feed.TargetId,
            owner.OrganisationId,
            owner.Subject,
            now,
            since = now - Past,
            Window = new Slot(now - Past, now + BookingRules.FarthestAhead),
        };
        var rows = await db.Query<Row>(feed.Scope == "mine" ? Mine : InRooms(feed.Scope), parameters, ct);
        var rooms = await Rooms(rows, feed.IsEnglish, ct);
        return
        [
            .. rows.Where(r => r.Sees == "full")
                .GroupBy(r => r.SessionId)
                .Select(g => Known(g.First(), [.. g.Select(r => rooms[r.RoomId])], feed.IsEnglish))
                .Concat(
                    rows.Where(r => r.Sees != "full" && !r.IsCalledOff).Select(r => Unknown(feed, r, rooms[r.RoomId]))
                )
                .OrderBy(e => e.During.From)
                .ThenBy(e => e.Uid, StringComparer.Ordinal),
        ];
    }

    private static FeedEvent Known(Row session, string[] rooms, bool english) =>
        new(
            $"{session.SessionId}@regionnet.cn",
            session.During,
            session.Title!,
            english
                ? $"No. {session.Number}\nCase {session.CaseNumber}"
                : $"编号 {session.Number}\n案号 {session.CaseNumber}",
            string.Join(english ? "; " : "；", rooms.Distinct(StringComparer.Ordinal)),
            session.IsCalledOff ? "CANCELLED"
                : session.Status is "held" or "submitted" or "supplement" ? "TENTATIVE"
                : "CONFIRMED",
            session.Version!.Value,
            session.ChangedAt
        );

    private FeedEvent Unknown(FeedRow feed, Row row, string room) =>
        new(
            $"{tokens.Alias(feed.Id, row.SessionId ?? row.BlackoutId!.Value, row.RoomId)}@regionnet.cn",
            row.During,
            row.BlackoutId is not null ? NotLent
                : row.Sees == "case-number" ? row.CaseNumber!
                : InUse,
            null,
            room,
            "CONFIRMED",
            0,
            null
        );

    private async Task<Dictionary<Guid, string>> Rooms(IReadOnlyList<Row> rows, bool english, CancellationToken ct)
    {
        var rooms = await db.Query<RoomName>(
            "select id, name_zh, name_en, organisation_id from room where id = any(@Ids)",
            new { Ids = rows.Select(r => r.RoomId).Distinct().ToArray() },
            ct
        );
        var hosts = await zones.Organisations(
            rooms.Select(r => r.OrganisationId).Distinct().ToArray(),
            clock.Today(),
            ct
        );
        return rooms.ToDictionary(
            r => r.Id,
            r =>
            {
                var host = hosts.GetValueOrDefault(r.OrganisationId);
                return english ? $"{host?.En}, {r.NameEn}" : $"{host?.Zh} {r.NameZh}";
            }
        );
    }

    /// <summary>What takes the rooms, and what of the owner's concern was called off.</summary>
    private static string InRooms(string scope) =>
        $"""
            with shown as (select id from room where {(scope == "room" ? "id" : "organisation_id")} = @Target)
            select a.resource_id as room_id, a.session_id, a.blackout_id, coalesce(s.during, a.blocked) as during, {Facts},
                coalesce(t.visibility, 'busy') as visibility
            from shown
            join allocation a on a.resource_id = shown.id
            left join session s on s.id = a.session_id
            left join sharing_terms t on t.room_id = a.resource_id
                and t.valid @> (lower(a.blocked) at time zone 'Asia/Shanghai')::date
            where a.released_at is null and a.blocked && @Window and (a.expires_at is null or a.expires_at > @now)
            union all
            select shown.id, s.id, null, s.during, {Facts}, 'busy'
            from session s join shown on shown.id = any(s.resource_ids)
            where {CalledOff} and s.changed_at > @since and s.during && @Window
                and {SessionRow.Visible}
            """;

    private static readonly string Mine = $"""
        select r.id as room_id, s.id as session_id, null::uuid as blackout_id, s.during, {Facts}, 'busy' as visibility
        from session s join room r on r.id = any(s.resource_ids)
        where s.organisation_id = @OrganisationId and s.booked_by = @Subject and s.during && @Window
            and (s.status in ('submitted', 'supplement', 'approved', 'published', 'in-session', 'ended', 'archived')
                or (s.status = 'held' and s.hold_until > @now)
                or ({CalledOff} and s.changed_at > @since))
        """;

    private sealed record Row(
        Guid RoomId,
        Guid? SessionId,
        Guid? BlackoutId,
        Slot During,
        string? Number,
        string? Title,
        string? CaseNumber,
        string? Status,
        bool? Closed,
        int? Version,
        DateTimeOffset? ChangedAt,
        bool Mine,
        bool Hosted,
        string Visibility
    )
    {
        public bool IsCalledOff => Status is "cancelled" or "withdrawn" or "rejected" or "no-show";

        public string Sees =>
            Closed == true
                ? "busy"
                : Sight.Of(Mine, Hosted, closed: false, Status == "held", BlackoutId is not null, Visibility);
    }

    private sealed record RoomName(Guid Id, string NameZh, string NameEn, Guid OrganisationId);
}
