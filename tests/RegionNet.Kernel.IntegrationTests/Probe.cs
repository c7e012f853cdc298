using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RegionNet.Testing;

namespace RegionNet.Kernel.IntegrationTests;

/// <summary>A module with nothing but the Kernel, on a database of the test's own.</summary>
internal sealed class Probe : IAsyncDisposable
{
    public static readonly Refusal Overdrawn = new("probe.overdrawn", 409, "余额不足", "The balance does not suffice");
    public static readonly ModuleMigration Module = ModuleMigration.Of("probe", typeof(Probe).Assembly);
    public static readonly ModuleMigration Neighbour = ModuleMigration.Of("neighbour", typeof(Probe).Assembly);
    public static readonly Actor Clerk = new("p-1", "Clerk", Guid.Parse("11111111-1111-1111-1111-111111111111"), "::1");

    private Probe(TestDatabase database)
    {
        Database = database;
        Db = new ProbeDb(database.Module("probe"));
        NeighbourDb = new ProbeDb(database.Module("neighbour"));
    }

    public TestDatabase Database { get; }
    public ProbeDb Db { get; }
    public ProbeDb NeighbourDb { get; }

    public static async Task<Probe> Create() => new(await TestDatabase.Create([Module, Neighbour]));

    /// <summary>A relay of its own over this database, as one more replica of the App would run it.</summary>
    public OutboxRelay Relay(Action<IServiceCollection> handlers)
    {
        var services = new ServiceCollection();
        services.AddSingleton(this);
        handlers(services);
        var provider = services.BuildServiceProvider();
        return new OutboxRelay(
            Db,
            "probe",
            provider.GetServices<EventSubscription>(),
            provider,
            TimeProvider.System,
            NullLogger<OutboxRelay>.Instance
        );
    }

    public Task<Outcome<bool>> Publish(params IEnumerable<(string Subject, int Number)> events) =>
        Db.InTransaction<bool>(
            Clerk,
            tx =>
            {
                foreach (var (subject, number) in events)
                {
                    tx.Publish("probe.happened.v1", subject, new Happened(number));
                }
                return Task.FromResult<Outcome<bool>>(true);
            }
        );

    /// <summary>Runs a statement as the owner of all schemas.</summary>
    public async Task<int> AsAdministrator(string sql)
    {
        await using var command = Database.Administrator.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>A value, read as the owner of all schemas.</summary>
    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = Database.Administrator.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}

internal sealed class ProbeDb(NpgsqlDataSource source)
    : Db(
        source,
        new Dictionary<string, Refusal>(StringComparer.Ordinal) { ["account_not_overdrawn"] = Probe.Overdrawn },
        TimeProvider.System
    );

internal sealed record Happened(int Number);
