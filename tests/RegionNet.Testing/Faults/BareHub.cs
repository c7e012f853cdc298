using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RegionNet.Testing.Faults;

/// <summary>
/// What one would write in an afternoon: a stock SignalR hub that sends every message to all who are connected, keeps none, and knows
/// nobody. The measure for speed, and the control that must fail where the alerts must not.
/// </summary>
public sealed class BareHub : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BareHub(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
    }

    public Uri Address { get; }

    /// <param name="port">0 for any that is free.</param>
    public static async Task<BareHub> Start(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.UseWebSockets();
        app.MapHub<All>("/hub");
        app.MapPost(
            "/publish",
            async (JsonElement message, IHubContext<All> hub) => await hub.Clients.All.SendAsync("alert", message)
        );
        await app.StartAsync();
        return new BareHub(app);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    // Not private: the generated binding of /publish names it.
    internal sealed class All : Hub;
}

/// <summary>The client that goes with it: the stock one, with its automatic reconnect.</summary>
public sealed class BareFeed : IFollower
{
    private readonly HubConnection _hub;
    private readonly ConcurrentQueue<string> _received = new();

    private BareFeed(HubConnection hub)
    {
        _hub = hub;
        hub.On<JsonElement>("alert", alert => _received.Enqueue(alert.GetProperty("id").GetString()!));
    }

    public IReadOnlyList<string> Received => [.. _received];

    public static async Task<BareFeed> Open(Uri door)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(
                new Uri(door, "/hub"),
                options =>
                {
                    options.SkipNegotiation = true;
                    options.Transports = HttpTransportType.WebSockets;
                }
            )
            .WithAutomaticReconnect([.. Enumerable.Repeat(TimeSpan.FromMilliseconds(250), 100)])
            .Build();
        var feed = new BareFeed(hub);
        await hub.StartAsync();
        return feed;
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
