using System.Globalization;
using System.Net;
using System.Text.Json;
using Dapper;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>A refusal says what could be had instead, and the network is searched for several rooms at once.</summary>
public sealed class SearchTests(Court court) : IClassFixture<Court>
{
    [Fact]
    public async Task A_refusal_names_what_is_in_the_way_only_to_who_may_see_it_and_what_could_be_had_instead()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Shenzhen, capacity: 31));
        var (near, far) = (
            await court.Room(Court.Shenzhen, capacity: 30),
            await court.Room(Court.Guangzhou, capacity: 30)
        );
        var session = await Court.Booked(court.GuangzhouClerk, day, 1, room);

        var refused = await court
            .SuzhouClerk.Ask("sessions", Court.Booking(day, 1, room))
            .Answer(HttpStatusCode.Conflict);
        var hosted = await court.ShenzhenClerk.Ask("holds", Hold(day, room)).Answer(HttpStatusCode.Conflict);

        var busy = Assert.Single(refused.List("rooms"));
        Assert.Equal(("busy", JsonValueKind.Null), (busy.Text("visibility"), busy.GetProperty("number").ValueKind));
        Assert.Equal(day.AddMinutes(90), busy.GetProperty("to").GetDateTimeOffset());
        Assert.Equal(session.Text("number"), Assert.Single(hosted.List("rooms")).Text("number"));
        var alternatives = refused.List("alternatives");
        Assert.Equal(5, alternatives.Count);
        Assert.Equal(
            ["other-time", "other-time", "other-room", "other-centre"],
            alternatives.Select(a => a.Text("why")).Distinct().SelectMany(w => w == "other-time" ? [w, w] : new[] { w })
        );
        Assert.Equal(near, First(alternatives, "other-room").List("rooms")[0].GetProperty("roomId").GetGuid());
        var centre = First(alternatives, "other-centre").List("rooms")[0];
        Assert.Equal((far, Court.Guangzhou), (centre.GetProperty("roomId").GetGuid(), centre.Text("organisationZh")));
        // Half an hour of turnaround lies between: 10:30 at the earliest, and nothing before fits.
        Assert.Equal(day.AddMinutes(90), alternatives[0].GetProperty("from").GetDateTimeOffset());
        foreach (var alternative in alternatives)
        {
            await court
                .SuzhouClerk.Ask(
                    "sessions",
                    Court.Booking(
                        alternative.GetProperty("from").GetDateTimeOffset(),
                        1,
                        [.. alternative.List("rooms").Select(r => r.GetProperty("roomId").GetGuid())]
                    )
                )
                .Answer(
                    alternative.Text("why") == "other-time" && alternative.GetRawText() == alternatives[1].GetRawText()
                        ? HttpStatusCode.Conflict // The second time of the day lies within the turnaround of the first.
                        : HttpStatusCode.Created
                );
        }
    }

    [Fact]
    public async Task A_move_is_told_alternatives_too_and_a_bundle_keeps_its_free_rooms()
    {
        var day = court.FreshDay();
        var (a, b) = (await court.Room(Court.Suzhou, capacity: 77), await court.Room(Court.Guangzhou, capacity: 77));
        await Court.Booked(court.ShenzhenClerk, day, 1, a);
        var session = await Court.Booked(court.SuzhouClerk, day.AddHours(4), 1, a, b);

        var refused = await court
            .SuzhouClerk.Ask(
                $"sessions/{session.Id()}/move",
                new
                {
                    from = day,
                    to = day.AddHours(1),
                    version = 1,
                }
            )
            .Answer(HttpStatusCode.Conflict);

        Assert.All(
            refused.List("alternatives"),
            alternative => Assert.Contains(b, alternative.List("rooms").Select(r => r.GetProperty("roomId").GetGuid()))
        );
        Assert.NotEmpty(refused.List("alternatives"));
    }

    [Fact]
    public async Task Two_rooms_with_a_video_link_in_two_centres_any_half_day_next_week()
    {
        var monday = new DateTimeOffset(2026, 9, 7, 9, 0, 0, TimeSpan.FromHours(8));
        var (a, b) = (await court.Room(Court.Suzhou, capacity: 500), await court.Room(Court.Guangzhou, capacity: 500));
        foreach (var (centre, room) in ((string, Guid)[])[(Court.Suzhou, a), (Court.Guangzhou, b)])
        {
            await court
                .Person($"keeper {centre}", centre, Roles.RoomManager)
                .PutAsJson($"rooms/{room}/devices/video-link", new { quantity = 1, status = "in-service" });
        }
        // Monday: the one is taken in the morning, the other in the afternoon; both from 15:00 on.
        await Court.Booked(court.SuzhouClerk, monday, 3, a);
        await Court.Booked(court.SuzhouClerk, monday.AddHours(5), 1, b);
        await court.PublishTerms(Court.Guangzhou, b, monday.AddDays(3), ("hours", Afternoons()));

        var found = await court.SuzhouClerk.Ask("searches", Search(monday)).Answer();

        var first = found.List("items")[0];
        Assert.Equal(monday.AddHours(6.5), first.GetProperty("from").GetDateTimeOffset());
        Assert.Equal([a, b], first.List("rooms").Select(r => r.GetProperty("roomId").GetGuid()));
        var starts = found.List("items").Select(i => i.GetProperty("from").GetDateTimeOffset()).ToList();
        Assert.Contains(monday.AddDays(1), starts);
        // By its terms the room in Guangzhou opens in the afternoon from Thursday on.
        Assert.DoesNotContain(monday.AddDays(3), starts);
        Assert.Contains(monday.AddDays(3).AddHours(5), starts);
        var page = await court.SuzhouClerk.Ask("searches", Search(monday).With(("limit", 2))).Answer();
        var next = await court
            .SuzhouClerk.Ask("searches", Search(monday).With(("limit", 2), ("cursor", page.Text("next"))))
            .Answer();
        Assert.Equal(
            starts.Take(4),
            page.List("items").Concat(next.List("items")).Select(i => i.GetProperty("from").GetDateTimeOffset())
        );
        // The same room can't answer two wishes.
        var twice = await court
            .SuzhouClerk.Ask(
                "searches",
                Search(monday).With(("rooms", new[] { Wanted(Court.Suzhou), Wanted(Court.Suzhou) }))
            )
            .Answer();
        Assert.Empty(twice.List("items"));
    }

    [Fact]
    public async Task The_searches_probe_the_index_of_allocations_room_by_room()
    {
        await using var connection = await court
            .Database.Module("hearings")
            .OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            with made as (
                insert into resource (id, kind, organisation_id, identifier)
                select gen_random_uuid(), 'room', @host, 'plan ' || n from generate_series(1, 300) n returning id, identifier
            ), rooms as (
                insert into room (id, organisation_id, place_code, name_zh, name_en, capacity)
                select id, @host, '320500', identifier, identifier, 20 from made returning id
            ), blackouts as (
                insert into blackout (id, room_id, during, reason, created_by, created_at)
                select gen_random_uuid(), r.id, tstzrange(d, d + interval '2 hours'), 'plan', 'plan', now()
                from rooms r, generate_series(timestamptz '2026-10-01 01:00+0', timestamptz '2027-01-28 01:00+0', interval '1 day') d
                returning id, room_id, during
            )
            insert into allocation (blackout_id, resource_id, blocked) select id, room_id, during from blackouts
            """,
            new { host = Asking.Organisation("plan") }
        );
        // As the statistics of a running system would have it: a module's role may not analyze.
        var slot = new WantedSlot(Slot(new DateTimeOffset(2026, 10, 12, 9, 0, 0, TimeSpan.FromHours(8))), Court.Now);
        var free = new DynamicParameters(
            new
            {
                Organisations = (Guid[]?)null,
                Devices = Array.Empty<string>(),
                Capacity = 0,
                Search = (string?)null,
                AfterPlace = "",
                AfterOrganisation = Guid.Empty,
                AfterName = "",
                AfterId = Guid.Empty,
                Take = 51,
            }
        );
        slot.AddTo(free);
        var candidates = new
        {
            Organisations = (Guid[]?)null,
            Capacity = 0,
            Accessible = false,
            Devices = Array.Empty<string>(),
            MostCandidates = 200,
            Window = BusinessTime.Day(new DateOnly(2026, 10, 12)),
            Now = Court.Now,
            Own = (Guid?)null,
            Replaces = (Guid?)null,
        };

        foreach (
            var (sql, parameters) in ((string, object)[])
                [(RoomFilter.Page(FindFreeRooms.IsFree), free), (SearchRooms.Candidates, candidates)]
        )
        {
            var plan = JsonDocument.Parse(
                await connection.QuerySingleAsync<string>("explain (format json, costs off) " + sql, parameters)
            );
            var scans = Nodes(plan.RootElement[0].GetProperty("Plan"))
                .Where(n => n.TryGetProperty("Relation Name", out var r) && r.GetString() == "allocation" || IsProbe(n))
                .ToList();
            Assert.Contains(scans, IsProbe);
            Assert.DoesNotContain(scans, n => n.GetProperty("Node Type").GetString() == "Seq Scan");
        }
    }

    private static bool IsProbe(JsonElement node) =>
        node.TryGetProperty("Index Name", out var index) && index.GetString() == "allocation_overlap";

    private static IEnumerable<JsonElement> Nodes(JsonElement plan) =>
        plan.TryGetProperty("Plans", out var below) ? below.EnumerateArray().SelectMany(Nodes).Prepend(plan) : [plan];

    private static Slot Slot(DateTimeOffset from) => new(from, from.AddHours(2));

    private static JsonElement First(IReadOnlyList<JsonElement> alternatives, string why) =>
        alternatives.First(a => a.Text("why") == why);

    private static object Hold(DateTimeOffset from, Guid room) =>
        new
        {
            from,
            to = from.AddHours(1),
            roomIds = new[] { room },
        };

    private static object[] Afternoons() =>
        [
            .. Enumerable
                .Range(1, 7)
                .Select(weekday => new
                {
                    weekday,
                    opens = "14:00",
                    closes = "17:30",
                }),
        ];

    private static object Wanted(string centre) =>
        new
        {
            organisationId = Asking.Organisation(centre),
            capacity = 400,
            devices = new[] { "video-link" },
        };

    private static Dictionary<string, object?> Search(DateTimeOffset monday) =>
        new
        {
            rooms = new[] { Wanted(Court.Suzhou), Wanted(Court.Guangzhou) },
            minutes = 120,
            from = DateOnly.FromDateTime(monday.DateTime).ToString("O", CultureInfo.InvariantCulture),
            until = DateOnly.FromDateTime(monday.AddDays(6).DateTime).ToString("O", CultureInfo.InvariantCulture),
            mode = "point-to-point",
        }.With();
}
