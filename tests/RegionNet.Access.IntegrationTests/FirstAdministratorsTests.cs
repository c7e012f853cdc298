using Dapper;
using Npgsql;
using RegionNet.Access.Seed;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Access.IntegrationTests;

/// <summary>How a production database gets its first people.</summary>
public sealed class FirstAdministratorsTests
{
    [Fact]
    public async Task A_new_installation_gets_three_administrators_once_and_no_demo_account()
    {
        await using var database = await TestDatabase.Create(AccessModule.Migration);
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.AdministratorConnectionString) { SearchPath = "access,public" }
        );
        await using var connection = await source.OpenConnectionAsync();

        await new FirstAdministrators(null).Load(connection, development: false, CancellationToken.None);
        Assert.Empty(await People());
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new FirstAdministrators("short").Load(connection, development: false, CancellationToken.None)
        );
        IModuleSeed seed = new FirstAdministrators("a long first password");
        await seed.Load(connection, development: false, CancellationToken.None);
        await connection.ExecuteAsync("update person set display_name = 'renamed' where user_name = 'audit.admin'");
        await seed.Load(connection, development: false, CancellationToken.None);

        Assert.Equal(
            [
                "audit.admin audit-administrator",
                "security.admin security-administrator",
                "system.admin system-administrator",
            ],
            await People()
        );

        async Task<IEnumerable<string>> People() =>
            await connection.QueryAsync<string>(
                """
                select p.user_name || ' ' || g.role from person p join role_grant g on g.person_id = p.id
                order by p.user_name
                """
            );
    }
}
