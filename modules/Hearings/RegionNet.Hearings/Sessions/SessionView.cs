using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>A room of a session, with the centre that hosts it.</summary>
internal sealed record SessionRoomView(
    Guid RoomId,
    string NameZh,
    string NameEn,
    Guid OrganisationId,
    string OrganisationZh,
    string OrganisationEn
);

/// <summary>
/// A session as the organisation that booked it and the centres that host it see it. For everybody else it does not
/// exist; on the board they see that the room is in use.
/// </summary>
/// <param name="Status"><c>booked</c> or <c>cancelled</c>.</param>
/// <param name="BookedBy">The name of the person who booked.</param>
internal sealed record SessionView(
    Guid Id,
    string Number,
    string Title,
    string CaseNumber,
    string Mode,
    string HearingClass,
    DateTimeOffset From,
    DateTimeOffset To,
    string Status,
    IReadOnlyList<SessionRoomView> Rooms,
    Guid OrganisationId,
    string BookedBy,
    DateTimeOffset BookedAt,
    DateTimeOffset? CancelledAt,
    string? CancelReason,
    int Version
);

internal sealed record SessionRow(
    Guid Id,
    string Number,
    string Title,
    string CaseNumber,
    string Mode,
    string HearingClass,
    Slot During,
    string Status,
    Guid OrganisationId,
    string BookedByName,
    DateTimeOffset BookedAt,
    DateTimeOffset? CancelledAt,
    string? CancelReason,
    int Version
)
{
    public const string Columns = """
        s.id, s.number, s.title, s.case_number, s.mode, s.hearing_class, s.during, s.status, s.organisation_id,
        s.booked_by_name, s.booked_at, s.cancelled_at, s.cancel_reason, s.version
        """;

    /// <summary>The scope: what the caller's organisation booked or hosts. A foreign session reads as absent.</summary>
    public const string Visible = """
        (s.organisation_id = @OrganisationId or exists (
            select 1 from allocation a join room r on r.id = a.room_id
            where a.session_id = s.id and r.organisation_id = @OrganisationId))
        """;

    public SessionView View(IReadOnlyList<SessionRoomView> rooms) =>
        new(
            Id,
            Number,
            Title,
            CaseNumber,
            Mode,
            HearingClass,
            During.From,
            During.To,
            Status,
            rooms,
            OrganisationId,
            BookedByName,
            BookedAt,
            CancelledAt,
            CancelReason,
            Version
        );
}

internal sealed record SessionRoomRow(Guid SessionId, Guid RoomId, string NameZh, string NameEn, Guid OrganisationId);

/// <summary>Completes sessions with their rooms and the names of the host centres: one query for a whole page.</summary>
internal sealed class SessionViews(HearingsDb db, IZoneDirectory zones, TimeProvider clock)
{
    public async Task<IReadOnlyList<SessionView>> Complete(IReadOnlyList<SessionRow> sessions, CancellationToken ct)
    {
        var rooms = await db.Query<SessionRoomRow>(
            """
            select a.session_id, r.id as room_id, r.name_zh, r.name_en, r.organisation_id
            from allocation a join room r on r.id = a.room_id
            where a.session_id = any(@Ids)
            order by r.place_code, r.organisation_id, r.name_zh
            """,
            new { Ids = sessions.Select(s => s.Id).ToArray() },
            ct
        );
        var named = await Name(rooms, ct);
        return [.. sessions.Select(s => s.View([.. named[s.Id]]))];
    }

    public async Task<ILookup<Guid, SessionRoomView>> Name(IReadOnlyList<SessionRoomRow> rooms, CancellationToken ct)
    {
        var hosts = await zones.Organisations(
            rooms.Select(r => r.OrganisationId).Distinct().ToArray(),
            clock.Today(),
            ct
        );
        return rooms.ToLookup(
            r => r.SessionId,
            r =>
            {
                var host = hosts.GetValueOrDefault(r.OrganisationId);
                return new SessionRoomView(
                    r.RoomId,
                    r.NameZh,
                    r.NameEn,
                    r.OrganisationId,
                    host?.Zh ?? "",
                    host?.En ?? ""
                );
            }
        );
    }
}
