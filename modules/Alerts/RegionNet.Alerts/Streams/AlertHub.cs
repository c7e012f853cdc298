using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// /hubs/alerts. <c>Subscribe</c> joins a zone's stream first and reads what follows the client's cursor second, so that
/// nothing falls between the two; the client drops what it gets twice.
/// </summary>
internal sealed class AlertHub(
    HubLines lines,
    LiveStreams live,
    CatchUp catchUp,
    AlertLimits limits,
    OpenLines open,
    ICurrentUserSource users,
    IZoneDirectory zones
) : Hub
{
    private const string PlaceKey = "place";

    private string Subject => Context.User?.FindFirstValue("sub") ?? "";

    /// <exception cref="HubException"><c>alerts.too-many-connections</c>: the person has as many as one may have.</exception>
    public override Task OnConnectedAsync()
    {
        Context.Items[PlaceKey] =
            limits.Connect(Subject) ?? throw new HubException(AlertsErrors.TooManyConnections.Code);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(PlaceKey, out var place))
        {
            (place as IDisposable)?.Dispose();
        }
        return Task.CompletedTask;
    }

    /// <param name="epoch">The epoch of the client's cursor; null when it has none.</param>
    /// <param name="after">The last sequence number the client has applied; null when it has none.</param>
    /// <returns>What follows the cursor (at most 500; the rest over HTTP), the head and the epoch.</returns>
    /// <exception cref="HubException">
    /// <c>alerts.stream-not-found</c>: the zone is not in the caller's scope. <c>alerts.too-many-calls</c>: the person asks too often.
    /// </exception>
    public async Task<Subscription> Subscribe(string zone, string? epoch, long? after)
    {
        if (!limits.MayCall(Subject))
        {
            throw new HubException(AlertsErrors.TooManyCalls.Code);
        }
        var ct = Context.ConnectionAborted;
        if (await users.Find(Subject, ct) is not { } user || !await zones.Reads(user, zone, ct))
        {
            throw new HubException(AlertsErrors.StreamNotFound.Code);
        }
        lines.Find(Context.ConnectionId)?.Join(live.Of(zone));
        var page = await catchUp.After(new StreamCursor(zone, Subject, epoch, after), AlertStreams.LargestPage, ct);
        if (after is not null)
        {
            AlertMetrics.Resumed(page.FromMemory ? "memory" : "database");
        }
        return new Subscription(page.Epoch, page.Head, page.Items, open.ReconnectSeconds);
    }
}

internal static class ReadableZones
{
    /// <summary>Whether there is such a zone for this caller. One who reads all zones reads no invented one.</summary>
    public static async ValueTask<bool> Reads(
        this IZoneDirectory zones,
        CurrentUser user,
        string? zone,
        CancellationToken ct
    ) => zone is not null && user.Reads(zone) && (await zones.Zones(ct)).Any(z => z.Code == zone);
}
