using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

public sealed class StreamTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    private static AlertDraft Draft(EventContext cause, params string[] zones) =>
        new(cause, zones, "test.fact", "minor", "标题", "Title", "正文", "Body");

    [Fact]
    public async Task A_booking_alerts_the_zones_it_touches_and_not_those_of_its_booker()
    {
        var subject = await room.Publish(DutyRoom.Booking());

        var alert = await room.Arrives(room.GbaCoordinator, "GBA", subject);
        Assert.Equal("hearings.session-booked", alert.GetProperty("kind").GetString());
        Assert.Contains("2026年4月1日 09:00–11:00", alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
        var national = TestPeople.Person("national", roles: [Roles.NationalCoordinator], allZones: true);
        var told = new List<string>();
        foreach (var zone in (string[])["BHR", "YRD", "PRD", "PPRD", "CYDC", "HX", "GBA", "JJJ", "P12"])
        {
            var items = (await room.Stream(national, zone)).GetProperty("items").EnumerateArray();
            told.AddRange(items.Where(a => a.GetProperty("subject").GetString() == subject).Select(_ => zone));
        }
        Assert.Equal(["GBA", "PPRD", "PRD"], told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_event_delivered_twice_at_once_makes_one_alert()
    {
        var context = Event();
        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => room.Streams.Raise([Draft(context, "T1")], CancellationToken.None))
        );
        Assert.Single(await All("T1"));
    }

    [Fact]
    public async Task Events_raised_together_take_their_places_in_order_and_a_repetition_among_them_none()
    {
        var (a, b, c) = (Event(), Event(), Event());

        await room.Streams.Raise([Draft(a, "T6", "T5"), Draft(b, "T6")], CancellationToken.None);
        await room.Streams.Raise([Draft(b, "T6"), Draft(c, "T5", "T6"), Draft(Event())], CancellationToken.None);

        Assert.Equal([(1, a.Subject), (2, b.Subject), (3, c.Subject)], await Places("T6"));
        Assert.Equal([(1, a.Subject), (2, c.Subject)], await Places("T5"));

        async Task<IEnumerable<(long, string)>> Places(string zone) =>
            (await room.Streams.Read(zone, "reader", null, 0, 50, CancellationToken.None)).Items.Select(i =>
                (i.Sequence, i.Subject)
            );
    }

    [Fact]
    public async Task No_cursor_misses_an_alert_while_many_write()
    {
        const int writers = 8;
        const int each = 60;
        var seen = new ConcurrentBag<List<long>>();
        var readers = Enumerable
            .Range(0, 3)
            .Select(async _ =>
            {
                var sequences = new List<long>();
                while (sequences.Count < writers * each)
                {
                    var after = sequences.Count == 0 ? 0 : sequences[^1];
                    var page = await room.Streams.Read("T2", "reader", null, after, 50, CancellationToken.None);
                    sequences.AddRange(page.Items.Select(a => a.Sequence));
                }
                seen.Add(sequences);
            })
            .ToArray();

        await Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(async n =>
                {
                    for (var i = 0; i < each; i++)
                    {
                        var context = Event();
                        // Zones in either order: the module sorts them, so that writers don't deadlock.
                        string[] zones = n % 2 == 0 ? ["T2", "T3"] : ["T3", "T2"];
                        await room.Streams.Raise([Draft(context, zones)], CancellationToken.None);
                    }
                })
        );
        await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(20));

        var expected = Enumerable.Range(1, writers * each).Select(n => (long)n).ToList();
        Assert.All(seen, sequences => Assert.Equal(expected, sequences));
    }

    [Fact]
    public async Task A_client_resumes_after_its_cursor_and_one_of_another_history_starts_anew()
    {
        for (var n = 0; n < 6; n++)
        {
            var context = Event();
            await room.Streams.Raise([Draft(context, "T4")], CancellationToken.None);
        }
        var epoch = (await Read(null, null, 1)).Epoch;

        Assert.Equal([5, 6], (await Read(null, null, 2)).Items.Select(a => a.Sequence));
        Assert.Equal([3, 4], (await Read(epoch, 2, 2)).Items.Select(a => a.Sequence));
        Assert.Empty((await Read(epoch, 6, 2)).Items);
        Assert.Equal([5, 6], (await Read("another", 2, 2)).Items.Select(a => a.Sequence));
        // A cursor beyond the head can only come from a history that no longer exists.
        Assert.Equal([5, 6], (await Read(epoch, 99, 2)).Items.Select(a => a.Sequence));

        Task<StreamPage> Read(string? epoch, long? after, int limit) =>
            room.Streams.Read("T4", "reader", epoch, after, limit, CancellationToken.None);
    }

    [Fact]
    public async Task Streams_outside_the_scope_do_not_exist()
    {
        var subject = await room.Publish(DutyRoom.Booking());
        var alert = (await room.Arrives(room.GbaCoordinator, "GBA", subject)).GetProperty("id").GetGuid();
        var stranger = room.Host.As(room.YrdCoordinator);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/api/alerts/streams/GBA")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/alerts/{alert}/seen")).StatusCode);
        var marked = await stranger.PostAsJsonAsync("/api/alerts/seen", new { alertIds = new[] { alert } });
        Assert.Equal(HttpStatusCode.NotFound, marked.StatusCode);
        var mine = await stranger.GetFromJsonAsync<JsonElement>("/api/alerts/streams");
        Assert.Equal(
            "YRD",
            Assert.Single(mine.GetProperty("items").EnumerateArray()).GetProperty("zoneCode").GetString()
        );
        var outsider = room.Host.As(TestPeople.Person("auditor", roles: [Roles.AuditAdministrator]));
        Assert.Equal(HttpStatusCode.Forbidden, (await outsider.GetAsync("/api/alerts/streams")).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await room.Host.Anonymous().GetAsync("/api/alerts/streams")).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await stranger.PostAsJsonAsync("/api/alerts/seen", new { alertIds = Array.Empty<Guid>() })).StatusCode
        );
    }

    [Fact]
    public async Task Who_saw_an_alert_is_recorded_once_with_the_first_time()
    {
        var subject = await room.Publish(DutyRoom.Booking());
        var alert = (await room.Arrives(room.GbaCoordinator, "GBA", subject)).GetProperty("id").GetGuid();
        var client = room.Host.As(room.GbaCoordinator);

        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ => client.PostAsJsonAsync("/api/alerts/seen", new { alertIds = new[] { alert } }))
        );

        var seen = await client.GetFromJsonAsync<JsonElement>($"/api/alerts/{alert}/seen");
        Assert.Equal(
            "gba",
            Assert.Single(seen.GetProperty("items").EnumerateArray()).GetProperty("displayName").GetString()
        );
        var shown = await room.Arrives(room.GbaCoordinator, "GBA", subject);
        Assert.NotEqual(JsonValueKind.Null, shown.GetProperty("seenAt").ValueKind);
    }

    private async Task<IReadOnlyList<AlertView>> All(string zone) =>
        (await room.Streams.Read(zone, "reader", null, 0, 500, CancellationToken.None)).Items;

    private static EventContext Event() =>
        new(Guid.NewGuid(), "test.fact.v1", Guid.NewGuid().ToString(), DutyRoom.Booking().From, "test");
}
