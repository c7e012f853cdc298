using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RegionNet.Portal.Api;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Browser;

/// <summary>The page's window: storage, title, downloads, and the signals of focus, width and idleness.</summary>
public sealed class BrowserWindow(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private IJSObjectReference? _watch;
    private DotNetObjectReference<BrowserWindow>? _self;

    /// <summary>True below 760 CSS pixels, where wide grids become lists.</summary>
    public bool Narrow { get; private set; }

    /// <summary>The window has the person's attention again, or the network is back.</summary>
    public event Action? Returned;
    public event Action? NarrowChanged;

    /// <summary>The browser says that there is no network.</summary>
    public event Action? Lost;

    /// <summary>Nobody touched the page for the session's idle time.</summary>
    public event Func<Task>? WentIdle;

    /// <summary>False when nobody has touched the page for a minute, true at the next touch.</summary>
    public event Action<bool>? AttentionChanged;

    public async Task Open()
    {
        _module = await js.InvokeAsync<IJSObjectReference>("import", "./js/portal.js");
        _self = DotNetObjectReference.Create(this);
        _watch = await _module.InvokeAsync<IJSObjectReference>("watchWindow", _self);
        Narrow = await _module.InvokeAsync<bool>("narrow");
    }

    public ValueTask IdleAfter(int seconds) => _watch?.InvokeVoidAsync("idleAfter", seconds) ?? default;

    public ValueTask<string?> Read(string key) => Module.InvokeAsync<string?>("read", key);

    public ValueTask Write(string key, string value) => Module.InvokeVoidAsync("write", key, value);

    public ValueTask Language(string code) => Module.InvokeVoidAsync("language", code);

    public ValueTask Title(string text) => Module.InvokeVoidAsync("title", text);

    public ValueTask<bool> Copy(string text) => Module.InvokeAsync<bool>("copy", text);

    /// <summary>Offers the text as a UTF-8 file with a byte order mark.</summary>
    public ValueTask Save(string name, string text) => Module.InvokeVoidAsync("save", name, text);

    /// <summary>Offers the bytes as a file, just as they are.</summary>
    public ValueTask SaveBytes(string name, byte[] bytes) => Module.InvokeVoidAsync("saveBytes", name, bytes);

    /// <summary>Sends the file that an input holds as a form; a browser's own request tells how far it is.</summary>
    /// <param name="progress">Percent that are on their way.</param>
    /// <returns>What is wrong; null when it went through.</returns>
    public async Task<Problem?> SendFile(
        ElementReference input,
        string address,
        string antiforgeryToken,
        Action<int> progress
    )
    {
        using var target = DotNetObjectReference.Create(new Sending(progress));
        var answer = await Module.InvokeAsync<JsonElement>(
            "sendFile",
            input,
            address,
            antiforgeryToken,
            Languages.Current,
            target
        );
        var status = answer.GetProperty("status").GetInt32();
        if (status is >= 200 and < 300)
        {
            return null;
        }
        try
        {
            if (
                JsonSerializer.Deserialize(answer.GetProperty("text").GetString()!, PortalJson.For<Problem>()) is
                { } told
            )
            {
                told.Status = status;
                return told;
            }
        }
        catch (JsonException)
        {
            // Not the problem it should be: what is known is told.
        }
        return status == 0
            ? new Problem { Title = Texts.Problems.Unreachable, Detail = Texts.Problems.UnreachableDetail }
            : new Problem
            {
                Title = Texts.Problems.Unexpected,
                Detail = Texts.Problems.UnexpectedDetail.With(status),
                Status = status,
            };
    }

    /// <summary>Hears how far a file is.</summary>
    public sealed class Sending(Action<int> progress)
    {
        [JSInvokable]
        public void Sent(int percent) => progress(percent);
    }

    /// <summary>Whether something has been typed on this page that is nowhere else yet.</summary>
    public ValueTask<bool> Typed() => Module.InvokeAsync<bool>("typed");

    public ValueTask Focus(string selector) => Module.InvokeVoidAsync("focus", selector);

    /// <summary>Page and dialogs end above this element from now on, however high it gets, or it stands beside them.</summary>
    public ValueTask GiveRoom(ElementReference notices) => Module.InvokeVoidAsync("giveRoom", notices);

    /// <summary>Starts one of the module's watchers (<c>board</c>, <c>watchAlerts</c>, <c>watchEnd</c>) on an element.</summary>
    public ValueTask<IJSObjectReference> Watch<T>(
        string watcher,
        ElementReference element,
        DotNetObjectReference<T> target
    )
        where T : class => Module.InvokeAsync<IJSObjectReference>(watcher, element, target);

    /// <summary>Ends a watcher; the page may be on its way out already.</summary>
    public static async ValueTask Stop(IJSObjectReference? watcher)
    {
        if (watcher is null)
        {
            return;
        }
        try
        {
            await watcher.InvokeVoidAsync("stop");
            await watcher.DisposeAsync();
        }
        catch (JSException)
        {
            // The element it watched is gone, and the watcher with it.
        }
    }

    /// <summary>While held, the page counts as attended and the screen stays on: a wall display has nobody's hands on it.</summary>
    public ValueTask<bool> Hold(bool held) => _watch?.InvokeAsync<bool>("hold", held) ?? default;

    /// <summary>Draws a count on the tab's icon; 0 takes it away.</summary>
    public ValueTask Badge(int count, bool red) => Module.InvokeVoidAsync("badge", count, red);

    /// <summary>What this browser may do to call the person: <c>granted</c>, <c>denied</c>, <c>default</c> (not asked) or <c>none</c> (can't).</summary>
    public ValueTask<string> NotificationPermission() => Module.InvokeAsync<string>("notificationPermission");

    public ValueTask<string> AskNotification() => Module.InvokeAsync<string>("askNotification");

    /// <summary>Makes the sound ready; browsers allow that only after the person has touched the page.</summary>
    public ValueTask<bool> ReadySound() => Module.InvokeAsync<bool>("readySound");

    /// <summary>Rings once for this key over all tabs of the browser.</summary>
    public ValueTask Ring(string key, bool red) => Module.InvokeVoidAsync("ring", key, red);

    public ValueTask Notify(string key, string title, string body, bool stays, string address) =>
        Module.InvokeVoidAsync("notify", key, title, body, stays, address);

    [JSInvokable]
    public void Focused() => Returned?.Invoke();

    [JSInvokable]
    public void Offline() => Lost?.Invoke();

    /// <summary>A system notification was pressed.</summary>
    public event Action<string>? Called;

    [JSInvokable]
    public void Call(string address) => Called?.Invoke(address);

    [JSInvokable]
    public void Resized(bool narrow)
    {
        Narrow = narrow;
        NarrowChanged?.Invoke();
    }

    [JSInvokable]
    public void Attended(bool attended) => AttentionChanged?.Invoke(attended);

    [JSInvokable]
    public Task Idle() => WentIdle?.Invoke() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    private IJSObjectReference Module => _module ?? throw new InvalidOperationException("The window is not open yet.");
}
