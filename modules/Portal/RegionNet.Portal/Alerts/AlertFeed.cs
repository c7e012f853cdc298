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
    internal const int PageSize = 500;
    private const int OpenPages = 10;

    private readonly Dictionary<string, ZoneFeed> _zones = new(StringComparer.Ordinal);
    private readonly FoldedAlerts _alerts = new();
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    public bool Loaded { get; private set; }
    public int Unseen => _zones.Values.Sum(z => z.Unseen);
    public IEnumerable<StreamHead> Streams => _zones.Values.Select(z => z.Description);
    public bool HasEarlier => _zones.Values.Any(z => z.Oldest > 0);

    /// <summary>Every alert known, the one told of last first.</summary>
    public IEnumerable<FoldedAlert> Alerts => _alerts.All;

    /// <inheritdoc cref="FoldedAlerts.Pressing"/>
    public IEnumerable<FoldedAlert> Pressing => _alerts.Pressing;

    /// <inheritdoc cref="FoldedAlerts.RedWaits"/>
    public bool RedWaits => _alerts.RedWaits;

    public event Action? Changed;

    /// <summary>Messages that came while the person was here, or had been away.</summary>
    public event Action<IReadOnlyList<FoldedAlert>>? Arrived;

    /// <summary>What is to ring: told so by the service, and nobody has answered it yet.</summary>
    public event Action<FoldedAlert>? Rang;

    /// <summary>A zone is no longer the person's.</summary>
    public event Action<StreamHead>? LeftZone;

    public FoldedAlert? Find(string rootId) => _alerts.Find(rootId);

    /// <summary>Learns which streams there are, and reads each from where the person stopped, with some history before it.</summary>
    public async Task Open(CancellationToken cancel)
    {
        var streams = await AskStreams(cancel);
        var begun = false;
        foreach (var gone in _zones.Keys.Except(streams.Select(s => s.Head.ZoneCode), StringComparer.Ordinal).ToList())
        {
            Leave(gone);
        }
        foreach (var (stream, known) in streams)
        {
            if (known is null)
            {
                await Begin(stream, cancel);
                begun = true;
                continue;
            }
            known.Description = stream;
            await Pull(known, announce: Loaded, cancel);
            known.Unseen = stream.Unseen;
            known.CountedTo = Math.Max(stream.Head, known.Stream.Last);
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
        var streams = await AskStreams(cancel);
        if (streams.Count != _zones.Count || streams.Any(s => s.Known is null))
        {
            await Open(cancel);
            return;
        }
        foreach (var (stream, known) in streams)
        {
            if (stream.Head > known!.Stream.Last)
            {
                await Pull(known, announce: true, cancel);
            }
        }
        Changed?.Invoke();
    }

    /// <summary>Waits at the service until something follows the cursor of this zone, at most so many seconds, and takes it.</summary>
    public async Task Await(string zoneCode, int seconds, CancellationToken cancel)
    {
        if (_zones.TryGetValue(zoneCode, out var zone))
        {
            var after = zone.Stream.Last;
            var page = await api.Get<StreamPage>(zone.Query(after, PageSize).With("wait", $"{seconds}"), cancel);
            await Take(zoneCode, page, after, cancel);
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
        _alerts.Drop(zoneCode);
        LeftZone?.Invoke(zone.Description);
        Changed?.Invoke();
    }

    public Task Beacon(HeadBeacon beacon, CancellationToken cancel) =>
        _zones.TryGetValue(beacon.ZoneCode, out var zone)
            ? Meet(zone, zone.Stream.Beacon(beacon), cancel)
            : Task.CompletedTask;

    /// <summary>Takes what a subscription or a wait answered.</summary>
    /// <param name="after">The number it was asked with.</param>
    public Task Take(string zoneCode, StreamPage page, long after, CancellationToken cancel)
    {
        if (!_zones.TryGetValue(zoneCode, out var zone))
        {
            return Task.CompletedTask;
        }
        var applied = new List<Alert>();
        var need = zone.Stream.Take(page, after, applied);
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
            var page = await api.Get<StreamPage>(zone.Query(after, (int)(zone.Oldest - after)), cancel);
            if (page.Epoch == zone.Stream.Epoch)
            {
                foreach (var alert in page.Items.Where(a => a.Sequence <= zone.Oldest))
                {
                    _alerts.Fold(alert);
                }
                zone.Oldest = after;
            }
        }
        Changed?.Invoke();
    }

    public void Forget()
    {
        _zones.Clear();
        _alerts.Clear();
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

    /// <summary>
    /// The streams as the service has them, each with what is here of it; without, if what is here is of another epoch or goes beyond
    /// where it ends now, though it was here before the service was asked.
    /// </summary>
    private async Task<IReadOnlyList<(StreamHead Head, ZoneFeed? Known)>> AskStreams(CancellationToken cancel)
    {
        var held = _zones.ToDictionary(z => z.Key, z => z.Value.Stream.Last, StringComparer.Ordinal);
        var page = await api.Get<Page<StreamHead>>("/api/alerts/streams", cancel);
        return
        [
            .. page.Items.Select(stream =>
                (
                    stream,
                    _zones.TryGetValue(stream.ZoneCode, out var zone)
                    && zone.Stream.Epoch == stream.Epoch
                    && held.GetValueOrDefault(stream.ZoneCode) <= stream.Head
                        ? zone
                        : null
                )
            ),
        ];
    }

    private async Task Begin(StreamHead stream, CancellationToken cancel)
    {
        var saved = await window.Read(KeyOf(stream.ZoneCode));
        var shown = ShownCursor.Read(saved, stream.Epoch, stream.Head);
        var from = Math.Max(0, Math.Max(shown.Last - History, stream.Head - FirstPages));
        var zone = new ZoneFeed(stream, shown) { Oldest = from };
        zone.Stream.StartAfter(stream.Epoch, from, stream.Head);
        _alerts.Drop(stream.ZoneCode);
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
                _alerts.Add(open);
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
                var after = zone.Stream.Last;
                var page = await api.Get<StreamPage>(zone.Query(after, PageSize), cancel);
                var applied = new List<Alert>();
                need = zone.Stream.Take(page, after, applied);
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

    private void Keep(ZoneFeed zone, IReadOnlyList<Alert> messages, bool announce)
    {
        var news = new HashSet<FoldedAlert>();
        var ringing = new HashSet<FoldedAlert>();
        foreach (var message in messages)
        {
            var alert = _alerts.Fold(message);
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

    private string KeyOf(string zone) => $"regionnet.alerts.{session.Person?.Id}.{zone}";
}
