using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RegionNet.GatewayTests;

/// <summary>A real Kestrel on loopback that stands for one replica of a service and remembers what reached it.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly WebApplication app;

    private Replica(WebApplication app) => this.app = app;

    public ConcurrentQueue<Received> Received { get; } = new();

    public string Address => app.Urls.First();

    public static async Task<Replica> StartAsync(RequestDelegate? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var host = builder.Build();
        var replica = new Replica(host);
        host.UseWebSockets();
        host.Run(async context =>
        {
            if (context.Request.Path == "/health")
            {
                return;
            }
            replica.Received.Enqueue(new Received(context.Request));
            await (answer ?? (c => c.Response.WriteAsync("ok")))(context);
        });
        await host.StartAsync();
        return replica;
    }

    /// <summary>An address nobody listens at, as of a replica that has been killed.</summary>
    public static string DeadAddress()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}";
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

/// <summary>One request as a replica got it.</summary>
internal sealed class Received(HttpRequest request)
{
    private readonly Dictionary<string, string> headers = request.Headers.ToDictionary(
        h => h.Key,
        h => h.Value.ToString(),
        StringComparer.OrdinalIgnoreCase
    );

    public string Method { get; } = request.Method;

    public string Path { get; } = request.Path;

    public string? Header(string name) => headers.GetValueOrDefault(name);
}
