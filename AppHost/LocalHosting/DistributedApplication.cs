using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using RegionNet.LocalHosting;

namespace Aspire.Hosting;

/// <summary>The application: what <c>AppHost.cs</c> builds and runs.</summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    private readonly LocalApplicationBuilder _builder;
    private readonly Lazy<LocalApplication> _local;

    internal DistributedApplication(LocalApplicationBuilder builder)
    {
        _builder = builder;
        _local = new Lazy<LocalApplication>(() => new LocalApplication(builder));
    }

    /// <summary>The state of every resource.</summary>
    public ResourceNotificationService ResourceNotifications => Local.Notifications;

    internal LocalApplication Local => _local.Value;

    /// <summary>Begins to describe an application.</summary>
    /// <param name="args">The command line; see LocalHosting/README.md for what it may say.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        var scope = TestingScope.Current.Value;
        var appHost = scope?.AppHost ?? Assembly.GetEntryAssembly() ?? typeof(DistributedApplication).Assembly;
        var builder = new LocalApplicationBuilder(args, appHost, testing: scope is not null) { Scope = scope };
        if (scope is not null)
        {
            scope.Builder = builder;
        }
        return builder;
    }

    /// <summary>Begins to start everything and returns; wait with <see cref="ResourceNotifications"/>.</summary>
    /// <exception cref="DistributedApplicationException">Something is missing on this machine, or the data directory is in use.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Local.StartAsync();
    }

    /// <summary>Stops everything in reverse order.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Local.StopAsync();
    }

    /// <summary>Runs until ctrl-C or SIGTERM.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>
    /// Runs until ctrl-C or SIGTERM, or writes the manifest when asked to publish. A failure is one sentence on standard error
    /// and exit code 1.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            if (await Manifest.TryPublishAsync(_builder, cancellationToken))
            {
                return;
            }
            await using (this)
            {
                await RunUntilStoppedAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (exception is DistributedApplicationException or NotSupportedException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            Environment.ExitCode = 1;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_local.IsValueCreated)
        {
            await _local.Value.DisposeAsync();
        }
    }

    private async Task RunUntilStoppedAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var signals = 0;
        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            if (Interlocked.Increment(ref signals) > 1)
            {
                Local.Kill();
            }
            stop.Cancel();
        }
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        await StartAsync(CancellationToken.None);
        try
        {
            await Local.WaitUntilReadyAsync(stop.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }
}
