using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// GET /api/alerts/streams/{zone}: what follows a cursor, oldest first. Without <c>after</c>, or with the epoch of another
/// history, the newest alerts. With <c>wait</c> the answer is held back until there is something: long polling.
/// </summary>
internal static class ReadStream
{
    /// <summary>Seconds; below what proxies on the way take for a dead connection.</summary>
    private const int LongestWait = 25;

    public static async Task<Results<Ok<StreamPage>, RefusalResult>> Handle(
        string zone,
        HttpContext http,
        CatchUp catchUp,
        LiveStreams live,
        AlertLimits limits,
        ICurrentUserSource users,
        IZoneDirectory zones,
        IHostApplicationLifetime lifetime,
        TimeProvider clock,
        CancellationToken ct,
        [StringLength(100)] string? epoch,
        [Range(0, long.MaxValue)] long? after,
        [Range(1, AlertStreams.LargestPage)] int? limit,
        [Range(0, LongestWait)] int? wait
    )
    {
        var user = http.CurrentUser();
        if (!user.Reads(zone))
        {
            return AlertsErrors.StreamNotFound.ToResult();
        }
        var cursor = new StreamCursor(zone, user.Subject, epoch, after);
        var most = limit ?? Cursor.DefaultLimit;
        if (wait is not > 0 || after is null || !await zones.Reads(user, zone, ct))
        {
            var page = await catchUp.Read(cursor, most, ct);
            if (after is not null)
            {
                AlertMetrics.Gap(page.Items.Count);
            }
            return TypedResults.Ok(page);
        }
        using var place = limits.Connect(user.Subject);
        if (place is null)
        {
            return AlertsErrors.TooManyConnections.ToResult();
        }
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        var answer = await Wait(cursor, most, TimeSpan.FromSeconds(wait.Value), catchUp, live, clock, ended.Token);
        // The scope may have been taken away meanwhile.
        return await users.Find(user.Subject, ct) is { } still && still.Reads(zone)
            ? TypedResults.Ok(answer)
            : AlertsErrors.StreamNotFound.ToResult();
    }

    private static async Task<StreamPage> Wait(
        StreamCursor cursor,
        int limit,
        TimeSpan patience,
        CatchUp catchUp,
        LiveStreams live,
        TimeProvider clock,
        CancellationToken ended
    )
    {
        var began = clock.GetTimestamp();
        var stream = live.Of(cursor.Zone);
        while (true)
        {
            var grown = stream.Grown;
            var page = await catchUp.After(cursor, limit, CancellationToken.None);
            var left = patience - clock.GetElapsedTime(began);
            if (
                page.Items.Count > 0
                || page.Head != cursor.Sequence
                || left <= TimeSpan.Zero
                || ended.IsCancellationRequested
            )
            {
                return page;
            }
            await grown.WaitAsync(left, clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
