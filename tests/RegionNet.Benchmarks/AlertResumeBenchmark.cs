using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace RegionNet.Benchmarks;

/// <summary>
/// A client 100,000 alerts behind reads page by page through the gateway until it has everything, while 20 alerts a second go on. The
/// limit is the same pages read in plain SQL, columns for columns.
/// </summary>
internal static class AlertResumeBenchmark
{
    private const int Behind = 100_000;
    private const int Page = 500;
    private const int Live = 20;

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        await using var system = await BenchmarkSystem.Start();
        await using var source = NpgsqlDataSource.Create(await system.Database());
        using var machine = await system.Machine();
        await using var publisher = await AlertPublisher.Create(system);
        for (var n = 0; n < Behind; n += 1_000)
        {
            await publisher.Raise([.. Enumerable.Repeat(Stopwatch.GetTimestamp(), 1_000)], new string('x', 140));
        }
        await CatchUp(machine, Behind); // The first time through is compiled on the way.
        var limit = await PlainPages(source);

        using var follower = await PushClient.Connect(
            new Uri(machine.BaseAddress!, "/hubs/alerts"),
            machine.DefaultRequestHeaders.Authorization!.ToString(),
            $"[\"{AlertPublisher.Zone}\",null,null]"
        );
        await follower.Subscribed;
        var live = AlertPublisher.AtRate(
            Live,
            TimeSpan.FromSeconds(8),
            due => publisher.Raise(due, new string('x', 140))
        );
        await Task.Delay(1_000);
        var (seconds, alerts, inOrder) = await CatchUp(machine, Behind);
        await follower.Latencies.Reaches(await live, TimeSpan.FromSeconds(5));
        return new Report(
            "resume",
            "s",
            limit,
            seconds,
            follower.Latencies.Percentile(0.5),
            follower.Latencies.Percentile(0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["behind"] = alerts,
                ["in_order"] = inOrder,
                ["page"] = Page,
                ["live_per_second"] = Live,
                ["live_delivered"] = follower.Pushed,
                ["goal_s"] = 5,
            }
        );
    }

    /// <summary>Until the page that reaches the head, which by then may lie further than it did.</summary>
    private static async Task<(double Seconds, long Alerts, bool InOrder)> CatchUp(HttpClient machine, int least)
    {
        var began = Stopwatch.GetTimestamp();
        var (last, inOrder) = (0L, true);
        while (true)
        {
            var page = await machine.GetFromJsonAsync<JsonElement>(
                $"/api/alerts/streams/{AlertPublisher.Zone}?after={last}&limit={Page}"
            );
            foreach (var alert in page.GetProperty("items").EnumerateArray())
            {
                var sequence = alert.GetProperty("sequence").GetInt64();
                inOrder &= sequence == last + 1;
                last = sequence;
            }
            if (last >= page.GetProperty("head").GetInt64())
            {
                return (Stopwatch.GetElapsedTime(began).TotalSeconds, last, inOrder && last >= least);
            }
        }
    }

    private static async Task<double> PlainPages(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        var began = Stopwatch.GetTimestamp();
        var last = 0L;
        while (last < Behind)
        {
            var rows = await connection.QueryAsync(
                "select * from alerts.alert where zone_code = @Zone and sequence > @last order by sequence limit @Page",
                new
                {
                    AlertPublisher.Zone,
                    last,
                    Page,
                }
            );
            last = rows.Max(r => (long)r.sequence);
        }
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
