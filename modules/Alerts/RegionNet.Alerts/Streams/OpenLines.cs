using System.Collections.Concurrent;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>A connection that stays open after its request was allowed: a hub connection or a stream of server-sent events.</summary>
internal interface IOpenLine
{
    string Subject { get; }

    /// <summary>What waits to be written to it.</summary>
    int Pending { get; }

    /// <summary>Holds it to what the person may read now.</summary>
    /// <param name="user">Null when the person is unknown, locked or ended.</param>
    void Judge(CurrentUser? user);
}

/// <summary>All open lines of this replica.</summary>
internal sealed class OpenLines
{
    /// <summary>So many come back in a second, over all replicas but one half at each, without anybody else noticing.</summary>
    private const int ComeBackPerSecond = 100;
    private const int LongestSpread = 60;

    private readonly ConcurrentDictionary<IOpenLine, byte> _lines = new();

    public OpenLines() => AlertMetrics.Observe(this);

    public ICollection<IOpenLine> All => _lines.Keys;

    public int Count => _lines.Count;

    /// <summary>
    /// Seconds over which clients spread their return when all lose their connection at once: each waits a random part of it.
    /// </summary>
    public int ReconnectSeconds => Math.Clamp(_lines.Count / ComeBackPerSecond, 1, LongestSpread);

    public void Add(IOpenLine line) => _lines.TryAdd(line, 0);

    public void Remove(IOpenLine line) => _lines.TryRemove(line, out _);
}
