using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>
/// /hubs/alerts. <c>Subscribe</c> joins a zone's group first and reads what follows the client's cursor second, so that
/// nothing falls between the two; the client drops what it gets twice.
/// </summary>
internal sealed class AlertHub(AlertStreams streams, ICurrentUserSource users) : Hub
{
    public static string Group(string zone) => $"zone:{zone}";

    /// <param name="epoch">The epoch of the client's cursor; null when it has none.</param>
    /// <param name="after">The last sequence number the client has applied; null when it has none.</param>
    /// <returns>What follows the cursor (at most 500; the rest over HTTP), the head and the epoch.</returns>
    /// <exception cref="HubException"><c>alerts.stream-not-found</c>: the zone is not in the caller's scope.</exception>
    public async Task<StreamPage> Subscribe(string zone, string? epoch, long? after)
    {
        var ct = Context.ConnectionAborted;
        var subject = Context.User?.FindFirstValue("sub") ?? "";
        var user = await users.Find(subject, ct);
        if (user?.Reads(zone) != true)
        {
            throw new HubException(AlertsErrors.StreamNotFound.Code);
        }
        await Groups.AddToGroupAsync(Context.ConnectionId, Group(zone), ct);
        return await streams.Read(zone, subject, epoch, after, AlertStreams.LargestPage, ct);
    }
}
