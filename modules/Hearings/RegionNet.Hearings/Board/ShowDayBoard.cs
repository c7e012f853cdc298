using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// One booking on the board. Whoever booked or hosts it sees the session; others what the host's terms show of a public one; of
/// a closed hearing the host sees the number and everyone else only that the room is in use.
/// </summary>
/// <param name="BlockedTo">When the room is free again: the end and the turnaround behind it.</param>
/// <param name="Visibility"><c>busy</c>, <c>case-number</c>, <c>number</c> or <c>full</c>: what of the fields below is there.</param>
/// <param name="BlackedOut">The host does not lend the room at that time.</param>
/// <param name="Version">For moving it; only where the caller's organisation booked.</param>
internal sealed record BookingView(
    Guid? SessionId,
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset BlockedTo,
    string Visibility,
    string? Number,
    string? Title,
    string? CaseNumber,
    string? Status,
    string? HearingClass,
    bool BlackedOut,
    bool Closed,
    bool Mine,
    int? Version,
    DateTimeOffset? HoldUntil
);

/// <summary>A room, and what takes it on the day.</summary>
internal sealed record BoardRoomView : RoomView
{
    public BoardRoomView(RoomView room, IReadOnlyList<BookingView> bookings)
        : base(room) => Bookings = bookings;

    public IReadOnlyList<BookingView> Bookings { get; }
}

/// <param name="Opens">First hour the board draws, local time.</param>
/// <param name="Closes">Last hour the board draws.</param>
internal sealed record DayBoardView(
    DateOnly Day,
    string Opens,
    string Closes,
    IReadOnlyList<BoardRoomView> Items,
    string? Next
);

/// <summary>GET /api/hearings/board: rooms × hours of one day, a page of rooms at a time.</summary>
internal static class ShowDayBoard
{
    public static async Task<Results<Ok<DayBoardView>, RefusalResult>> Handle(
        HttpContext http,
        HearingsDb db,
        RoomViews rooms,
        TimeProvider clock,
        CancellationToken ct,
        DateOnly day,
        string? zone,
        Guid? organisationId,
        [StringLength(300)] string? devices,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (RoomCursor.Parse(cursor) is not { } after)
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        if (DeviceKinds.Parse(devices) is not { } kinds)
        {
            return HearingsErrors.UnknownDevice.ToResult();
        }
        var filter = new RoomFilter(await rooms.Hosts(zone, organisationId, ct), kinds, 0, null);
        var page = await rooms.Page(filter, after, limit ?? Cursor.DefaultLimit, "", null, ct);
        var bookings = (
            await db.Query<BookingRow>(
                """
                select a.resource_id as room_id, s.id as session_id, coalesce(s.during, a.blocked) as during,
                    upper(a.blocked) as blocked_to, s.number, s.title, s.case_number, s.status, s.hearing_class,
                    s.closed_ground is not null as closed, s.version, s.hold_until, a.blackout_id is not null as blacked_out,
                    coalesce(s.organisation_id = @OrganisationId, false) as mine,
                    coalesce(exists (
                        select 1 from resource h where h.id = any(s.resource_ids) and h.organisation_id = @OrganisationId
                    ), false) as hosted,
                    coalesce(t.visibility, 'busy') as visibility
                from allocation a
                left join session s on s.id = a.session_id
                left join sharing_terms t on t.room_id = a.resource_id and t.valid @> @Date
                where a.resource_id = any(@Ids) and a.blocked && @Day and a.released_at is null
                    and (a.expires_at is null or a.expires_at > @now)
                order by a.resource_id, a.blocked
                """,
                new
                {
                    Ids = page.Items.Select(r => r.Id).ToArray(),
                    Day = BusinessTime.Day(day),
                    Date = day,
                    now = clock.GetUtcNow(),
                    http.CurrentUser().OrganisationId,
                },
                ct
            )
        ).ToLookup(b => b.RoomId);
        var views = await rooms.Complete(page.Items, ct);
        return TypedResults.Ok(
            new DayBoardView(
                day,
                "08:00",
                "20:00",
                [.. views.Select(r => new BoardRoomView(r, [.. bookings[r.Id].Select(b => b.View())]))],
                page.Next
            )
        );
    }

    private sealed record BookingRow(
        Guid RoomId,
        Guid? SessionId,
        Slot During,
        DateTimeOffset BlockedTo,
        string? Number,
        string? Title,
        string? CaseNumber,
        string? Status,
        string? HearingClass,
        bool Closed,
        int? Version,
        DateTimeOffset? HoldUntil,
        bool BlackedOut,
        bool Mine,
        bool Hosted,
        string Visibility
    )
    {
        public BookingView View()
        {
            var sees = Sight.Of(Mine, Hosted, Closed, Status == "held", BlackedOut, Visibility);
            var (number, full, caseNumber) = (
                sees is "number" or "full",
                sees == "full",
                sees is "full" or "case-number"
            );
            return new BookingView(
                number ? SessionId : null,
                During.From,
                During.To,
                BlockedTo,
                sees,
                number ? Number : null,
                full ? Title : null,
                caseNumber ? CaseNumber : null,
                number ? Status : null,
                number ? HearingClass : null,
                BlackedOut,
                number && Closed,
                Mine,
                Mine ? Version : null,
                Mine ? HoldUntil : null
            );
        }
    }
}
