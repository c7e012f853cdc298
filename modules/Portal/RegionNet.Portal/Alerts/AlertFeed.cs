using RegionNet.Portal.Api;
using RegionNet.Portal.Browser;
using RegionNet.Portal.Session;

namespace RegionNet.Portal.Alerts;

/// <summary>The person's alerts over all their zones: what was received, what was shown, what is unseen. <see cref="AlertLine"/> feeds it.</summary>
public sealed class AlertFeed(ApiClient api, SessionState session, BrowserWindow window)
{
    private const int History = 50;
    private const int PageSize = 200;

    private readonly Dictionary<string, ZoneFeed> _zones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Alert> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    public bool Loaded { get; private set; }
    public int Unseen => _zones.Values.Sum(z => z.Unseen);
    public IEnumerable<StreamHead> Streams => _zones.Values.Select(z => z.Description);
    public bool HasEarlier => _zones.Values.Any(z => z.Oldest > 0);

    /// <summary>Everything received, newest first.</summary>
    public IEnumerable<Alert> Alerts =>
        _byId.Values.OrderByDescending(a => a.RecordedAt).ThenByDescending(a => a.Sequence);

    public event Action? Changed;

    /// <summary>Alerts that came while the person was here.</summary>
    public event Action<IReadOnlyList<Alert>>? Arrived;

    /// <summary>Learns which streams there are, and reads each from where the person stopped, with some history before it.</summary>
    public async Task Open(CancellationToken cancel)
    {
        var streams = await api.Get<Page<StreamHead>>("/api/alerts/streams", cancel);
        foreach (var stream in streams.Items)
        {
            if (_zones.TryGetValue(stream.ZoneCode, out var known) && known.Stream.Epoch == stream.Epoch)
            {
                known.Description = stream;
                known.Unseen = stream.Unseen;
                known.CountedTo = stream.Head;
                await Pull(known, announce: Loaded, cancel);
                continue;
            }
            await Begin(stream, cancel);
        }
        Loaded = true;
        Changed?.Invoke();
    }

    /// <summary>The cursors to subscribe with.</summary>
    public IReadOnlyList<AlertStream> Cursors => [.. _zones.Values.Select(z => z.Stream)];

    /// <summary>Asks every stream for what lies after its cursor, over HTTP.</summary>
    public async Task PullAll(CancellationToken cancel)
    {
        foreach (var zone in _zones.Values.ToList())
        {
            await Pull(zone, announce: true, cancel);
        }
        Changed?.Invoke();
    }

    /// <summary>Takes a push: new alerts of one stream, in order.</summary>
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
        _zones.Remove(zoneCode);
        foreach (var alert in _byId.Values.Where(a => a.ZoneCode == zoneCode).ToList())
        {
            _byId.Remove(alert.Id);
        }
        Changed?.Invoke();
    }

    public Task Beacon(HeadBeacon beacon, CancellationToken cancel) =>
        _zones.TryGetValue(beacon.ZoneCode, out var zone)
            ? Meet(zone, zone.Stream.Beacon(beacon), cancel)
            : Task.CompletedTask;

    /// <summary>Takes what a subscription answered.</summary>
    public Task Take(string zoneCode, StreamPage page, CancellationToken cancel)
    {
        var zone = _zones[zoneCode];
        var applied = new List<Alert>();
        var need = zone.Stream.Take(page, applied);
        Keep(zone, applied, announce: true);
        Changed?.Invoke();
        return Meet(zone, need == Need.Nothing && zone.Stream.IsBehind ? Need.Pull : need, cancel);
    }

    /// <summary>These were on the screen: the cursor may move, and the unseen ones are told to the service.</summary>
    public async Task Shown(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var moved = new HashSet<ZoneFeed>();
        var unseen = new List<string>();
        foreach (var alert in ids.Select(id => _byId.GetValueOrDefault(id)).OfType<Alert>())
        {
            var zone = _zones[alert.ZoneCode];
            if (zone.Shown.Shown(alert.Sequence))
            {
                moved.Add(zone);
            }
            if (alert.SeenAt is null && _sent.Add(alert.Id))
            {
                unseen.Add(alert.Id);
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
            var page = await Read(zone.Stream, after, (int)(zone.Oldest - after), cancel);
            if (page.Epoch == zone.Stream.Epoch)
            {
                foreach (var alert in page.Items.Where(a => a.Sequence <= zone.Oldest))
                {
                    _byId[alert.Id] = alert;
                }
                zone.Oldest = after;
            }
        }
        Changed?.Invoke();
    }

    public void Forget()
    {
        _zones.Clear();
        _byId.Clear();
        _sent.Clear();
        Loaded = false;
        Changed?.Invoke();
    }

    private async Task Tell(List<string> ids, CancellationToken cancel)
    {
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
        foreach (var alert in ids.Select(id => _byId.GetValueOrDefault(id)).OfType<Alert>())
        {
            alert.SeenAt = DateTimeOffset.MaxValue;
            var zone = _zones[alert.ZoneCode];
            zone.Unseen = Math.Max(0, zone.Unseen - 1);
        }
        Changed?.Invoke();
    }

    private async Task Begin(StreamHead stream, CancellationToken cancel)
    {
        var saved = await window.Read(KeyOf(stream.ZoneCode));
        var shown = ShownCursor.Read(saved, stream.Epoch, stream.Head);
        var from = Math.Max(0, Math.Max(shown.Last - History, stream.Head - PageSize));
        var zone = new ZoneFeed(stream, shown) { Oldest = from };
        zone.Stream.StartAfter(stream.Epoch, from, stream.Head);
        foreach (var stale in _byId.Values.Where(a => a.ZoneCode == stream.ZoneCode).ToList())
        {
            _byId.Remove(stale.Id);
        }
        _zones[stream.ZoneCode] = zone;
        await Pull(zone, announce: false, cancel);
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
        try
        {
            Need need;
            do
            {
                var page = await Read(zone.Stream, zone.Stream.Last, PageSize, cancel);
                var applied = new List<Alert>();
                need = zone.Stream.Take(page, applied);
                Keep(zone, applied, announce);
            } while (need == Need.Pull);
            if (need == Need.Anew)
            {
                await Open(cancel);
            }
        }
        finally
        {
            zone.Pulling = false;
        }
        Changed?.Invoke();
    }

    private Task<StreamPage> Read(AlertStream stream, long after, int limit, CancellationToken cancel) =>
        api.Get<StreamPage>(
            new ApiQuery($"/api/alerts/streams/{Uri.EscapeDataString(stream.Zone)}")
                .With("epoch", stream.Epoch)
                .With("after", $"{after}")
                .With("limit", $"{Math.Clamp(limit, 1, PageSize)}"),
            cancel
        );

    private void Keep(ZoneFeed zone, IReadOnlyList<Alert> alerts, bool announce)
    {
        var fresh = alerts.Where(a => _byId.TryAdd(a.Id, a)).ToList();
        foreach (var alert in fresh.Where(a => a.SeenAt is null && a.Sequence > zone.CountedTo))
        {
            zone.Unseen++;
            zone.CountedTo = alert.Sequence;
        }
        var news = fresh.Where(a => a.SeenAt is null).ToList();
        if (announce && news.Count > 0)
        {
            Arrived?.Invoke(news);
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
