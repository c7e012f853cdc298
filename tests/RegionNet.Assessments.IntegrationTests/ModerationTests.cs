using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

public sealed class ModerationTests(ScoringRoom room) : IClassFixture<ScoringRoom>
{
    [Fact]
    public async Task Scoring_ends_when_every_zone_has_three_locked_sheets_and_none_is_open()
    {
        var round = await room.Assigned();
        await room.MarkAll(round, round.Zones[0], (_, _) => 80);
        Assert.Equal(
            "scoring_sheets_locked",
            (await Assert.ThrowsAsync<PostgresException>(() => room.ToStage(round, "reconciliation"))).ConstraintName
        );
        var open = (await room.Get(room.Organiser, $"rounds/{round.Id}/assignments"))
            .GetProperty("assignments")
            .EnumerateArray()
            .First(a => a.GetProperty("state").GetString() == "open")
            .GetProperty("id")
            .GetGuid();
        await room.MarkAllBut(round, round.Zones[1], open);
        await room.Ok(room.Organiser, $"rounds/{round.Id}/assignments/{open}/voiding", new { reason = "请辞" });

        Assert.Equal(
            "scoring_has_three_sheets",
            (await Assert.ThrowsAsync<PostgresException>(() => room.ToStage(round, "reconciliation"))).ConstraintName
        );

        await room.Apply(round);
        await room.MarkAllBut(round, round.Zones[1], Guid.Empty);
        await room.ToStage(round, "reconciliation");
        Assert.Equal(0, (await room.Get(room.Organiser, $"rounds/{round.Id}/moderation")).GetArrayLength());
        await room.ToStage(round, "panel-opinion");
    }

    [Fact]
    public async Task What_is_open_when_the_time_is_over_is_voided_and_does_not_count()
    {
        var round = await room.Assigned(zones: 1, perZone: 4);
        var zone = round.Zones[0];
        var panel = await room.PanelOf(round, zone);
        foreach (var who in panel.Skip(1))
        {
            await room.Mark(who, round, zone, _ => 80);
        }
        await room.Save(panel[0], round, zone, "A1", 5);
        var now = room.Clock.GetUtcNow();
        try
        {
            room.Clock.Set(PanelRoom.Monday.AddDays(11));
            await room.ToStage(round, "reconciliation");
        }
        finally
        {
            room.Clock.Set(now);
        }
        Assert.Equal(
            "not-locked",
            await room.Scalar<string>(
                "select void_kind from assignment where round_id = @Id and state = 'voided'",
                new { round.Id }
            )
        );
        Assert.Equal(
            3,
            (await room.Get(room.Organiser, $"rounds/{round.Id}/scores"))
                .GetProperty("zones")[0]
                .GetProperty("sheets")
                .GetArrayLength()
        );
        Assert.Equal(0, (await room.Get(room.Organiser, $"rounds/{round.Id}/moderation")).GetArrayLength());
    }

    [Fact]
    public async Task A_replacement_has_until_the_last_day_of_reconciliation_and_scoring_waits_for_it()
    {
        var round = await room.Assigned(zones: 1, perZone: 4);
        var zone = round.Zones[0];
        var panel = await room.PanelOf(round, zone);
        foreach (var who in panel.Skip(1))
        {
            await room.Mark(who, round, zone, _ => 80);
        }
        await room.Ok(
            panel[0],
            "my/relations",
            new
            {
                zoneId = zone,
                kind = "relation",
                from = "2026-05-01",
                statement = "近亲属在该示范区任职",
            }
        );
        var replacement = Assert.Single((await room.PanelOf(round, zone)).Except(panel).ToList());
        var now = room.Clock.GetUtcNow();
        try
        {
            room.Clock.Set(PanelRoom.Monday.AddDays(11));
            Assert.Equal(
                "scoring_sheets_locked",
                (
                    await Assert.ThrowsAsync<PostgresException>(() => room.ToStage(round, "reconciliation"))
                ).ConstraintName
            );

            await room.Mark(replacement, round, zone, _ => 82);
            await room.ToStage(round, "reconciliation");
        }
        finally
        {
            room.Clock.Set(now);
        }
        Assert.Equal(4, (await room.PanelOf(round, zone)).Count);
    }

    [Fact]
    public async Task A_cell_over_the_limit_is_looked_at_again_and_its_first_marks_stay()
    {
        var round = await room.Assigned(zones: 2);
        var zone = round.Zones[0];
        // 20 apart is within the limit, 20.01 is not.
        await room.MarkAll(
            round,
            zone,
            (n, cell) => cell == "A1" ? 70 + (10.005m * n) - (0.005m * (n % 2)) : 60 + (10 * n)
        );
        await room.MarkAll(round, round.Zones[1], (_, _) => 80);
        await room.ToStage(round, "reconciliation");
        var panel = await room.PanelOf(round, zone);

        var task = Assert.Single(
            (await room.Get(room.Organiser, $"rounds/{round.Id}/moderation")).EnumerateArray().ToList()
        );
        var id = task.GetProperty("id").GetGuid();
        Assert.Equal(
            ("A1", 70m, 90.01m),
            (
                task.GetProperty("indicator").GetString(),
                task.GetProperty("lowest").GetDecimal(),
                task.GetProperty("highest").GetDecimal()
            )
        );
        Assert.Equal(
            "moderation_tasks_closed",
            (await Assert.ThrowsAsync<PostgresException>(() => room.ToStage(round, "panel-opinion"))).ConstraintName
        );
        var closing = new { reason = "复议完毕" };
        await ScoringRoom.Refused(
            await room.TryPost(room.Organiser, $"moderation/{id}/closing", closing),
            "moderation-unanswered"
        );

        var first = await room.Ok(
            panel[0],
            $"moderation/{id}/answer",
            new { mark = 78.5m, reason = "参考同类证据后调整" }
        );
        Assert.Equal(
            [70m, 80m, 90.01m],
            first.GetProperty("marks").EnumerateArray().Select(m => m.GetProperty("original").GetDecimal())
        );
        await ScoringRoom.Refused(
            await room.TryPost(panel[0], $"moderation/{id}/answer", new { mark = 79, reason = "再改" }),
            "moderation-answered"
        );
        var stranger = room.Evaluators.First(e => !panel.Contains(e));
        await ScoringRoom.Refused(
            await room.TryGet(stranger, $"moderation/{id}"),
            "moderation-not-found",
            HttpStatusCode.NotFound
        );
        // Nobody is led by another's answer.
        var seen = await room.Get(panel[1], $"moderation/{id}");
        Assert.All(
            seen.GetProperty("marks").EnumerateArray(),
            m => Assert.Equal(JsonValueKind.Null, m.GetProperty("answer").ValueKind)
        );
        await room.Ok(panel[1], $"moderation/{id}/answer", new { mark = 80, reason = "维持" });
        await room.Ok(panel[2], $"moderation/{id}/answer", new { mark = 88, reason = "下调" });

        var closed = await room.Ok(room.Organiser, $"moderation/{id}/closing", closing);

        Assert.Equal(
            [70m, 80m, 90.01m],
            closed.GetProperty("marks").EnumerateArray().Select(m => m.GetProperty("original").GetDecimal())
        );
        Assert.Equal(
            [78.5m, 80m, 88m],
            closed.GetProperty("marks").EnumerateArray().Select(m => m.GetProperty("answer").GetDecimal())
        );
        await ScoringRoom.Refused(
            await room.TryPost(room.Organiser, $"moderation/{id}/closing", closing),
            "moderation-closed"
        );
        var page = await room.Get(room.Organiser, $"rounds/{round.Id}/scores");
        var sheets = page.GetProperty("zones")
            .EnumerateArray()
            .Single(z => z.GetProperty("id").GetGuid() == zone)
            .GetProperty("sheets");
        Assert.Equal(
            ["[78.5,60,60]", "[80,70,70]", "[88,80,80]"],
            sheets.EnumerateArray().Select(s => s.GetProperty("marks").GetRawText())
        );
        var versions = await room.Get(room.Organiser, $"rounds/{round.Id}/scores/{zone}/A1");
        Assert.Equal(
            ["2 moderation 78.50", "1 scoring 70.00", "1 scoring 80.00", "2 moderation 88.00", "1 scoring 90.01"],
            versions
                .EnumerateArray()
                .Select(v => $"{v.GetProperty("version")} {v.GetProperty("phase")} {v.GetProperty("mark")}")
        );
        await room.ToStage(round, "panel-opinion");
    }

    [Fact]
    public async Task A_cell_that_an_upheld_appeal_contests_is_looked_at_again_and_no_other()
    {
        var round = await room.Assigned(zones: 1);
        var zone = round.Zones[0];
        await room.MarkAll(round, zone, (n, _) => 70 + n);
        await room.ToStage(round, "reconciliation");
        await room.Scalar<int?>(
            """
            set session_replication_role = replica;
            update assessment_round set stage = 'notice' where id = @Id;
            insert into reopened_cell (round_id, zone_id, indicator, appeal_id, opened_at)
            values (@Id, @zone, 'B1', gen_random_uuid(), now()), (@Id, @zone, 'A2', gen_random_uuid(), now());
            set session_replication_role = origin
            """,
            new { round.Id, zone }
        );

        var left = await room
            .Host.Services.GetRequiredService<AssessmentsDb>()
            .InTransaction<bool>(
                room.Organiser.Actor,
                async tx =>
                    await ScoringStage.Leave(tx, round.Id, "notice", room.Clock.Today()) is { } refusal ? refusal : true
            );

        Assert.Null(left.Refusal);
        var task = Assert.Single(
            (await room.Get(room.Organiser, $"rounds/{round.Id}/moderation")).EnumerateArray().ToList()
        );
        Assert.Equal(
            ("B1", "appeal", "2026-06-08"),
            (
                task.GetProperty("indicator").GetString(),
                task.GetProperty("kind").GetString(),
                task.GetProperty("dueOn").GetString()
            )
        );
    }

    [Fact]
    public async Task After_its_last_day_a_task_takes_no_answer_and_can_be_closed_without()
    {
        var round = await room.Assigned(zones: 1);
        var zone = round.Zones[0];
        await room.MarkAll(round, zone, (n, _) => 40 + (25 * n));
        await room.ToStage(round, "reconciliation");
        var tasks = (await room.Get(room.Organiser, $"rounds/{round.Id}/moderation?open=true"))
            .EnumerateArray()
            .Select(t => t.GetProperty("id").GetGuid())
            .ToList();
        Assert.Equal(3, tasks.Count);
        var panel = await room.PanelOf(round, zone);
        await room.Ok(panel[0], $"moderation/{tasks[0]}/answer", new { mark = 60, reason = "调整" });
        var now = room.Clock.GetUtcNow();
        try
        {
            room.Clock.Set(PanelRoom.Monday.AddDays(21));
            await ScoringRoom.Refused(
                await room.TryPost(panel[1], $"moderation/{tasks[0]}/answer", new { mark = 60, reason = "迟到" }),
                "moderation-closed"
            );
            foreach (var task in tasks)
            {
                await room.Ok(room.Organiser, $"moderation/{task}/closing", new { reason = "逾期办结" });
            }
        }
        finally
        {
            room.Clock.Set(now);
        }
        Assert.Equal(
            1,
            await room.Scalar<int>(
                "select count(*)::int from score_version v join assignment a on a.id = v.assignment_id where a.round_id = @Id and v.phase = 'moderation'",
                new { round.Id }
            )
        );
        await room.ToStage(round, "panel-opinion");
    }
}
