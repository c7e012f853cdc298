using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Portal.Api;
using RegionNet.Portal.Browser;
using RegionNet.Portal.Session;

namespace RegionNet.Portal.Alerts;

/// <summary>What the connection chip says; the words on the wire of <c>data-state</c> are these in lower case.</summary>
public enum LineState
{
    Connecting,
    Reconnecting,
    Live,
    Polling,
    Offline,
}

/// <summary>
/// Keeps <see cref="AlertFeed"/> fed: a WebSocket to the hub while it can be had, else the same cursor over HTTP every 10 s. A push is
/// only a hint, so a broken line costs time and never an alert.
/// </summary>
public sealed class AlertLine(
    AlertFeed feed,
    SessionState session,
    BrowserWindow window,
    NavigationManager navigation,
    TimeProvider clock
) : IDisposable
{
    private const int SocketTries = 3;
    private const int PollsBetweenTries = 3;
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    private CancellationTokenSource? _running;
    private TaskCompletionSource _wake = new();

    /// <summary>Over how long the service asks its clients to spread their return.</summary>
    private int _reconnectSeconds = 1;

    public LineState State { get; private set; }

    public event Action? Changed;

    /// <summary>Starts for the person now signed in; a second call changes nothing.</summary>
    public void Start()
    {
        if (_running is not null)
        {
            return;
        }
        _running = new CancellationTokenSource();
        window.Returned += Wake;
        _ = Run(_running.Token);
    }

    public void Stop()
    {
        window.Returned -= Wake;
        _running?.Cancel();
        _running?.Dispose();
        _running = null;
        State = LineState.Connecting;
        feed.Forget();
    }

    public void Dispose() => Stop();

    private void Wake() => _wake.TrySetResult();

    private async Task Run(CancellationToken cancel)
    {
        var failures = 0;
        while (!cancel.IsCancellationRequested && session.SignedIn)
        {
            try
            {
                await feed.Open(cancel);
                var since = clock.GetTimestamp();
                await Listen(cancel);
                failures = clock.GetElapsedTime(since) > Settled ? 0 : failures + 1;
                Tell(LineState.Reconnecting);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // Whatever broke the line (socket, hub, HTTP), the answer is the same: try again, and poll meanwhile.
                failures++;
                if (State is LineState.Connecting or LineState.Live)
                {
                    Tell(LineState.Reconnecting);
                }
            }
            try
            {
                if (failures >= SocketTries)
                {
                    await Poll(cancel);
                }
                else
                {
                    var draw = Random.Shared.NextDouble();
                    var spread = TimeSpan.FromSeconds(_reconnectSeconds * draw);
                    var backoff = Backoff.After(failures, draw);
                    await Pause(spread > backoff ? spread : backoff, cancel);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Subscribes to every stream and returns when the socket has closed.</summary>
    private async Task Listen(CancellationToken cancel)
    {
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
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        hub.On<List<Alert>>("alerts", alerts => Guard(hub, feed.Push(alerts, cancel)));
        hub.On<HeadBeacon>(
            "head",
            beacon =>
            {
                _reconnectSeconds = beacon.ReconnectSeconds;
                return Guard(hub, feed.Beacon(beacon, cancel));
            }
        );
        // A zone was taken out of the person's scope: hang up, and the loop begins anew with what is left.
        hub.On<LeftStream>(
            "left",
            left =>
            {
                feed.Leave(left.ZoneCode);
                return hub.StopAsync(CancellationToken.None);
            }
        );
        await hub.StartAsync(cancel);
        foreach (var cursor in feed.Cursors)
        {
            var page = await hub.InvokeAsync<StreamPage>("Subscribe", cursor.Zone, cursor.Epoch, cursor.Last, cancel);
            _reconnectSeconds = page.ReconnectSeconds;
            await feed.Take(cursor.Zone, page, cancel);
        }
        Tell(LineState.Live);
        await closed.Task.WaitAsync(cancel);
    }

    /// <summary>A pull that fails after a push leaves a gap: hang up, and the loop begins anew from the cursor.</summary>
    private static async Task Guard(HubConnection hub, Task work)
    {
        try
        {
            await work;
        }
        catch (ProblemException)
        {
            _ = hub.StopAsync();
        }
    }

    private async Task Poll(CancellationToken cancel)
    {
        for (var i = 0; i < PollsBetweenTries && session.SignedIn; i++)
        {
            try
            {
                if (feed.Loaded)
                {
                    await feed.PullAll(cancel);
                }
                else
                {
                    await feed.Open(cancel);
                }
                Tell(LineState.Polling);
            }
            catch (ProblemException)
            {
                Tell(LineState.Offline);
            }
            await Pause(PollEvery, cancel);
        }
    }

    private async Task Pause(TimeSpan span, CancellationToken cancel)
    {
        _wake = new TaskCompletionSource();
        await Task.WhenAny(Task.Delay(span, clock, cancel), _wake.Task);
        cancel.ThrowIfCancellationRequested();
    }

    private void Tell(LineState state)
    {
        if (State != state)
        {
            State = state;
            Changed?.Invoke();
        }
    }
}
