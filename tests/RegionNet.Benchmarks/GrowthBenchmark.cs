using System.Diagnostics;
using System.Globalization;
using Npgsql;
using RegionNet.Testing.Driver;

namespace RegionNet.Benchmarks;

/// <summary>
/// What a booking and a search of free rooms take, one client through the gateway, as the table of allocations grows. The limit
/// is a booking among 10,000; ours a booking among 1,000,000.
/// </summary>
internal static class GrowthBenchmark
{
    private const int Repetitions = 300;

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        await using var system = await BenchmarkSystem.Start();
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(await system.Database()) { SearchPath = "hearings,public" }
        );
        await using var connection = await source.OpenConnectionAsync();
        using var machine = await system.Machine();
        var rooms = await machine.RoomsOf(HearingsApi.Suzhou);
        await SearchBenchmark.AddRooms(connection);
        var day = 100;
        var figures = new Dictionary<string, object>(StringComparer.Ordinal);
        List<double> first = [];
        List<double> last = [];
        var filled = 0;
        foreach (var size in (int[])[10_000, 100_000, 1_000_000])
        {
            await SearchBenchmark.Fill(connection, filled, size);
            filled = size;
            await Book(); // The same warm-up at each size.
            await SearchBenchmark.Through(machine, 60);
            last = await Book();
            first = first.Count == 0 ? last : first;
            var searches = await SearchBenchmark.Through(machine, Repetitions);
            var name = size.ToString(CultureInfo.InvariantCulture);
            figures[$"booking_p50_ms_at_{name}"] = Report.Percentile(last, 0.5);
            figures[$"search_p50_ms_at_{name}"] = Report.Percentile(searches, 0.5);
        }
        return new Report(
            "growth",
            "ms (p50)",
            Report.Percentile(first, 0.5),
            Report.Percentile(last, 0.5),
            Report.Percentile(last, 0.5),
            Report.Percentile(last, 0.99),
            load,
            figures
        );

        async Task<List<double>> Book()
        {
            var times = new List<double>(Repetitions);
            for (var n = 0; n < Repetitions; n++)
            {
                var from = HearingsApi.MorningIn(day + (n / 8)).AddHours(n % 8);
                var began = Stopwatch.GetTimestamp();
                using var answer = await machine.Book(from, TimeSpan.FromMinutes(30), [rooms[0]]);
                answer.EnsureSuccessStatusCode();
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            day += 1 + (Repetitions / 8);
            times.Sort();
            return times;
        }
    }
}
