using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace RegionNet.Benchmarks;

/// <summary>
/// 8 writers raise 4,000 alerts while cursors follow: readers of the table, readers over HTTP, clients of the hub. None may miss one.
/// The control follows a <c>bigserial</c> that as many writers fill, and misses what commits out of order.
/// </summary>
internal static class AlertWritersBenchmark
{
    private const int Writers = 8;
    private const int Each = 500;

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        await using var system = await BenchmarkSystem.Start();
        await using var source = NpgsqlDataSource.Create(await system.Database());
        using var machine = await system.Machine();
        await using var publisher = await AlertPublisher.Create(system);
        var missedBySerial = await Serial(source);

        var hubs = new List<PushClient>();
        for (var n = 0; n < 4; n++)
        {
            hubs.Add(
                await PushClient.Connect(
                    new Uri(machine.BaseAddress!, "/hubs/alerts"),
                    machine.DefaultRequestHeaders.Authorization!.ToString(),
                    $"[\"{AlertPublisher.Zone}\",null,null]"
                )
            );
        }
        await Task.WhenAll(hubs.Select(h => h.Subscribed));
        var total = Writers * Each;
        var overHttp = Enumerable.Range(0, 2).Select(_ => FollowHttp(machine, total)).ToList();
        var inTable = Enumerable.Range(0, 2).Select(_ => FollowTable(source, total)).ToList();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async _ =>
                {
                    for (var n = 0; n < Each; n++)
                    {
                        await publisher.Raise([Stopwatch.GetTimestamp()], "Body");
                    }
                })
        );
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var read = await Task.WhenAll(overHttp.Concat(inTable)).WaitAsync(TimeSpan.FromSeconds(30));
        await Task.WhenAll(hubs.Select(h => h.Latencies.Reaches(total, TimeSpan.FromSeconds(10))));
        var expected = Enumerable.Range(1, total).Select(n => (long)n).ToList();
        var missed = read.Sum(r => expected.Except(r).Count()) + hubs.Sum(h => total - h.Pushed);
        var disordered = read.Count(r => !r.SequenceEqual(expected));
        var latencies = hubs[0].Latencies;
        hubs.ForEach(h => h.Dispose());
        return new Report(
            "writers",
            "alerts missed by cursors",
            missedBySerial,
            missed,
            latencies.Percentile(0.5),
            latencies.Percentile(0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["writers"] = Writers,
                ["alerts"] = total,
                ["alerts_per_second"] = total / seconds,
                ["cursors"] = read.Length + hubs.Count,
                ["disordered"] = disordered,
            }
        );
    }

    private static async Task<List<long>> FollowHttp(HttpClient machine, int total)
    {
        var read = new List<long>();
        while (read.Count < total)
        {
            var after = read.Count == 0 ? 0 : read[^1];
            var page = await machine.GetFromJsonAsync<JsonElement>(
                $"/api/alerts/streams/{AlertPublisher.Zone}?after={after}&limit=500&wait=5"
            );
            read.AddRange(page.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("sequence").GetInt64()));
        }
        return read;
    }

    private static async Task<List<long>> FollowTable(NpgsqlDataSource source, int total)
    {
        var read = new List<long>();
        await using var connection = await source.OpenConnectionAsync();
        while (read.Count < total)
        {
            read.AddRange(
                await connection.QueryAsync<long>(
                    "select sequence from alerts.alert where zone_code = @Zone and sequence > @after order by sequence",
                    new { AlertPublisher.Zone, after = read.Count == 0 ? 0 : read[^1] }
                )
            );
        }
        return read;
    }

    /// <returns>How many committed rows a cursor over a bigserial never saw.</returns>
    private static async Task<int> Serial(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync("create table public.serial_alert (id bigserial primary key, body text)");
        using var over = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            var seen = 0;
            var last = 0L;
            await using var own = await source.OpenConnectionAsync();
            while (true)
            {
                var ended = over.IsCancellationRequested;
                var rows = (
                    await own.QueryAsync<long>(
                        "select id from public.serial_alert where id > @last order by id",
                        new { last }
                    )
                ).AsList();
                seen += rows.Count;
                last = rows.Count > 0 ? rows[^1] : last;
                if (ended)
                {
                    return seen;
                }
            }
        });
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async _ =>
                {
                    await using var own = await source.OpenConnectionAsync();
                    for (var n = 0; n < Each; n++)
                    {
                        await using var transaction = await own.BeginTransactionAsync();
                        await own.ExecuteAsync(
                            "insert into public.serial_alert (body) values ('Body')",
                            null,
                            transaction
                        );
                        await transaction.CommitAsync();
                    }
                })
        );
        await over.CancelAsync();
        return (Writers * Each) - await reader;
    }
}
