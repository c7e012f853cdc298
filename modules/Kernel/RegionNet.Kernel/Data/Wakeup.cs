namespace RegionNet.Kernel;

/// <summary>A signal that is remembered until somebody waits for it. Losing one costs a poll interval, never a fact.</summary>
public sealed class Wakeup : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    public void Set()
    {
        if (_signal.CurrentCount > 0)
        {
            return; // The usual case in a crowd, and an exception would cost more than the rest of a request.
        }
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Set meanwhile: one wake-up stands for all that happened before it.
        }
    }

    /// <summary>Returns when set, and after <paramref name="poll"/> in any case.</summary>
    public Task Wait(TimeSpan poll, CancellationToken ct) => _signal.WaitAsync(poll, ct);

    public void Dispose() => _signal.Dispose();
}
