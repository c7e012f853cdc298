using Aspire.Hosting.ApplicationModel;

namespace RegionNet.LocalHosting;

/// <summary>A resource at run time.</summary>
internal abstract class ResourceHost(Resource resource, Settings settings)
{
    public Resource Resource { get; } = resource;

    protected Settings Settings { get; } = settings;

    /// <summary>One per process; empty for a database and for an outside server.</summary>
    public IReadOnlyList<Supervisor> Replicas { get; protected set; } = [];

    /// <summary>Told after each change of a replica's state.</summary>
    public Action<ResourceHost, Supervisor> Changed { get; set; } = (_, _) => { };

    /// <summary>What the console shows next to a replica.</summary>
    public virtual string Address(int replica) => "";

    /// <summary>Called when its dependencies are there, before its processes start.</summary>
    public virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asked of a resource without processes.</summary>
    public virtual Task<bool> IsHealthyAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>The resource's state out of its replicas': the one that is worst off.</summary>
    public CustomResourceSnapshot Summary()
    {
        var all = Replicas.Select(replica => replica.Status).ToList();
        return all.Find(s => s.Failed)
            ?? all.Find(s => s.State == KnownResourceStates.Exited)
            ?? all.Find(s => s.State == KnownResourceStates.Starting)
            ?? all.Find(s => s.State == KnownResourceStates.Waiting)
            ?? all.Find(s => !s.Healthy)
            ?? all[0];
    }

    protected Supervisor Supervise(
        string name,
        Func<ProcessSpec> specification,
        Func<CancellationToken, Task<bool>>? probe,
        bool runOnce = false
    ) => new(name, specification, probe, runOnce, Settings.Restarts, replica => Changed(this, replica));
}
