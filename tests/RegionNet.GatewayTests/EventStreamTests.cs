using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using RegionNet.Gateway.Guards;
using Xunit;

namespace RegionNet.GatewayTests;

/// <summary>Answers that go on: server-sent events and hub connections.</summary>
public sealed class EventStreamTests
{
    [Fact]
    public async Task Hub_connections_enter_a_few_at_a_time_and_then_stay_as_many_as_they_are()
    {
        var (entering, most) = (0, 0);
        await using var replica = await Replica.StartAsync(async context =>
        {
            var now = Interlocked.Increment(ref entering);
            InterlockedMax(ref most, now);
            await Task.Delay(50);
            Interlocked.Decrement(ref entering);
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await socket.ReceiveAsync(new byte[1], context.RequestAborted);
        });
        await using var gateway = await TestGateway.StartAsync(replica);
        var address = new UriBuilder(new Uri(gateway.Address, "/hubs/alerts")) { Scheme = "ws" }.Uri;
        var sockets = Enumerable.Range(0, 40).Select(_ => new ClientWebSocket()).ToList();

        await Task.WhenAll(sockets.Select(s => s.ConnectAsync(address, CancellationToken.None)))
            .WaitAsync(TimeSpan.FromSeconds(20));

        Assert.All(sockets, s => Assert.Equal(WebSocketState.Open, s.State));
        Assert.InRange(most, 2, HubEntrance.AtOnce);
        sockets.ForEach(s => s.Dispose());

        static void InterlockedMax(ref int target, int value)
        {
            for (var seen = target; value > seen; )
            {
                seen = Interlocked.CompareExchange(ref target, value, seen);
            }
        }
    }

    [Fact]
    public async Task Server_sent_events_pass_one_by_one_and_outlive_the_request_timeout()
    {
        await using var replica = await Replica.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: first\n\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(TimeSpan.FromSeconds(2), context.RequestAborted);
            await context.Response.WriteAsync("data: second\n\n");
        });
        await using var gateway = await TestGateway.StartAsync(
            [replica.Address],
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Gateway:RequestTimeoutSeconds"] = "1" }
        );
        using var http = new HttpClient { BaseAddress = gateway.Address };
        using var answer = await http.GetAsync(
            "/api/alerts/streams/GBA/events",
            HttpCompletionOption.ResponseHeadersRead
        );
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());

        var first = await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(1.5));
        await lines.ReadLineAsync();
        var second = await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("data: first", first);
        Assert.Equal("data: second", second);
    }
}
