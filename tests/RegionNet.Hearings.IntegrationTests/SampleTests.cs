using Dapper;
using RegionNet.Testing;
using RegionNet.Zones;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

public sealed class SampleTests
{
    [Fact]
    public async Task A_development_database_has_sample_rooms_that_the_boards_know_of()
    {
        await using var database = await TestDatabase.Create(
            [ZonesModule.Migration, HearingsModule.Migration],
            development: true
        );
        await using var connection = await database.Administrator.OpenConnectionAsync();
        Assert.True(await connection.QuerySingleAsync<long>("select count(*) from hearings.room where is_sample") > 10);
        Assert.True(await connection.QuerySingleAsync<long>("select count(*) from hearings.board_change") > 0);
    }
}
