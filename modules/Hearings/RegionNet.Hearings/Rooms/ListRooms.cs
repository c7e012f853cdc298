using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>GET /api/hearings/rooms: the network's rooms in the order of administrative divisions.</summary>
internal static class ListRooms
{
    public static async Task<Results<Ok<Page<RoomView>>, RefusalResult>> Handle(
        RoomViews rooms,
        CancellationToken ct,
        string? zone,
        Guid? organisationId,
        [StringLength(100)] string? search,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (RoomCursor.Parse(cursor) is not { } after)
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var filter = new RoomFilter(await rooms.Hosts(zone, organisationId, ct), [], 0, search);
        var page = await rooms.Page(filter, after, limit ?? Cursor.DefaultLimit, "", null, ct);
        return TypedResults.Ok(new Page<RoomView>(await rooms.Complete(page.Items, ct), page.Next));
    }
}
