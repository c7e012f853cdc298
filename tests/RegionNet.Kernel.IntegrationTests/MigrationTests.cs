using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RegionNet.Migrator;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Kernel.IntegrationTests;

public sealed class MigrationTests
{
    /// <summary>The Kernel's and the probe's own.</summary>
    private const long Scripts = 4;

    private static readonly ModuleMigration[] Modules = [Probe.Module, Probe.Neighbour];

    [Fact]
    public async Task Run_twice_it_changes_nothing()
    {
        await using var database = await TestDatabase.CreateEmpty();
        await Migrate(database);
        var once = await Catalogue(database);
        await Migrate(database);

        Assert.Equal(once, await Catalogue(database));
        Assert.Contains("probe.audit_entry", once, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_at_once_in_each_of_two_databases_of_one_server_all_succeed_and_each_script_runs_once()
    {
        await using var one = await TestDatabase.CreateEmpty();
        await using var other = await TestDatabase.CreateEmpty();

        await Task.WhenAll(
            Enumerable.Range(0, 4).SelectMany(_ => (TestDatabase[])[one, other]).Select(d => Task.Run(() => Migrate(d)))
        );

        foreach (var database in (TestDatabase[])[one, other])
        {
            await using var command = database.Administrator.CreateCommand("select count(*) from probe.migration");
            Assert.Equal(Scripts, await command.ExecuteScalarAsync());
            await using var own = database.Module("probe").CreateCommand("select count(*) from account");
            Assert.Equal(2L, await own.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task Four_processes_of_the_migrator_at_once_two_in_each_of_two_databases_end_with_0()
    {
        await using var one = await TestDatabase.CreateEmpty();
        await using var other = await TestDatabase.CreateEmpty();

        var results = await Task.WhenAll(
            Enumerable.Range(0, 2).SelectMany(_ => (TestDatabase[])[one, other]).Select(d => Process(d))
        );

        Assert.All(results, r => Assert.True(r.ExitCode == 0, r.Output));
        var verified = await Process(one, "verify-audit");
        Assert.True(verified.ExitCode == 0, verified.Output);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_and_says_which_it_was()
    {
        await using var database = await TestDatabase.CreateEmpty();
        await using (
            var taken = database.Administrator.CreateCommand("create schema probe; create table probe.moment ()")
        )
        {
            await taken.ExecuteNonQueryAsync();
        }

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => Migrate(database));

        Assert.Contains("0001_probe.sql", e.Message, StringComparison.Ordinal);
        await using var command = database.Administrator.CreateCommand("select to_regclass('probe.account')::text");
        Assert.Equal(DBNull.Value, await command.ExecuteScalarAsync());
    }

    private static Task Migrate(TestDatabase database) =>
        SchemaMigration.Run(
            database.AdministratorConnectionString,
            Modules,
            development: false,
            NullLogger.Instance,
            CancellationToken.None
        );

    private static async Task<(int ExitCode, string Output)> Process(TestDatabase database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SchemaMigration).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ConnectionStrings__regionnet"] = database.AdministratorConnectionString },
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(),
            process.StandardError.ReadToEndAsync()
        );
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output));
    }

    /// <summary>Every table, its columns and its rights, and what the journal says.</summary>
    private static async Task<string> Catalogue(TestDatabase database)
    {
        await using var command = database.Administrator.CreateCommand(
            """
            select string_agg(line, E'\n' order by line) from (
                select table_schema || '.' || table_name || '.' || column_name || ' ' || data_type as line
                from information_schema.columns where table_schema in ('probe', 'neighbour')
                union all
                select table_schema || '.' || table_name || ' ' || grantee || ' ' || privilege_type
                from information_schema.table_privileges where table_schema in ('probe', 'neighbour')
                union all
                select scriptname || ' ' || applied from probe.migration
            ) as catalogue
            """
        );
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
