using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using RegionNet.Access.Contracts;
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

    /// <summary>The log is not a hostile client's to fill; refusals are counted instead.</summary>
    [Fact]
    public async Task What_a_hub_refuses_is_counted_and_not_logged()
    {
        var refused = new ConcurrentQueue<string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "regionnet.hubs.refused")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) => refused.Enqueue(tags.ToArray().Single(t => t.Key == "code").Value?.ToString())
        );
        listener.Start();
        var hostile = TestPeople.Person("hostile", DutyRoom.Suzhou, [Roles.ZoneCoordinator], ["YRD"]);
        var hubs = new List<HubConnection>();

        for (var n = 0; n < DutyRoom.ConnectionsPerPerson; n++)
        {
            hubs.Add(room.Hub(hostile));
            await hubs[^1].StartAsync();
        }
        await using var tooMany = room.Hub(hostile);
        var closed = new TaskCompletionSource();
        tooMany.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await tooMany.StartAsync();
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(5));
        for (var n = 0; n < DutyRoom.CallBurst + 5; n++)
        {
            await Assert.ThrowsAsync<HubException>(() =>
                hubs[0].InvokeAsync<JsonElement>("Subscribe", "GBA", null, null)
            );
        }
        await Assert.ThrowsAsync<HubException>(() =>
            hubs[1].InvokeAsync<JsonElement>("Subscribe", "far", "too", "many", 1)
        );
        await Assert.ThrowsAsync<HubException>(() => hubs[2].InvokeAsync<JsonElement>("DropTables"));
        await Assert.ThrowsAnyAsync<Exception>(() =>
            hubs[3].InvokeAsync<JsonElement>("Subscribe", new string('x', 10_000), null, null)
        );
        foreach (var hub in hubs)
        {
            await hub.DisposeAsync();
        }

        Assert.DoesNotContain(
            // Without the stack, in which they may stand for other reasons.
            room.Log.Lines.Select(line => line.Split('\n')[0]),
            c => c.Contains("Hub", StringComparison.Ordinal) || c.Contains("SignalR", StringComparison.Ordinal)
        );
        Assert.Contains("alerts.stream-not-found", refused);
        Assert.Contains("alerts.too-many-calls", refused);
        Assert.Contains("alerts.too-many-connections", refused);
    }

    private static List<string?> Subjects(IEnumerable<JsonElement> alerts) =>
        [.. alerts.Select(a => a.GetProperty("subject").GetString())];
}
