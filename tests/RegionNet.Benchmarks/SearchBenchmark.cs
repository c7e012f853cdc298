using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Testing.Driver;

namespace RegionNet.Benchmarks;

/// <summary>
/// Free-room search by one client through the gateway among 1,000 rooms and 1,000,000 allocations, beside the same question
/// put to PostgreSQL directly as hand-written SQL; and the search for two rooms with a video link in two centres, any half-day of a week.
/// </summary>
internal static class SearchBenchmark
{
    private const int Rooms = 1_000;
    private const int Allocations = 1_000_000;
    private const int Searches = 400;

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        await using var system = await BenchmarkSystem.Start();
        await using var source = NpgsqlDataSource.Create(
            // The triggers of the schema name its tables as its own role finds them.
            new NpgsqlConnectionStringBuilder(await system.Database()) { SearchPath = "hearings,public" }
        );
        await using var connection = await source.OpenConnectionAsync();
        await Fill(connection);
        using var machine = await system.Machine();
        await Through(machine, 50);
        await Direct(connection, 50);

        var limit = await Direct(connection, Searches);
        var ours = await Through(machine, Searches);
        await TwoCentres(machine, connection, 20);
        var twoCentres = await TwoCentres(machine, connection, Searches / 2);
        await Refused(machine, connection, 20);
        var refused = await Refused(machine, connection, Searches / 2);
        var p50 = Report.Percentile(ours, 0.5);
        return new Report(
            "search",
            "ms (p50)",
            Report.Percentile(limit, 0.5),
            p50,
            p50,
            Report.Percentile(ours, 0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["rooms"] = Rooms,
                ["allocations"] = Allocations,
                ["searches"] = Searches,
                ["limit_p99_ms"] = Report.Percentile(limit, 0.99),
                ["two_centres_p50_ms"] = Report.Percentile(twoCentres, 0.5),
                ["refused_with_alternatives_p50_ms"] = Report.Percentile(refused, 0.5),
                ["two_centres_p99_ms"] = Report.Percentile(twoCentres, 0.99),
            }
        );
    }

    /// <summary>The n-th question: two hours on one of 90 days, at one of nine starts.</summary>
    private static DateTimeOffset From(int n) => HearingsApi.MorningIn(3 + (n % 90)).AddHours(n % 9);

    internal static async Task<List<double>> Through(HttpClient machine, int searches)
    {
        var times = new List<double>(searches);
        for (var n = 0; n < searches; n++)
        {
            var from = From(n);
            var began = Stopwatch.GetTimestamp();
            using var answer = await machine.GetAsync(
                $"/api/hearings/free-rooms?from={Uri.EscapeDataString(from.ToString("O"))}&to={Uri.EscapeDataString(from.AddHours(2).ToString("O"))}"
                    + "&capacity=10&devices=video-link&zone=GBA&limit=50"
            );
            answer.EnsureSuccessStatusCode();
            using var page = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (page.RootElement.GetProperty("items").GetArrayLength() == 0)
            {
                throw new InvalidOperationException("No room is free: the data make the search trivial.");
            }
        }
        times.Sort();
        return times;
    }

    private static async Task<List<double>> Direct(NpgsqlConnection connection, int searches)
    {
        var hosts = (
            await connection.QueryAsync<Guid>(
                "select distinct organisation_id from hearings.room where place_code like '44%'"
            )
        ).ToArray();
        var times = new List<double>(searches);
        for (var n = 0; n < searches; n++)
        {
            var from = From(n).UtcDateTime;
            var began = Stopwatch.GetTimestamp();
            await connection.QueryAsync(
                """
                select r.id, r.organisation_id, r.place_code, r.name_zh, r.name_en, r.capacity, r.is_sample, r.version
                from hearings.room r
                where r.organisation_id = any(@hosts) and r.capacity >= 10
                    and exists (select 1 from hearings.device d
                        where d.room_id = r.id and d.kind = 'video-link' and d.quantity > 0 and d.status = 'in-service')
                    and not exists (select 1 from hearings.allocation a
                        where a.resource_id = r.id and a.released_at is null and a.blocked && tstzrange(@from, @to) offset 0)
                order by r.place_code, r.organisation_id, r.name_zh, r.id limit 51
                """,
                new
                {
                    hosts,
                    from,
                    to = from.AddMinutes(150),
                }
            );
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        times.Sort();
        return times;
    }

    private static async Task<List<double>> TwoCentres(HttpClient machine, NpgsqlConnection connection, int searches)
    {
        var centres = (
            await connection.QueryAsync<Guid>(
                "select organisation_id from hearings.room group by organisation_id order by organisation_id limit 2"
            )
        ).ToArray();
        var times = new List<double>(searches);
        for (var n = 0; n < searches; n++)
        {
            var monday = DateOnly.FromDateTime(HearingsApi.MorningIn(3 + (n % 90)).DateTime);
            var began = Stopwatch.GetTimestamp();
            using var answer = await machine.PostAsJsonAsync(
                "/api/hearings/searches",
                new
                {
                    rooms = centres.Select(organisationId => new { organisationId, capacity = 10 }),
                    minutes = 120,
                    from = monday,
                    until = monday.AddDays(6),
                    mode = "point-to-point",
                }
            );
            answer.EnsureSuccessStatusCode();
            using var page = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (page.RootElement.GetProperty("items").GetArrayLength() == 0)
            {
                throw new InvalidOperationException("No half-day is free: the data make the search trivial.");
            }
        }
        times.Sort();
        return times;
    }

    /// <summary>The whole booking that is refused because the room is taken, with the alternatives it is told.</summary>
    private static async Task<List<double>> Refused(HttpClient machine, NpgsqlConnection connection, int bookings)
    {
        var taken = (
            await connection.QueryAsync<(Guid Room, DateTime From)>(
                """
                select a.resource_id, lower(a.blocked) from hearings.allocation a
                where lower(a.blocked) between now() + interval '10 days' and now() + interval '100 days'
                order by md5(a.resource_id::text || a.blocked::text) limit @bookings
                """,
                new { bookings }
            )
        ).AsList();
        var times = new List<double>(bookings);
        foreach (var (room, from) in taken)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await machine.Book(
                new DateTimeOffset(from, TimeSpan.Zero),
                TimeSpan.FromHours(2),
                [room]
            );
            using var problem = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (problem.RootElement.GetProperty("alternatives").GetArrayLength() == 0)
            {
                throw new InvalidOperationException("No alternative was found: the data make the search trivial.");
            }
        }
        times.Sort();
        return times;
    }

    /// <summary>From tomorrow on: what begins today without a check-in would be marked as a no-show while the clock runs.</summary>
    internal static async Task Fill(NpgsqlConnection connection)
    {
        await AddRooms(connection);
        await Fill(connection, 0, Allocations);
    }

    internal static Task AddRooms(NpgsqlConnection connection) =>
        connection.ExecuteAsync(
            $"""
            with made as (
                insert into hearings.resource (id, kind, organisation_id, identifier)
                select gen_random_uuid(), 'room', h.organisation_id, 'S' || n
            from generate_series(1, {Rooms}) n
                join (select organisation_id, place_code, row_number() over (order by place_code) - 1 as k
                      from (select distinct organisation_id, place_code from hearings.room) o) h
                on h.k = n % (select count(distinct organisation_id) from hearings.room)
                returning id, organisation_id, identifier
            )
            insert into hearings.room (id, organisation_id, place_code, name_zh, name_en, capacity, is_sample)
            select m.id, m.organisation_id, (select max(o.place_code) from hearings.room o where o.organisation_id = m.organisation_id),
                m.identifier, m.identifier, 5 + substr(m.identifier, 2)::int % 60, true
            from made m;
            insert into hearings.device (room_id, kind, quantity, status)
            select id, 'video-link', 1, 'in-service' from hearings.room where name_zh like 'S%' and capacity % 2 = 0;
            """
        );

    /// <summary>Allocations number <paramref name="from"/> to <paramref name="to"/> - 1, room after room, three a day.</summary>
    internal static Task Fill(NpgsqlConnection connection, int from, int to) =>
        connection.ExecuteAsync(
            $"""
            -- A million versions beside a million sessions would only be waited for.
            alter table hearings.session disable trigger session_keeps_the_rules;
            with made as (
                select gen_random_uuid() as id, r.id as room_id, n,
                    date_trunc('day', now()) + make_interval(days => 1 + (n / {Rooms})::int, hours => 1 + 3 * (n % 3)::int) as starts
                from (select id, row_number() over (order by id) - 1 as k from hearings.room where name_zh like 'S%') r
                    join generate_series({from}, {to} - 1) n on n % {Rooms} = r.k
            ), s as (
                insert into hearings.session (id, number, title, case_number, mode, hearing_class, during, organisation_id,
                    booked_by, booked_by_name, booked_at, status, resource_ids, changed_at, changed_by, changed_by_name, change)
                select id, 'S-' || n, 'T', 'C', 'on-site', 'training', tstzrange(starts, starts + interval '2 hours'),
                    gen_random_uuid(), 'benchmark', 'benchmark', now(), 'approved', array[room_id], now(), 'benchmark',
                    'benchmark', 'booked'
                from made returning id
            )
            insert into hearings.allocation (session_id, resource_id, blocked)
            select id, room_id, tstzrange(starts, starts + interval '150 minutes') from made;
            alter table hearings.session enable trigger session_keeps_the_rules;
            analyze hearings.room; analyze hearings.session; analyze hearings.allocation; analyze hearings.device;
            """,
            commandTimeout: 900
        );
}
