using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using RegionNet.LocalHosting;

namespace Aspire.Hosting;

/// <summary>The part of Aspire's builder methods that AppHost.cs uses, under the same names and with the same meaning.</summary>
public static class LocalHostingExtensions
{
    /// <summary>Adds a PostgreSQL server: the machine's own programs, a cluster in the data directory.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique in the application.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name
    ) => Local(builder).Add(new PostgresServerResource(name));

    /// <summary>Adds a database, which is created if the server lacks it.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">Unique in the application; the name of the connection string.</param>
    /// <param name="databaseName">On the server; <paramref name="name"/> if not given.</param>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder,
        string name,
        string? databaseName = null
    )
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.Databases.Add(database);
        database.Waits.Add(new WaitCondition(builder.Resource, Completion: false));
        return Local(builder.ApplicationBuilder).Add(database);
    }

    /// <summary>Adds a server that speaks the Redis protocol: redis-server if the machine has it, else garnet-server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique in the application; the name of the connection string.</param>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name) =>
        Local(builder).Add(new RedisResource(name));

    /// <summary>Adds a project with its first launch profile, or the one that <c>AppHost:DefaultLaunchProfileName</c> names if it has that.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique in the application.</param>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder,
        string name
    )
        where TProject : IProjectMetadata, new() => AddProject<TProject>(builder, name, launchProfileName: null);

    /// <summary>Adds a project with a named launch profile, which gives its environment and says whether it listens.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Unique in the application.</param>
    /// <param name="launchProfileName">In Properties/launchSettings.json.</param>
    /// <exception cref="DistributedApplicationException">The project has no such profile.</exception>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder,
        string name,
        string? launchProfileName
    )
        where TProject : IProjectMetadata, new()
    {
        var metadata = new TProject();
        var fallback = builder.Configuration["AppHost:DefaultLaunchProfileName"];
        var profile = LaunchProfile.Read(metadata.ProjectPath, launchProfileName, fallback);
        return Local(builder).Add(new ProjectResource(name, metadata, profile));
    }

    /// <summary>Gives the connection string as <c>ConnectionStrings__{name}</c> and its parts as <c>{NAME}_{PART}</c>.</summary>
    /// <param name="builder">Who is told.</param>
    /// <param name="source">Of what.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source
    )
        where TDestination : IResourceWithEnvironment
    {
        Own(builder.Resource).References.Add(source.Resource);
        return builder;
    }

    /// <summary>Gives the addresses as <c>services__{name}__{scheme}__{i}</c> and <c>{NAME}_{ENDPOINT}</c>.</summary>
    /// <param name="builder">Who is told.</param>
    /// <param name="source">Of whom.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source
    )
        where TDestination : IResourceWithEnvironment
    {
        Own(builder.Resource).References.Add(source.Resource);
        return builder;
    }

    /// <summary>Starts only when the other runs and is healthy.</summary>
    /// <param name="builder">Who waits.</param>
    /// <param name="dependency">For what.</param>
    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency
    )
        where T : IResourceWithWaitSupport
    {
        Own(builder.Resource).Waits.Add(new WaitCondition(dependency.Resource, Completion: false));
        return builder;
    }

    /// <summary>Starts only when the other has ended with exit code 0. What is waited for in this way runs once and is not restarted.</summary>
    /// <param name="builder">Who waits.</param>
    /// <param name="dependency">For what.</param>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency
    )
        where T : IResourceWithWaitSupport
    {
        Own(builder.Resource).Waits.Add(new WaitCondition(dependency.Resource, Completion: true));
        return builder;
    }

    /// <summary>Healthy is who answers a GET with the status; asked of every replica.</summary>
    /// <param name="builder">Who is asked.</param>
    /// <param name="path">Under the replica's address.</param>
    /// <param name="statusCode">200 if not given.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        string? path = null,
        int? statusCode = null
    )
        where T : IResourceWithEndpoints
    {
        var project = Project(builder.Resource);
        if (!project.Listens)
        {
            throw new DistributedApplicationException(
                $"'{project.Name}' has a health check but its launch profile has no applicationUrl."
            );
        }
        (project.HealthPath, project.HealthStatus) = (path ?? "/", statusCode ?? 200);
        return builder;
    }

    /// <summary>How many processes of the project run.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="replicas">At least 1.</param>
    public static IResourceBuilder<ProjectResource> WithReplicas(
        this IResourceBuilder<ProjectResource> builder,
        int replicas
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        builder.Resource.Replicas = replicas;
        return builder;
    }

    /// <summary>People reach it from outside: it listens at its launch profile's port, and the address is printed.</summary>
    /// <param name="builder">The resource.</param>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        Project(builder.Resource).External = true;
        return builder;
    }

    private static LocalApplicationBuilder Local(IDistributedApplicationBuilder builder) =>
        builder as LocalApplicationBuilder
        ?? (builder as Testing.IDistributedApplicationTestingBuilder)?.Inner
        ?? throw new NotSupportedException("LocalHosting builds only what its own CreateBuilder began.");

    private static Resource Own(IResource resource) =>
        resource as Resource ?? throw new NotSupportedException("LocalHosting has no resources but its own.");

    private static ProjectResource Project(IResource resource) =>
        resource as ProjectResource ?? throw new NotSupportedException("LocalHosting has endpoints on projects only.");
}
