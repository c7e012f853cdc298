using Dapper;
using RegionNet.Testing;
using RegionNet.Zones;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

public sealed class SampleRoundTests
{
    [Fact]
    public async Task Development_has_rounds_that_file_that_are_scored_and_with_results_and_production_none()
    {
        await using var sample = await TestDatabase.Create(
            [ZonesModule.Migration, AssessmentsModule.Migration],
            development: true
        );
        await using (
            var connection = await sample.Administrator.OpenConnectionAsync(TestContext.Current.CancellationToken)
        )
        {
            Assert.Equal(
                ["panel-opinion", "scoring", "self-assessment"],
                await connection.QueryAsync<string>(
                    "select stage from assessments.assessment_round where is_sample order by stage"
                )
            );
            Assert.Equal(
                3,
                await connection.ExecuteScalarAsync<int>("select count(*)::int from assessments.zone_result")
            );
            Assert.Equal(
                10,
                await connection.ExecuteScalarAsync<int>(
                    """
                    select count(*)::int from assessments.round_zone rz join assessments.assessment_round r on r.id = rz.round_id
                    join assessments.demonstration_zone z on z.id = rz.zone_id and z.state = r.stage
                    """
                )
            );
        }
        await using var production = await TestDatabase.Create([ZonesModule.Migration, AssessmentsModule.Migration]);
        await using var other = await production.Administrator.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, await other.ExecuteScalarAsync<int>("select count(*)::int from assessments.assessment_round"));
    }
}
