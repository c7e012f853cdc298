using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace RegionNet.GatewayTests;

public sealed class RetryTests
{
    [Fact]
    public async Task Every_request_is_answered_while_one_of_two_replicas_is_dead()
    {
        await using var alive = await Replica.StartAsync();
        await using var gateway = await TestGateway.StartAsync([Replica.DeadAddress(), alive.Address], []);
        using var client = gateway.Client();

        for (var i = 0; i < 40; i++)
        {
            using var read = await client.GetAsync($"/api/hearings/rooms?i={i}");
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
            // The connection was refused, so no byte of the body has left: a booking may go to the other replica.
            using var write = await client.PostAsJsonAsync("/api/hearings/sessions", new { i });
            Assert.Equal(HttpStatusCode.OK, write.StatusCode);
        }
        Assert.Equal(80, alive.Received.Count);
    }

    [Fact]
    public async Task Bookings_that_arrive_before_anyone_knows_of_the_death_go_to_the_living_replica()
    {
        await using var alive = await Replica.StartAsync();
        await using var gateway = await TestGateway.StartAsync(
            [Replica.DeadAddress(), Replica.DeadAddress(), Replica.DeadAddress(), alive.Address],
            []
        );
        using var client = gateway.Client();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => client.PostAsJsonAsync("/api/hearings/sessions", new { i }))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(16, alive.Received.Count);
    }

    [Fact]
    public async Task A_read_that_breaks_off_is_repeated_on_the_other_replica()
    {
        await using var breaking = await Replica.StartAsync(Break);
        await using var alive = await Replica.StartAsync();
        await using var gateway = await TestGateway.StartAsync(breaking, alive);
        using var client = gateway.Client();

        for (var i = 0; i < 20; i++)
        {
            using var answer = await client.GetAsync($"/api/zones?i={i}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.NotEmpty(breaking.Received);
    }

    [Fact]
    public async Task A_booking_that_breaks_off_is_never_sent_twice()
    {
        await using var one = await Replica.StartAsync(ReadThenBreak);
        await using var other = await Replica.StartAsync(ReadThenBreak);
        await using var gateway = await TestGateway.StartAsync(one, other);
        using var client = gateway.Client();

        using var answer = await client.PostAsJsonAsync("/api/hearings/sessions", new { title = "x" });

        await Problem.AssertAsync(answer, HttpStatusCode.BadGateway, "gateway.answer-lost");
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(1, one.Received.Count + other.Received.Count);
    }

    [Fact]
    public async Task With_no_replica_alive_a_problem_says_when_to_come_again()
    {
        await using var gateway = await TestGateway.StartAsync([Replica.DeadAddress(), Replica.DeadAddress()], []);
        using var client = gateway.Client();

        for (var i = 0; i < 5; i++)
        {
            using var answer = await client.PostAsJsonAsync("/api/hearings/sessions", new { i });
            await Problem.AssertAsync(answer, HttpStatusCode.ServiceUnavailable, "gateway.unavailable");
            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }

    [Fact]
    public async Task A_service_that_is_too_slow_is_a_timeout()
    {
        await using var slow = await Replica.StartAsync(c => Task.Delay(TimeSpan.FromSeconds(20), c.RequestAborted));
        await using var gateway = await TestGateway.StartAsync(
            [slow.Address],
            new() { ["Gateway:RequestTimeoutSeconds"] = "1" }
        );
        using var client = gateway.Client();

        using var answer = await client.GetAsync("/api/hearings/rooms");

        await Problem.AssertAsync(answer, HttpStatusCode.GatewayTimeout, "gateway.timeout");
    }

    [Fact]
    public async Task Both_replicas_that_service_discovery_lists_are_used()
    {
        await using var one = await Replica.StartAsync();
        await using var other = await Replica.StartAsync();
        await using var gateway = await TestGateway.StartAsync(one, other);
        using var client = gateway.Client();

        for (var i = 0; i < 40; i++)
        {
            (await client.GetAsync("/api/zones")).Dispose();
        }
        Assert.NotEmpty(one.Received);
        Assert.NotEmpty(other.Received);
    }

    private static Task Break(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task ReadThenBreak(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Abort();
    }
}
