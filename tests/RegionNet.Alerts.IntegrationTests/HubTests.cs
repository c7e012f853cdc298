using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

public sealed class HubTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    [Fact]
    public async Task A_connected_client_is_pushed_what_happens_and_an_absent_one_gets_it_by_cursor()
    {
        var pushed = new ConcurrentQueue<JsonElement>();
        await using var hub = room.Hub(room.GbaCoordinator);
        hub.On<JsonElement[]>("alerts", alerts => Array.ForEach(alerts, pushed.Enqueue));
        await hub.StartAsync();
        var start = await hub.InvokeAsync<JsonElement>("Subscribe", "GBA", null, null);
        var cursor = start.GetProperty("head").GetInt64();

        var first = await room.Publish(DutyRoom.Booking());
        await Eventually.Becomes(() => Task.FromResult(Subjects(pushed)), s => s.Contains(first));
        await hub.StopAsync();
        var second = await room.Publish(DutyRoom.Booking());
        await room.Arrives(room.GbaCoordinator, "GBA", second);
        await hub.StartAsync();
        var missed = await hub.InvokeAsync<JsonElement>(
            "Subscribe",
            "GBA",
            start.GetProperty("epoch").GetString(),
            cursor + 1
        );

        Assert.DoesNotContain(second, Subjects(pushed));
        Assert.Equal(
            second,
            Assert.Single(missed.GetProperty("items").EnumerateArray()).GetProperty("subject").GetString()
        );
    }

    [Fact]
    public async Task Nobody_joins_a_stream_outside_the_own_scope()
    {
        await using var hub = room.Hub(room.YrdCoordinator);
        await hub.StartAsync();
        var refused = await Assert.ThrowsAsync<HubException>(() =>
            hub.InvokeAsync<JsonElement>("Subscribe", "GBA", null, null)
        );
        Assert.Contains("alerts.stream-not-found", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_role_there_is_no_connection()
    {
        await using var hub = room.Hub(TestPeople.Person("nobody"));
        await Assert.ThrowsAnyAsync<Exception>(() => hub.StartAsync());
    }

    private static List<string?> Subjects(IEnumerable<JsonElement> alerts) =>
        [.. alerts.Select(a => a.GetProperty("subject").GetString())];
}
