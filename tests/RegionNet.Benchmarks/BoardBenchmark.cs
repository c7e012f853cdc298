using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Testing.Driver;

namespace RegionNet.Benchmarks;

/// <summary>
/// The month grid of all rooms by one client through the gateway, among 1,000 rooms and 1,000,000 allocations, beside the same
/// shares aggregated from the allocations in plain SQL, put to PostgreSQL directly; and the day board of one centre.
/// </summary>
internal static class BoardBenchmark
{
    private const int Months = 100;
    private const int Days = 300;

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        await using var system = await BenchmarkSystem.Start();
        await using var source = NpgsqlDataSource.Create(await system.Database());
        await using var connection = await source.OpenConnectionAsync();
        await SearchBenchmark.Fill(connection);
        await connection.ExecuteAsync("analyze hearings.resource_month");
        using var machine = await system.Machine();
        var centre = await connection.QuerySingleAsync<Guid>(
            "select organisation_id from hearings.room group by 1 order by count(*) desc limit 1"
        );
        await Measure(10, n => machine.GetByteArrayAsync(Month(n)));
        await Measure(20, n => machine.GetByteArrayAsync(Day(n, centre)));
        await SameShares(connection, machine);

        // Of two ways to write it, the better one is the limit.
        var byRoom = await Measure(8, n => connection.QueryAsync(ByRoom, First(n), commandTimeout: 120));
        var byTime = await Measure(8, n => connection.QueryAsync(ByTime, First(n), commandTimeout: 120));
        var limit = Math.Min(Report.Percentile(byRoom, 0.5), Report.Percentile(byTime, 0.5));
        var months = await Measure(Months, n => machine.GetByteArrayAsync(Month(n)));
        // The made-up rooms belong to few centres. A thousand rooms of 125 centres are eight each, but a large one is shown as well.
        var days = await Measure(Days, n => machine.GetByteArrayAsync($"{Day(n, centre)}&limit=8"));
        var large = await Measure(Days, n => machine.GetByteArrayAsync($"{Day(n, centre)}&limit=50"));
        var p50 = Report.Percentile(months, 0.5);
        return new Report(
            "board",
            "ms (p50)",
            limit,
            p50,
            p50,
            Report.Percentile(months, 0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["faster"] = limit / p50,
                ["plain_by_room_p50_ms"] = Report.Percentile(byRoom, 0.5),
                ["plain_by_time_p50_ms"] = Report.Percentile(byTime, 0.5),
                ["day_of_8_rooms_p50_ms"] = Report.Percentile(days, 0.5),
                ["day_of_8_rooms_p99_ms"] = Report.Percentile(days, 0.99),
                ["day_of_50_rooms_p50_ms"] = Report.Percentile(large, 0.5),
                ["day_of_50_rooms_p99_ms"] = Report.Percentile(large, 0.99),
            }
        );
    }

    private const string ByRoom = """
        select r.id, d.day, coalesce(round(100 * sum(extract(epoch from upper(x.part) - lower(x.part))) / 43200), 0) as share
        from hearings.room r
        cross join generate_series(@first, @first + interval '1 month' - interval '1 day', interval '1 day') as d (day)
        left join lateral (
            select a.blocked * tstzrange(d.day + interval '8 hours', d.day + interval '20 hours') as part
            from hearings.allocation a
            where a.resource_id = r.id and a.released_at is null
                and a.blocked && tstzrange(d.day + interval '8 hours', d.day + interval '20 hours')
        ) x on true
        group by r.id, d.day
        """;

    private const string ByTime = """
        select a.resource_id, d.day, round(100 * sum(extract(epoch from upper(x.part) - lower(x.part))) / 43200) as share
        from hearings.allocation a
        cross join lateral generate_series(date_trunc('day', lower(a.blocked) at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai',
            upper(a.blocked), interval '1 day') as d (day)
        cross join lateral (
            select a.blocked * tstzrange(d.day + interval '8 hours', d.day + interval '20 hours') as part) x
        where a.released_at is null and a.blocked && tstzrange(@first, @first + interval '1 month') and not isempty(x.part)
        group by a.resource_id, d.day
        """;

    private static DateTimeOffset MonthOf(int n)
    {
        var soon = HearingsApi.MorningIn(40).AddMonths(n % 12);
        return new DateTimeOffset(soon.Year, soon.Month, 1, 0, 0, 0, soon.Offset);
    }

    private static object First(int n) => new { first = MonthOf(n).UtcDateTime };

    private static string Month(int n) =>
        $"/api/hearings/board/month?month={MonthOf(n).ToString("yyyy-MM", CultureInfo.InvariantCulture)}";

    private static string Day(int n, Guid centre) =>
        $"/api/hearings/board?day={HearingsApi.MorningIn(3 + (n % 90)):yyyy-MM-dd}&organisationId={centre}";

    /// <summary>The figures are worth comparing only when both say the same.</summary>
    private static async Task SameShares(NpgsqlConnection connection, HttpClient machine)
    {
        var plain = (
            await connection.QueryAsync<(Guid Room, DateTime Day, decimal Share)>(ByRoom, First(0), commandTimeout: 120)
        ).ToDictionary(r => (r.Room, DateOnly.FromDateTime(r.Day.AddHours(8)).Day), r => (int)r.Share);
        var grid = await machine.GetFromJsonAsync<JsonElement>(Month(0));
        var cells = 0;
        foreach (var room in grid.GetProperty("items").EnumerateArray())
        {
            var day = 0;
            foreach (var busy in room.GetProperty("busy").EnumerateArray())
            {
                day++;
                var share = plain[(room.GetProperty("id").GetGuid(), day)];
                if (share != busy.GetInt32())
                {
                    throw new InvalidOperationException($"{room.GetProperty("id")}, day {day}: {share} and {busy}.");
                }
                cells += share > 0 ? 1 : 0;
            }
        }
        if (cells < 10_000)
        {
            throw new InvalidOperationException($"Only {cells} cells are busy: the data make the grid trivial.");
        }
    }

    private static async Task<List<double>> Measure(int times, Func<int, Task> work)
    {
        var measured = new List<double>(times);
        for (var n = 0; n < times; n++)
        {
            var began = Stopwatch.GetTimestamp();
            await work(n);
            measured.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        measured.Sort();
        return measured;
    }
}
