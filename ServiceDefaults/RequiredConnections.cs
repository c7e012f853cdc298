using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace RegionNet.ServiceDefaults;

/// <summary>
/// Asks for every connection string before the service starts, so that a missing one ends the process with one sentence that names
/// it. The tool that reads the API description at build time starts no hosted service and so needs no configuration.
/// </summary>
internal sealed class RequiredConnections(IEnumerable<RequiredConnection> connections) : IHostedLifecycleService
{
    public static void Add(IServiceCollection services, Func<IServiceProvider, string> read)
    {
        services.AddSingleton(provider => new RequiredConnection(() => read(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RequiredConnections>());
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in connections)
        {
            _ = connection.Read();
        }
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A connection string that must be there; <c>Read</c> throws <see cref="InvalidOperationException"/> if it is not.</summary>
internal sealed record RequiredConnection(Func<string> Read);
