using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace RegionNet.BrowserTests;

/// <summary>
/// A walk over every page, in both languages, at the width of a desk and of a telephone: measured for overflow, listened to
/// for complaints of the console and, with <c>REGIONNET_SCREENSHOTS=1</c>, photographed. Axe judges every page in both languages:
/// Chinese at the desk, English on the telephone (words and width break different rules). Head and menu are judged on the first page
/// of each person; of the others only what is their own. Each person starts the portal once and changes the language in it; two walk
/// side by side. What has to be brought about on a page (an open dialog, a refusal) is seen in the language that is spoken then, so
/// half of it in each; with <c>REGIONNET_VIEWS=all</c> in both, as before a release.
/// </summary>
internal sealed class PageWalk
{
    private const int SideBySide = 2;

    private static readonly int[] Widths = [1440, 390];

    private static readonly PortalPage s_start = new("start", "/");

    /// <summary>For people who look at the pages; a test has no use for them, and they are a good part of the walk's time.</summary>
    private static readonly bool Photographs = Environment.GetEnvironmentVariable("REGIONNET_SCREENSHOTS") == "1";

    private static readonly bool AllViews =
        Photographs || Environment.GetEnvironmentVariable("REGIONNET_VIEWS") == "all";

    /// <summary>For whoever works on a few pages: a regular expression of their names. Without it all are walked.</summary>
    private static readonly Regex? Wanted = Environment.GetEnvironmentVariable("REGIONNET_PAGES")
        is { Length: > 0 } names
        ? new Regex(names, RegexOptions.None, TimeSpan.FromSeconds(1))
        : null;

    private readonly ConcurrentQueue<string> _violations = [];
    private readonly ConcurrentQueue<string> _overflows = [];
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly ConcurrentDictionary<string, TimeSpan> _times = new(StringComparer.Ordinal);
    private int _views;

    private PageWalk() { }

    public int Views => _views;

    /// <summary>Serious and critical ones.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>Pages that scroll sideways.</summary>
    public IReadOnlyCollection<string> Overflows => _overflows;

    public IReadOnlyCollection<string> Complaints => _complaints;

    public static string Artifacts
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "RegionNet.sln")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("RegionNet.sln is in no folder above.");
            }
            return Directory.CreateDirectory(Path.Combine(folder.FullName, "artifacts", "browser")).FullName;
        }
    }

    public static async Task<PageWalk> Take(Browser browser)
    {
        var walk = new PageWalk();
        var furniture = await Furniture.Make(browser, Days.WorkdayAfter(40));
        // Who has most pages begins, so that nobody walks alone at the end.
        var waiting = new ConcurrentQueue<(string? UserName, List<PortalPage> Pages)>(
            PortalPages.ByPerson(furniture).OrderByDescending(p => p.Pages.Count)
        );
        await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(_ => Walker()));
        await walk.WriteTimes();
        return walk;

        async Task Walker()
        {
            while (waiting.TryDequeue(out var next))
            {
                await walk.Walk(browser, next.UserName, [.. next.Pages.Where(p => Wanted?.IsMatch(p.Name) ?? true)]);
            }
        }
    }

    private async Task Walk(Browser browser, string? userName, IReadOnlyList<PortalPage> pages)
    {
        if (pages.Count == 0)
        {
            return;
        }
        await using var visitor = await Timed("start", () => Enter(browser, userName));
        // A page is looked at in the language that is spoken, then in the other; the next one goes on with that. A change of language
        // builds the page anew: what was opened or typed on it is gone, so pages that are prepared are opened a second time.
        var language = Visitor.Chinese;
        var owed = new List<(string Language, PortalPage Page)>();
        foreach (var page in pages)
        {
            await See(visitor, page, language, pages[0]);
            if (page.Prepare is not null || page.IsAccount || await visitor.Find("language").CountAsync() == 0)
            {
                if (page.Prepare is null || AllViews)
                {
                    owed.Add((Other(language), page));
                }
                continue;
            }
            language = Other(language);
            await Note(visitor, $"{page.Name} {language}", () => Timed("speak", () => Speak(visitor, page, language)));
            await LookAt(visitor, page, language, pages[0]);
        }
        foreach (var left in owed.GroupBy(o => o.Language, o => o.Page, StringComparer.Ordinal))
        {
            await Show(visitor, s_start);
            if (left.Key != language)
            {
                language = left.Key;
                await visitor.Speak(language);
            }
            foreach (var page in left)
            {
                await See(visitor, page, language, pages[0]);
            }
        }
    }

    private static string Other(string language) => language == Visitor.Chinese ? Visitor.English : Visitor.Chinese;

    private static async Task<Visitor> Enter(Browser browser, string? userName)
    {
        if (userName is not null)
        {
            return await browser.VisitAs(userName, "/");
        }
        var stranger = await browser.Visit();
        await stranger.Go("/");
        return stranger;
    }

    private async Task See(Visitor visitor, PortalPage page, string language, PortalPage first)
    {
        await Note(visitor, $"{page.Name} {language}", () => Timed("show", () => Show(visitor, page)));
        await LookAt(visitor, page, language, first);
    }

    /// <summary>At the widths of a desk and of a telephone, beginning with the one that the window has.</summary>
    private async Task LookAt(Visitor visitor, PortalPage page, string language, PortalPage first)
    {
        foreach (var width in Widths.OrderByDescending(w => w == visitor.Page.ViewportSize!.Width).ToList())
        {
            var view = $"{page.Name} {language} {width}";
            await Note(
                visitor,
                view,
                async () =>
                {
                    await Timed("width", () => Fit(visitor, width));
                    await Timed("look", () => Look(visitor, view));
                    if (width == (language == Visitor.Chinese ? Widths[0] : Widths[1]))
                    {
                        await Timed("judge", () => Judge(visitor.Page, view, page.IsAccount || page == first));
                    }
                }
            );
            Interlocked.Increment(ref _views);
        }
    }

    private static async Task Speak(Visitor visitor, PortalPage page, string language)
    {
        await visitor.Speak(language);
        await visitor.Settled();
        await (page.Ready?.Invoke(visitor) ?? Task.CompletedTask);
    }

    private static async Task Fit(Visitor visitor, int width)
    {
        await visitor.Page.SetViewportSizeAsync(width, 900);
        await visitor.Settled();
    }

    /// <summary>One page that can't be shown is a finding, and the walk goes on.</summary>
    private async Task Note(Visitor visitor, string view, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            _complaints.Enqueue($"{view}: could not be shown: {e.Message.ReplaceLineEndings(" ")}");
        }
        while (visitor.Complaints.TryDequeue(out var complaint))
        {
            _complaints.Enqueue($"{view}: {complaint}");
        }
    }

    private static async Task Show(Visitor visitor, PortalPage page)
    {
        await visitor.Page.SetViewportSizeAsync(Widths[0], 900);
        // A notice stays as long as the pointer is on it.
        await visitor.Page.Mouse.MoveAsync(0, 0);
        if (page.IsAccount)
        {
            await visitor.Page.GotoAsync(page.Path);
            return;
        }
        var there = await visitor.Page.EvaluateAsync<string[]>(
            """
            () => ["[role=dialog]", "[data-testid=clear-basket]", "[data-state=wrong]", "[data-testid=shell]"]
                .filter(s => document.querySelector(s))
            """
        );
        if (there.Contains("[role=dialog]", StringComparer.Ordinal))
        {
            await visitor.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        }
        // Nothing is left of the page before.
        if (there.Contains("[data-testid=clear-basket]", StringComparer.Ordinal))
        {
            await visitor.Find("clear-basket").ClickAsync();
        }
        if (there.Contains("[data-state=wrong]", StringComparer.Ordinal))
        {
            await visitor.Page.Locator("[data-state=wrong]").GetByTestId("mark").FillAsync("");
            await Assertions.Expect(visitor.Page.Locator("[data-state=wrong]")).ToHaveCountAsync(0);
        }
        if (there.Contains("[data-testid=shell]", StringComparer.Ordinal))
        {
            await visitor.Navigate(page.Path);
        }
        else
        {
            await visitor.Go(page.Path);
            await visitor.Settled();
        }
        if (await visitor.Find("connection").CountAsync() > 0)
        {
            await visitor.Live();
        }
        await (page.Ready?.Invoke(visitor) ?? Task.CompletedTask);
        await (page.Prepare?.Invoke(visitor) ?? Task.CompletedTask);
    }

    private async Task Look(Visitor visitor, string view)
    {
        var page = visitor.Page;
        if (Photographs)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Artifacts, "screenshots")).FullName;
            await page.ScreenshotAsync(
                new()
                {
                    Path = Path.Combine(folder, view.Replace(' ', '-') + ".png"),
                    Animations = ScreenshotAnimations.Disabled,
                }
            );
        }
        // A chart draws itself anew after its window has changed.
        var sizes = await page.EvaluateAsync<int[]>(
            """
            async () => {
                const { documentElement: page } = document;
                for (let n = 0; n < 20 && page.scrollWidth > page.clientWidth; n++) {
                    await new Promise(over => setTimeout(over, 100));
                }
                return [page.scrollWidth, page.clientWidth];
            }
            """
        );
        if (sizes[0] > sizes[1])
        {
            _overflows.Enqueue(
                $"{view}: {sizes[0]} px wide in a window of {sizes[1]} px, because of {await Widest(page)}"
            );
        }
    }

    /// <summary>What lies under a dialog is judged as a page of its own.</summary>
    private async Task Judge(IPage page, string view, bool whole)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        var judged =
            await dialog.CountAsync() > 0 ? dialog
            : whole ? page.Locator("html")
            : page.Locator("main");
        foreach (var finding in await Axe.Judge(judged))
        {
            foreach (var place in finding.Places.Take(5))
            {
                _violations.Enqueue($"{view}: {finding.Impact} {finding.Rule}: {place}");
            }
            if (finding.Places.Count > 5)
            {
                _violations.Enqueue($"{view}: {finding.Rule}: {finding.Places.Count - 5} more");
            }
        }
    }

    private async Task Timed(string part, Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        Add(part, start);
    }

    private async Task<T> Timed<T>(string part, Func<Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        var made = await work();
        Add(part, start);
        return made;
    }

    private void Add(string part, long start)
    {
        var taken = Stopwatch.GetElapsedTime(start);
        _times.AddOrUpdate(part, taken, (_, before) => before + taken);
    }

    /// <summary>Where the walk's seconds went, for whoever wants it shorter.</summary>
    private Task WriteTimes() =>
        File.WriteAllTextAsync(
            Path.Combine(Artifacts, "walk.json"),
            JsonSerializer.Serialize(_times.ToDictionary(t => t.Key, t => Math.Round(t.Value.TotalSeconds, 1)))
        );

    private static Task<string> Widest(IPage page) =>
        page.EvaluateAsync<string>(
            """
            () => [...document.querySelectorAll("body *")]
                .map(e => [e.getBoundingClientRect().right, e])
                .sort((a, b) => b[0] - a[0])
                .slice(0, 3)
                .map(([right, e]) => `${e.tagName.toLowerCase()}.${e.className} (${Math.round(right)})`)
                .join(", ")
            """
        );
}
