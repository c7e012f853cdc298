using System.Text.Json;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>What goes by the days that are put off; the rules of putting off are with the rounds.</summary>
public sealed class PutOffTests(ScoringRoom room) : IClassFixture<ScoringRoom>
{
    [Fact]
    public async Task Open_tasks_over_the_limit_have_the_new_last_day_of_reconciliation_and_no_others()
    {
        var round = await room.Assigned(zones: 1);
        var zone = round.Zones[0];
        await room.MarkAll(round, zone, (n, cell) => cell == "B2" ? 80 : 40 + (25 * n));
        await room.ToStage(round, "reconciliation");
        await room.Scalar<int>(
            """
            insert into moderation_task (id, round_id, zone_id, indicator, kind, lowest, highest, due_on, opened_at, opened_by, opened_by_name)
            values (gen_random_uuid(), @Id, @zone, 'B2', 'appeal', 80, 80, '2026-06-21', now(), 'test', 'Test')
            """,
            new { round.Id, zone }
        );
        var panel = await room.PanelOf(round, zone);
        var now = room.Clock.GetUtcNow();
        try
        {
            room.Clock.Set(PanelRoom.Monday.AddDays(21));
            var before = await Tasks(round);
            await room.Ok(room.Organiser, $"moderation/{before["A1"].Id}/closing", new { reason = "逾期办结" });
            await ScoringRoom.Refused(
                await room.TryPost(
                    panel[0],
                    $"moderation/{before["B1"].Id}/answer",
                    new { mark = 60, reason = "迟到" }
                ),
                "moderation-closed"
            );
            await ScoringRoom.Success(
                await room.Put(
                    room.Organiser,
                    $"rounds/{round.Id}/calendar",
                    new
                    {
                        version = await room.Scalar<int>(
                            "select version from assessment_round where id = @Id",
                            new { round.Id }
                        ),
                        reason = "专家因故未能按期复议",
                        reconciliationUntil = "2026-06-29",
                    }
                )
            );
            Assert.Equal(
                [("A1", "2026-06-21"), ("B1", "2026-06-29"), ("B2", "2026-06-21")],
                (await Tasks(round)).Select(t => (t.Key, t.Value.DueOn)).Order()
            );
            await room.Ok(panel[0], $"moderation/{before["B1"].Id}/answer", new { mark = 60, reason = "维持" });
        }
        finally
        {
            room.Clock.Set(now);
        }
    }

    private async Task<Dictionary<string, (Guid Id, string? DueOn)>> Tasks(PlantedRound round) =>
        (await room.Get(room.Organiser, $"rounds/{round.Id}/moderation"))
            .EnumerateArray()
            .ToDictionary(
                t => t.GetProperty("indicator").GetString()!,
                t => (t.GetProperty("id").GetGuid(), t.GetProperty("dueOn").GetString())
            );
}
