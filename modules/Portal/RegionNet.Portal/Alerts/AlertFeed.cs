using RegionNet.Portal.Api;
using RegionNet.Portal.Browser;
using RegionNet.Portal.Session;

namespace RegionNet.Portal.Alerts;

/// <summary>
/// The person's alerts over all their zones: what was received, folded into alerts, what was shown, what is unseen.
/// <see cref="AlertLine"/> feeds it.
/// </summary>
public sealed class AlertFeed(ApiClient api, SessionState session, BrowserWindow window)
{
    private const int History = 50;
    private const int FirstPages = 200;
    private const int PageSize = 500;
    private const int OpenPages = 10;

    private readonly Dictionary<string, ZoneFeed> _zones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FoldedAlert> _byRoot = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    public bool Loaded { get; private set; }
    public int Unseen => _zones.Values.Sum(z => z.Unseen);
    public IEnumerable<StreamHead> Streams => _zones.Values.Select(z => z.Description);
    public bool HasEarlier => _zones.Values.Any(z => z.Oldest > 0);

    /// <summary>Every alert known, the one told of last first.</summary>
    public IEnumerable<FoldedAlert> Alerts =>
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

    public event Action? Changed;

    /// <summary>Messages that came while the person was here, or had been away.</summary>
    public event Action<IReadOnlyList<FoldedAlert>>? Arrived;

    /// <summary>What is to ring: told so by the service, and nobody has answered it yet.</summary>
    public event Action<FoldedAlert>? Rang;

    /// <summary>A zone is no longer the person's.</summary>
    public event Action<StreamHead>? LeftZone;

    public FoldedAlert? Find(string rootId) => _byRoot.GetValueOrDefault(rootId);

    /// <summary>Learns which streams there are, and reads each from where the person stopped, with some history before it.</summary>
    public async Task Open(CancellationToken cancel)
    {
        var streams = await api.Get<Page<StreamHead>>("/api/alerts/streams", cancel);
        var begun = false;
        foreach (var gone in _zones.Keys.Except(streams.Items.Select(s => s.ZoneCode), StringComparer.Ordinal).ToList())
        {
            Leave(gone);
        }
        foreach (var stream in streams.Items)
        {
            if (_zones.TryGetValue(stream.ZoneCode, out var known) && known.Stream.Epoch == stream.Epoch)
            {
                known.Description = stream;
                await Pull(known, announce: Loaded, cancel);
                known.Unseen = stream.Unseen;
                known.CountedTo = Math.Max(stream.Head, known.Stream.Last);
                continue;
            }
            await Begin(stream, cancel);
            begun = true;
        }
        if (begun)
        {
            await TakeOpen(cancel);
        }
        Loaded = true;
        Changed?.Invoke();
    }

    /// <summary>The cursors to subscribe with.</summary>
    public IReadOnlyList<AlertStream> Cursors => [.. _zones.Values.Select(z => z.Stream)];

    /// <summary>Asks once where all streams end, and reads those that have gone on.</summary>
    public async Task PullAll(CancellationToken cancel)
    {
        var streams = await api.Get<Page<StreamHead>>("/api/alerts/streams", cancel);
        if (
            streams.Items.Count != _zones.Count
            || streams.Items.Exists(s => _zones.GetValueOrDefault(s.ZoneCode)?.Stream.Epoch != s.Epoch)
        )
        {
            await Open(cancel);
            return;
        }
        foreach (var stream in streams.Items)
        {
            var zone = _zones[stream.ZoneCode];
            if (stream.Head > zone.Stream.Last)
            {
                await Pull(zone, announce: true, cancel);
            }
        }
        Changed?.Invoke();
    }

    /// <summary>Waits at the service until something follows the cursor of this zone, at most so many seconds, and takes it.</summary>
    public async Task Await(string zoneCode, int seconds, CancellationToken cancel)
    {
        if (_zones.TryGetValue(zoneCode, out var zone))
        {
            var page = await api.Get<StreamPage>(
                Query(zone.Stream, zone.Stream.Last, PageSize).With("wait", $"{seconds}"),
                cancel
            );
            await Take(zoneCode, page, cancel);
        }
    }

    /// <summary>Takes a push: new messages of one stream, in order.</summary>
    public Task Push(IReadOnlyList<Alert> alerts, CancellationToken cancel)
    {
        if (alerts.Count == 0 || !_zones.TryGetValue(alerts[0].ZoneCode, out var zone))
        {
            return Task.CompletedTask;
        }
        var need = Need.Nothing;
        var applied = new List<Alert>();
        foreach (var alert in alerts)
        {
            need = zone.Stream.Push(alert, out var next);
            if (next)
            {
                applied.Add(alert);
            }
        }
        if (applied.Count > 0)
        {
            Keep(zone, applied, announce: true);
            Changed?.Invoke();
        }
        return Meet(zone, need, cancel);
    }

    /// <summary>The stream is no longer this person's: what came of it goes.</summary>
    public void Leave(string zoneCode)
    {
        if (!_zones.Remove(zoneCode, out var zone))
        {
            return;
        }
        Drop(zoneCode);
        LeftZone?.Invoke(zone.Description);
        Changed?.Invoke();
    }

    public Task Beacon(HeadBeacon beacon, CancellationToken cancel) =>
        _zones.TryGetValue(beacon.ZoneCode, out var zone)
            ? Meet(zone, zone.Stream.Beacon(beacon), cancel)
            : Task.CompletedTask;

    /// <summary>Takes what a subscription or a wait answered.</summary>
    public Task Take(string zoneCode, StreamPage page, CancellationToken cancel)
    {
        if (!_zones.TryGetValue(zoneCode, out var zone))
        {
            return Task.CompletedTask;
        }
        var applied = new List<Alert>();
        var need = zone.Stream.Take(page, applied);
        Keep(zone, applied, announce: true);
        Changed?.Invoke();
        return Meet(zone, need == Need.Nothing && zone.Stream.IsBehind ? Need.Pull : need, cancel);
    }

    /// <summary>These alerts were on the screen as they stand: the cursor may move, and the unseen ones are told to the service.</summary>
    public async Task Shown(IReadOnlyCollection<string> roots, CancellationToken cancel)
    {
        var moved = new HashSet<ZoneFeed>();
        var unseen = new List<FoldedAlert>();
        foreach (var alert in roots.Select(Find).OfType<FoldedAlert>())
        {
            var zone = _zones[alert.ZoneCode];
            foreach (var number in alert.NotShown)
            {
                if (zone.Shown.Shown(number))
                {
                    moved.Add(zone);
                }
            }
            alert.Shown();
            if (!alert.Seen && _sent.Add(alert.Telling.Id))
            {
                unseen.Add(alert);
            }
        }
        foreach (var zone in moved)
        {
            await window.Write(KeyOf(zone.Stream.Zone), zone.Shown.ToString());
        }
        if (unseen.Count > 0)
        {
            await Tell(unseen, cancel);
        }
    }

    /// <summary>Reads the history before what is here.</summary>
    public async Task Earlier(CancellationToken cancel)
    {
        foreach (var zone in _zones.Values.Where(z => z.Oldest > 0).ToList())
        {
            var after = Math.Max(0, zone.Oldest - History);
            var page = await api.Get<StreamPage>(Query(zone.Stream, after, (int)(zone.Oldest - after)), cancel);
            if (page.Epoch == zone.Stream.Epoch)
            {
                foreach (var alert in page.Items.Where(a => a.Sequence <= zone.Oldest))
                {
                    Fold(alert);
                }
                zone.Oldest = after;
            }
        }
        Changed?.Invoke();
    }

    public void Forget()
    {
        _zones.Clear();
        _byRoot.Clear();
        _sent.Clear();
        Loaded = false;
        Changed?.Invoke();
    }

    private async Task Tell(List<FoldedAlert> alerts, CancellationToken cancel)
    {
        var ids = alerts.ConvertAll(a => a.Telling.Id);
        try
        {
            await api.Send(HttpMethod.Post, "/api/alerts/seen", new SeenAlerts { AlertIds = ids }, cancel);
        }
        catch (ProblemException)
        {
            // Not recorded: they stay unseen here too, and are told again when they are next on the screen.
            _sent.ExceptWith(ids);
            return;
        }
        foreach (var alert in alerts)
        {
            alert.Seen = true;
            if (_zones.TryGetValue(alert.ZoneCode, out var zone))
            {
                zone.Unseen = Math.Max(0, zone.Unseen - 1);
            }
        }
        Changed?.Invoke();
    }

    private async Task Begin(StreamHead stream, CancellationToken cancel)
    {
        var saved = await window.Read(KeyOf(stream.ZoneCode));
        var shown = ShownCursor.Read(saved, stream.Epoch, stream.Head);
        var from = Math.Max(0, Math.Max(shown.Last - History, stream.Head - FirstPages));
        var zone = new ZoneFeed(stream, shown) { Oldest = from };
        zone.Stream.StartAfter(stream.Epoch, from, stream.Head);
        Drop(stream.ZoneCode);
        _zones[stream.ZoneCode] = zone;
        await Pull(zone, announce: false, cancel);
    }

    /// <summary>What is open though its messages lie before what was read of the streams.</summary>
    private async Task TakeOpen(CancellationToken cancel)
    {
        string? cursor = null;
        for (var i = 0; i < OpenPages; i++)
        {
            var page = await api.Get<Page<AlertCase>>(
                new ApiQuery("/api/alerts/cases").With("state", "open").With("limit", "200").With("cursor", cursor),
                cancel
            );
            foreach (var open in page.Items.Where(c => _zones.ContainsKey(c.ZoneCode)))
            {
                _byRoot.TryAdd(open.RootId, FoldedAlert.Of(open));
            }
            cursor = page.Next;
            if (cursor is null)
            {
                return;
            }
        }
    }

    private Task Meet(ZoneFeed zone, Need need, CancellationToken cancel) =>
        need switch
        {
            Need.Pull => Pull(zone, announce: true, cancel),
            Need.Anew => Open(cancel),
            _ => Task.CompletedTask,
        };

    private async Task Pull(ZoneFeed zone, bool announce, CancellationToken cancel)
    {
        if (zone.Pulling)
        {
            return;
        }
        zone.Pulling = true;
        Need need;
        try
        {
            do
            {
                var page = await api.Get<StreamPage>(Query(zone.Stream, zone.Stream.Last, PageSize), cancel);
                var applied = new List<Alert>();
                need = zone.Stream.Take(page, applied);
                Keep(zone, applied, announce);
            } while (need == Need.Pull);
        }
        finally
        {
            zone.Pulling = false;
        }
        if (need == Need.Anew)
        {
            await Open(cancel);
        }
        Changed?.Invoke();
    }

    private static ApiQuery Query(AlertStream stream, long after, int limit) =>
        new ApiQuery($"/api/alerts/streams/{Uri.EscapeDataString(stream.Zone)}")
            .With("epoch", stream.Epoch)
            .With("after", $"{after}")
            .With("limit", $"{Math.Clamp(limit, 1, PageSize)}");

    private FoldedAlert Fold(Alert message)
    {
        if (_byRoot.TryGetValue(message.RootId, out var known))
        {
            known.Take(message);
            return known;
        }
        return _byRoot[message.RootId] = FoldedAlert.Of(message);
    }

    private void Keep(ZoneFeed zone, IReadOnlyList<Alert> messages, bool announce)
    {
        var news = new HashSet<FoldedAlert>();
        var ringing = new HashSet<FoldedAlert>();
        foreach (var message in messages)
        {
            var alert = Fold(message);
            if (message.Id == message.RootId && message.Sequence > zone.CountedTo)
            {
                zone.Unseen += alert.Seen ? 0 : 1;
                zone.CountedTo = message.Sequence;
            }
            if (message is { Tells: true, Silenced: false } && message.SeenAt is null)
            {
                news.Add(alert);
            }
            if (message.Rings)
            {
                ringing.Add(alert);
            }
        }
        if (!announce)
        {
            return;
        }
        if (news.Count > 0)
        {
            Arrived?.Invoke([.. news]);
        }
        // What rang while the person was away and has been answered since is no reason to ring any more.
        foreach (var alert in ringing.Where(a => a.Newest.IsUnanswered))
        {
            Rang?.Invoke(alert);
        }
    }

    private void Drop(string zoneCode)
    {
        foreach (var stale in _byRoot.Values.Where(a => a.ZoneCode == zoneCode).ToList())
        {
            _byRoot.Remove(stale.RootId);
        }
    }

    private string KeyOf(string zone) => $"regionnet.alerts.{session.Person?.Id}.{zone}";

    /// <summary>One zone: its protocol state, what was shown of it, and the count that the badge adds up.</summary>
    private sealed class ZoneFeed(StreamHead description, ShownCursor shown)
    {
        public StreamHead Description { get; set; } = description;
        public AlertStream Stream { get; } = new(description.ZoneCode);
        public ShownCursor Shown { get; } = shown;
        public int Unseen { get; set; } = description.Unseen;

        /// <summary>The service's count of unseen alerts covers everything up to here.</summary>
        public long CountedTo { get; set; } = description.Head;

        /// <summary>What lies before this number has not been read.</summary>
        public long Oldest { get; set; }
        public bool Pulling { get; set; }
    }
}
