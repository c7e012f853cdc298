using Dapper;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>What Development shows before anybody has done anything: lawful by every rule that a list has, and loaded once.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task Samples_stand_on_a_list_that_checks_and_exist_in_development_only()
    {
        await using var database = await TestDatabase.Create(DisciplineModule.Migration, development: true);
        await using var connection = await database.Administrator.OpenConnectionAsync();
        await connection.ExecuteAsync("set search_path = discipline, public");
        await new SampleListings(TimeProvider.System).Load(connection, development: true, CancellationToken.None);
        Assert.Equal(5, await connection.QuerySingleAsync<long>("select count(*) from discipline_case"));
        Assert.Equal(3, await connection.QuerySingleAsync<long>("select count(*) from entry_in_force(now())"));
        // Screening finds each of them by its name.
        Assert.Equal(
            5,
            await connection.QuerySingleAsync<long>(
                """
                select count(*) from party p where exists (
                    select from indexed_name i join name_key k on k.name_id = i.id
                    where i.party_id = p.id and i.name = p.name and i.matcher = @Version)
                """,
                new { NameKeys.Version }
            )
        );
        var hash = new byte[32];
        foreach (
            var (payload, chained) in await connection.QueryAsync<(string, byte[])>(
                "select payload, hash from list_change where list_code = 'cnipa-credit' order by sequence"
            )
        )
        {
            hash = ListWriter.Chain(hash, payload);
            Assert.Equal(hash, chained);
        }
        Assert.Equal(
            hash,
            await connection.QuerySingleAsync<byte[]>("select head_hash from list_stream where head = 3")
        );
        Assert.Equal(
            0,
            await connection.QuerySingleAsync<long>(
                """
                select count(*) from discipline_case c where not exists (
                    select 1 from case_event e where e.case_id = c.id and e.version = c.version and e.to_state = c.state)
                """
            )
        );
        var facts = await connection.QuerySingleAsync<(Guid Id, byte[] Sealed)>(
            "select id, facts_sealed from discipline_case where number = 'SAMPLE-001L'"
        );
        var sealing = new DisciplineSealing(new SealingOptions { PersonalDataKey = SealingOptions.PublishedKey });
        Assert.Equal("演示数据：虚构主体。", new CaseFacts(sealing).Open(facts.Id, facts.Sealed));

        await using var production = await TestDatabase.Create(DisciplineModule.Migration);
        await using var bare = await production.Administrator.OpenConnectionAsync();
        Assert.Equal(0, await bare.QuerySingleAsync<long>("select count(*) from discipline.party"));
    }
}
