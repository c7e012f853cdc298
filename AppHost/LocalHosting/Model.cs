namespace Aspire.Hosting.ApplicationModel;

/// <summary>A named part of the system.</summary>
public interface IResource
{
    /// <summary>Unique in the application; also the name in connection strings and service discovery.</summary>
    string Name { get; }
}

/// <summary>A resource that others can be given environment variables about.</summary>
public interface IResourceWithEnvironment : IResource;

/// <summary>A resource that can wait for others.</summary>
public interface IResourceWithWaitSupport : IResource;

/// <summary>A resource that listens.</summary>
public interface IResourceWithEndpoints : IResource;

/// <summary>A resource that is found by service discovery.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

/// <summary>A resource that is reached by a connection string.</summary>
public interface IResourceWithConnectionString : IResource
{
    /// <summary>The connection string, once the application has been started.</summary>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default);
}

/// <summary>Describes a resource while the application is put together.</summary>
/// <typeparam name="T">The resource's type.</typeparam>
public interface IResourceBuilder<out T>
    where T : IResource
{
    /// <summary>The resource being described.</summary>
    T Resource { get; }

    /// <summary>The application it belongs to.</summary>
    IDistributedApplicationBuilder ApplicationBuilder { get; }
}

/// <summary>The states a resource goes through, under the names Aspire gives them.</summary>
public static class KnownResourceStates
{
    /// <summary>For its dependencies.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>Being prepared, or its process is being started.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>Its process runs; whether it serves is told by its health.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>Its process ended although it should not have; a service is started again.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>It ran to its end with exit code 0.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It will not run; the reason was printed.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);
}

/// <summary>What is known of a resource at one moment.</summary>
/// <param name="State">One of <see cref="KnownResourceStates"/>.</param>
/// <param name="Healthy">Whether every replica answers its health check.</param>
/// <param name="ExitCode">Of a process that ended.</param>
/// <param name="Reason">One sentence, when it failed.</param>
public sealed record CustomResourceSnapshot(string State, bool Healthy, int? ExitCode = null, string? Reason = null)
{
    /// <summary>It will not change again by itself: it ran to its end, or it failed for good.</summary>
    public bool Final { get; init; }

    /// <summary>Failed for good.</summary>
    public bool Failed => Final && State != KnownResourceStates.Finished;
}

/// <summary>A change of a resource's state.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Snapshot">What it became.</param>
public sealed record ResourceEvent(IResource Resource, CustomResourceSnapshot Snapshot);

/// <summary>What every resource here has: what it waits for and what it is told about, in the order written.</summary>
/// <param name="name">Unique in the application.</param>
public abstract class Resource(string name) : IResource
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    internal List<WaitCondition> Waits { get; } = [];
    internal List<IResource> References { get; } = [];
}

internal sealed record WaitCondition(IResource On, bool Completion);

/// <summary>A .NET project, run as one process per replica.</summary>
public sealed class ProjectResource
    : Resource,
        IResourceWithEnvironment,
        IResourceWithWaitSupport,
        IResourceWithServiceDiscovery
{
    internal ProjectResource(string name, IProjectMetadata metadata, RegionNet.LocalHosting.LaunchProfile? profile)
        : base(name) => (Metadata, Profile) = (metadata, profile);

    internal IProjectMetadata Metadata { get; }
    internal RegionNet.LocalHosting.LaunchProfile? Profile { get; }
    internal int Replicas { get; set; } = 1;
    internal bool External { get; set; }
    internal string? HealthPath { get; set; }
    internal int HealthStatus { get; set; } = 200;

    internal bool Listens => Profile?.Port is not null;
}

/// <summary>A PostgreSQL server.</summary>
/// <param name="name">Unique in the application.</param>
public sealed class PostgresServerResource(string name) : Resource(name), IResourceWithWaitSupport
{
    internal List<PostgresDatabaseResource> Databases { get; } = [];
}

/// <summary>A database of a PostgreSQL server.</summary>
/// <param name="name">Unique in the application; the name of the connection string.</param>
/// <param name="databaseName">The database's name on the server.</param>
/// <param name="parent">The server.</param>
public sealed class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent)
    : Resource(name),
        IResourceWithConnectionString
{
    /// <summary>The server it is on.</summary>
    public PostgresServerResource Parent { get; } = parent;

    /// <summary>Its name on the server.</summary>
    public string DatabaseName { get; } = databaseName;

    internal string? ConnectionString { get; set; }

    /// <inheritdoc/>
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ConnectionString);
}

/// <summary>A server that speaks the Redis protocol.</summary>
/// <param name="name">Unique in the application; the name of the connection string.</param>
public sealed class RedisResource(string name) : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    internal string? ConnectionString { get; set; }

    /// <inheritdoc/>
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ConnectionString);
}
