using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.LocalHosting;
using RegionNet.Testing.Driver;

namespace RegionNet.Benchmarks;

/// <summary>
/// "Listed on a day as known at an instant" among 3,000,000 versions, by one client through the gateway: a party's listing and a page of
/// the list, beside the same questions put to PostgreSQL as hand-written SQL; and the export of some 500,000 rows as CSV.
/// </summary>
internal static class AsOfBenchmark
{
    private const string List = "samr-serious";
    private const int Questions = 2_000;

    /// <summary>So that the runtime has compiled what it is asked for.</summary>
    private const int WarmUp = 2_000;

    /// <summary>Two thirds are first versions, one third their ends: every other entry was repaired after 400 days.</summary>
    private static readonly int Versions = int.Parse(
        Environment.GetEnvironmentVariable("REGIONNET_AS_OF_VERSIONS") ?? "3000000",
        CultureInfo.InvariantCulture
    );

    private static int Entries => Versions / 3 * 2;

    /// <summary>A sixth of the versions is in force on it: 500,000 of three million.</summary>
    private static readonly DateOnly ExportedDay = new(2023, 12, 31);

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        await using var system = await BenchmarkSystem.Start();
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(await system.Database()) { SearchPath = "discipline,public" }
        );
        await using var connection = await source.OpenConnectionAsync();
        await Fill(connection);
        // Else autovacuum would read three million new rows beside the questions.
        foreach (var table in (string[])["party", "list_entry", "entry_version"])
        {
            await connection.ExecuteAsync($"vacuum analyze {table}", commandTimeout: 600);
        }
        await connection.ExecuteAsync("checkpoint;", commandTimeout: 300);
        using var session = await PortalSession.SignIn(system.Gateway, "officer");
        var api = session.Api;
        await Through(api, WarmUp, Lookup);
        await Through(api, WarmUp, Page);
        await Direct(connection, WarmUp, LookupSql);

        var limit = await Direct(connection, Questions, LookupSql);
        var ours = await Through(api, Questions, Lookup);
        var pageLimit = await Direct(connection, Questions, PageSql);
        var pages = await Through(api, Questions, Page);
        await Export(api, system);
        var export = await Export(api, system);
        var p50 = Report.Percentile(ours, 0.5);
        return new Report(
            "as-of",
            "ms (p50)",
            Report.Percentile(limit, 0.5),
            p50,
            p50,
            Report.Percentile(ours, 0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["versions"] = Versions,
                ["limit_p99_ms"] = Report.Percentile(limit, 0.99),
                ["page_limit_p50_ms"] = Report.Percentile(pageLimit, 0.5),
                ["page_limit_p99_ms"] = Report.Percentile(pageLimit, 0.99),
                ["page_p50_ms"] = Report.Percentile(pages, 0.5),
                ["page_p99_ms"] = Report.Percentile(pages, 0.99),
                ["export_rows"] = export.Rows,
                ["export_mb"] = export.Bytes / 1048576.0,
                ["export_s"] = export.Seconds,
                ["export_limit_s"] = await BareExport(connection),
                ["app_growth_mb"] = export.GrowthMb,
            }
        );
    }

    /// <summary>The n-th question: a day of four years, known up to 500 days later; never later than now.</summary>
    private static (DateOnly On, DateTimeOffset Known, string Code) Question(int n)
    {
        var on = new DateOnly(2022, 1, 1).AddDays(n * 37 % 1200);
        var known = new DateTimeOffset(on, new TimeOnly(12, 0), TimeSpan.Zero).AddDays(n * 53 % 500);
        return (on, known, CodeOf(1 + n * 7919 % (Entries / 4)));
    }

    private static string CodeOf(int party) => $"91320500{party.ToString("D10", CultureInfo.InvariantCulture)}";

    private static string Asked(int n)
    {
        var (on, known, _) = Question(n);
        return $"/api/discipline/lists/{List}/entries?on={on:yyyy-MM-dd}&known={Uri.EscapeDataString($"{known:O}")}&limit=50";
    }

    private static string Lookup(int n) => $"{Asked(n)}&search={Question(n).Code}";

    private static string Page(int n) => Asked(n);

    private static async Task<List<double>> Through(HttpClient api, int questions, Func<int, string> address)
    {
        var times = new List<double>(questions);
        var found = 0;
        for (var n = 0; n < questions; n++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await api.GetAsync(address(n));
            answer.EnsureSuccessStatusCode();
            using var page = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            found += page.RootElement.GetProperty("items").GetArrayLength();
        }
        if (found < questions / 4)
        {
            throw new InvalidOperationException(
                $"{found} entries in {questions} answers: the data make the question trivial."
            );
        }
        times.Sort();
        return times;
    }

    private const string Listed = """
        v.state in ('published', 'reinstated') and v.valid @> @On and v.known_at <= @Known
            and (v.known_until is null or v.known_until > @Known)
        """;

    private const string LookupSql = $"""
        select e.id, p.name, p.code, e.document_number, lower(v.valid), upper(v.valid), v.state
        from party p join list_entry e on e.party_id = p.id join entry_version v on v.entry_id = e.id
        where p.code = @Code and v.list_code = @List and {Listed}
        """;

    private const string PageSql = $"""
        select e.id, p.name, p.code, e.document_number, lower(v.valid), upper(v.valid), v.state
        from entry_version v join list_entry e on e.id = v.entry_id join party p on p.id = e.party_id
        where v.list_code = @List and lower(v.valid) <= @On and {Listed}
        order by lower(v.valid) desc, v.entry_id desc limit 51
        """;

    private static async Task<List<double>> Direct(NpgsqlConnection connection, int questions, string sql)
    {
        var times = new List<double>(questions);
        for (var n = 0; n < questions; n++)
        {
            var (on, known, code) = Question(n);
            var began = Stopwatch.GetTimestamp();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("On", on);
            command.Parameters.AddWithValue("Known", known.ToUniversalTime());
            command.Parameters.AddWithValue("Code", code);
            command.Parameters.AddWithValue("List", List);
            await using (var reader = await command.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync())
                {
                    reader.GetGuid(0);
                }
            }
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        times.Sort();
        return times;
    }

    private static async Task<(long Rows, long Bytes, double Seconds, double GrowthMb)> Export(
        HttpClient api,
        BenchmarkSystem system
    )
    {
        var before = Memory(system);
        var began = Stopwatch.GetTimestamp();
        using var answer = await api.GetAsync(
            $"/api/discipline/lists/{List}/export?format=csv&on={ExportedDay:yyyy-MM-dd}",
            HttpCompletionOption.ResponseHeadersRead
        );
        answer.EnsureSuccessStatusCode();
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var (rows, bytes, peak) = (-1L, 0L, before);
        for (int read; (read = await stream.ReadAsync(buffer)) > 0; bytes += read)
        {
            rows += buffer.AsSpan(0, read).Count((byte)'\n');
            if (bytes / (8 * 1048576) != (bytes + read) / (8 * 1048576))
            {
                peak = Math.Max(peak, Memory(system));
            }
        }
        return (rows, bytes, Stopwatch.GetElapsedTime(began).TotalSeconds, peak - before);
    }

    /// <summary>The same rows by COPY, which is as fast as PostgreSQL gives them.</summary>
    private static async Task<double> BareExport(NpgsqlConnection connection)
    {
        var began = Stopwatch.GetTimestamp();
        using var copy = await connection.BeginTextExportAsync(
            $"""
            copy (
                select e.id, p.name, p.code, e.place_code, g.zh, g.en, e.authority_zh, e.authority_en, e.document_number, e.clause,
                    e.decided_on, lower(v.valid), upper(v.valid), v.state, v.known_at
                from entry_version v join list_entry e on e.id = v.entry_id join party p on p.id = e.party_id
                join ground g on g.id = e.ground_id
                where v.list_code = '{List}' and v.state in ('published', 'reinstated') and v.known_until is null
                    and v.valid @> '{ExportedDay:yyyy-MM-dd}'::date
            ) to stdout (format csv)
            """
        );
        var buffer = new char[64 * 1024];
        while (await copy.ReadAsync(buffer) > 0) { }
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Resident memory of both replicas, in MB.</summary>
    private static double Memory(BenchmarkSystem system) =>
        Enumerable
            .Range(0, 2)
            .Select(replica => system.App.GetProcessId("app", replica))
            .Sum(pid =>
                File.ReadLines($"/proc/{pid}/statm")
                    .Select(l => double.Parse(l.Split(' ')[1], CultureInfo.InvariantCulture) * 4096 / 1048576)
                    .First()
            );

    /// <summary>Past the triggers: a million cases that went the whole road would only be waited for.</summary>
    private static Task<int> Fill(NpgsqlConnection connection) =>
        connection.ExecuteAsync(
            $"""
            set session_replication_role = replica;
            create temporary table made as
                select i, md5('e' || i)::uuid as id, d.at, d.at::date as day
                from generate_series(1, {Entries}) i
                cross join lateral (select timestamptz '2021-09-01 10:00+08' + i * (interval '1700 days' / {Entries}) as at) d;

            insert into party (id, kind, name, code, place_code, created_at, created_by, code_overridden)
            select md5('p' || i)::uuid, 'organisation', '示例企业' || i || '有限公司', '91320500' || lpad(i::text, 10, '0'), '320500',
                now(), 'benchmark', 'benchmark'
            from generate_series(1, {Entries / 4}) i;

            insert into list_entry (id, list_code, case_id, party_id, ground_id, authority_id, authority_zh, authority_en,
                document_number, clause, decided_on, place_code, published_at)
            select id, '{List}', md5('c' || i)::uuid, md5('p' || i % {Entries
                / 4} + 1)::uuid, 'samr-serious-violation-2021',
                md5('a' || i % 30)::uuid, '某省市场监督管理局', 'A province', '某市监罚〔2022〕' || i || '号', 'SAMR Order 44',
                day, '320500', at
            from made;

            insert into entry_version (entry_id, version, list_code, list_sequence, state, valid, known_at, known_until)
            select id, 1, '{List}', i, 'published', daterange(day, (day + interval '3 years')::date), at,
                case when i % 2 = 0 then at + interval '400 days' end
            from made;

            insert into entry_version (entry_id, version, list_code, list_sequence, state, valid, known_at)
            select id, 2, '{List}', {Entries} + i / 2, 'repaired', daterange(day, (day + interval '3 years')::date),
                at + interval '400 days'
            from made where i % 2 = 0;

            update list_stream set head = {Versions}, known_at = now() where list_code = '{List}';
            set session_replication_role = origin;
            """,
            commandTimeout: 1800
        );
}
