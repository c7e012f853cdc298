using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Portal.Api;
using RegionNet.Portal.Browser;
using RegionNet.Portal.Session;

namespace RegionNet.Portal.Alerts;

/// <summary>
/// Keeps <see cref="AlertFeed"/> fed: a WebSocket to the hub while it can be had, else the same cursor over HTTP, waiting at the service
/// where that takes few connections. A push is only a hint, so a broken line costs time and never an alert. What it says of itself
/// (<see cref="State"/>) is what was last heard, and no hope.
/// </summary>
public sealed class AlertLine(
    AlertFeed feed,
    SessionState session,
    BrowserWindow window,
    NavigationManager navigation,
    TimeProvider clock
) : IDisposable
{
    private const string TooMany = "alerts.too-many-connections";
    private const int SocketTries = 2;

    /// <summary>A browser has six connections to a site; no more than this wait at the service.</summary>
    private const int MostWaits = 2;
    private const int WaitSeconds = 20;
    private static readonly TimeSpan HttpFor = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    /// <summary>The beacon comes every 15 s.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan Doubtful = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ProofWithin = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(5);

    private CancellationTokenSource? _running;
    private CancellationTokenSource? _line;
    private TaskCompletionSource _wake = new();
    private int _reconnectSeconds = 1;

    public LineState State { get; private set; }

    /// <summary>Since when it is so.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>When the service last said where the streams end, or gave what was missing.</summary>
    public DateTimeOffset? Heard { get; private set; }

    /// <summary>When it was last heard before it was stopped.</summary>
    public DateTimeOffset? HeardBefore { get; private set; }

    /// <summary>The service turned the line away because the person has too many open.</summary>
    public bool TooManyLines { get; private set; }

    public event Action? Changed;

    /// <summary>Starts for the person now signed in; a second call changes nothing.</summary>
    public void Start()
    {
        if (_running is not null)
        {
            return;
        }
        _running = new CancellationTokenSource();
        window.Returned += OnReturned;
        window.Lost += OnLost;
        Since = clock.GetUtcNow();
        _ = Run(_running.Token);
    }

    public void Stop()
    {
        window.Returned -= OnReturned;
        window.Lost -= OnLost;
        _running?.Cancel();
        _running?.Dispose();
        _running = null;
        HeardBefore = Heard ?? HeardBefore;
        (State, Heard, TooManyLines) = (LineState.Connecting, null, false);
        feed.Forget();
    }

    public void Dispose() => Stop();

    /// <summary>Tries again at once instead of at the end of the wait.</summary>
    public void TryNow() => _wake.TrySetResult();

    /// <summary>The person is back, or the machine woke up: a line that was silent for long is not believed any more.</summary>
    private void OnReturned()
    {
        if (State == LineState.Live && Silence > Doubtful)
        {
            _line?.Cancel();
        }
        TryNow();
    }

    /// <summary>The browser says that the network is away. It may be wrong, so the service is asked.</summary>
    private void OnLost() => _ = Doubt();

    private async Task Doubt()
    {
        if (_running is not { } running)
        {
            return;
        }
        try
        {
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(running.Token);
            soon.CancelAfter(ProofWithin);
            await feed.PullAll(soon.Token);
            Hear();
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException)
        {
            if (!running.IsCancellationRequested)
            {
                Tell(LineState.Offline);
                _line?.Cancel();
            }
        }
    }

    private TimeSpan Silence => Heard is { } heard ? clock.GetUtcNow() - heard : TimeSpan.MaxValue;

    private async Task Run(CancellationToken cancel)
    {
        var failures = 0;
        while (!cancel.IsCancellationRequested && session.SignedIn)
        {
            try
            {
                await feed.Open(cancel);
                Hear();
                if (State is LineState.Reconnecting or LineState.Offline)
                {
                    Tell(LineState.CatchingUp);
                }
                var since = clock.GetTimestamp();
                await Listen(cancel);
                failures = clock.GetElapsedTime(since) > Settled ? 0 : failures + 1;
                TellBroken();
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (ProblemException)
            {
                // HTTP itself fails: nothing can be had.
                failures++;
                Tell(LineState.Offline);
            }
            catch (Exception)
            {
                // Whatever broke the socket, the answer is the same: try again, and read over HTTP meanwhile.
                failures++;
                TellBroken();
            }
            try
            {
                if (failures >= SocketTries && State != LineState.Offline)
                {
                    await ReadOverHttp(cancel);
                }
                else
                {
                    await Pause(Backoff.After(failures, _reconnectSeconds, Random.Shared.NextDouble()), cancel);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Subscribes to every stream and returns when the socket has closed or is not believed any more.</summary>
    private async Task Listen(CancellationToken cancel)
    {
        using var line = _line = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var closed = new TaskCompletionSource();
        await using var hub = new HubConnectionBuilder()
            .WithUrl(
                navigation.ToAbsoluteUri("/hubs/alerts"),
                o =>
                {
                    o.SkipNegotiation = true;
                    o.Transports = HttpTransportType.WebSockets;
                }
            )
            .AddJsonProtocol(o => o.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, PortalJson.Default))
            .Build();
        hub.Closed += error =>
        {
            TooManyLines = error?.Message.Contains(TooMany, StringComparison.Ordinal) ?? false;
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        hub.On<List<Alert>>("alerts", alerts => Guard(hub, feed.Push(alerts, line.Token)));
        hub.On<HeadBeacon>(
            "head",
            beacon =>
            {
                _reconnectSeconds = beacon.ReconnectSeconds;
                return Guard(hub, feed.Beacon(beacon, line.Token));
            }
        );
        hub.On<LeftStream>("left", left => feed.Leave(left.ZoneCode));
        try
        {
            await hub.StartAsync(line.Token);
            foreach (var cursor in feed.Cursors)
            {
                var after = cursor.Last;
                var page = await hub.InvokeAsync<StreamPage>("Subscribe", cursor.Zone, cursor.Epoch, after, line.Token);
                _reconnectSeconds = page.ReconnectSeconds;
                await feed.Take(cursor.Zone, page, after, line.Token);
            }
            TooManyLines = false;
            Hear();
            Tell(LineState.Live);
            while (!closed.Task.IsCompleted && Silence < LongestSilence)
            {
                await Task.WhenAny(closed.Task, Task.Delay(ProofWithin, clock, line.Token));
                line.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Not believed any more: the loop begins anew from the cursor.
        }
        finally
        {
            _line = null;
        }
    }

    /// <summary>A pull that fails after a push leaves a gap: hang up, and the loop begins anew from the cursor.</summary>
    private async Task Guard(HubConnection hub, Task work)
    {
        Hear();
        try
        {
            await work;
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException)
        {
            _ = hub.StopAsync();
        }
    }

    /// <summary>For a minute, then the socket is tried again.</summary>
    private async Task ReadOverHttp(CancellationToken cancel)
    {
        using var round = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        round.CancelAfter(HttpFor);
        try
        {
            await feed.PullAll(round.Token);
            Hear();
            Tell(LineState.Polling);
            var zones = feed.Cursors.Select(c => c.Zone).ToList();
            await (zones.Count <= MostWaits ? Task.WhenAll(zones.Select(z => WaitFor(z, round))) : Poll(round.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The minute is over.
        }
        catch (ProblemException e)
        {
            TooManyLines = e.Problem.Code == TooMany;
            Tell(LineState.Offline);
        }
    }

    private async Task WaitFor(string zone, CancellationTokenSource round)
    {
        try
        {
            while (session.SignedIn)
            {
                await feed.Await(zone, WaitSeconds, round.Token);
                Hear();
            }
        }
        catch (ProblemException)
        {
            await round.CancelAsync();
            throw;
        }
    }

    private async Task Poll(CancellationToken cancel)
    {
        while (session.SignedIn)
        {
            await Pause(PollEvery, cancel);
            await feed.PullAll(cancel);
            Hear();
        }
    }

    private async Task Pause(TimeSpan span, CancellationToken cancel)
    {
        _wake = new TaskCompletionSource();
        await Task.WhenAny(Task.Delay(span, clock, cancel), _wake.Task);
        cancel.ThrowIfCancellationRequested();
    }

    private void Hear() => Heard = clock.GetUtcNow();

    /// <summary>The socket broke or could not be had; what is worse than that stays told, and so does reading over HTTP.</summary>
    private void TellBroken()
    {
        if (State is not (LineState.Offline or LineState.Polling))
        {
            Tell(LineState.Reconnecting);
        }
    }

    private void Tell(LineState state)
    {
        if (State != state)
        {
            (State, Since) = (state, clock.GetUtcNow());
            Changed?.Invoke();
        }
    }
}
