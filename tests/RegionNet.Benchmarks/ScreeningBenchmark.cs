using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Discipline;
using RegionNet.Kernel;
using RegionNet.Testing;

namespace RegionNet.Benchmarks;

/// <summary>
/// Screening among 1,000,000 listed names (REGIONNET_SCREENING_NAMES for fewer): a name with a slip in it by one client and by 16, through
/// the gateway, beside the same statement put to PostgreSQL directly; a batch of 10,000 names and one of 100,000 codes, from the upload to
/// the last result; what is found at this size.
/// </summary>
internal static class ScreeningBenchmark
{
    private const int Clients = 16;
    private const int Single = 2_000;
    private const int Sample = 1_000;

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        var count = int.Parse(
            Environment.GetEnvironmentVariable("REGIONNET_SCREENING_NAMES") ?? "1000000",
            CultureInfo.InvariantCulture
        );
        await using var system = await BenchmarkSystem.Start();
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(await system.Database()) { SearchPath = "discipline,public" }
        );
        await using var owner = await source.OpenConnectionAsync();
        await owner.ExecuteAsync("update access.machine_client set roles = array_append(roles, 'discipline-officer')");
        // The sample's listings would stand in the way of the ids.
        await owner.ExecuteAsync("truncate party, list_change cascade");
        var names = new CompanyNames(seed: 1).Take(count);
        var filled = Stopwatch.GetTimestamp();
        await ListedNames.Load(owner, [.. names.Select(n => n.Name)]);
        await owner.ExecuteAsync("checkpoint;", commandTimeout: 300);
        var fill = Stopwatch.GetElapsedTime(filled);
        var bytes = await owner.ExecuteScalarAsync<long>(
            "select pg_total_relation_size('name_key') + pg_total_relation_size('indexed_name')"
        );
        using var machine = await system.Machine();
        var questions = Questions(names, 20_000);
        await InParallel(machine, questions, TimeSpan.FromSeconds(45));
        await Direct(owner, questions, 500);

        var limit = await Direct(owner, questions, Single);
        var one = await OneByOne(machine, questions);
        var before = system.CpuMs();
        var many = await InParallel(machine, questions, TimeSpan.FromSeconds(20));
        var cpu = system.CpuMsPer(many.Times.Count, before);
        var batch = await Batch(
            machine,
            "name\n"
                + string.Join(
                    '\n',
                    questions.Take(5_000).Concat(new CompanyNames(seed: 5).Take(5_000).Select(n => n.Name))
                )
        );
        var codes = await Batch(
            machine,
            "code\n" + string.Join('\n', Enumerable.Range(0, 100_000).Select(i => ListedNames.Code(i * 19)))
        );
        return new Report(
            "screening",
            "ms (p50, 1 client)",
            Report.Percentile(limit, 0.5),
            Report.Percentile(one, 0.5),
            Report.Percentile(one, 0.5),
            Report.Percentile(one, 0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["names"] = count,
                ["limit_p99_ms"] = Report.Percentile(limit, 0.99),
                ["per_second_16_clients"] = many.Times.Count / many.Seconds,
                ["p50_ms_16_clients"] = Report.Percentile([.. many.Times.Order()], 0.5),
                ["p99_ms_16_clients"] = Report.Percentile([.. many.Times.Order()], 0.99),
                ["cpu_ms_app"] = cpu["app"],
                ["cpu_ms_gateway"] = cpu["gateway"],
                ["cpu_ms_postgres"] = cpu["postgres"],
                ["cpu_ms_client"] = cpu["client"],
                ["batch_10000_names_s"] = batch,
                ["batch_100000_codes_s"] = codes,
                ["recall_wrong_brand_character"] = await Recall(
                    machine,
                    names,
                    new CompanyNames(99).WrongBrandCharacter
                ),
                ["recall_region_dropped"] = await Recall(machine, names, new CompanyNames(98).WithoutRegion),
                ["recall_wrong_character_anywhere"] = await Recall(
                    machine,
                    names,
                    new CompanyNames(97).WrongCharacterAnywhere
                ),
                ["recall_pinyin"] = await Recall(machine, names, new CompanyNames(96).PinyinOfCore),
                ["index_mb"] = bytes / 1024.0 / 1024.0,
                ["fill_s"] = fill.TotalSeconds,
            }
        );
    }

    /// <summary>Names as somebody gets them slightly wrong, in turn.</summary>
    private static string[] Questions(IReadOnlyList<CompanyNames.Made> names, int count)
    {
        var (writer, random) = (new CompanyNames(seed: 77), new Random(77));
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(n =>
                {
                    var name = names[random.Next(names.Count)];
                    return (n % 5) switch
                    {
                        0 => writer.WrongBrandCharacter(name),
                        1 => writer.WithoutRegion(name),
                        2 => writer.Traditional(name),
                        3 => writer.Transposed(name),
                        _ => writer.WrongCharacterAnywhere(name),
                    };
                }),
        ];
    }

    private static async Task<JsonElement> Ask(HttpClient machine, string name)
    {
        using var answer = await machine.GetAsync($"/api/discipline/screening?name={Uri.EscapeDataString(name)}");
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<List<double>> OneByOne(HttpClient machine, string[] questions)
    {
        var times = new List<double>(Single);
        var found = 0;
        foreach (var question in questions.Skip(1_000).Take(Single))
        {
            var began = Stopwatch.GetTimestamp();
            var view = await Ask(machine, question);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            found += view.GetProperty("hits").GetArrayLength() > 0 ? 1 : 0;
        }
        if (found < Single * 9 / 10)
        {
            throw new InvalidOperationException($"Only {found} of {Single} questions found anything.");
        }
        times.Sort();
        return times;
    }

    private static async Task<(ConcurrentBag<double> Times, double Seconds)> InParallel(
        HttpClient machine,
        string[] questions,
        TimeSpan length
    )
    {
        var times = new ConcurrentBag<double>();
        var (began, next) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async _ =>
                {
                    while (Stopwatch.GetElapsedTime(began) < length)
                    {
                        var asked = Stopwatch.GetTimestamp();
                        await Ask(machine, questions[Interlocked.Increment(ref next) % questions.Length]);
                        times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                    }
                })
        );
        return (times, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private static async Task<List<double>> Direct(NpgsqlConnection connection, string[] questions, int count)
    {
        var (times, day) = (new List<double>(count), TimeProvider.System.Today());
        foreach (var question in questions.Take(count))
        {
            var asked = new Asked(question, null);
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands = { Screener.Command(asked, Guid.Empty, day, null) },
            };
            var began = Stopwatch.GetTimestamp();
            await batch.PrepareAsync();
            await using var reader = await batch.ExecuteReaderAsync();
            while (await reader.ReadAsync()) { }
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        times.Sort();
        return times;
    }

    /// <returns>Seconds from the upload until the progress says that all is done.</returns>
    private static async Task<double> Batch(HttpClient machine, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        var began = Stopwatch.GetTimestamp();
        using var answer = await machine.PostAsync("/api/discipline/batches", content);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        while (true)
        {
            var batch = await machine.GetFromJsonAsync<JsonElement>($"/api/discipline/batches/{id}");
            if (batch.GetProperty("finishedAt").ValueKind == JsonValueKind.String)
            {
                return Stopwatch.GetElapsedTime(began).TotalSeconds;
            }
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(5))
            {
                throw new TimeoutException($"The batch stands at {batch.GetProperty("done")} rows.");
            }
            await Task.Delay(100);
        }
    }

    private static async Task<double> Recall(
        HttpClient machine,
        IReadOnlyList<CompanyNames.Made> names,
        Func<CompanyNames.Made, string> write
    )
    {
        var (random, found) = (new Random(13), 0);
        for (var n = 0; n < Sample; n++)
        {
            var name = names[random.Next(names.Count)];
            var view = await Ask(machine, write(name));
            found += view.GetProperty("hits").EnumerateArray().Any(h => h.GetProperty("name").GetString() == name.Name)
                ? 1
                : 0;
        }
        return (double)found / Sample;
    }
}
