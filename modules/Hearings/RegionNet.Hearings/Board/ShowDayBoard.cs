using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// One booking on the board. <c>busy</c> shows only that the room is in use, which is all that an organisation that
/// neither booked nor hosts it may know; <c>full</c> shows the session.
/// </summary>
/// <param name="BlockedTo">When the room is free again: the end and the turnaround behind it.</param>
internal sealed record BookingView(
    Guid? SessionId,
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset BlockedTo,
    string Visibility,
    string? Number,
    string? Title,
    string? CaseNumber,
    bool Mine
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
                select a.room_id, s.id as session_id, s.during, upper(a.blocked) as blocked_to, s.number, s.title, s.case_number,
                    s.organisation_id = @OrganisationId as mine,
                    s.organisation_id = @OrganisationId or exists (
                        select 1 from allocation o join room h on h.id = o.room_id
                        where o.session_id = s.id and h.organisation_id = @OrganisationId
                    ) as full
                from allocation a join session s on s.id = a.session_id
                where a.room_id = any(@Ids) and a.blocked && @Day and a.released_at is null
                order by a.room_id, s.during
                """,
                new
                {
                    Ids = page.Items.Select(r => r.Id).ToArray(),
                    Day = BusinessTime.Day(day),
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
        Guid SessionId,
        Slot During,
        DateTimeOffset BlockedTo,
        string Number,
        string Title,
        string CaseNumber,
        bool Mine,
        bool Full
    )
    {
        public BookingView View() =>
            Full
                ? new(SessionId, During.From, During.To, BlockedTo, "full", Number, Title, CaseNumber, Mine)
                : new(null, During.From, During.To, BlockedTo, "busy", null, null, null, false);
    }
}
