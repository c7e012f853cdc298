using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Connections that stay open: what they may have, for how long, and what becomes of one that does not keep up.</summary>
public sealed class OpenLineTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    private static readonly TimeSpan ScopeLimit = TimeSpan.FromSeconds(5);

    private static CurrentUser Coordinator(string subject, params string[] zones) =>
        TestPeople.Person(subject, DutyRoom.Guangzhou, [Roles.ZoneCoordinator], zones);

    [Fact]
    public async Task A_zone_taken_away_is_taken_away_on_open_connections()
    {
        var pushed = new ConcurrentQueue<string>();
        var left = new ConcurrentQueue<string>();
        await using var hub = room.Hub(Coordinator("mover", "GBA", "PRD"));
        hub.On<JsonElement[]>("alerts", a => Array.ForEach(a, x => pushed.Enqueue(Zone(x))));
        hub.On<JsonElement>("left", l => left.Enqueue(Zone(l)));
        await hub.StartAsync();
        await hub.InvokeAsync<JsonElement>("Subscribe", "GBA", null, null);
        await hub.InvokeAsync<JsonElement>("Subscribe", "PRD", null, null);
        using var events = await Events(Coordinator("mover", "GBA", "PRD"), "GBA");

        room.Host.People.Register(Coordinator("mover", "PRD"));
        await Eventually.Becomes(() => Task.FromResult(left.ToArray()), l => l.Length > 0, ScopeLimit);
        await EndOf(events).WaitAsync(ScopeLimit);
        var subject = await room.Publish(DutyRoom.Booking());
        await room.Arrives(room.GbaCoordinator, "GBA", subject);
        await Eventually.Becomes(() => Task.FromResult(pushed.ToArray()), p => p.Contains("PRD"));

        Assert.Equal(["GBA"], left);
        Assert.DoesNotContain("GBA", pushed);
        Assert.Equal(HubConnectionState.Connected, hub.State);
        static string Zone(JsonElement e) => e.GetProperty("zoneCode").GetString()!;
    }

    [Fact]
    public async Task Who_is_locked_loses_the_connection()
    {
        await using var hub = room.Hub(Coordinator("leaver", "GBA"));
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await hub.StartAsync();
        await hub.InvokeAsync<JsonElement>("Subscribe", "GBA", null, null);

        room.Host.People.Forget("leaver");

        await closed.Task.WaitAsync(ScopeLimit);
    }

    [Fact]
    public async Task A_token_that_ends_ends_the_connection()
    {
        var ends = TimeProvider.System.GetUtcNow().AddSeconds(2);
        await using var hub = room.Hub(room.GbaCoordinator, ends);
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await hub.StartAsync();
        using var events = await Events(room.GbaCoordinator, "GBA", ends: ends);

        Assert.False(closed.Task.IsCompleted);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(8));
        await EndOf(events).WaitAsync(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_person_has_so_many_connections_and_no_more()
    {
        var person = Coordinator("collector", "GBA");
        var hubs = new List<HubConnection>();
        for (var n = 0; n < DutyRoom.ConnectionsPerPerson; n++)
        {
            hubs.Add(room.Hub(person));
            await hubs[^1].StartAsync();
        }
        await using var oneMore = room.Hub(person);
        var closed = new TaskCompletionSource<Exception?>();
        oneMore.Closed += e =>
        {
            closed.TrySetResult(e);
            return Task.CompletedTask;
        };
        await oneMore.StartAsync();

        var why = await closed.Task.WaitAsync(TimeSpan.FromSeconds(5));
        using var api = room.Host.As(person);
        var events = await api.GetAsync("/api/alerts/streams/GBA/events", HttpCompletionOption.ResponseHeadersRead);
        var poll = await api.GetAsync("/api/alerts/streams/GBA?after=0&wait=1");

        Assert.Contains("alerts.too-many-connections", why?.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, events.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, poll.StatusCode);
        foreach (var hub in hubs)
        {
            await hub.DisposeAsync();
        }
        await Eventually.Becomes(
            async () => (await api.GetAsync("/api/alerts/streams/GBA?after=0&wait=1")).StatusCode,
            status => status == HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task A_person_asks_so_often_and_no_more()
    {
        await using var hub = room.Hub(Coordinator("asker", "GBA"));
        await hub.StartAsync();
        var refused = await Assert.ThrowsAsync<HubException>(async () =>
        {
            for (var n = 0; n < 3 * DutyRoom.CallBurst; n++)
            {
                await hub.InvokeAsync<JsonElement>("Subscribe", "GBA", null, null);
            }
        });
        Assert.Contains("alerts.too-many-calls", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_who_reads_all_zones_joins_an_invented_one()
    {
        var national = TestPeople.Person("national", roles: [Roles.NationalCoordinator], allZones: true);
        await using var hub = room.Hub(national);
        await hub.StartAsync();
        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<JsonElement>("Subscribe", "XYZ", null, null));
        using var api = room.Host.As(national);
        var events = await api.GetAsync("/api/alerts/streams/XYZ/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.NotFound, events.StatusCode);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_cut_and_holds_up_nobody()
    {
        using var frozen = new ClientWebSocket();
        frozen.Options.SetRequestHeader("Authorization", $"Bearer {room.Host.Token(Coordinator("frozen", "HX"))}");
        await frozen.ConnectAsync(
            new UriBuilder(new Uri(room.Host.Address, "/hubs/alerts")) { Scheme = "ws" }.Uri,
            CancellationToken.None
        );
        await Send("{\"protocol\":\"json\",\"version\":1}\u001e");
        await Send(
            "{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":[\"HX\",null,null]}\u001e"
        );
        var received = 0;
        await using var healthy = room.Hub(Coordinator("healthy", "HX"));
        healthy.On<JsonElement[]>("alerts", a => Interlocked.Add(ref received, a.Length));
        await healthy.StartAsync();
        await healthy.InvokeAsync<JsonElement>("Subscribe", "HX", null, null);
        var open = (OpenLines)room.Host.Services.GetService(typeof(OpenLines))!;
        await Eventually.Becomes(() => Task.FromResult(open.All.Count(l => l.Subject == "frozen")), n => n == 1);

        var sent = 0;
        var body = new string('文', 60_000);
        while (open.All.Any(l => l.Subject == "frozen") && sent < 400)
        {
            var cause = Cause();
            await room.Streams.Raise(
                [new AlertDraft(cause, ["HX"], "test.fact", "minor", "标题", "Title", body, "Body")],
                CancellationToken.None
            );
            sent++;
            await Eventually.Becomes(
                () => Task.FromResult(Volatile.Read(ref received)),
                n => n >= sent,
                TimeSpan.FromSeconds(1.5)
            );
        }

        Assert.DoesNotContain(open.All, l => l.Subject == "frozen");
        Assert.Contains(open.All, l => l.Subject == "healthy");

        Task Send(string text) =>
            frozen.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
    }

    [Fact]
    public async Task Events_go_on_where_the_last_id_says()
    {
        var first = await room.Publish(DutyRoom.Booking());
        await room.Arrives(room.GbaCoordinator, "GBA", first);
        string? id;
        using (var events = await Events(room.GbaCoordinator, "GBA"))
        {
            id = (await Until(events, first)).EventId;
        }
        var missed = await room.Publish(DutyRoom.Booking());
        await room.Arrives(room.GbaCoordinator, "GBA", missed);

        using var again = await Events(room.GbaCoordinator, "GBA", id);
        var next = await NextAlert(again);
        var live = await room.Publish(DutyRoom.Booking());
        var pushed = await Until(again, live);

        Assert.Equal(missed, Subject(next));
        Assert.Equal(
            long.Parse(id![(id!.LastIndexOf(':') + 1)..], provider: null) + 1,
            JsonDocument.Parse(next.Data).RootElement.GetProperty("sequence").GetInt64()
        );
        Assert.Equal("alert", pushed.EventType);
    }

    [Fact]
    public async Task Events_outside_the_scope_do_not_exist()
    {
        using var api = room.Host.As(room.YrdCoordinator);
        var answer = await api.GetAsync("/api/alerts/streams/GBA/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_long_poll_answers_when_something_comes_and_else_when_its_time_is_over()
    {
        using var api = room.Host.As(Coordinator("poller", "GBA"));
        var start = await api.GetFromJsonAsync<JsonElement>("/api/alerts/streams/GBA?limit=1");
        var (epoch, head) = (start.GetProperty("epoch").GetString(), start.GetProperty("head").GetInt64());

        var empty = await api.GetFromJsonAsync<JsonElement>(
            $"/api/alerts/streams/GBA?epoch={epoch}&after={head}&wait=1"
        );
        var waiting = api.GetFromJsonAsync<JsonElement>($"/api/alerts/streams/GBA?epoch={epoch}&after={head}&wait=20");
        var subject = await room.Publish(DutyRoom.Booking());
        var page = await waiting.WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Empty(empty.GetProperty("items").EnumerateArray());
        var alert = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal(subject, alert.GetProperty("subject").GetString());
        Assert.Equal(head + 1, alert.GetProperty("sequence").GetInt64());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_moved_by_an_hour_delays_nothing(int hours)
    {
        var pushed = new ConcurrentQueue<long>();
        await using var hub = room.Hub(room.GbaCoordinator);
        hub.On<JsonElement[]>(
            "alerts",
            a => Array.ForEach(a, x => pushed.Enqueue(x.GetProperty("sequence").GetInt64()))
        );
        await hub.StartAsync();
        var start = await hub.InvokeAsync<JsonElement>("Subscribe", "GBA", null, null);
        var head = start.GetProperty("head").GetInt64();

        room.Clock.Advance(TimeSpan.FromHours(hours));
        try
        {
            for (var n = 1; n <= 3; n++)
            {
                await room.Publish(DutyRoom.Booking());
                await Eventually.Becomes(
                    () => Task.FromResult(pushed.Count),
                    count => count >= n,
                    TimeSpan.FromSeconds(3)
                );
            }
        }
        finally
        {
            room.Clock.Advance(TimeSpan.FromHours(-hours));
        }

        Assert.Equal([head + 1, head + 2, head + 3], pushed);
    }

    [Fact]
    public async Task Memory_and_database_answer_a_cursor_alike()
    {
        for (var n = 0; n < 5; n++)
        {
            await room.Streams.Raise(
                [new AlertDraft(Cause(), ["YRD"], "test.fact", "minor", "标题", "Title", "正文", "Body")],
                CancellationToken.None
            );
        }
        var live = (LiveStreams)room.Host.Services.GetService(typeof(LiveStreams))!;
        var catchUp = (CatchUp)room.Host.Services.GetService(typeof(CatchUp))!;
        var head = (await room.Streams.Heads(CancellationToken.None))["YRD"];
        await Eventually.Becomes(() => Task.FromResult(live.Of("YRD").Head), h => h == head);

        for (var after = head - 5; after <= head; after++)
        {
            var cursor = new StreamCursor("YRD", "reader", null, after);
            var memory = await catchUp.After(cursor, 3, CancellationToken.None);
            var database = await catchUp.Read(cursor, 3, CancellationToken.None);
            Assert.True(memory.FromMemory);
            Assert.Equal(database.Items, memory.Items);
            Assert.Equal(database.Head, memory.Head);
        }
    }

    private static EventContext Cause() =>
        new(Guid.NewGuid(), "test.fact.v1", Guid.NewGuid().ToString(), TimeProvider.System.GetUtcNow(), "test");

    private async Task<EventReader> Events(
        CurrentUser person,
        string zone,
        string? lastId = null,
        DateTimeOffset? ends = null
    )
    {
        var api = room.Host.As(person);
        if (ends is { } end)
        {
            api.DefaultRequestHeaders.Remove("Authorization");
            api.DefaultRequestHeaders.Add(
                "Authorization",
                $"Bearer {room.Host.Token(person)}|{end.ToUnixTimeSeconds()}"
            );
        }
        if (lastId is not null)
        {
            api.DefaultRequestHeaders.Add("Last-Event-ID", lastId);
        }
        var answer = await api.GetAsync($"/api/alerts/streams/{zone}/events", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        return new EventReader(api, await answer.Content.ReadAsStreamAsync());
    }

    private static async Task<SseItem<string>> Next(EventReader events)
    {
        Assert.True(await events.Items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10)));
        return events.Items.Current;
    }

    /// <summary>Between alerts come heads, whenever the server has nothing yet.</summary>
    private static async Task<SseItem<string>> NextAlert(EventReader events)
    {
        while (true)
        {
            var item = await Next(events);
            if (item.EventType == "alert")
            {
                return item;
            }
        }
    }

    private static async Task<SseItem<string>> Until(EventReader events, string subject)
    {
        while (true)
        {
            var item = await NextAlert(events);
            if (Subject(item) == subject)
            {
                return item;
            }
        }
    }

    private static async Task EndOf(EventReader events)
    {
        while (await events.Items.MoveNextAsync()) { }
    }

    private static string? Subject(SseItem<string> item) =>
        JsonDocument.Parse(item.Data).RootElement.GetProperty("subject").GetString();

    private sealed class EventReader(HttpClient api, Stream stream) : IDisposable
    {
        public IAsyncEnumerator<SseItem<string>> Items { get; } =
            SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();

        public void Dispose()
        {
            stream.Dispose();
            api.Dispose();
        }
    }
}
