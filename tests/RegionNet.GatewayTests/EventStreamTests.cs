using Microsoft.AspNetCore.Http;
using Xunit;

namespace RegionNet.GatewayTests;

public sealed class EventStreamTests
{
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
