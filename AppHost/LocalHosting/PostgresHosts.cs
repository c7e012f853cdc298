using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace RegionNet.LocalHosting;

/// <summary>A PostgreSQL server on loopback over <see cref="PostgresCluster"/>; nothing to run when all its databases are outside.</summary>
internal sealed class PostgresHost : ResourceHost
{
    private readonly PostgresCluster? _cluster;
    private readonly int _port;

    public PostgresHost(PostgresServerResource server, Settings settings)
        : base(server, settings)
    {
        var own = server.Databases.Where(database => settings.Outside(database.Name) is null).ToList();
        foreach (var database in server.Databases.Except(own))
        {
            database.ConnectionString = settings.Outside(database.Name);
        }
        if (own.Count == 0 && server.Databases.Count > 0)
        {
            return;
        }
        _cluster = new PostgresCluster(settings, server.Name);
        _port = settings.Ports.Take();
        foreach (var database in own)
        {
            database.ConnectionString = ConnectionString(database.DatabaseName);
        }
        var administration = new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false };
        Replicas =
        [
            Supervise(
                server.Name,
                Server,
                cancellationToken => DatabaseHost.AnswersAsync(administration.ConnectionString, cancellationToken)
            ),
        ];
    }

    public override string Address(int replica) => _cluster is null ? "outside" : $"127.0.0.1:{_port}";

    public override Task PrepareAsync(CancellationToken cancellationToken) =>
        _cluster?.EnsureAsync(cancellationToken) ?? Task.CompletedTask;

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Password={_cluster!.Password};Database={database}";

    private ProcessSpec Server() =>
        new(
            Path.Combine(_cluster!.Programs, "postgres"),
            [
                .. new[] { "-D", _cluster.Directory, "-p", _port.ToString() },
                // No Unix socket: its path has a limit of 107 bytes, and nothing here uses one.
                .. new[] { "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=" },
                .. new[] { "-c", "max_connections=300", "-c", "fsync=on", "-c", "timezone=UTC" },
            ],
            "/",
            Settings.BareEnvironment(),
            Settings.Log(Resource.Name)
        )
        {
            User = Linux.Unprivileged,
            // SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything is written.
            StopSignal = Linux.SigInt,
            DeathSignal = Linux.SigInt,
        };
}

/// <summary>A database: created if our own server lacks it, only asked for its health if it is outside.</summary>
internal sealed class DatabaseHost(PostgresDatabaseResource database, Settings settings)
    : ResourceHost(database, settings)
{
    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Settings.Outside(database.Name) is not null)
        {
            return;
        }
        var administration = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Database = "postgres",
            Pooling = false,
        };
        await using var source = NpgsqlDataSource.Create(administration);
        await using var exists = source.CreateCommand("select 1 from pg_database where datname = $1");
        exists.Parameters.Add(new NpgsqlParameter<string> { TypedValue = database.DatabaseName });
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
        {
            var name = database.DatabaseName.Replace("\"", "\"\"", StringComparison.Ordinal);
            await using var create = source.CreateCommand($"create database \"{name}\"");
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public override Task<bool> IsHealthyAsync(CancellationToken cancellationToken) =>
        AnswersAsync(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString,
            cancellationToken
        );

    internal static async Task<bool> AnswersAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select 1");
        return await command.ExecuteScalarAsync(cancellationToken) is 1;
    }
}
