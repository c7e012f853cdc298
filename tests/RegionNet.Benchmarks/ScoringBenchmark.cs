using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dapper;
using Npgsql;
using RegionNet.Testing.Driver;

namespace RegionNet.Benchmarks;

/// <summary>
/// Cells saved a second by 16 clients through gateway and token, each of its own zones, first and changed marks in turn, beside what
/// PostgreSQL gives 16 connections that write the same into bare tables. Then the page of all scores of 100 zones by 5 evaluators and 40
/// indicators: one client's p50, and pages a second for 16.
/// </summary>
internal static class ScoringBenchmark
{
    private const int Clients = 16;
    private const int Indicators = 40;

    /// <summary>Until the runtime has compiled what is hot (see <see cref="BookingBenchmark"/>).</summary>
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        await using var system = await BenchmarkSystem.Start();
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(await system.Database()) { MaxPoolSize = Clients + 2 }
        );
        await using var owner = await source.OpenConnectionAsync();
        await owner.ExecuteAsync(
            "update access.machine_client set roles = roles || array['evaluator', 'assessment-organiser'] where client_id = 'demo-machine'"
        );
        var round = await PanelRound.Plant(
            owner,
            zones: 100,
            Indicators,
            [PanelRound.Account("demo-machine"), .. Enumerable.Range(2, 4).Select(n => $"benchmark-{n}")]
        );
        using var machine = await system.Machine();
        var sheets = new Sheets(round);

        for (var part = 0; part < 6; part++)
        {
            var warm = new ConcurrentBag<double>();
            var started = system.CpuMs();
            var length = await InParallel(Warmup / 6, client => Save(machine, sheets, client), warm);
            var each = system.CpuMsPer(warm.Count, started);
            await Console.Error.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"warm-up: {warm.Count / length:F0} saves/s, CPU ms each: {string.Join(", ", each.Select(c => $"{c.Key} {c.Value:F2}"))}"
                )
            );
        }
        var limit = await BareSavesPerSecond(source);
        var saves = new ConcurrentBag<double>();
        var before = system.CpuMs();
        var seconds = await InParallel(Measured, client => Save(machine, sheets, client), saves);
        var cpu = system.CpuMsPer(saves.Count, before);
        var sorted = saves.Order().ToList();

        await round.Fill(owner);
        var page = $"/api/assessments/rounds/{round.Id}/scores";
        await InParallel(Warmup / 4, _ => Get(machine, page), []);
        var alone = new ConcurrentBag<double>();
        var aloneBegan = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(aloneBegan) < Measured / 2)
        {
            alone.Add(await Get(machine, page));
        }
        var pages = new ConcurrentBag<double>();
        var pagesBefore = system.CpuMs();
        var pageSeconds = await InParallel(Measured, _ => Get(machine, page), pages);
        var pageCpu = system.CpuMsPer(pages.Count, pagesBefore);
        return new Report(
            "scoring",
            "saves/s",
            limit,
            sorted.Count / seconds,
            Report.Percentile(sorted, 0.5),
            Report.Percentile(sorted, 0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["clients"] = Clients,
                ["saves"] = sorted.Count,
                ["cpu_ms_per_save"] = cpu.Values.Sum(),
                ["cpu_ms_app"] = cpu["app"],
                ["cpu_ms_gateway"] = cpu["gateway"],
                ["cpu_ms_postgres"] = cpu["postgres"],
                ["cpu_ms_client"] = cpu["client"],
                ["page_bytes"] = (await machine.GetByteArrayAsync(page)).Length,
                ["page_p50_ms_one_client"] = Report.Percentile([.. alone.Order()], 0.5),
                ["pages_per_s"] = pages.Count / pageSeconds,
                ["page_p99_ms"] = Report.Percentile([.. pages.Order()], 0.99),
                ["page_cpu_ms_app"] = pageCpu["app"],
                ["page_cpu_ms_gateway"] = pageCpu["gateway"],
                ["page_cpu_ms_postgres"] = pageCpu["postgres"],
                ["page_cpu_ms_client"] = pageCpu["client"],
                ["warm_up_s"] = Warmup.TotalSeconds,
                ["load_after"] = Report.Load(),
                ["processors"] = Environment.ProcessorCount,
            }
        );
    }

    private static async Task<double> Save(HttpClient machine, Sheets sheets, int client)
    {
        var (path, mark, version) = sheets.Next(client);
        var began = Stopwatch.GetTimestamp();
        using var content = new StringContent(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"mark\":{mark},\"version\":{version},\"comment\":\"证据充分\"}}"
            ),
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await machine.PutAsync(path, content);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? Stopwatch.GetElapsedTime(began).TotalMilliseconds
            : throw new InvalidOperationException($"{(int)answer.StatusCode} {body}");
    }

    private static async Task<double> Get(HttpClient machine, string path)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await machine.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>A mark that counts and its version, in one statement, durable.</summary>
    private static async Task<double> BareSavesPerSecond(NpgsqlDataSource source)
    {
        await using (var connection = await source.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(
                """
                create table public.bare_score (sheet integer, cell integer, mark numeric(5, 2), primary key (sheet, cell));
                create table public.bare_version (sheet integer, cell integer, version integer, mark numeric(5, 2),
                    primary key (sheet, cell, version))
                """
            );
        }
        var next = new int[Clients];
        var times = new ConcurrentBag<double>();
        var seconds = await InParallel(Measured, Write, times);
        return times.Count / seconds;

        async Task<double> Write(int client)
        {
            var n = next[client]++;
            await using var command = source.CreateCommand(
                """
                with mark as (insert into public.bare_score values ($1, $2, $4) on conflict (sheet, cell) do update set mark = excluded.mark)
                insert into public.bare_version values ($1, $2, $3, $4)
                """
            );
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = client });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = n % Indicators });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = n });
            command.Parameters.Add(new NpgsqlParameter<decimal> { TypedValue = n % 100 });
            var began = Stopwatch.GetTimestamp();
            await command.ExecuteNonQueryAsync();
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
    }

    /// <returns>The seconds it took.</returns>
    private static async Task<double> InParallel(
        TimeSpan length,
        Func<int, Task<double>> work,
        ConcurrentBag<double> times
    )
    {
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async client =>
                {
                    while (Stopwatch.GetElapsedTime(began) < length)
                    {
                        times.Add(await work(client));
                    }
                })
        );
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Each client fills its own zones' sheets cell by cell, over and over.</summary>
    private sealed class Sheets(PanelRound round)
    {
        private readonly int[] _next = new int[Clients];

        public (string Path, int Mark, int Version) Next(int client)
        {
            var own = round.Zones.Count / Clients;
            var n = _next[client]++;
            var cell = n % (own * Indicators);
            var turn = n / (own * Indicators);
            var zone = round.Zones[(client * own) + (cell / Indicators)];
            return (
                $"/api/assessments/rounds/{round.Id}/sheet/{zone}/A{(cell % Indicators) + 1}",
                (n + turn) % 100,
                turn
            );
        }
    }
}
