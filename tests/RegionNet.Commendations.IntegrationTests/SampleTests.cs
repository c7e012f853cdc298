using Dapper;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Commendations.IntegrationTests;

public sealed class SampleTests
{
    [Fact]
    public async Task Development_has_a_round_on_its_way_and_it_is_made_once()
    {
        await using var database = await TestDatabase.Create(CommendationsModule.Migration, development: true);
        await using var connection = await database.Administrator.OpenConnectionAsync();
        await connection.ExecuteAsync("set search_path = commendations, public");
        await new SampleRound().Load(connection, development: true, CancellationToken.None);
        Assert.Equal(
            ["announced", "draft", "joint-review", "provincial-review", "public-notice", "unit-notice"],
            (await connection.QueryAsync<string>("select state from nomination")).Order(StringComparer.Ordinal)
        );
    }
}
