using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Portal.Alerts;
using RegionNet.Portal.Api;

namespace RegionNet.Portal.Board;

/// <summary>
/// Hears of changes on one board. A push says what is no longer as it was; what it is now is read over HTTP, as this person may see
/// it. While no line can be had the board's own timer does the work.
/// </summary>
public sealed class BoardLive(NavigationManager navigation, TimeProvider clock, Func<BoardDelta, Task> changed)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private CancellationTokenSource _again = new();
    private (string? Zone, string? Organisation) _scope;
    private bool _running;

    /// <summary>Changes arrive by themselves.</summary>
    public bool Live { get; private set; }

    /// <summary>Shows a board; another one than before is subscribed to anew. A page that was left meanwhile shows none.</summary>
    public void Show(string zone, string organisationId)
    {
        var scope = (Given(zone), Given(organisationId));
        if (_closed.IsCancellationRequested || (_running && scope == _scope))
        {
            return;
        }
        _scope = scope;
        _again.Cancel();
        if (!_running)
        {
            _running = true;
            _ = Run();
        }
    }

    private async Task Run()
    {
        var failures = 0;
        long? after = null;
        while (!_closed.IsCancellationRequested)
        {
            _again.Dispose();
            _again = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
            var scope = _scope;
            try
            {
                await Listen(scope, after, n => (after, failures) = (n, 0), _again.Token);
                failures++;
            }
            catch (OperationCanceledException) when (_again.IsCancellationRequested)
            {
                after = null;
                continue;
            }
            catch (Exception)
            {
                // Whatever broke the line, the answer is the same: try again, and the timer reads meanwhile.
                failures++;
            }
            finally
            {
                Live = false;
            }
            try
            {
                await Task.Delay(
                    Backoff.After(failures, reconnectSeconds: 1, Random.Shared.NextDouble()),
                    clock,
                    _again.Token
                );
            }
            catch (OperationCanceledException)
            {
                after = null;
            }
        }
    }

    private async Task Listen(
        (string? Zone, string? Organisation) scope,
        long? after,
        Action<long> reached,
        CancellationToken cancel
    )
    {
        var ended = new TaskCompletionSource();
        await using var hub = new HubConnectionBuilder()
            .WithUrl(
                navigation.ToAbsoluteUri("/hubs/board"),
                o =>
                {
                    o.SkipNegotiation = true;
                    o.Transports = HttpTransportType.WebSockets;
                }
            )
            .AddJsonProtocol(o => o.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, PortalJson.Default))
            .Build();
        hub.Closed += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        hub.On<BoardDelta>(
            "changed",
            delta =>
            {
                reached(delta.Sequence);
                return changed(delta);
            }
        );
        await hub.StartAsync(cancel);
        var missed = await hub.InvokeAsync<BoardDelta>("Subscribe", scope.Zone, scope.Organisation, after, cancel);
        reached(missed.Sequence);
        Live = true;
        if (!missed.Complete || missed.RoomIds.Count > 0)
        {
            await changed(missed);
        }
        await ended.Task.WaitAsync(cancel);
    }

    private static string? Given(string code) => code.Length > 0 ? code : null;

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _again.Dispose();
        _closed.Dispose();
    }
}

/// <summary>Whether a change touches what is shown.</summary>
public static class BoardDeltas
{
    public static bool Touches(BoardDelta delta, DateOnly day, IEnumerable<BoardRoom> rooms)
    {
        var iso = Time.ChinaTime.Iso(day);
        return !delta.Complete
            || (
                delta.Days?.Exists(d =>
                    string.CompareOrdinal(d.From, iso) <= 0 && string.CompareOrdinal(iso, d.To) <= 0
                ) != false
                && rooms.Any(r => delta.RoomIds.Contains(r.Id))
            );
    }
}
