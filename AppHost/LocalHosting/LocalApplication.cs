using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RegionNet.LocalHosting;

/// <summary>Runs the resources: each starts when what it waits for is there, and all stop in reverse order.</summary>
internal sealed class LocalApplication : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ProbeWhileWaiting = TimeSpan.FromMilliseconds(75);
    private static readonly TimeSpan ProbeWhileHealthy = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<Resource> _resources;
    private readonly CancellationTokenSource _stopping = new();
    private readonly StatusConsole _console;
    private List<ResourceHost> _hosts = [];
    private List<Task> _running = [];
    private FileStream? _lock;
    private bool _stopped;

    public LocalApplication(LocalApplicationBuilder builder)
    {
        _resources = [.. builder.Resources.Cast<Resource>()];
        Settings = new Settings(builder);
        Notifications = new ResourceNotificationService(_resources);
        _console = new StatusConsole(quiet: builder.IsTesting && builder.Configuration["Local:Console"] != "true");
    }

    public Settings Settings { get; }

    public ResourceNotificationService Notifications { get; }

    /// <summary>Checks the machine, takes the data directory and begins to start everything; what follows is told by <see cref="Notifications"/>.</summary>
    /// <exception cref="DistributedApplicationException">Something is missing, or another run uses the data directory.</exception>
    public Task StartAsync()
    {
        Linux.RequireTools();
        if (Settings.Reset && _resources.OfType<PostgresDatabaseResource>().FirstOrDefault(IsOutside) is { } outside)
        {
            throw new DistributedApplicationException(
                $"--reset does not empty a server of somebody else's: ConnectionStrings__{outside.Name} is set."
            );
        }
        Settings.CreateFolders();
        _lock = Lock(Path.Combine(Settings.DataDirectory, "lock"));
        Settings.RotateLogs();
        _hosts = [.. _resources.Select(Host)];
        foreach (var host in _hosts)
        {
            host.Changed = (changed, replica) =>
            {
                _console.Show(replica.Name, replica.Status, changed.Address(IndexOf(changed, replica)), replica.Log);
                Notifications.Publish(changed.Resource, changed.Summary());
            };
            if (host is ProjectHost project)
            {
                project.Others = resource => _hosts.Single(other => other.Resource == resource);
                _console.Say(project.Notice);
            }
        }
        _running = [.. _hosts.Select(RunAsync), KeepLogsSmallAsync()];
        return Task.CompletedTask;
    }

    /// <summary>Waits until everything is healthy or finished.</summary>
    /// <exception cref="DistributedApplicationException">A resource failed; the sentence says which and why.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        if (
            await Notifications.WaitForAllAsync(cancellationToken) is
            { Snapshot.Reason: var reason, Resource: var failed }
        )
        {
            throw new DistributedApplicationException(reason ?? $"'{failed.Name}' failed.");
        }
        foreach (var host in _hosts.OfType<ProjectHost>().Where(host => host.IsExternal && host.Listens))
        {
            _console.Say($"Ready: {host.Url(0)}");
            var accounts = Path.Combine(Settings.AppHostDirectory, "demo-accounts.txt");
            if (host.IsDevelopment && File.Exists(accounts))
            {
                _console.Say(await File.ReadAllTextAsync(accounts, cancellationToken));
            }
        }
    }

    public ResourceHost Find(string name) =>
        _hosts.Find(host => string.Equals(host.Resource.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no resource '{name}', or nothing was started.", nameof(name));

    public async Task StopAsync()
    {
        if (_stopped)
        {
            return;
        }
        _stopped = true;
        await _stopping.CancelAsync();
        await Task.WhenAll(_running); // From here on nobody starts anything.
        foreach (var level in _hosts.GroupBy(host => Depth(host.Resource)).OrderByDescending(level => level.Key))
        {
            await Task.WhenAll(level.SelectMany(host => host.Replicas).Select(replica => replica.StopAsync(Grace)));
        }
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }

    /// <summary>For the second ctrl-C: ends every process at once.</summary>
    public void Kill()
    {
        foreach (var replica in _hosts.SelectMany(host => host.Replicas))
        {
            replica.Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
        if (Settings.IsTemporary)
        {
            PostgresCluster.DeleteFolder(Settings.DataDirectory);
        }
    }

    private async Task RunAsync(ResourceHost host)
    {
        var name = host.Resource.Name;
        try
        {
            foreach (var wait in host.Resource.Waits)
            {
                if (await Notifications.WaitForAsync(wait, _stopping.Token) is null)
                {
                    Fail(host, $"{name} was not started, because {wait.On.Name} failed.");
                    return;
                }
            }
            await host.PrepareAsync(_stopping.Token);
            foreach (var replica in host.Replicas)
            {
                replica.Start();
            }
            if (host.Replicas.Count == 0)
            {
                await WatchAsync(host);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: it was never started.
        }
        catch (Exception exception)
            when (exception
                    is DistributedApplicationException
                        or NotSupportedException
                        or IOException
                        or UnauthorizedAccessException
                        or System.ComponentModel.Win32Exception
                        or Npgsql.NpgsqlException
            )
        {
            Fail(host, $"{name} failed to start: {exception.Message}");
        }
    }

    /// <summary>The state of a resource that has no process here.</summary>
    private async Task WatchAsync(ResourceHost host)
    {
        var healthy = false;
        Publish(host, new(KnownResourceStates.Running, Healthy: false));
        while (!_stopping.IsCancellationRequested)
        {
            var answers = await Supervisor.AnswersAsync(host.IsHealthyAsync, _stopping.Token);
            if (answers != healthy && !_stopping.IsCancellationRequested)
            {
                healthy = answers;
                Publish(host, new(KnownResourceStates.Running, healthy));
            }
            await Supervisor.PauseAsync(healthy ? ProbeWhileHealthy : ProbeWhileWaiting, _stopping.Token);
        }
    }

    private void Fail(ResourceHost host, string reason) =>
        Publish(host, new(KnownResourceStates.FailedToStart, Healthy: false, Reason: reason) { Final = true });

    private void Publish(ResourceHost host, CustomResourceSnapshot snapshot)
    {
        _console.Show(host.Resource.Name, snapshot, host.Address(0), log: "");
        Notifications.Publish(host.Resource, snapshot);
    }

    private ResourceHost Host(Resource resource) =>
        resource switch
        {
            PostgresServerResource server => new PostgresHost(server, Settings),
            PostgresDatabaseResource database => new DatabaseHost(database, Settings),
            RedisResource redis => new RedisHost(redis, Settings),
            ProjectResource project => new ProjectHost(project, Settings, runOnce: RunsOnce(project)),
            _ => throw new NotSupportedException($"LocalHosting can't run a {resource.GetType().Name}."),
        };

    private bool RunsOnce(Resource resource) =>
        _resources.Any(other => other.Waits.Exists(wait => wait.Completion && wait.On == resource));

    private bool IsOutside(PostgresDatabaseResource database) => Settings.Outside(database.Name) is not null;

    private static int Depth(IResource resource) =>
        resource is Resource { Waits: { Count: > 0 } waits } ? 1 + waits.Max(wait => Depth(wait.On)) : 0;

    private static int IndexOf(ResourceHost host, Supervisor replica)
    {
        for (var i = 0; i < host.Replicas.Count; i++)
        {
            if (host.Replicas[i] == replica)
            {
                return i;
            }
        }
        return 0;
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new DistributedApplicationException(
                $"Another run uses {Path.GetDirectoryName(path)}; stop it, or name another directory with --data.",
                exception
            );
        }
    }

    /// <summary>A log above 50 MB is moved aside once; children append, so truncating the file under them is safe.</summary>
    private async Task KeepLogsSmallAsync()
    {
        const long Limit = 50L << 20;
        while (!_stopping.IsCancellationRequested)
        {
            foreach (var log in Directory.EnumerateFiles(Path.Combine(Settings.DataDirectory, "logs"), "*.log"))
            {
                if (new FileInfo(log).Length > Limit)
                {
                    File.Copy(log, log + ".old", overwrite: true);
                    await using var file = new FileStream(log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                    file.SetLength(0);
                }
            }
            await Supervisor.PauseAsync(TimeSpan.FromMinutes(1), _stopping.Token);
        }
    }
}
