using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Testing.Driver;

namespace RegionNet.Benchmarks;

/// <summary>
/// 50 clients want one slot, 20 rounds a kind, through the gateway: plain bookings, bundles in opposite orders, and 49 bookings beside an
/// approval or rejection, a move, a calendar import, a series and the cancellation that promotes a waiting session. The limit is
/// what one booking alone takes; ours is the time until the last of the 50 has its answer.
/// </summary>
internal static class RaceBenchmark
{
    private const int Clients = 50;
    private const int Rounds = 20;

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        await using var system = await BenchmarkSystem.Start();
        await using var source = NpgsqlDataSource.Create(await system.Database());
        using var machine = await system.Machine();
        using var guest = await PortalSession.SignIn(machine.BaseAddress!, "guangzhou.clerk");
        using var host = await PortalSession.SignIn(machine.BaseAddress!, "suzhou.clerk");
        var race = new Race(machine, guest.Api, host.Api, source);
        var alone = new List<double>();
        var free = (await machine.RoomsOf(HearingsApi.Suzhou))[0];
        for (var n = 0; n < 60; n++)
        {
            var began = Stopwatch.GetTimestamp();
            (
                await machine.Book(HearingsApi.MorningIn(10 + n), TimeSpan.FromHours(1), [free])
            ).EnsureSuccessStatusCode();
            alone.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        await race.Prepare();
        await race.Bookings();
        await race.Bundles();
        await race.Decisions();
        await race.Moves();
        await race.Imports();
        await race.Series();
        await race.Promotions();

        var overlaps = await race.Overlaps();
        if (race.Statuses.Keys.Any(s => s >= 500) || overlaps > 0 || race.BadRounds.Count > 0)
        {
            throw new InvalidOperationException(
                $"{overlaps} overlaps; {JsonSerializer.Serialize(race.Statuses)}; {string.Join("; ", race.BadRounds)}"
            );
        }
        var single = alone.Skip(20).Order().ToList();
        var rounds = race.RoundMs.Order().ToList();
        return new Report(
            "race",
            "ms (p50)",
            Report.Percentile(single, 0.5),
            Report.Percentile(rounds, 0.5),
            Report.Percentile(rounds, 0.5),
            Report.Percentile(rounds, 0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["clients"] = Clients,
                ["rounds"] = rounds.Count,
                ["overlaps"] = overlaps,
                ["rounds_without_exactly_one_winner"] = race.BadRounds.Count,
                ["answers"] = race.Statuses.ToDictionary(
                    s => s.Key.ToString(CultureInfo.InvariantCulture),
                    s => s.Value,
                    StringComparer.Ordinal
                ),
            }
        );
    }

    private sealed class Race(HttpClient machine, HttpClient guest, HttpClient host, NpgsqlDataSource source)
    {
        private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
        private Guid[] _suzhou = [];
        private Guid[] _guangzhou = [];

        public SortedDictionary<int, int> Statuses { get; } = [];
        public List<string> BadRounds { get; } = [];
        public List<double> RoundMs { get; } = [];

        public async Task Prepare()
        {
            _suzhou = await machine.RoomsOf(HearingsApi.Suzhou);
            _guangzhou = await machine.RoomsOf(HearingsApi.Guangzhou);
            var terms = await host.PostAsJsonAsync(
                $"/api/hearings/rooms/{_suzhou[1]}/terms",
                new
                {
                    from = DateOnly.FromDateTime(HearingsApi.MorningIn(1).DateTime),
                    hours = Enumerable
                        .Range(1, 7)
                        .Select(weekday => new
                        {
                            weekday,
                            opens = "08:00",
                            closes = "20:00",
                        }),
                    workingDaysOnly = false,
                    needsApproval = true,
                    ownShare = 0,
                }
            );
            await Answered(terms);
        }

        public Task Bookings() => Round("booking", [_suzhou[0]], 100, (_, _) => Task.FromResult<Func<Task>?>(null));

        public async Task Bundles()
        {
            var rooms = (Guid[])[_suzhou[2], _guangzhou[2]];
            for (var round = 0; round < Rounds; round++)
            {
                var morning = HearingsApi.MorningIn(100 + round);
                await All(
                    "bundle",
                    rooms,
                    morning,
                    n => Book(n % 2 == 0 ? rooms : [rooms[1], rooms[0]], morning),
                    null
                );
            }
        }

        public Task Decisions() =>
            Round(
                "decision",
                [_suzhou[1]],
                100,
                async (round, morning) =>
                {
                    var submitted = await Answered(await guest.Book(morning, Hour, [_suzhou[1]]));
                    var decision = round % 2 == 0 ? "approved" : "rejected";
                    return async () =>
                        Note(
                            await host.PostAsJsonAsync(
                                $"/api/hearings/sessions/{Id(submitted)}/decision",
                                new
                                {
                                    decision,
                                    version = submitted.GetProperty("version").GetInt32(),
                                    reason = "当日另有安排",
                                }
                            )
                        );
                },
                // After a rejection the slot may go to one of the rivals or, if all came too early, to nobody.
                atMostOne: round => round % 2 == 1
            );

        public Task Moves() =>
            Round(
                "move",
                [_suzhou[0]],
                130,
                async (_, morning) =>
                {
                    var booked = await Answered(await machine.Book(morning.AddHours(4), Hour, [_suzhou[0]]));
                    return async () =>
                        Note(
                            await machine.PostAsJsonAsync(
                                $"/api/hearings/sessions/{Id(booked)}/move",
                                new
                                {
                                    from = morning,
                                    to = morning + Hour,
                                    version = booked.GetProperty("version").GetInt32(),
                                }
                            )
                        );
                }
            );

        public Task Imports() =>
            Round(
                "import",
                [_suzhou[0]],
                160,
                (round, morning) =>
                    Task.FromResult<Func<Task>?>(async () =>
                    {
                        using var calendar = new StringContent(
                            $"""
                            BEGIN:VCALENDAR
                            VERSION:2.0
                            PRODID:-//RegionNet//race//EN
                            BEGIN:VEVENT
                            UID:race-{round}
                            DTSTAMP:20260101T000000Z
                            DTSTART:{morning.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}
                            DTEND:{morning.UtcDateTime.AddHours(1):yyyyMMdd'T'HHmmss'Z'}
                            SUMMARY:口头审理
                            END:VEVENT
                            END:VCALENDAR

                            """.ReplaceLineEndings("\r\n"),
                            Encoding.UTF8,
                            "text/calendar"
                        );
                        Note(
                            await machine.PostAsync(
                                $"/api/hearings/calendar-imports?roomId={_suzhou[0]}&hearingClass=oral-hearing&mode=point-to-point"
                                    + "&caseNumber=4W118023&onConflict=all-or-nothing",
                                calendar
                            )
                        );
                    })
            );

        public Task Series() =>
            Round(
                "series",
                [_suzhou[0]],
                190,
                (_, morning) =>
                    Task.FromResult<Func<Task>?>(async () =>
                        Note(
                            await machine.PostAsJsonAsync(
                                "/api/hearings/series",
                                new
                                {
                                    rrule = "FREQ=DAILY;INTERVAL=40;COUNT=2",
                                    booking = HearingsApi.Booking(morning, Hour, [_suzhou[0]]),
                                }
                            )
                        )
                    )
            );

        public Task Promotions() =>
            Round(
                "promotion",
                [_guangzhou[1]],
                100,
                async (_, morning) =>
                {
                    var holder = await Answered(await machine.Book(morning, Hour, [_guangzhou[1]]));
                    await Answered(
                        await machine.PostAsJsonAsync(
                            "/api/hearings/sessions",
                            HearingsApi.Booking(morning, Hour, [_guangzhou[1]], waits: true)
                        )
                    );
                    return async () => Note(await machine.Cancel(Id(holder), "当事人申请延期"));
                }
            );

        public async Task<long> Overlaps()
        {
            await using var connection = await source.OpenConnectionAsync();
            return await connection.QuerySingleAsync<long>(
                """
                select count(*) from hearings.allocation a join hearings.allocation b
                    on a.resource_id = b.resource_id and a.session_id < b.session_id and a.blocked && b.blocked
                where a.released_at is null and b.released_at is null
                """
            );
        }

        private async Task Round(
            string kind,
            Guid[] rooms,
            int firstDay,
            Func<int, DateTimeOffset, Task<Func<Task>?>> prepare,
            Predicate<int>? atMostOne = null
        )
        {
            for (var round = 0; round < Rounds; round++)
            {
                var morning = HearingsApi.MorningIn(firstDay + round);
                var other = await prepare(round, morning);
                await All(kind, rooms, morning, _ => Book(rooms, morning), other, atMostOne?.Invoke(round) == true);
            }
        }

        private async Task All(
            string kind,
            Guid[] rooms,
            DateTimeOffset morning,
            Func<int, Task> book,
            Func<Task>? other,
            bool mayBeFree = false
        )
        {
            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(
                Enumerable.Range(0, Clients).Select(n => n == Clients / 2 && other is not null ? other() : book(n))
            );
            RoundMs.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await using var connection = await source.OpenConnectionAsync();
            foreach (var room in rooms)
            {
                var holders = await connection.QuerySingleAsync<long>(
                    """
                    select count(*) from hearings.allocation
                    where resource_id = @room and released_at is null and blocked && tstzrange(@from, @to)
                    """,
                    new
                    {
                        room,
                        from = morning.UtcDateTime,
                        to = morning.UtcDateTime.AddHours(1),
                    }
                );
                if (holders != 1 && !(mayBeFree && holders == 0))
                {
                    BadRounds.Add($"{kind} {morning:yyyy-MM-dd}: {holders} hold the room");
                }
            }
        }

        private async Task Book(Guid[] rooms, DateTimeOffset morning) => Note(await machine.Book(morning, Hour, rooms));

        private void Note(HttpResponseMessage answer)
        {
            lock (Statuses)
            {
                Statuses[(int)answer.StatusCode] = Statuses.GetValueOrDefault((int)answer.StatusCode) + 1;
            }
        }

        private static async Task<JsonElement> Answered(HttpResponseMessage answer) =>
            answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created
                ? await answer.Content.ReadFromJsonAsync<JsonElement>()
                : throw new InvalidOperationException(
                    $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
                );

        private static Guid Id(JsonElement session) => session.GetProperty("id").GetGuid();
    }
}
