using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using RegionNet.LocalHosting;

namespace Aspire.Hosting.Testing;

/// <summary>An application under test, described by its own entry point.</summary>
public interface IDistributedApplicationTestingBuilder : IAsyncDisposable
{
    /// <summary>As the entry point left it.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>What the entry point added.</summary>
    IReadOnlyList<IResource> Resources { get; }

    /// <summary>Builds it.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);

    internal LocalApplicationBuilder Inner { get; }
}

/// <summary>Runs an AppHost's entry point up to <c>Build()</c>; random ports, a data directory of its own that goes with it.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>With no arguments.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, as <c>Projects.AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        CancellationToken cancellationToken = default
    )
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>With the arguments of the command line.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, as <c>Projects.AppHost</c>.</typeparam>
    /// <exception cref="InvalidOperationException">The assembly has no entry point, or that builds no application.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        CancellationToken cancellationToken = default
    )
        where TEntryPoint : class
    {
        var appHost = typeof(TEntryPoint).Assembly;
        var entryPoint =
            appHost.EntryPoint ?? throw new InvalidOperationException($"{appHost.GetName().Name} has no entry point.");
        var scope = new TestingScope(appHost);
        // In a task of its own, so that the scope does not leak to the caller.
        await Task.Run(() => Compose(entryPoint, args, scope), cancellationToken);
        return scope is { Composed: true, Builder: { } builder }
            ? new TestingBuilder(builder)
            : throw new InvalidOperationException(
                $"The entry point of {appHost.GetName().Name} builds no application."
            );
    }

    private static void Compose(MethodInfo entryPoint, string[] args, TestingScope scope)
    {
        TestingScope.Current.Value = scope;
        try
        {
            entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? [] : [args]);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is EntryPointStoppedException)
        {
            // Build() ends the entry point here; the test builds and runs what it described.
        }
        catch (TargetInvocationException exception)
        {
            throw new DistributedApplicationException(exception.InnerException!.Message, exception.InnerException);
        }
    }

    private sealed record TestingBuilder(LocalApplicationBuilder Inner) : IDistributedApplicationTestingBuilder
    {
        private DistributedApplication? _application;

        public ConfigurationManager Configuration => Inner.Configuration;

        public IReadOnlyList<IResource> Resources => Inner.Resources;

        public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(_application ??= Inner.Build());
        }

        public ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}

/// <summary>What tests ask of a running application.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client of the resource's first replica.</summary>
    public static HttpClient CreateHttpClient(
        this DistributedApplication app,
        string resourceName,
        string? endpointName = null
    ) => new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    /// <summary>The address of the resource's first replica.</summary>
    /// <exception cref="ArgumentException">There is no such resource, or it does not listen under that endpoint name.</exception>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        app.Local.Find(resourceName) is ProjectHost { Listens: true } host && endpointName is null or "http"
            ? new Uri(host.Url(0))
            : throw new ArgumentException(
                $"'{resourceName}' has no endpoint '{endpointName ?? "http"}'.",
                nameof(resourceName)
            );

    /// <summary>The connection string of a database or Redis.</summary>
    /// <exception cref="ArgumentException">The resource has none.</exception>
    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app,
        string resourceName,
        CancellationToken cancellationToken = default
    ) =>
        app.Local.Find(resourceName).Resource is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"'{resourceName}' has no connection string.", nameof(resourceName));
}
