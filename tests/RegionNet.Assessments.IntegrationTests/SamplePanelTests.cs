using Dapper;
using RegionNet.Testing;
using RegionNet.Zones;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>What a newcomer finds: the demo evaluators at work on the sample round.</summary>
public sealed class SamplePanelTests
{
    [Fact]
    public async Task The_sample_round_is_being_scored_by_the_demo_evaluators()
    {
        await using var database = await TestDatabase.Create(
            [ZonesModule.Migration, AssessmentsModule.Migration],
            development: true
        );
        await using var connection = await database.Administrator.OpenConnectionAsync();
        await connection.ExecuteAsync("set search_path = assessments");

        Assert.Equal(6, await connection.ExecuteScalarAsync<int>("select count(*)::int from evaluator"));
        var zones = (
            await connection.QueryAsync<(long Assigned, long Locked, long Begun)>(
                """
                select count(*), count(*) filter (where a.state = 'locked'),
                    count(*) filter (where a.state = 'open' and exists (select from score s where s.assignment_id = a.id))
                from assignment a join assessment_round r on r.id = a.round_id and r.is_sample and r.stage = 'scoring'
                group by a.zone_id
                """
            )
        ).ToList();
        Assert.NotEmpty(zones);
        Assert.All(zones, z => Assert.Equal((5, 1, 1), z));
        Assert.Equal(
            0,
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from assignment where conflict_of(evaluator_id, zone_id, now()) is not null"
            )
        );

        // By pinyin (er, liu, san, si, wu); by code point 三 would come before 二.
        Assert.Equal(
            ["评估专家", "评估专家二", "评估专家六", "评估专家三", "评估专家四", "评估专家五"],
            await connection.QueryAsync<string>($"select e.name from evaluator e order by {EvaluatorPool.ByName}")
        );
        // Six rows are read and sorted in any case; the page is to come from the index when there are many.
        var plan = await connection.QueryAsync<string>(
            $"set enable_seqscan = off; set enable_sort = off; explain (costs off) {EvaluatorPool.Listed}",
            new
            {
                name = "评估专家",
                id = Guid.NewGuid(),
                active = (bool?)null,
                search = (string?)null,
                take = 50,
            }
        );
        Assert.Contains(
            plan,
            line => line.Contains("using evaluator_by_name on evaluator e", StringComparison.Ordinal)
        );
        Assert.Contains(plan, line => line.Contains("Index Cond: (ROW(", StringComparison.Ordinal));
    }
}
