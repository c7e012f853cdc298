using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RegionNet.Alerts;

/// <summary>
/// Pushes what the streams have gained to the clients connected to this replica. Each replica reads the streams with a
/// cursor of its own, woken over Redis and polling regardless, so nothing depends on a message between replicas.
/// </summary>
internal sealed partial class AlertPump(
    AlertStreams streams,
    AlertWakeup wakeup,
    IHubContext<AlertHub> hub,
    TimeProvider clock,
    ILogger<AlertPump> logger
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beacon = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Between two rounds. The first alert after a pause is pushed at once; in a crowd, alerts gather this long and share a
    /// round.
    /// </summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(50);

    private static readonly Meter Meter = new("RegionNet.Alerts");
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>("regionnet.alerts.lag", "s");

    private Dictionary<string, long>? _cursors;
    private DateTimeOffset _beaconAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        wakeup.Listen();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await PushNew(stoppingToken)) { }
                await SendBeacons(stoppingToken);
                await Task.Delay(Spacing, clock, stoppingToken);
                await wakeup.Local.Wait(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogPumpFailed(logger, e);
                await Task.Delay(Poll, clock, stoppingToken);
            }
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> PushNew(CancellationToken ct)
    {
        var heads = await streams.Heads(ct);
        // Clients get what came before through Subscribe; a stream that is born later is pushed from its first alert.
        _cursors ??= new Dictionary<string, long>(heads, StringComparer.Ordinal);
        var behind = heads
            .Where(h => h.Value > _cursors.GetValueOrDefault(h.Key))
            .ToDictionary(h => h.Key, h => _cursors.GetValueOrDefault(h.Key), StringComparer.Ordinal);
        if (behind.Count == 0)
        {
            return false;
        }
        var alerts = await streams.Beyond(behind, ct);
        foreach (var alert in alerts)
        {
            _ = Send(alert.ZoneCode, "alert", alert);
            _cursors[alert.ZoneCode] = alert.Sequence;
            Lag.Record((clock.GetUtcNow() - alert.OccurredAt).TotalSeconds);
        }
        return alerts.Count == AlertStreams.LargestPage;
    }

    private async Task SendBeacons(CancellationToken ct)
    {
        if (_cursors is null || clock.GetUtcNow() - _beaconAt < Beacon)
        {
            return;
        }
        _beaconAt = clock.GetUtcNow();
        var epoch = await streams.Epoch(ct);
        foreach (var (zone, head) in _cursors)
        {
            _ = Send(zone, "head", new StreamHead(zone, epoch, head));
        }
    }

    /// <summary>
    /// The pump does not wait for it: a group send ends when its slowest member has taken it, and nobody else shall wait
    /// for that one. A send that fails is a hint lost, which the client's cursor makes good.
    /// </summary>
    private async Task Send(string zone, string method, object message)
    {
        try
        {
            await hub.Clients.Group(AlertHub.Group(zone)).SendAsync(method, message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogSendFailed(logger, zone, e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The alert pump could not read the streams; it tries again.")]
    private static partial void LogPumpFailed(ILogger logger, Exception e);

    [LoggerMessage(2, LogLevel.Warning, "A push to {Zone} failed.")]
    private static partial void LogSendFailed(ILogger logger, string zone, Exception e);
}
