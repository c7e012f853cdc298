using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using RegionNet.Access.Contracts;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Open boards hear of every change by number. Redis is away throughout: what is proved here does not depend on it.</summary>
public sealed class LiveBoardTests(Court court) : IClassFixture<Court>
{
    [Fact]
    public async Task Every_change_reaches_the_boards_it_concerns_in_order_and_says_nothing_of_its_content()
    {
        var (day, suzhou, guangzhou) = (
            court.FreshDay(),
            await court.Room(Court.Suzhou),
            await court.Room(Court.Guangzhou)
        );
        await using var zone = await Watcher.Open(court, "watcher-gba", "GBA", null);
        await using var centre = await Watcher.Open(court, "watcher-sz", null, OrganisationId.Of(Court.Suzhou));

        var session = await Court.Booked(court.SuzhouClerk, day, 2, guangzhou);
        await zone.Hears(guangzhou, day);
        await Moved(session, day.AddDays(3), version: 1, suzhou);
        await zone.Hears(guangzhou, day);
        await centre.Hears(suzhou, day.AddDays(3));
        var hold = await court.SuzhouClerk.PostAsJsonAsync(
            "/api/hearings/holds",
            new
            {
                from = day.AddHours(5),
                to = day.AddHours(6),
                roomIds = new[] { guangzhou },
                minutes = 5,
            }
        );
        Assert.Equal(HttpStatusCode.Created, hold.StatusCode);
        await zone.Hears(guangzhou, day);
        await Cancelled((await hold.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid());
        await zone.Hears(guangzhou, day);
        var manager = court.Person("manager", Court.Guangzhou, Roles.RoomManager);
        var blackout = await manager.PostAsJsonAsync(
            $"/api/hearings/rooms/{guangzhou}/blackouts",
            new
            {
                from = day.AddDays(1),
                to = day.AddDays(2),
                reason = "设备检修",
            }
        );
        Assert.Equal(HttpStatusCode.Created, blackout.StatusCode);
        await zone.Hears(guangzhou, day.AddDays(1));
        var id = (await blackout.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        Assert.True((await manager.PostAsync($"/api/hearings/blackouts/{id}/lifting", null)).IsSuccessStatusCode);
        await zone.Hears(guangzhou, day.AddDays(2));

        zone.IsWithoutGaps();
        centre.IsWithoutGaps();
        Assert.DoesNotContain(zone.Received, m => m.GetRawText().Contains("张某", StringComparison.Ordinal));
        Assert.DoesNotContain(
            centre.Received,
            m => m.GetProperty("roomIds").EnumerateArray().Any(r => r.GetGuid() == guangzhou)
        );

        async Task Moved(JsonElement what, DateTimeOffset to, int version, Guid room) =>
            Assert.Equal(
                HttpStatusCode.OK,
                (
                    await court.SuzhouClerk.PostAsJsonAsync(
                        $"/api/hearings/sessions/{what.GetProperty("id").GetGuid()}/move",
                        new
                        {
                            from = to,
                            to = to.AddHours(2),
                            version,
                            roomIds = new[] { room },
                        }
                    )
                ).StatusCode
            );

        async Task Cancelled(Guid what) =>
            Assert.Equal(
                HttpStatusCode.OK,
                (
                    await court.SuzhouClerk.PostAsJsonAsync(
                        $"/api/hearings/sessions/{what}/cancellation",
                        new { reason = "不再需要" }
                    )
                ).StatusCode
            );
    }

    [Fact]
    public async Task A_client_that_was_away_is_told_what_it_missed_and_one_that_was_away_too_long_loads_anew()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Shenzhen));
        var clerk = court.ShenzhenClerk;
        long last;
        await using (var before = await Watcher.Open(court, "watcher-away", "GBA", null))
        {
            last = before.Start.GetProperty("sequence").GetInt64();
        }
        await Court.Booked(clerk, day, 1, room);
        await Court.Booked(clerk, day.AddDays(1), 1, room);

        await using var back = await Watcher.Open(court, "watcher-away", "GBA", null, last);
        Assert.True(back.Start.GetProperty("complete").GetBoolean());
        Assert.Contains(back.Start.GetProperty("roomIds").EnumerateArray(), r => r.GetGuid() == room);
        var pulled = await clerk.GetFromJsonAsync<JsonElement>($"/api/hearings/board/changes?after={last}&zone=GBA");
        Assert.Equal(back.Start.GetProperty("sequence").GetInt64(), pulled.GetProperty("sequence").GetInt64());
        var stranger = await clerk.GetFromJsonAsync<JsonElement>($"/api/hearings/board/changes?after={last}&zone=YRD");
        Assert.DoesNotContain(stranger.GetProperty("roomIds").EnumerateArray(), r => r.GetGuid() == room);

        // A number beyond the head is of another history.
        var foreign = await clerk.GetFromJsonAsync<JsonElement>("/api/hearings/board/changes?after=999999999");
        Assert.False(foreign.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task A_change_whose_wake_up_is_lost_is_found_by_the_poll()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        var session = await Court.Booked(court.SuzhouClerk, day, 1, room);
        await using var board = await Watcher.Open(court, "watcher-poll", "GBA", null);

        // As a replica that died between its commit and its wake-up leaves it.
        await using var connection = await court.Database.Administrator.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "update hearings.allocation set blocked = blocked where session_id = @id",
            new { id = session.GetProperty("id").GetGuid() }
        );
        await board.Hears(room, day);
        board.IsWithoutGaps();
    }

    [Fact]
    public async Task Numbers_follow_the_commits_without_gaps_however_many_write_at_once()
    {
        var rooms = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => court.Room(Court.Suzhou)));
        var day = court.FreshDay();
        var clerk = court.SuzhouClerk;
        using var done = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            await using var connection = await court.Database.Administrator.OpenConnectionAsync();
            var last = await connection.QuerySingleAsync<long>("select sequence from hearings.board_head");
            while (!done.IsCancellationRequested)
            {
                foreach (
                    var next in await connection.QueryAsync<long>(
                        "select sequence from hearings.board_change where sequence > @last order by sequence",
                        new { last }
                    )
                )
                {
                    Assert.Equal(last + 1, next);
                    last = next;
                }
            }
            return last;
        });
        // Some win, some are refused: a refused transaction takes no number.
        await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(n =>
                    clerk.PostAsJsonAsync(
                        "/api/hearings/sessions",
                        Court.Booking(day.AddHours(n % 5 * 2), 1, rooms[n % 4])
                    )
                )
        );
        await done.CancelAsync();
        await reader;
    }

    [Fact]
    public async Task A_hold_that_runs_out_leaves_the_boards_by_itself()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        var hold = await court.SuzhouClerk.PostAsJsonAsync(
            "/api/hearings/holds",
            new
            {
                from = day,
                to = day.AddHours(1),
                roomIds = new[] { room },
                minutes = 1,
            }
        );
        Assert.Equal(HttpStatusCode.Created, hold.StatusCode);
        await using var board = await Watcher.Open(court, "watcher-hold", "GBA", null);
        court.Clock.Advance(TimeSpan.FromMinutes(2));
        await board.Hears(room, day);
    }

    [Fact]
    public async Task Without_the_role_there_is_no_board()
    {
        await Assert.ThrowsAnyAsync<Exception>(() =>
            Watcher.Open(court, "watcher-none", "GBA", null, roles: [Roles.Evaluator])
        );
    }

    private sealed class Watcher : IAsyncDisposable
    {
        private readonly HubConnection _hub;
        private int _heard;

        private Watcher(HubConnection hub) => _hub = hub;

        public ConcurrentQueue<JsonElement> Received { get; } = new();
        public JsonElement Start { get; private set; }

        public static async Task<Watcher> Open(
            Court court,
            string name,
            string? zone,
            Guid? organisation,
            long? after = null,
            string[]? roles = null
        )
        {
            var person = TestPeople.Person(name, null, roles ?? [Roles.CentreClerk]);
            var hub = new HubConnectionBuilder()
                .WithUrl(
                    new Uri(court.Host.Address, "/hubs/board"),
                    options =>
                    {
                        options.SkipNegotiation = true;
                        options.Transports = HttpTransportType.WebSockets;
                        options.Headers["Authorization"] = $"Bearer {court.Host.Token(person)}";
                    }
                )
                .Build();
            var watcher = new Watcher(hub);
            hub.On<JsonElement>("changed", watcher.Received.Enqueue);
            await hub.StartAsync();
            watcher.Start = await hub.InvokeAsync<JsonElement>("Subscribe", zone, organisation, after);
            return watcher;
        }

        /// <summary>Waits for a push, later than the one heard before, that names the room and the day.</summary>
        public async Task Hears(Guid room, DateTimeOffset day)
        {
            var local = DateOnly.FromDateTime(day.DateTime);
            _heard = await Eventually.Becomes(
                () =>
                    Task.FromResult(
                        Received
                            .Select((message, n) => (message, n))
                            .Where(m => m.n >= _heard && Names(m.message, room, local))
                            .Select(m => m.n + 1)
                            .FirstOrDefault()
                    ),
                n => n > 0
            );
        }

        /// <summary>Each push starts where the client already is.</summary>
        public void IsWithoutGaps()
        {
            var last = Start.GetProperty("sequence").GetInt64();
            foreach (var message in Received)
            {
                Assert.InRange(message.GetProperty("after").GetInt64(), 0, last);
                Assert.True(message.GetProperty("complete").GetBoolean());
                last = Math.Max(last, message.GetProperty("sequence").GetInt64());
            }
            Assert.NotEmpty(Received);
        }

        public ValueTask DisposeAsync() => _hub.DisposeAsync();

        private static bool Names(JsonElement message, Guid room, DateOnly day) =>
            message.GetProperty("roomIds").EnumerateArray().Any(r => r.GetGuid() == room)
            && (
                message.GetProperty("days").ValueKind == JsonValueKind.Null
                || message.GetProperty("days").EnumerateArray().Any(d => Date(d, "from") <= day && day <= Date(d, "to"))
            );

        private static DateOnly Date(JsonElement range, string name) =>
            DateOnly.ParseExact(
                range.GetProperty(name).GetString()!,
                "yyyy-MM-dd",
                System.Globalization.CultureInfo.InvariantCulture
            );
    }
}
