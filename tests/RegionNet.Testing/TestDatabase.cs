using System.Collections.Concurrent;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RegionNet.Kernel;
using RegionNet.Migrator;
using RegionNet.ServiceDefaults;

namespace RegionNet.Testing;

/// <summary>
/// A database of a test's own: a copy of a template that is migrated once per process and set of modules, by the same
/// code as the product's Migrator. The roles are real, so a test sees the same refusals (42501) as the product.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new(StringComparer.Ordinal);

    private readonly string _cluster;
    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _sources = new(StringComparer.Ordinal);
    private readonly IConfiguration _configuration;

    private TestDatabase(string cluster, string name)
    {
        _cluster = cluster;
        Name = name;
        AdministratorConnectionString = ToDatabase(cluster, name);
        _configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:regionnet", AdministratorConnectionString)])
            .Build();
    }

    public string Name { get; }

    /// <summary>What the product gets as <c>ConnectionStrings:regionnet</c>.</summary>
    public string AdministratorConnectionString { get; }

    /// <summary>The owner of everything: for planting and inspecting what no module's role may.</summary>
    public NpgsqlDataSource Administrator =>
        _sources.GetOrAdd("", _ => NpgsqlDataSource.Create(AdministratorConnectionString));

    /// <summary>A database with these modules' schemas and, if <paramref name="development"/>, their sample data.</summary>
    public static async Task<TestDatabase> Create(IReadOnlyList<ModuleMigration> modules, bool development = false)
    {
        var key = string.Join(
            ';',
            modules.Select(m =>
                $"{m.Schema}({string.Join(',', m.Scripts)}|{string.Join(',', m.Seeds.Select(s => s.GetType()))})"
            )
        );
        var template = Templates.GetOrAdd(
            $"{development}:{key}",
            _ => new Lazy<Task<string>>(() => Migrate(modules, development))
        );
        return await Copy(await template.Value);
    }

    /// <summary>One module's schema in a database of its own.</summary>
    public static Task<TestDatabase> Create(ModuleMigration module, bool development = false) =>
        Create([module], development);

    /// <summary>A database in which nothing has been migrated.</summary>
    public static Task<TestDatabase> CreateEmpty() => Copy("template1");

    /// <summary>The connection string of a module's own role, as the product derives it.</summary>
    public string ConnectionString(string module) => ModuleConnection.String(_configuration, module);

    /// <summary>Connections of a module's own role; disposed with the database.</summary>
    public NpgsqlDataSource Module(string module) =>
        _sources.GetOrAdd(module, m => NpgsqlDataSource.Create(ConnectionString(m)));

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }
        await Execute(_cluster, $"drop database if exists {Name} with (force)");
    }

    private static async Task<TestDatabase> Copy(string template)
    {
        var cluster = (await PostgresCluster.Shared).Administrator;
        var name = $"test_{Guid.NewGuid():N}";
        await Execute(cluster, $"create database {name} template {template} strategy file_copy");
        return new TestDatabase(cluster, name);
    }

    private static async Task<string> Migrate(IReadOnlyList<ModuleMigration> modules, bool development)
    {
        var cluster = (await PostgresCluster.Shared).Administrator;
        var name = $"template_{Guid.NewGuid():N}";
        await Execute(cluster, $"create database {name}");
        await SchemaMigration.Run(
            ToDatabase(cluster, name),
            modules,
            development,
            NullLogger.Instance,
            CancellationToken.None
        );
        return name;
    }

    private static string ToDatabase(string cluster, string name) =>
        new NpgsqlConnectionStringBuilder(cluster) { Database = name }.ConnectionString;

    private static async Task Execute(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }
        );
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }
}
