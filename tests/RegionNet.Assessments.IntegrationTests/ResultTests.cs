using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>A round's result: computed, kept, explained, exported, computed again elsewhere; and who sees what of it when.</summary>
public sealed class ResultTests(PanelRoom room) : IClassFixture<PanelRoom>
{
    [Fact]
    public async Task A_round_is_computed_and_explained_down_to_each_mark()
    {
        var round = await ScoredRound.Plant(room.Database.Administrator, "2101-explained");
        await Compute(round);
        var results = await Get(room.Organiser, $"{Rounds}/{round}/results");
        var zones = results.GetProperty("zones").EnumerateArray().ToList();
        Assert.Equal(10, zones.Count);
        Assert.Equal(
            RankingMethod.All.Order(),
            zones[0].GetProperty("methods").EnumerateArray().Select(m => m.GetProperty("method").GetString()!).Order()
        );
        Assert.Equal(1, zones[0].GetProperty("rank").GetInt32());
        Assert.False(results.GetProperty("framework").GetProperty("official").GetBoolean());
        foreach (var zone in zones)
        {
            var explained = await Get(
                room.Organiser,
                $"{Rounds}/{round}/results/{zone.GetProperty("zoneId").GetGuid()}"
            );
            var indicators = explained.GetProperty("indicators").EnumerateArray().ToList();
            Assert.Equal(25, indicators.Count);
            Assert.Equal(
                zone.GetProperty("total").GetDecimal(),
                indicators.Sum(i => i.GetProperty("score").GetDecimal())
            );
            Assert.Equal(100, indicators.Sum(i => i.GetProperty("points").GetDecimal()));
            foreach (var indicator in indicators.Where(i => i.GetProperty("method").GetString() == "expert_panel"))
            {
                var marks = indicator.GetProperty("marks").EnumerateArray().ToList();
                Assert.Equal(5, marks.Count);
                Assert.Equal(2, marks.Count(m => m.GetProperty("dropped").GetBoolean()));
                // By hand: the middle three, times the points.
                var middle = marks.Select(m => m.GetProperty("mark").GetDecimal()).Order().Skip(1).Take(3).Sum();
                Assert.Equal(
                    Math.Round(
                        indicator.GetProperty("points").GetDecimal() * middle / 300,
                        2,
                        MidpointRounding.AwayFromZero
                    ),
                    indicator.GetProperty("score").GetDecimal()
                );
            }
        }
    }

    [Fact]
    public async Task What_changed_nothing_is_not_kept_twice_and_an_adjustment_makes_a_new_computation()
    {
        var round = await ScoredRound.Plant(room.Database.Administrator, "2102-again");
        var first = await Compute(round);
        Assert.Equal(first.GetProperty("id").GetGuid(), (await Compute(round)).GetProperty("id").GetGuid());
        var zone = (await Get(room.Organiser, $"{Rounds}/{round}/results")).GetProperty("zones")[3];
        await ScoredRound.Run(
            room.Database.Administrator,
            """
            insert into assessments.adjustment (id, round_id, zone_id, kind, points, reason, state, proposed_at, proposed_by, proposed_by_name,
                decided_at, decided_by, decided_by_name)
            values (gen_random_uuid(), @round, @zone, 'deduction', 2.5, '迟报材料，按规定扣分，见附件', 'approved', now(), 'a', 'a', now(), 'b', 'b');
            insert into assessments.veto (id, round_id, zone_id, code, fact, state, proposed_at, proposed_by, proposed_by_name)
            values (gen_random_uuid(), @round, @zone, 'V2', '申报材料弄虚作假，经查证属实。', 'in-force', now(), 'a', 'a')
            """,
            new { round, zone = zone.GetProperty("zoneId").GetGuid() }
        );
        var second = await Compute(round);
        Assert.Equal(2, second.GetProperty("number").GetInt32());
        var after = (await Get(room.Organiser, $"{Rounds}/{round}/results"))
            .GetProperty("zones")
            .EnumerateArray()
            .Single(z => z.GetProperty("zoneId").GetGuid() == zone.GetProperty("zoneId").GetGuid());
        Assert.Equal(zone.GetProperty("total").GetDecimal() - 2.5m, after.GetProperty("total").GetDecimal());
        Assert.Equal("unqualified", after.GetProperty("grade").GetString());
    }

    /// <summary>The next version of its framework has other weights, caps and grades; a zone files otherwise; a mark is another.</summary>
    [Fact]
    public async Task What_changes_later_changes_no_digit_of_a_round_that_was_computed()
    {
        var round = await ScoredRound.Plant(room.Database.Administrator, "2108-edited", rule: RankingMethod.Additive);
        var first = await Compute(round);
        var shown = (await Get(room.Organiser, $"{Rounds}/{round}/results")).GetProperty("zones").GetRawText();
        var content = FrameworkSeed.Reference() with
        {
            BonusCap = 1,
            Grades = [new("only", 99, "甲", "A"), new("rest", 0, "乙", "B")],
        };
        using var organiser = room.Host.As(room.Organiser);
        await Ok(
            await organiser.PostAsJsonAsync(
                "/api/assessments/frameworks",
                new
                {
                    code = "2108-edited",
                    nameZh = "新版",
                    nameEn = "New",
                    official = false,
                    sourceZh = "测试",
                    sourceEn = "Test",
                    content = JsonDocument.Parse(content.Text()).RootElement,
                }
            )
        );
        Assert.Equal(first.GetProperty("id").GetGuid(), (await Compute(round)).GetProperty("id").GetGuid());
        await ScoredRound.Run(
            room.Database.Administrator,
            """
            update assessments.score s set mark = 1 from assessments.assignment a where a.id = s.assignment_id and a.round_id = @round;
            update assessments.indicator_filing set value = 0 where round_id = @round
            """,
            new { round }
        );
        Assert.Equal(shown, (await Get(room.Organiser, $"{Rounds}/{round}/results")).GetProperty("zones").GetRawText());
        await using var connection = await room.Database.Administrator.OpenConnectionAsync();
        var (input, result) = await connection.QuerySingleAsync<(string, string)>(
            "select input, result from assessments.round_computation where round_id = @round",
            new { round }
        );
        Assert.Empty(Recomputation.Differences(input, result));
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("json")]
    public async Task The_command_recompute_finds_no_difference_and_finds_each_that_is_made(string format)
    {
        var round = await ScoredRound.Plant(room.Database.Administrator, $"2103-{format}", rule: RankingMethod.Robust);
        await Compute(round);
        using var organiser = room.Host.As(room.Organiser);
        var file = Path.Combine(Path.GetTempPath(), $"{round}.{format}");
        await File.WriteAllBytesAsync(
            file,
            await organiser.GetByteArrayAsync($"{Rounds}/{round}/results/export?format={format}")
        );
        try
        {
            Assert.Equal((0, "0 differences"), await Recompute(file));
            if (format == "json")
            {
                var text = await File.ReadAllTextAsync(file);
                var at = text.LastIndexOf("\"total\":", StringComparison.Ordinal);
                await File.WriteAllTextAsync(file, text[..at] + "\"total\":1.5,\"was\":" + text[(at + 8)..]);
                var (exit, said) = await Recompute(file);
                Assert.Equal(1, exit);
                Assert.Contains("total: kept 1.5", said, StringComparison.Ordinal);
                await File.WriteAllTextAsync(file, "{}");
                Assert.Equal(2, (await Recompute(file)).Exit);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The answers of each role in each stage; what is not to be seen is not found.</summary>
    [Fact]
    public async Task Results_exist_for_each_role_when_they_may()
    {
        var round = await ScoredRound.Plant(room.Database.Administrator, "2104-sight");
        await Compute(round);
        await ScoredRound.Run(
            room.Database.Administrator,
            "update assessments.demonstration_zone set organisation_id = @Suzhou where place_code = '320500'",
            new { PanelRoom.Suzhou }
        );
        var zones = (await Get(room.Organiser, $"{Rounds}/{round}/results"))
            .GetProperty("zones")
            .EnumerateArray()
            .ToDictionary(z => z.GetProperty("placeCode").GetString()!, z => z.GetProperty("zoneId").GetGuid());
        var (own, other) = (zones["320500"], zones["310115"]);
        string[] all = ["results", $"results/{own}", $"results/{other}", $"results/{own}/report"];
        foreach (var stage in (string[])["scoring", "reconciliation", "panel-opinion", "notice", "final"])
        {
            await ScoredRound.Stage(room.Database.Administrator, round, stage);
            var computed = stage is "panel-opinion" or "notice" or "final";
            Assert.Equal(computed ? "1111" : "0000", await Seen(room.Organiser));
            Assert.Equal(
                stage switch
                {
                    "notice" => "0101",
                    "final" => "1101",
                    _ => "0000",
                },
                await Seen(room.SuzhouOfficer)
            );
            Assert.Equal(stage == "final" ? "1000" : "0000", await Seen(room.Evaluators[0]));
            Assert.Equal(stage == "final" ? "1000" : "0000", await Seen(room.Coordinator));
        }
        var published = await Get(room.Coordinator, $"{Rounds}/{round}/results");
        Assert.Equal(JsonValueKind.Null, published.GetProperty("panel").ValueKind);
        Assert.All(
            published.GetProperty("zones").EnumerateArray(),
            z => Assert.Equal(JsonValueKind.Null, z.GetProperty("interval").ValueKind)
        );
        // Exports, the table and reports are the organiser's.
        foreach (var path in (string[])["results/table", "results/export"])
        {
            using var officer = room.Host.As(room.SuzhouOfficer);
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync($"{Rounds}/{round}/{path}")).StatusCode);
        }

        async Task<string> Seen(CurrentUser who)
        {
            using var client = room.Host.As(who);
            var seen = "";
            foreach (var path in all)
            {
                var answer = await client.GetAsync($"{Rounds}/{round}/{path}");
                Assert.True(
                    answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound,
                    $"{path}: {answer.StatusCode}"
                );
                seen += answer.StatusCode == HttpStatusCode.OK ? '1' : '0';
            }
            return seen;
        }
    }

    [Fact]
    public async Task A_computation_is_never_changed_and_by_the_frozen_framework_alone()
    {
        var round = await ScoredRound.Plant(room.Database.Administrator, "2105-kept");
        await Compute(round);
        var own = room.Database.Module(AssessmentsModule.Name);
        await Refused("42501", "update assessments.round_computation set result = '{}' where round_id = @round");
        await Refused("42501", "delete from assessments.round_computation where round_id = @round");
        await Refused("42501", "update assessments.zone_result set total = 99 where round_id = @round");
        await Refused(
            "23514",
            """
            insert into assessments.round_computation select gen_random_uuid(), round_id, 2, stage, engine, '{"frameworkHash":"00"}',
                sha256('{"frameworkHash":"00"}'), result, result_hash, summary, computed_at, computed_by, computed_by_name
            from assessments.round_computation where round_id = @round
            """
        );

        async Task Refused(string state, string sql)
        {
            await using var connection = await own.OpenConnectionAsync();
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                connection.ExecuteAsync(sql, new { round })
            );
            Assert.Equal(state, refused.SqlState);
        }
    }

    [Fact]
    public async Task The_table_has_every_zone_and_ranking()
    {
        var round = await ScoredRound.Plant(room.Database.Administrator, "2106-table");
        await Compute(round);
        using var organiser = room.Host.As(room.Organiser);
        var sheet = Sheet
            .Read(
                await organiser.GetByteArrayAsync($"{Rounds}/{round}/results/table?format=xlsx"),
                new(1 << 20, 100, 1 << 24)
            )
            .Value;
        Assert.Equal(11, sheet.Rows.Count);
        Assert.Equal(10 + 2 * 5 + 25, sheet.Rows[0].Count(h => h.Length > 0));
        Assert.Equal("1", sheet.Rows[1][0]);
    }

    [Fact]
    public async Task All_reports_of_a_round_are_made_in_the_background_with_progress()
    {
        var round = await ScoredRound.Plant(room.Database.Administrator, "2107-reports", zones: 100);
        await Compute(round);
        using var organiser = room.Host.As(room.Organiser);
        var began = Stopwatch.GetTimestamp();
        var asked = await Ok(await organiser.PostAsJsonAsync($"{Rounds}/{round}/reports", new { language = "zh" }));
        var again = await Ok(await organiser.PostAsJsonAsync($"{Rounds}/{round}/reports", new { language = "zh" }));
        var id = asked.GetProperty("id").GetGuid();
        Assert.Equal(id, again.GetProperty("id").GetGuid());
        var steps = new SortedSet<int>();
        JsonElement job;
        do
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            // The worker's pause is by the clock of the test.
            room.Clock.Advance(TimeSpan.FromSeconds(1));
            job = await Ok(await organiser.GetAsync($"/api/assessments/reports/{id}"));
            steps.Add(job.GetProperty("done").GetInt32());
        } while (
            job.GetProperty("state").GetString() is "waiting" or "running"
            && Stopwatch.GetElapsedTime(began).TotalSeconds < 120
        );
        Assert.Equal("done", job.GetProperty("state").GetString());
        Assert.True(steps.Count > 3, "No progress was seen.");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"100 zones in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"
        );
        using var archive = new ZipArchive(
            new MemoryStream(await organiser.GetByteArrayAsync($"/api/assessments/reports/{id}/file"))
        );
        Assert.Equal(101, archive.Entries.Count);
        Assert.All(
            archive.Entries.Where(e => e.Name.EndsWith(".pdf", StringComparison.Ordinal)),
            e => Assert.True(e.Length > 5_000)
        );
        if (Environment.GetEnvironmentVariable("REGIONNET_REPORTS") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            archive.ExtractToDirectory(folder, overwriteFiles: true);
        }
    }

    /// <summary>An attempt counts up when the work begins anew: here it is as if another process had taken it over twice, and died.</summary>
    [Fact]
    public async Task Who_lost_the_claim_writes_nothing_and_work_that_kills_its_process_ends()
    {
        var round = await ScoredRound.Plant(room.Database.Administrator, "2109-claimed", zones: 60);
        await Compute(round);
        using var organiser = room.Host.As(room.Organiser);
        var asked = await Ok(await organiser.PostAsJsonAsync($"{Rounds}/{round}/reports", new { language = "en" }));
        var id = asked.GetProperty("id").GetGuid();
        await Eventually.Becomes(Done, done => done > 0, TimeSpan.FromSeconds(30));
        await ScoredRound.Run(
            room.Database.Administrator,
            """
            update assessments.report_job set attempts = 3, done = 0, claimed_until = @Until where id = @id and state = 'running'
            """,
            new { id, Until = room.Clock.GetUtcNow().AddDays(1) }
        );
        // Its process goes on to the next, once it has noticed.
        var small = await ScoredRound.Plant(room.Database.Administrator, "2111-next", zones: 3);
        await Compute(small);
        var next = await Ok(await organiser.PostAsJsonAsync($"{Rounds}/{small}/reports", new { language = "en" }));
        await Eventually.Becomes(
            () => State(next.GetProperty("id").GetGuid()),
            s => s == "done",
            TimeSpan.FromSeconds(30)
        );
        Assert.Equal((0, "running"), (await Done(), await State(id)));
        await ScoredRound.Run(
            room.Database.Administrator,
            "update assessments.report_job set claimed_until = @Now where id = @id",
            new { id, Now = room.Clock.GetUtcNow() }
        );
        await Eventually.Becomes(() => State(id), state => state == "failed", TimeSpan.FromSeconds(30));
        // Whoever asks again begins anew.
        var again = await Ok(await organiser.PostAsJsonAsync($"{Rounds}/{round}/reports", new { language = "en" }));
        Assert.NotEqual(id, again.GetProperty("id").GetGuid());

        async Task<int> Done() =>
            (await Get(room.Organiser, $"/api/assessments/reports/{id}")).GetProperty("done").GetInt32();
        async Task<string> State(Guid job) =>
            (await Get(room.Organiser, $"/api/assessments/reports/{job}")).GetProperty("state").GetString()!;
    }

    [Fact]
    public async Task The_trend_of_a_zone_ends_with_the_round_that_is_shown_and_keeps_the_newest()
    {
        var round = await ScoredRound.Plant(room.Database.Administrator, "2110-trend");
        await Compute(round);
        // Other rounds of the same zones are later than all of these.
        await ScoredRound.Run(
            room.Database.Administrator,
            """
            update assessments.assessment_round set self_assessment_until = '2020-03-01', evidence_check_until = '2020-04-01',
                scoring_until = '2020-05-01' where id = @round
            """,
            new { round }
        );
        // The same results once more: 21 rounds before it and one after it.
        await ScoredRound.Run(
            room.Database.Administrator,
            """
            with other as (
                select n, md5('trend ' || n)::uuid as id, jsonb_build_object('id', md5('trend ' || n), 'code', '2110-t' || n, 'stage', 'final',
                    'scoring_until', r.scoring_until - n) as round
                from assessments.assessment_round r, unnest(array(select generate_series(1, 21)) || -1) n where r.id = @round
            ), rounds as (
                insert into assessments.assessment_round
                select (jsonb_populate_record(r, o.round)).* from assessments.assessment_round r, other o where r.id = @round
            ), computed as (
                insert into assessments.round_computation
                select (jsonb_populate_record(c, jsonb_build_object('id', o.id, 'round_id', o.id))).*
                from assessments.round_computation c, other o where c.round_id = @round
            )
            insert into assessments.zone_result
            select (jsonb_populate_record(x, jsonb_build_object('computation_id', o.id, 'round_id', o.id))).*
            from assessments.zone_result x, other o where x.round_id = @round
            """,
            new { round }
        );
        var zone = (await Get(room.Organiser, $"{Rounds}/{round}/results")).GetProperty("zones")[0];
        var shown = await Get(room.Organiser, $"{Rounds}/{round}/results/{zone.GetProperty("zoneId").GetGuid()}");
        Assert.Equal(
            [.. Enumerable.Range(1, 19).Reverse().Select(n => $"2110-t{n}"), "2110-trend"],
            shown.GetProperty("trend").EnumerateArray().Select(t => t.GetProperty("roundCode").GetString()!)
        );
    }

    private const string Rounds = "/api/assessments/rounds";

    private async Task<JsonElement> Compute(Guid round)
    {
        using var organiser = room.Host.As(room.Organiser);
        return await Ok(await organiser.PostAsync($"{Rounds}/{round}/results", null));
    }

    private async Task<JsonElement> Get(CurrentUser who, string path)
    {
        using var client = room.Host.As(who);
        return await Ok(await client.GetAsync(path));
    }

    private static async Task<JsonElement> Ok(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>The bundled command, as a process of its own.</summary>
    private static async Task<(int Exit, string Said)> Recompute(string file)
    {
        var command = Path.Combine(AppContext.BaseDirectory, "RegionNet.Assessments.Recompute.dll");
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [command, file]) { UseShellExecute = false, RedirectStandardOutput = true }
        )!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said.Trim());
    }
}
