using System.Net;
using System.Text.Json;
using Dapper;
using Npgsql;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

public sealed class ScoreTests(ScoringRoom room) : IClassFixture<ScoringRoom>
{
    [Fact]
    public async Task A_cell_is_saved_by_itself_and_every_version_of_it_stays()
    {
        var round = await room.Assigned();
        var zone = round.Zones[0];
        var who = (await room.PanelOf(round, zone))[0];

        var first = await room.Save(who, round, zone, "A1", 81.5m, comment: " 部署有力 ");
        var second = await room.Save(who, round, zone, "A1", 79m, version: 1);

        Assert.Equal(1, first.GetProperty("version").GetInt32());
        Assert.Equal("部署有力", first.GetProperty("comment").GetString());
        Assert.Equal(2, second.GetProperty("version").GetInt32());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("comment").ValueKind);
        var sheet = await room.Get(who, $"rounds/{round.Id}/sheet/{zone}");
        Assert.Equal(
            ["A1: 79.00, 2", "B1: , 0", "B2: , 0"],
            sheet
                .GetProperty("cells")
                .EnumerateArray()
                .Select(c => $"{c.GetProperty("indicator")}: {c.GetProperty("mark")}, {c.GetProperty("version")}")
        );
        Assert.Equal(1, sheet.GetProperty("sheet").GetProperty("filled").GetInt32());
        var versions = await room.Get(who, $"rounds/{round.Id}/sheet/{zone}/A1/versions");
        Assert.Equal(
            ["2 79.00", "1 81.50"],
            versions.EnumerateArray().Select(v => $"{v.GetProperty("version")} {v.GetProperty("mark")}")
        );
    }

    [Fact]
    public async Task A_stale_tab_gets_a_comparison_and_never_overwrites()
    {
        var round = await room.Assigned();
        var zone = round.Zones[0];
        var who = (await room.PanelOf(round, zone))[0];
        await room.Save(who, round, zone, "A1", 80);
        await room.Save(who, round, zone, "A1", 85, version: 1);

        var problem = await ScoringRoom.Refused(
            await room.TrySave(who, round, zone, "A1", 60, version: 1, comment: "旧页面"),
            "stale-mark",
            HttpStatusCode.PreconditionFailed
        );

        Assert.Equal(85, problem.GetProperty("stored").GetProperty("mark").GetDecimal());
        Assert.Equal(2, problem.GetProperty("stored").GetProperty("version").GetInt32());
        Assert.Equal(60, problem.GetProperty("sent").GetProperty("mark").GetDecimal());
        // A tab that believes the cell to be empty is stale too.
        await ScoringRoom.Refused(
            await room.TrySave(who, round, zone, "A1", 60),
            "stale-mark",
            HttpStatusCode.PreconditionFailed
        );
        // The same once more is no change, whatever version it names: the answer to the first was lost.
        Assert.Equal(2, (await room.Save(who, round, zone, "A1", 85, version: 1)).GetProperty("version").GetInt32());
        Assert.Equal(2, await Versions(round, zone));
    }

    [Fact]
    public async Task Of_rivals_for_one_cell_one_wins_and_the_others_are_told_what_stands()
    {
        var round = await room.Assigned();
        var zone = round.Zones[0];
        var who = (await room.PanelOf(round, zone))[0];

        for (var version = 0; version < 5; version++)
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 12).Select(n => room.TrySave(who, round, zone, "B1", n + (12 * version), version))
            );

            var won = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
            var mark = (await ScoringRoom.Success(won)).GetProperty("mark").GetDecimal();
            foreach (var lost in answers.Where(a => a != won))
            {
                var problem = await ScoringRoom.Refused(lost, "stale-mark", HttpStatusCode.PreconditionFailed);
                Assert.Equal(mark, problem.GetProperty("stored").GetProperty("mark").GetDecimal());
            }
        }
        Assert.Equal(5, await Versions(round, zone, "B1"));
    }

    [Fact]
    public async Task Anothers_sheet_an_unknown_cell_and_a_wrong_mark_are_refused()
    {
        var round = await room.Assigned(zones: 1);
        var zone = round.Zones[0];
        var panel = await room.PanelOf(round, zone);
        var stranger = room.Evaluators.First(e => !panel.Contains(e));

        await ScoringRoom.Refused(
            await room.TrySave(stranger, round, zone, "A1", 80),
            "sheet-not-found",
            HttpStatusCode.NotFound
        );
        await ScoringRoom.Refused(
            await room.TryGet(stranger, $"rounds/{round.Id}/sheet/{zone}"),
            "sheet-not-found",
            HttpStatusCode.NotFound
        );
        await ScoringRoom.Refused(
            await room.TrySave(panel[0], round, zone, "A2", 80),
            "no-such-cell",
            HttpStatusCode.NotFound
        );
        await ScoringRoom.Refused(
            await room.TrySave(panel[0], round, zone, "A1", 80, version: 3),
            "no-such-cell",
            HttpStatusCode.NotFound
        );
        foreach (var mark in (decimal[])[-0.01m, 100.01m, 80.123m])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await room.TrySave(panel[0], round, zone, "A1", mark)).StatusCode);
        }
        Assert.Equal(0, await Versions(round, zone));
        await room.Save(panel[0], round, zone, "A1", 0);
        await room.Save(panel[0], round, zone, "B1", 100);
    }

    [Fact]
    public async Task Marks_are_given_in_the_time_of_scoring_only()
    {
        foreach (var stage in (string[])["evidence-check", "reconciliation", "panel-opinion", "notice", "final"])
        {
            var round = await room.Assigned(stage: stage == "evidence-check" ? stage : "scoring");
            var zone = round.Zones[0];
            var who = (await room.PanelOf(round, zone))[0];
            await room.Scalar<int?>(
                "set session_replication_role = replica; update assessment_round set stage = @stage where id = @Id; set session_replication_role = origin",
                new { stage, round.Id }
            );

            await ScoringRoom.Refused(await room.TrySave(who, round, zone, "A1", 80), "scoring-closed");
            await ScoringRoom.Refused(await room.TryLock(who, round, zone), "scoring-closed");
        }
    }

    [Fact]
    public async Task The_last_day_of_scoring_counts_and_the_day_after_does_not()
    {
        var round = await room.Assigned();
        var zone = round.Zones[0];
        var who = (await room.PanelOf(round, zone))[0];
        var before = room.Clock.GetUtcNow();
        try
        {
            room.Clock.Set(PanelRoom.Monday.AddDays(10).Date.AddHours(23).AddMinutes(59).At());
            await room.Save(who, round, zone, "A1", 80);
            room.Clock.Set(PanelRoom.Monday.AddDays(11).Date.AddMinutes(1).At());
            await ScoringRoom.Refused(await room.TrySave(who, round, zone, "A1", 81, version: 1), "scoring-closed");
        }
        finally
        {
            room.Clock.Set(before);
        }
    }

    [Fact]
    public async Task A_sheet_is_locked_whole_and_for_good()
    {
        var round = await room.Assigned();
        var zone = round.Zones[0];
        var who = (await room.PanelOf(round, zone))[0];
        await room.Save(who, round, zone, "A1", 80);
        var problem = await ScoringRoom.Refused(await room.TryLock(who, round, zone), "sheet-incomplete");
        Assert.Equal(["B1", "B2"], problem.GetProperty("missing").EnumerateArray().Select(m => m.GetString()!));

        await room.Save(who, round, zone, "B1", 70);
        await room.Save(who, round, zone, "B2", 90.25m);
        var sheet = await ScoringRoom.Success(await room.TryLock(who, round, zone));

        Assert.Equal("locked", sheet.GetProperty("state").GetString());
        await ScoringRoom.Refused(await room.TrySave(who, round, zone, "A1", 81, version: 1), "sheet-locked");
        await ScoringRoom.Refused(await room.TryLock(who, round, zone), "sheet-locked");
        Assert.Equal(
            "[80,70,90.25]",
            await room.Scalar<string>(
                "select marks from locked_sheet l join assignment a on a.id = l.assignment_id where a.round_id = @Id",
                new { round.Id }
            )
        );
        // The database holds it too.
        await using var connection = await room.Database.Module("assessments").OpenConnectionAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            connection.ExecuteAsync(
                "update assignment set state = 'open' where round_id = @Id and state = 'locked'",
                new { round.Id }
            )
        );
        Assert.Equal("assignment_move_allowed", refused.ConstraintName);
        var incomplete = await Assert.ThrowsAsync<PostgresException>(() =>
            connection.ExecuteAsync(
                "update assignment set state = 'locked', locked_at = now() where round_id = @Id and state = 'open'",
                new { round.Id }
            )
        );
        Assert.Equal("sheet_complete", incomplete.ConstraintName);
    }

    /// <summary>A lock and saves at once: whatever was answered 200 is in the locked sheet, whatever came after is refused.</summary>
    [Fact]
    public async Task A_mark_is_either_before_the_lock_or_refused()
    {
        for (var n = 0; n < 10; n++)
        {
            var round = await room.Assigned(zones: 1);
            var zone = round.Zones[0];
            var who = (await room.PanelOf(round, zone))[0];
            foreach (var cell in ScoringRoom.Cells)
            {
                await room.Save(who, round, zone, cell, 50);
            }

            var saving = room.TrySave(who, round, zone, "A1", 99, version: 1);
            var locking = room.TryLock(who, round, zone);
            await ScoringRoom.Success(await locking);

            var saved = (await saving).StatusCode == HttpStatusCode.OK;
            var marks = await room.Scalar<string>(
                "select marks from locked_sheet where round_id = @Id",
                new { round.Id }
            );
            Assert.Equal(saved ? "[99,50,50]" : "[50,50,50]", marks);
            if (!saved)
            {
                await ScoringRoom.Refused(await saving, "sheet-locked");
            }
        }
    }

    [Theory]
    [InlineData("insert into score select * from score limit 0")]
    [InlineData("update score set mark = 0 where false")]
    [InlineData("delete from score where false")]
    [InlineData("insert into score_version select * from score_version limit 0")]
    [InlineData("update score_version set mark = 0 where false")]
    [InlineData("delete from score_version where false")]
    [InlineData("update locked_sheet set marks = '' where false")]
    [InlineData("update assignment set pseudonym = '' where false")]
    [InlineData("delete from assignment where false")]
    [InlineData("update evaluator_version set employer = '' where false")]
    [InlineData("update moderation_answer set mark = 0 where false")]
    [InlineData("select write_cells(gen_random_uuid())")]
    [InlineData("select write_locked_sheet(gen_random_uuid())")]
    public async Task The_module_itself_writes_marks_by_the_functions_alone(string sql)
    {
        await using var connection = await room.Database.Module("assessments").OpenConnectionAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_organiser_sees_how_far_they_are_and_the_marks_after_scoring_only()
    {
        var round = await room.Assigned(zones: 2);
        var panel = await room.PanelOf(round, round.Zones[0]);
        await room.Save(panel[0], round, round.Zones[0], "A1", 80);

        var progress = await room.Get(room.Organiser, $"rounds/{round.Id}/assignments");
        Assert.Equal(
            1,
            progress.GetProperty("assignments").EnumerateArray().Sum(a => a.GetProperty("filled").GetInt32())
        );
        await ScoringRoom.Refused(await room.TryGet(room.Organiser, $"rounds/{round.Id}/scores"), "scores-hidden");
        await ScoringRoom.Refused(
            await room.TryGet(room.Organiser, $"rounds/{round.Id}/scores/{round.Zones[0]}/A1"),
            "scores-hidden"
        );
        await ScoringRoom.Refused(
            await room.TryGet(panel[0], $"rounds/{round.Id}/sheet/{round.Zones[0]}/others"),
            "others-hidden"
        );

        await room.Save(panel[0], round, round.Zones[0], "A1", 81.5m, version: 1, comment: "好");
        foreach (var cell in (string[])["B1", "B2"])
        {
            await room.Save(panel[0], round, round.Zones[0], cell, 70);
        }
        await ScoringRoom.Success(await room.TryLock(panel[0], round, round.Zones[0]));
        foreach (var (zone, z) in round.Zones.Select((zone, z) => (zone, z)))
        {
            foreach (
                var (who, n) in (await room.PanelOf(round, zone)).Select((w, n) => (w, n)).Where(w => z > 0 || w.n > 0)
            )
            {
                await room.Mark(who, round, zone, _ => 75 + n);
            }
        }
        var others = await room.Get(panel[0], $"rounds/{round.Id}/sheet/{round.Zones[0]}/others");
        Assert.Equal(6, others.GetArrayLength());
        await room.ToStage(round, "reconciliation");

        var answer = await room.TryGet(room.Organiser, $"rounds/{round.Id}/scores");
        var page = await ScoringRoom.Success(answer);
        Assert.Equal(
            ["A1", "B1", "B2"],
            page.GetProperty("indicators").EnumerateArray().Select(i => i.GetProperty("code").GetString()!)
        );
        var sheets = page.GetProperty("zones")
            .EnumerateArray()
            .First(z => z.GetProperty("id").GetGuid() == round.Zones[0])
            .GetProperty("sheets");
        Assert.Equal(3, sheets.GetArrayLength());
        Assert.Contains("[81.5,70,70]", sheets.EnumerateArray().Select(s => s.GetProperty("marks").GetRawText()));
        using var again = room.Host.As(room.Organiser);
        again.DefaultRequestHeaders.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(
            HttpStatusCode.NotModified,
            (await again.GetAsync($"/api/assessments/rounds/{round.Id}/scores")).StatusCode
        );
        var cellOf = await room.Get(room.Organiser, $"rounds/{round.Id}/scores/{round.Zones[0]}/A1");
        Assert.Equal(4, cellOf.GetArrayLength());
    }

    private Task<int> Versions(PlantedRound round, Guid zone, string indicator = "A1") =>
        room.Scalar<int>(
            """
            select count(*)::int from score_version v join assignment a on a.id = v.assignment_id
            where a.round_id = @Id and a.zone_id = @zone and v.indicator = @indicator
            """,
            new
            {
                round.Id,
                zone,
                indicator,
            }
        );
}

internal static class Instants
{
    /// <summary>As a clock in Shanghai shows it.</summary>
    public static DateTimeOffset At(this DateTime local) =>
        new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), TimeSpan.FromHours(8));
}
