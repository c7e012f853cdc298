using RegionNet.Portal.Api;

namespace RegionNet.Portal.Alerts;

/// <summary>The alerts that the messages of all streams come to, by the first message of each.</summary>
internal sealed class FoldedAlerts
{
    private readonly Dictionary<string, FoldedAlert> _byRoot = new(StringComparer.Ordinal);

    /// <summary>The one told of last first.</summary>
    public IEnumerable<FoldedAlert> All =>
        _byRoot.Values.OrderByDescending(a => a.Telling.RecordedAt).ThenByDescending(a => a.Telling.Sequence);

    /// <summary>What is open and not silenced: overdue first, then by level, then the oldest.</summary>
    public IEnumerable<FoldedAlert> Pressing =>
        _byRoot
            .Values.Where(a => a.Newest.IsOpen && !a.Newest.Silenced)
            .OrderByDescending(a => a.Newest.IsRed && a.Newest.IsUnanswered)
            .ThenByDescending(a => a.IsOverdue)
            .ThenByDescending(a => AlertLevels.Rank(a.Newest.Level))
            .ThenByDescending(a => a.Newest.IsUnanswered)
            .ThenBy(a => a.FirstAt);

    /// <summary>Something red waits to be acknowledged.</summary>
    public bool RedWaits => _byRoot.Values.Any(a => a.Newest is { IsRed: true, IsUnanswered: true, Silenced: false });

    public FoldedAlert? Find(string rootId) => _byRoot.GetValueOrDefault(rootId);

    /// <returns>The alert that the message belongs to, as it stands with it.</returns>
    public FoldedAlert Fold(Alert message)
    {
        if (_byRoot.TryGetValue(message.RootId, out var known))
        {
            known.Take(message);
            return known;
        }
        return _byRoot[message.RootId] = FoldedAlert.Of(message);
    }

    /// <summary>One whose messages have not been read; what was read of an alert stays.</summary>
    public void Add(AlertCase open) => _byRoot.TryAdd(open.RootId, FoldedAlert.Of(open));

    public void Drop(string zoneCode)
    {
        foreach (var stale in _byRoot.Values.Where(a => a.ZoneCode == zoneCode).ToList())
        {
            _byRoot.Remove(stale.RootId);
        }
    }

    public void Clear() => _byRoot.Clear();
}
