using System.Globalization;
using Dapper;
using DbUp;
using DbUp.Engine;
using DbUp.ScriptProviders;
using Microsoft.Extensions.Logging;
using Npgsql;
using RegionNet.Kernel;
using RegionNet.ServiceDefaults;

namespace RegionNet.Migrator;

/// <summary>
/// Brings a database to the schema of this build: roles, schemas, each module's scripts, reference data. Safe to run
/// again and by several at once.
/// </summary>
public static class SchemaMigration
{
    /// <summary>Any fixed number: whoever holds this advisory lock migrates, the others wait.</summary>
    private const long LockKey = 7_274_638_001;

    /// <param name="administrator">A connection string that may create roles and schemas; it will own the tables.</param>
    /// <param name="development">Also load demo accounts and sample rooms.</param>
    /// <exception cref="InvalidOperationException">A script failed; nothing of that script is kept.</exception>
    public static async Task Run(
        string administrator,
        IEnumerable<ModuleMigration> modules,
        bool development,
        ILogger logger,
        CancellationToken ct
    )
    {
        var password = new NpgsqlConnectionStringBuilder(administrator).Password ?? "";
        await using var source = NpgsqlDataSource.Create(administrator);
        await using var connection = await source.OpenConnectionAsync(ct);
        // However long another migration takes, this one waits for it.
        await connection.ExecuteAsync("select pg_advisory_lock(@LockKey)", new { LockKey }, commandTimeout: 0);
        await connection.ExecuteAsync(
            "create extension if not exists btree_gist; revoke create on schema public from public"
        );
        foreach (var module in modules)
        {
            await CreateRoleAndSchema(connection, module.Schema, password);
            RunScripts(administrator, module);
            await connection.ExecuteAsync(
                $"revoke insert, update on {module.Schema}.migration from {ModuleConnection.Role(module.Schema)}"
            );
            await using var owner = await OpenAsOwner(administrator, module.Schema, ct);
            foreach (var seed in module.Seeds)
            {
                await seed.Load(owner, development, ct);
            }
            logger.LogInformation("{Schema} is up to date", module.Schema);
        }
    }

    /// <summary>
    /// The role may read, add and change rows; it owns nothing and may delete nothing unless a script says so. Roles
    /// belong to the whole server, so two databases that migrate at once may meet here: the loser's error is harmless.
    /// </summary>
    private static async Task CreateRoleAndSchema(NpgsqlConnection connection, string schema, string administrator)
    {
        var role = ModuleConnection.Role(schema);
        var secret = ModuleConnection.Password(administrator, schema);
        await connection.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                do $$ begin
                    if not exists (select 1 from pg_roles where rolname = '{role}') then
                        create role {role} login;
                    end if;
                exception when duplicate_object or unique_violation then null;
                end $$;
                do $$ begin
                    alter role {role} login password '{secret}';
                exception when internal_error then null; -- "tuple concurrently updated": the other set the same
                end $$;
                create schema if not exists {schema};
                grant usage on schema {schema} to {role};
                alter default privileges in schema {schema} grant select, insert, update on tables to {role};
                alter default privileges in schema {schema} grant usage on sequences to {role};
                """
            )
        );
    }

    private static void RunScripts(string administrator, ModuleMigration module)
    {
        var upgrade = DeployChanges
            .To.PostgresqlDatabase(
                new NpgsqlConnectionStringBuilder(administrator)
                {
                    SearchPath = $"{module.Schema},public",
                    // The connection is for this schema alone; a pooled one would keep it.
                    Pooling = false,
                }.ConnectionString,
                // Not left to DbUp, which would take the whole search path for the schema's name.
                module.Schema
            )
            .JournalToPostgresqlTable(module.Schema, "migration")
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogToNowhere();
        var order = 0;
        foreach (var assembly in module.Scripts)
        {
            upgrade = upgrade.WithScripts(
                new EmbeddedScriptProvider(
                    assembly,
                    name => name.Contains(".Sql.", StringComparison.Ordinal),
                    new System.Text.UTF8Encoding(false),
                    new SqlScriptOptions { RunGroupOrder = order++ }
                )
            );
        }
        var result = upgrade.Build().PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException(
                $"Schema {module.Schema}: script {result.ErrorScript?.Name} failed: {result.Error.Message}",
                result.Error
            );
        }
    }

    private static async Task<NpgsqlConnection> OpenAsOwner(string administrator, string schema, CancellationToken ct)
    {
        var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(administrator)
            {
                SearchPath = $"{schema},public",
                Pooling = false,
            }.ConnectionString
        );
        return await source.OpenConnectionAsync(ct);
    }
}
