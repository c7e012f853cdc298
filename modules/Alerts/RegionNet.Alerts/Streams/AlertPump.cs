using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RegionNet.Alerts;

/// <summary>
/// Pushes what the streams have gained to the clients connected to this replica. Each replica reads the streams with a
/// cursor of its own, woken over Redis and polling regardless, so nothing depends on a message between replicas.
/// </summary>
internal sealed partial class AlertPump(
    AlertStreams streams,
    LiveStreams live,
    OpenLines lines,
    AlertScopes scopes,
    AlertWakeup wakeup,
    TimeProvider clock,
    ILogger<AlertPump> logger
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beacon = TimeSpan.FromSeconds(15);

    /// <summary>
    /// What one connection's push costs on its whole way (this process, the gateway, two sockets), and what each alert in it adds,
    /// as measured by the benchmark <c>fanout</c>. Writing to a socket only queues; pushing anew before the last push has been worked
    /// off would make every alert wait for all before it.
    /// </summary>
    private static readonly TimeSpan CostOfPush = TimeSpan.FromMicroseconds(50);
    private static readonly TimeSpan CostOfAlert = TimeSpan.FromMicroseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(150);

    private bool _started;
    private string? _epoch;
    private long _beaconAt;
    private long _roundEnded = clock.GetTimestamp();

    /// <summary>How long ago the streams were last read; about the poll interval when all is well.</summary>
    public TimeSpan SinceRound => clock.GetElapsedTime(Volatile.Read(ref _roundEnded));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        wakeup.Listen();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!_started || clock.GetElapsedTime(_beaconAt) > Beacon)
                {
                    await CompareHeads(stoppingToken);
                }
                var alerts = await ReadNew(stoppingToken);
                Volatile.Write(ref _roundEnded, clock.GetTimestamp());
                if (alerts.Count > 0)
                {
                    var began = clock.GetTimestamp();
                    var cost = Push(alerts);
                    // What comes meanwhile goes out together; the first alert after a quiet moment waits for nothing.
                    var pause = (cost < LongestPause ? cost : LongestPause) - clock.GetElapsedTime(began);
                    if (pause > TimeSpan.Zero)
                    {
                        await Task.Delay(pause, clock, stoppingToken);
                    }
                }
                if (alerts.Count < AlertStreams.LargestPage)
                {
                    await wakeup.Local.Wait(Poll, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogPumpFailed(logger, e);
                _started = false; // It may come back as another history.
                await Task.Delay(Poll, clock, stoppingToken);
            }
        }
    }

    private async Task<IReadOnlyList<AlertView>> ReadNew(CancellationToken ct)
    {
        var cursors = live.All.ToDictionary(s => s.Zone, s => s.Head ?? 0, StringComparer.Ordinal);
        var alerts = await streams.Beyond(cursors, ct);
        if (alerts.Count > 0)
        {
            await scopes.EnsureFresh(ct);
        }
        return alerts;
    }

    /// <returns>How long the machine is busy with it.</returns>
    private TimeSpan Push(IReadOnlyList<AlertView> alerts)
    {
        var cost = TimeSpan.Zero;
        foreach (var gained in alerts.GroupBy(a => a.ZoneCode, StringComparer.Ordinal))
        {
            var stream = live.Of(gained.Key);
            var batch = gained.ToList();
            stream.Append(batch);
            if (!stream.Lines.IsEmpty)
            {
                var message = HubMessages.Alerts(batch);
                var pushes = 0;
                foreach (var (line, _) in stream.Lines)
                {
                    line.Send(message);
                    pushes++;
                }
                cost += pushes * (CostOfPush + (batch.Count * CostOfAlert));
            }
            foreach (var alert in batch)
            {
                AlertMetrics.Lag(clock.GetUtcNow() - alert.OccurredAt);
            }
        }
        return cost;
    }

    /// <summary>
    /// Tells the clients the heads, and compares them with what was read: at the start, after the database was away, and with
    /// every beacon. A head that went back, or another epoch, is a restored database: everybody starts anew.
    /// </summary>
    private async Task CompareHeads(CancellationToken ct)
    {
        streams.ForgetEpoch();
        var epoch = await streams.Epoch(ct);
        var heads = await streams.Heads(ct);
        foreach (var stream in heads.Keys.Select(live.Of).Union(live.All))
        {
            // One that is born later has no head here until its first alert has been read.
            var head = heads.GetValueOrDefault(stream.Zone);
            if (epoch != _epoch || stream.Head > head)
            {
                stream.StartAfter(head);
            }
        }
        (_started, _epoch, _beaconAt) = (true, epoch, clock.GetTimestamp());
        foreach (var stream in live.All)
        {
            var message = HubMessages.Head(
                new StreamHead(stream.Zone, epoch, stream.Head ?? 0, lines.ReconnectSeconds)
            );
            foreach (var (line, _) in stream.Lines)
            {
                line.Send(message);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The alert pump could not read the streams; it tries again.")]
    private static partial void LogPumpFailed(ILogger logger, Exception e);
}
