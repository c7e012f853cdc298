using Aspire.Hosting;

namespace RegionNet.LocalHosting;

/// <summary>
/// LocalHosting only, with no counterpart in Aspire: the processes behind the resources, for tests that kill one. A test that
/// uses this can't run with Orchestrator=Aspire.
/// </summary>
public static class LocalProcesses
{
    /// <summary>The process id of a replica; null while none runs, for example between a crash and the restart.</summary>
    /// <param name="app">A started application.</param>
    /// <param name="resource">A project, PostgreSQL server or Redis.</param>
    /// <param name="replica">Counted from 0.</param>
    public static int? GetProcessId(this DistributedApplication app, string resource, int replica = 0) =>
        Replica(app, resource, replica).ProcessId;

    /// <summary>How often the replica was started again.</summary>
    /// <param name="app">A started application.</param>
    /// <param name="resource">A project, PostgreSQL server or Redis.</param>
    /// <param name="replica">Counted from 0.</param>
    public static int GetRestarts(this DistributedApplication app, string resource, int replica = 0) =>
        Replica(app, resource, replica).Restarts;

    /// <summary>Where the replica's output goes.</summary>
    /// <param name="app">A started application.</param>
    /// <param name="resource">A project, PostgreSQL server or Redis.</param>
    /// <param name="replica">Counted from 0.</param>
    public static string GetLogFile(this DistributedApplication app, string resource, int replica = 0) =>
        Replica(app, resource, replica).Log;

    /// <summary>The address of one replica; it keeps it over restarts.</summary>
    /// <param name="app">A started application.</param>
    /// <param name="resource">A project that listens.</param>
    /// <param name="replica">Counted from 0.</param>
    public static Uri GetReplicaEndpoint(this DistributedApplication app, string resource, int replica) =>
        app.Local.Find(resource) is ProjectHost { Listens: true } host
            ? new Uri(host.Url(replica))
            : throw new ArgumentException($"'{resource}' does not listen.", nameof(resource));

    /// <summary>The data directory of this run.</summary>
    /// <param name="app">The application.</param>
    public static string GetDataDirectory(this DistributedApplication app) => app.Local.Settings.DataDirectory;

    private static Supervisor Replica(DistributedApplication app, string resource, int replica) =>
        app.Local.Find(resource).Replicas.ElementAtOrDefault(replica)
        ?? throw new ArgumentOutOfRangeException(nameof(replica), $"'{resource}' has no process {replica} here.");
}
