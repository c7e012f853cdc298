using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

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

/// <summary>GET /api/hearings/board: rooms × hours of one day, a page of rooms at a time; with <c>asOf</c> as it stood at that moment.</summary>
internal static class ShowDayBoard
{
    public static async Task<Results<Ok<DayBoardView>, RefusalResult>> Handle(
        HttpContext http,
        BoardReader board,
        RoomViews rooms,
        TimeProvider clock,
        CancellationToken ct,
        DateOnly day,
        string? zone,
        Guid? organisationId,
        [StringLength(300)] string? devices,
        DateTimeOffset? asOf,
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
        if (asOf > clock.GetUtcNow())
        {
            return HearingsErrors.NotYetThen.ToResult();
        }
        var filter = new RoomFilter(await rooms.Hosts(zone, organisationId, ct), kinds, 0, null);
        var page = await rooms.Page(filter, after, limit ?? Cursor.DefaultLimit, "", null, ct);
        var ids = page.Items.Select(r => r.Id).ToArray();
        var organisation = http.CurrentUser().OrganisationId;
        // Neither needs the other: asked side by side.
        var taken = asOf is { } then
            ? board.AsOf(then, day, ids, organisation, ct)
            : board.Now(day, ids, organisation, ct);
        var completed = rooms.Complete(page.Items, ct);
        await Task.WhenAll(taken, completed);
        var (bookings, views) = ((await taken).ToLookup(b => b.RoomId), await completed);
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
}
