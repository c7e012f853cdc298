using RegionNet.Kernel;

namespace RegionNet.Hearings;

internal sealed record DisplacementRow
{
    /// <summary>For the parameter now. What was not decided in time, or is about sessions that have changed since, has lapsed.</summary>
    public const string Sql = """
        select d.id, d.session_id, d.session_version, d.for_session_id, d.for_session_version, d.reason, d.during, d.room_ids,
            d.proposed_by, d.proposed_by_name, d.proposed_at, d.expires_at, d.decided_by_name, d.decided_at, d.decision_reason,
            s.number as session_number, f.number as for_session_number, m.names_zh, m.names_en, m.hosts, m.places,
            case when d.status = 'proposed' and (d.expires_at <= @now or s.version <> d.session_version
                or f.version <> d.for_session_version) then 'lapsed' else d.status end as status
        from displacement d join session s on s.id = d.session_id join session f on f.id = d.for_session_id
        cross join lateral (
            select array_agg(r.id order by r.id) as places, array_agg(r.name_zh order by r.id) as names_zh,
                array_agg(r.name_en order by r.id) as names_en, array_agg(r.organisation_id order by r.id) as hosts
            from room r where r.id = any(d.room_ids)
        ) m
        where d.host_id = @OrganisationId
        """;

    public Guid Id { get; init; }
    public Guid SessionId { get; init; }
    public int SessionVersion { get; init; }
    public Guid ForSessionId { get; init; }
    public int ForSessionVersion { get; init; }
    public required string Reason { get; init; }
    public Slot During { get; init; }
    public Guid[] RoomIds { get; init; } = [];
    public Guid[] Places { get; init; } = [];
    public string[] NamesZh { get; init; } = [];
    public string[] NamesEn { get; init; } = [];
    public Guid[] Hosts { get; init; } = [];
    public required string ProposedBy { get; init; }
    public required string ProposedByName { get; init; }
    public DateTimeOffset ProposedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public string? DecidedByName { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? DecisionReason { get; init; }
    public required string SessionNumber { get; init; }
    public required string ForSessionNumber { get; init; }
    public required string Status { get; init; }

    public DisplacementView View(CurrentUser user) =>
        new(
            Id,
            SessionId,
            SessionNumber,
            ForSessionId,
            ForSessionNumber,
            Reason,
            new DisplacementAlternative(During.From, During.To, RoomIds),
            [.. Places.Select((id, n) => new DisplacementRoomView(id, NamesZh[n], NamesEn[n], Hosts[n]))],
            Status,
            ProposedByName,
            ProposedAt,
            ExpiresAt,
            DecidedByName,
            DecidedAt,
            DecisionReason,
            MayDecide: Status == "proposed" && ProposedBy != user.Subject
        );

    /// <summary>The displaced session's claim at its new place: other rooms take the place of its rooms, people and devices stay.</summary>
    public static async Task<Claim> Moved(Tx tx, SessionRow session, Slot during, Guid[] rooms)
    {
        var others = await tx.Query<Guid>(
            "select id from resource where id = any(@ResourceIds) and kind <> 'room'",
            new { session.ResourceIds }
        );
        return session.Claim with { During = during, ResourceIds = [.. rooms, .. others] };
    }

    /// <summary>Both sessions, locked in id order; absent where the host has nothing to do with one of them.</summary>
    public static async Task<(SessionRow? Session, SessionRow? Waiting)> Lock(
        Tx tx,
        Guid session,
        Guid waiting,
        CurrentUser user
    )
    {
        var rows = await tx.Query<SessionRow>(
            $"""
            select {SessionRow.Columns} from session s where s.id = any(@ids) and exists (
                select 1 from room v where v.id = any(s.resource_ids) and v.organisation_id = @OrganisationId)
            order by s.id for update of s
            """,
            new { ids = (Guid[])[session, waiting], user.OrganisationId }
        );
        return (rows.FirstOrDefault(r => r.Id == session), rows.FirstOrDefault(r => r.Id == waiting));
    }
}

/// <summary>A room of the alternative, by name.</summary>
internal sealed record DisplacementRoomView(Guid Id, string NameZh, string NameEn, Guid OrganisationId);

/// <param name="Rooms">Those of the alternative.</param>
/// <param name="Status">proposed, approved, rejected or lapsed.</param>
/// <param name="MayDecide">The caller is a second person and it is still open.</param>
internal sealed record DisplacementView(
    Guid Id,
    Guid SessionId,
    string SessionNumber,
    Guid ForSessionId,
    string ForSessionNumber,
    string Reason,
    DisplacementAlternative Alternative,
    IReadOnlyList<DisplacementRoomView> Rooms,
    string Status,
    string ProposedBy,
    DateTimeOffset ProposedAt,
    DateTimeOffset ExpiresAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? DecisionReason,
    bool MayDecide
);
