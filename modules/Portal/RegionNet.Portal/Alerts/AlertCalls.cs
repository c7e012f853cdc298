using RegionNet.Portal.Browser;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Alerts;

/// <summary>
/// Calls the person for what rings: by sound and by system notification, each switched on in this browser alone. The service decides what
/// rings; outside working hours that is red only.
/// </summary>
public sealed class AlertCalls(AlertFeed feed, BrowserWindow window) : IDisposable
{
    private const string Key = "regionnet.alerts.calls";
    private const string Granted = "granted";

    private bool _opened;

    public bool Sound { get; private set; }
    public bool System { get; private set; }

    /// <summary>Single keys act on alerts.</summary>
    public bool Keys { get; private set; } = true;

    /// <summary>The browser plays sounds already.</summary>
    public bool SoundReady { get; private set; }

    /// <summary><c>granted</c>, <c>denied</c>, <c>default</c> or <c>none</c>.</summary>
    public string Permission { get; private set; } = "default";

    public event Action? Changed;

    public async Task Open()
    {
        if (_opened)
        {
            return;
        }
        _opened = true;
        var saved = (await window.Read(Key) ?? "").Split(',');
        Permission = await window.NotificationPermission();
        Sound = saved.Contains("sound");
        System = saved.Contains("system") && Permission == Granted;
        Keys = !saved.Contains("no-keys");
        SoundReady = Sound && await window.ReadySound();
        feed.Rang += OnRang;
        Changed?.Invoke();
    }

    public async Task SetSound(bool on)
    {
        SoundReady = on && await window.ReadySound();
        Sound = on;
        if (SoundReady)
        {
            await Try();
        }
        await Save();
    }

    /// <summary>Rings as an alert would, and so makes the browser let it.</summary>
    public async Task Try()
    {
        SoundReady = await window.ReadySound();
        await window.Ring($"try-{Guid.NewGuid():N}", red: false);
        Changed?.Invoke();
    }

    public async Task SetSystem(bool on)
    {
        if (on && Permission == "default")
        {
            Permission = await window.AskNotification();
        }
        System = on && Permission == Granted;
        await Save();
    }

    public Task SetKeys(bool on)
    {
        Keys = on;
        return Save();
    }

    public void Dispose() => feed.Rang -= OnRang;

    private void OnRang(FoldedAlert alert) => _ = Call(alert);

    private async Task Call(FoldedAlert alert)
    {
        if (Sound)
        {
            await window.Ring(alert.Telling.Id, alert.Newest.IsRed);
            SoundReady = await window.ReadySound();
        }
        if (System)
        {
            await window.Notify(
                alert.Telling.Id,
                $"[{Names.Of(Names.Levels, alert.Newest.Level)}] {alert.Newest.Title}",
                alert.Newest.Body,
                alert.Newest.IsRed,
                $"/alerts/{alert.RootId}"
            );
        }
    }

    private async Task Save()
    {
        string[] parts = [Sound ? "sound" : "", System ? "system" : "", Keys ? "" : "no-keys"];
        await window.Write(Key, string.Join(',', parts.Where(p => p.Length > 0)));
        Changed?.Invoke();
    }
}
