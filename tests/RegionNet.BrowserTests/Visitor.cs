using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RegionNet.Testing;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>One person at one browser window, with what that person does in the portal.</summary>
public sealed partial class Visitor : IAsyncDisposable
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    /// <summary>Milliseconds until something that must come is called missing.</summary>
    public const float Patience = 20_000;

    private static int s_left;

    private readonly Func<Task> _leave;

    private Visitor(IPage page, Func<Task> leave)
    {
        Page = page;
        _leave = leave;
        page.Console += OnConsole;
        page.PageError += OnError;
    }

    public IPage Page { get; }

    public IBrowserContext Context => Page.Context;

    /// <summary>Console errors, script errors and refusals of the content security policy (those are console errors too).</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <param name="giveBack">Takes the browser again, cleared, when the visitor has gone; null: it is closed.</param>
    public static async Task<Visitor> Open(IBrowserContext context, Action<IBrowserContext>? giveBack = null)
    {
        context.SetDefaultTimeout(Patience);
        var page = context.Pages.Count > 0 ? context.Pages[0] : await context.NewPageAsync();
        return new Visitor(page, giveBack is null ? () => context.CloseAsync() : () => Clear(context, giveBack));
    }

    /// <summary>A second tab of the same browser, with the same session.</summary>
    public static async Task<Visitor> InNewTab(Visitor visitor)
    {
        var page = await visitor.Context.NewPageAsync();
        return new Visitor(page, () => page.CloseAsync());
    }

    public ILocator Find(string testId) => Page.GetByTestId(testId);

    /// <summary>Opens an address and waits until the portal can be used.</summary>
    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        await Usable();
    }

    /// <summary>Changes the portal's language with its own button, which is of the other language once the page is built anew.</summary>
    public async Task Speak(string language)
    {
        await Find("language").ClickAsync();
        var other = language == Chinese ? English : Chinese;
        await Page.Locator($"html[lang='{language}'] [data-testid=language][lang='{other}']").WaitForAsync();
    }

    public Task Usable() => Page.Locator("[data-testid=shell][data-ready=true]").WaitForAsync();

    /// <summary>Through the start page and the real sign-in form, to where the portal leads.</summary>
    public async Task SignIn(string userName, string path = "/")
    {
        await Go(path);
        await Find("sign-in").ClickAsync();
        await FillSignIn(userName);
        await Find("person").WaitForAsync();
    }

    public async Task FillSignIn(string userName)
    {
        await Page.Locator("#userName").FillAsync(userName);
        await Page.Locator("#password").FillAsync(PortalSession.DemoPassword);
        await Page.Locator("form button[type=submit]").ClickAsync();
    }

    /// <summary>Within the loaded portal, as a link does it.</summary>
    public async Task Navigate(string path)
    {
        await Page.EvaluateAsync("path => Blazor.navigateTo(path)", path);
        await Assertions
            .Expect(Page)
            .ToHaveURLAsync(new Regex(Regex.Escape(path), RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Settled();
    }

    /// <summary>Waits until nothing on the page is still being loaded.</summary>
    public Task Settled() =>
        Page.WaitForFunctionAsync(
            """
            () => document.querySelector("h1")?.checkVisibility()
                && !document.querySelector("[data-testid=skeleton], main [aria-busy=true], main .spinner")
            """
        );

    /// <summary>The board on one day, with the rooms of one zone.</summary>
    public async Task ShowBoard(DateOnly day, string zone)
    {
        await Find("day").FillAsync(day.ToString("yyyy-MM-dd", provider: null));
        await Find("zone")
            .Locator($"option[value={zone}]")
            .WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Find("zone").SelectOptionAsync(zone);
        await Assertions
            .Expect(Page)
            .ToHaveURLAsync(
                new Regex($"zone={zone}.*day={day:yyyy-MM-dd}", RegexOptions.None, TimeSpan.FromSeconds(1))
            );
        await Settled();
        await Find("room").First.WaitForAsync();
    }

    public ILocator Cell(Guid room, string time) =>
        Page.Locator($"[data-testid=cell][data-room='{room}'][data-time='{time}']");

    /// <summary>Opens the booking dialog, which takes the focus as it shows.</summary>
    public async Task OpenBooking()
    {
        await Find("book").ClickAsync();
        await Assertions.Expect(Find("booking-dialog").GetByTestId("title")).ToBeFocusedAsync();
    }

    /// <summary>Fills in the open booking dialog and submits it.</summary>
    public async Task SubmitBooking(string title, string caseNumber)
    {
        var dialog = Find("booking-dialog");
        await dialog.GetByTestId("title").FillAsync(title);
        await dialog.GetByTestId("case-number").FillAsync(caseNumber);
        await dialog.GetByTestId("submit-booking").ClickAsync();
    }

    /// <summary>What the portal answers to a deed. Alerts come meanwhile, and are notices that name sessions too.</summary>
    public ILocator Answers => Page.Locator("[data-testid=notice].good");

    /// <summary>The number of the session that was booked last; the dialog closes and the notice shows at the same time.</summary>
    public async Task<string> BookedNumber()
    {
        await Assertions.Expect(Find("booking-dialog")).ToHaveCountAsync(0);
        var answer = Answers.Filter(new() { HasTextRegex = NumberPattern() }).Last;
        return NumberPattern().Match(await answer.InnerTextAsync()).Value;
    }

    public Task Live() => Page.Locator("[data-testid=connection][data-state=live]").WaitForAsync();

    /// <summary>The alerts on the screen whose text has this in it.</summary>
    public ILocator Alerts(string text) => Find("alert").Filter(new() { HasText = text });

    public Task<int> WaitForAlerts(string text, int count, TimeSpan? within = null) =>
        Eventually.Becomes(() => Alerts(text).CountAsync(), n => n >= count, within);

    /// <summary>Leaves behind what was last on the screen, for whoever has to find out why a test failed.</summary>
    public async ValueTask DisposeAsync()
    {
        var test = TestContext.Current.TestMethod?.MethodName ?? "outside";
        var folder = Directory.CreateDirectory(Path.Combine(PageWalk.Artifacts, "last")).FullName;
        var file = Path.Combine(folder, $"{test}-{Interlocked.Increment(ref s_left)}");
        await File.WriteAllLinesAsync($"{file}.txt", [Page.Url, .. Complaints]);
        if (!Page.IsClosed)
        {
            try
            {
                await Page.ScreenshotAsync(new() { Path = $"{file}.png" });
            }
            catch (Exception e) when (e is PlaywrightException or TimeoutException)
            {
                // A picture for whoever looks into a failure is no failure by itself.
                await File.AppendAllTextAsync($"{file}.txt", e.Message);
            }
        }
        Page.Console -= OnConsole;
        Page.PageError -= OnError;
        await _leave();
    }

    private void OnConsole(object? sender, IConsoleMessage message)
    {
        if (message.Type == "error")
        {
            Complaints.Enqueue($"console: {message.Text} ({message.Location})");
        }
    }

    private void OnError(object? sender, string error) => Complaints.Enqueue($"page error: {error}");

    /// <summary>
    /// Forgets the person who sat here: storage, cookies, tabs, a cut network. What can't be cleared is closed. One window stays, on a
    /// picture of the site: a new one would be a new process, which compiles the portal's runtime anew (a third of each start).
    /// </summary>
    private static async Task Clear(IBrowserContext context, Action<IBrowserContext> giveBack)
    {
        try
        {
            await context.SetOfflineAsync(false);
            foreach (var page in context.Pages.Skip(1).ToList())
            {
                await page.CloseAsync();
            }
            var window = context.Pages[0];
            await window.UnrouteAllAsync();
            await window.GotoAsync("/favicon.svg");
            await window.EvaluateAsync("() => { localStorage.clear(); sessionStorage.clear(); }");
            await context.ClearCookiesAsync();
            giveBack(context);
        }
        catch (PlaywrightException)
        {
            await context.CloseAsync();
        }
    }

    [GeneratedRegex(@"\d{4}-\d{6}", RegexOptions.None, 1000)]
    private static partial Regex NumberPattern();
}
