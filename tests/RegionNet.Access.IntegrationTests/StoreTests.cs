using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Access.Store;
using Xunit;

namespace RegionNet.Access.IntegrationTests;

public sealed class StoreTests
{
    [Fact]
    public async Task Model_and_database_agree()
    {
        await using var database = await AccessHost.NewDatabase();
        Assert.Equal(await Actual(database.Administrator), Expected());
    }

    [Theory]
    [InlineData("alter table access.person add column more text")]
    [InlineData("alter table access.person alter column display_name type varchar(200)")]
    [InlineData("alter table access.oidc_token alter column status set not null")]
    [InlineData("drop index access.ix_oidc_token_reference_id")]
    [InlineData("drop index access.person_user_name")]
    public async Task A_drift_is_seen(string change)
    {
        await using var database = await AccessHost.NewDatabase();
        await using var connection = await database.Administrator.OpenConnectionAsync();
        await connection.ExecuteAsync(change);
        Assert.NotEqual(await Actual(database.Administrator), Expected());
    }

    [Fact]
    public async Task The_database_takes_every_role_that_there_is_and_no_other()
    {
        await using var database = await AccessHost.NewDatabase();
        await using var connection = await database.Administrator.OpenConnectionAsync();
        var allowed = await connection.QueryAsync<string>(
            """
            select (regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g'))[1] from pg_constraint
            where conname = 'role_grant_role' and connamespace = 'access'::regnamespace
            """
        );
        Assert.Equal(
            Roles.All.Select(r => r.Code).Order(StringComparer.Ordinal),
            allowed.Order(StringComparer.Ordinal)
        );
    }

    private static List<string> Expected()
    {
        var options = new DbContextOptionsBuilder<AccessStore>().UseNpgsql("Host=none").UseSnakeCaseNamingConvention();
        using var store = new AccessStore(options.Options);
        var tables = store.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.ToList();
        var columns = tables.SelectMany(t =>
            t.Columns.Select(c => $"{t.Name}.{c.Name} {c.StoreType}{(c.IsNullable ? "" : " not null")}")
        );
        var unique = tables.SelectMany(t =>
            t.Indexes.Where(i => i.IsUnique)
                .Select(i => $"{t.Name} unique ({string.Join(", ", i.Columns.Select(c => c.Name))})")
        );
        var keys = tables.Select(t =>
            $"{t.Name} primary key ({string.Join(", ", t.PrimaryKey!.Columns.Select(c => c.Name))})"
        );
        return [.. columns.Concat(unique).Concat(keys).Order(StringComparer.Ordinal)];
    }

    /// <summary>The same of the database, for the tables of the model.</summary>
    private static async Task<List<string>> Actual(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        var facts = await connection.QueryAsync<string>(
            """
            with modelled as (
                select oid, relname from pg_class
                where relnamespace = 'access'::regnamespace and relkind = 'r'
                    and (relname like 'person%' or relname like 'oidc%')
            )
            select t.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || case when a.attnotnull then ' not null' else '' end
            from modelled t join pg_attribute a on a.attrelid = t.oid
            where a.attnum > 0 and not a.attisdropped
            union all
            select t.relname || case when i.indisprimary then ' primary key (' else ' unique (' end
                || (
                    select string_agg(a.attname, ', ' order by k.n)
                    from unnest(i.indkey::int[]) with ordinality as k (attnum, n)
                    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
                ) || ')'
            from modelled t join pg_index i on i.indrelid = t.oid
            where i.indisunique
            """
        );
        return [.. facts.Order(StringComparer.Ordinal)];
    }
}
