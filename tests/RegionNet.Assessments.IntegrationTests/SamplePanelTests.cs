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
    }
}
