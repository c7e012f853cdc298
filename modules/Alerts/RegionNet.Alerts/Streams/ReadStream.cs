using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>
/// GET /api/alerts/streams/{zone}: what follows a cursor, oldest first. Without <c>after</c>, or with the epoch of another
/// history, the newest alerts.
/// </summary>
internal static class ReadStream
{
    public static async Task<Results<Ok<StreamPage>, RefusalResult>> Handle(
        string zone,
        HttpContext http,
        AlertStreams streams,
        CancellationToken ct,
        [StringLength(100)] string? epoch,
        [Range(0, long.MaxValue)] long? after,
        [Range(1, AlertStreams.LargestPage)] int? limit
    )
    {
        var user = http.CurrentUser();
        return user.Reads(zone)
            ? TypedResults.Ok(await streams.Read(zone, user.Subject, epoch, after, limit ?? Cursor.DefaultLimit, ct))
            : AlertsErrors.StreamNotFound.ToResult();
    }
}
