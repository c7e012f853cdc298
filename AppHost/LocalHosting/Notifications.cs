using RegionNet.LocalHosting;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells the state of every resource, and waits for one.</summary>
public sealed class ResourceNotificationService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceEvent> _events = new(StringComparer.OrdinalIgnoreCase);
    private TaskCompletionSource _changed = NewChange();
    private ResourceEvent? _failed; // The first: those that wait for it fail after it.

    internal ResourceNotificationService(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
        {
            _events[resource.Name] = new(resource, new(KnownResourceStates.Waiting, Healthy: false));
        }
    }

    /// <summary>Waits until the resource is in the state.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public Task WaitForResourceAsync(
        string resourceName,
        string targetState,
        CancellationToken cancellationToken = default
    ) => WaitForResourceAsync(resourceName, e => e.Snapshot.State == targetState, cancellationToken);

    /// <summary>Waits until the resource is as the predicate wants it.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName,
        Func<ResourceEvent, bool> predicate,
        CancellationToken cancellationToken = default
    )
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var current = Current(resourceName);
                if (predicate(current))
                {
                    return current;
                }
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits until every replica of the resource runs and answers its health check.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    /// <exception cref="DistributedApplicationException">It failed, or it ran to its end.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName,
        CancellationToken cancellationToken = default
    )
    {
        var reached = await WaitForResourceAsync(
            resourceName,
            e => e.Snapshot.Final || e.Snapshot is { Healthy: true } && e.Snapshot.State == KnownResourceStates.Running,
            cancellationToken
        );
        return reached.Snapshot.Final
            ? throw new DistributedApplicationException(reached.Snapshot.Reason ?? $"'{resourceName}' has ended.")
            : reached;
    }

    /// <summary>Waits for what <see cref="LocalHostingExtensions.WaitForCompletion"/> or WaitFor asked; null when that can't come any more.</summary>
    internal async Task<ResourceEvent?> WaitForAsync(WaitCondition condition, CancellationToken cancellationToken)
    {
        var reached = await WaitForResourceAsync(
            condition.On.Name,
            e => e.Snapshot.Final || (!condition.Completion && e.Snapshot.Healthy),
            cancellationToken
        );
        return reached.Snapshot.Failed ? null : reached;
    }

    /// <summary>All of them, as they are now.</summary>
    internal IReadOnlyList<ResourceEvent> All()
    {
        lock (_lock)
        {
            return [.. _events.Values];
        }
    }

    /// <summary>Waits until all are healthy or finished; at once when one has failed, which is then returned.</summary>
    internal async Task<ResourceEvent?> WaitForAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_failed is not null)
                {
                    return _failed;
                }
                if (_events.Values.All(e => e.Snapshot.Healthy))
                {
                    return null;
                }
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellationToken);
        }
    }

    internal void Publish(IResource resource, CustomResourceSnapshot snapshot)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            var now = _events[resource.Name] = new(resource, snapshot);
            _failed ??= snapshot.Failed ? now : null;
            (changed, _changed) = (_changed, NewChange());
        }
        changed.SetResult();
    }

    private ResourceEvent Current(string name) =>
        _events.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no resource '{name}'.", nameof(name));

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
