using System.Collections.Concurrent;

namespace RegionNet.Alerts;

/// <summary>The newest alerts of every stream as the pump of this replica has read them.</summary>
internal sealed class LiveStreams
{
    private readonly ConcurrentDictionary<string, LiveStream> _streams = new(StringComparer.Ordinal);

    public IEnumerable<LiveStream> All => _streams.Values;

    /// <summary>Only for zones that exist: each keeps its alerts in memory.</summary>
    public LiveStream Of(string zone) => _streams.GetOrAdd(zone, z => new LiveStream(z));
}

/// <param name="Head">The stream's head as far as this replica has read it.</param>
internal sealed record Recent(long Head, IReadOnlyList<AlertView> Items);

/// <summary>
/// One stream's newest alerts and who waits for more. A client that was away briefly is answered from here, so that thousands who
/// come back at once ask the database nothing.
/// </summary>
internal sealed class LiveStream(string zone)
{
    /// <summary>How far back a cursor may lie to be answered from memory; between once and twice as many alerts are held.</summary>
    internal const int Kept = 512;

    private readonly Lock _gate = new();
    private readonly List<AlertView> _newest = [];
    private TaskCompletionSource _grown = NewSignal();
    private long _head = -1;

    public string Zone => zone;

    /// <summary>The hub connections that are pushed this stream.</summary>
    public ConcurrentDictionary<HubLine, byte> Lines { get; } = new();

    /// <summary>Completes when the stream grows. Take it before looking, wait for it after.</summary>
    public Task Grown
    {
        get
        {
            lock (_gate)
            {
                return _grown.Task;
            }
        }
    }

    /// <summary>The last number the pump has read; null before it has read any.</summary>
    public long? Head
    {
        get
        {
            lock (_gate)
            {
                return _head < 0 ? null : _head;
            }
        }
    }

    /// <summary>Begins (anew) at this head, knowing none of the alerts before it.</summary>
    public void StartAfter(long head)
    {
        lock (_gate)
        {
            _newest.Clear();
            _head = head;
        }
        Signal();
    }

    /// <param name="alerts">What follows the head, in order.</param>
    public void Append(IReadOnlyCollection<AlertView> alerts)
    {
        lock (_gate)
        {
            _newest.AddRange(alerts);
            _head = _newest[^1].Sequence;
            if (_newest.Count > 2 * Kept)
            {
                _newest.RemoveRange(0, _newest.Count - Kept);
            }
        }
        Signal();
    }

    /// <returns>What follows the cursor, at most <paramref name="limit"/>; null when memory does not reach back that far.</returns>
    public Recent? After(long cursor, int limit)
    {
        lock (_gate)
        {
            var missing = _head - cursor;
            return _head < 0 || missing < 0 || missing > _newest.Count
                ? null
                : new Recent(_head, _newest.GetRange(_newest.Count - (int)missing, (int)Math.Min(missing, limit)));
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        TaskCompletionSource grown;
        lock (_gate)
        {
            (grown, _grown) = (_grown, NewSignal());
        }
        grown.TrySetResult();
    }
}
