using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// GET /api/hearings/free-rooms: rooms that could be booked for the whole of [from, to), turnaround included.
/// </summary>
internal static class FindFreeRooms
{
    /// <summary>
    /// OFFSET 0 keeps the subquery from being flattened to an anti-join over all allocations, so that each candidate
    /// room is one probe of the exclusion index.
    /// </summary>
    internal const string IsFree = """
        and not exists (
            select 1 from allocation a
            where a.room_id = r.id and a.released_at is null and a.blocked && @Slot
            offset 0
        )
        """;

    public static async Task<Results<Ok<Page<RoomView>>, RefusalResult>> Handle(
        RoomViews rooms,
        CancellationToken ct,
        DateTimeOffset from,
        DateTimeOffset to,
        string? zone,
        Guid? organisationId,
        [Range(1, 2000)] int? capacity,
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
        if (BookingRules.RefuseShape(from, to) is { } refusal)
        {
            return refusal.ToResult();
        }
        var filter = new RoomFilter(await rooms.Hosts(zone, organisationId, ct), kinds, capacity ?? 0, null);
        var slot = BookingRules.Blocked(new Slot(from, to));
        var page = await rooms.Page(filter, after, limit ?? Cursor.DefaultLimit, IsFree, slot, ct);
        return TypedResults.Ok(new Page<RoomView>(await rooms.Complete(page.Items, ct), page.Next));
    }
}
