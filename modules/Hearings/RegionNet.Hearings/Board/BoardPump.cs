using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RegionNet.Hearings;

/// <summary>
/// Tells the open boards of this replica what has changed. Each replica reads the numbered changes with a cursor of its own, woken
/// after commits and polling regardless, so nothing depends on a message between replicas.
/// </summary>
internal sealed partial class BoardPump(
    BoardChanges changes,
    BoardWakeup wakeup,
    OpenBoards boards,
    RoomViews rooms,
    IHubContext<BoardHub> hub,
    TimeProvider clock,
    ILogger<BoardPump> logger
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beacon = TimeSpan.FromSeconds(15);

    /// <summary>Changes that follow each other closely go out together.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, long> _told = new(StringComparer.Ordinal);
    private long? _cursor;
    private DateTimeOffset _beaconAt;
    private DateTimeOffset _forgotAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        wakeup.Listen();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await PushNew(stoppingToken)) { }
                await Housekeep(stoppingToken);
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
        // What came before is told by Subscribe.
        var after = _cursor ??= await changes.Head(ct);
        var rows = await changes.Beyond(after, ct);
        var to = rows.Count > 0 ? rows[^1].Sequence : after;
        foreach (var scope in boards.Scopes)
        {
            var told = _told.GetValueOrDefault(scope.Group, after);
            var delta = BoardChanges.Of(told, to, rows, await rooms.Hosts(scope.Zone, scope.OrganisationId, ct));
            if (delta.RoomIds.Count > 0)
            {
                _ = Send(scope, delta);
                told = to;
            }
            _told[scope.Group] = told;
        }
        _cursor = to;
        if (rows.Count > 0)
        {
            await Task.Delay(Breath, clock, ct);
        }
        return rows.Count > 0;
    }

    /// <summary>The beacon by which a client notices that the last push was lost, and the end of old changes.</summary>
    private async Task Housekeep(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if ((now - _beaconAt).Duration() >= Beacon)
        {
            _beaconAt = now;
            var head = await changes.Head(ct);
            var restored = head < _cursor;
            _cursor = restored ? head : _cursor;
            foreach (var scope in boards.Scopes)
            {
                var told = restored ? head : _told.GetValueOrDefault(scope.Group, _cursor!.Value);
                _told[scope.Group] = told;
                _ = Send(
                    scope,
                    restored ? BoardDelta.Incomplete(head, head) : BoardDelta.Nothing(told, _cursor!.Value)
                );
            }
        }
        if ((now - _forgotAt).Duration() >= TimeSpan.FromHours(1))
        {
            _forgotAt = now;
            await changes.Forget(now, ct);
        }
    }

    /// <summary>Not waited for: a group send ends when its slowest member has taken it. One that fails is a hint lost.</summary>
    private async Task Send(BoardScope scope, BoardDelta delta)
    {
        try
        {
            await hub.Clients.Group(scope.Group).SendAsync("changed", delta);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogSendFailed(logger, scope.Group, e);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The board pump could not read the changes; it tries again.")]
    private static partial void LogPumpFailed(ILogger logger, Exception e);

    [LoggerMessage(2, LogLevel.Warning, "A push to the board {Group} failed.")]
    private static partial void LogSendFailed(ILogger logger, string group, Exception e);
}
