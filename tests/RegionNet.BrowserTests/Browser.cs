using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Playwright;
using RegionNet.BrowserTests;
using RegionNet.Testing;
using RegionNet.Testing.Driver;
using Xunit;

// One system and one browser serve all tests. Everybody waits for the system now and then, so three lanes go beside each other.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.Collections, MaxThreads = 3)]
[assembly: AssemblyFixture(typeof(Browser))]

namespace RegionNet.BrowserTests;

/// <summary>
/// What runs beside what. Tests that name no lane are one, one after the other: people at work on hearings and alerts, who take days and
/// names of their own, though an alert of one reaches the screens of all.
/// </summary>
internal static class Lanes
{
    /// <summary>Beside them: looks at every page and changes nothing once its furniture is made.</summary>
    public const string Walk = "walk";

    /// <summary>Beside them: people at work on discipline, commendations and assessments, and those who come and go.</summary>
    public const string Offices = "offices";

    /// <summary>After the others, with the machine to itself.</summary>
    public const string Alone = "alone";
}

[CollectionDefinition(Lanes.Alone, DisableParallelization = true)]
public sealed class AloneLane;

/// <summary>
/// The whole system as <c>./start</c> runs it, and the machine's own Chromium in front of it. The driver comes with the Playwright
/// package; nothing is downloaded.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ];

    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(3);

    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private Task<PageWalk>? _walk;
    private readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> _idle = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (long Since, Lazy<Task<PortalSession>> Session)> _known = new(
        StringComparer.Ordinal
    );

    /// <summary>The database's owner, for what would take weeks of a round to come about.</summary>
    public async Task<string> Database() => (await _app!.GetConnectionStringAsync("regionnet"))!;

    public Uri Gateway => _app!.GetEndpoint("gateway", "http");

    /// <summary>The mail server of this system.</summary>
    public SmtpSink Mails { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var chromium = FindChromium();
        foreach (
            var (key, value) in (IEnumerable<(string, string)>)
                [
                    ("Host", "127.0.0.1"),
                    ("Port", $"{Mails.Port}"),
                    ("Security", "none"),
                    ("From", "alerts@regionnet.test"),
                ]
        )
        {
            Environment.SetEnvironmentVariable($"Alerts__Mail__{key}", value);
        }
        LaterYears.AreKnown();
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
        _app = await _builder.BuildAsync();
        await _app.StartAsync();
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Visitor.Patience);
        _chromium = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = chromium,
                Headless = true,
                Args = Arguments,
            }
        );
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }
        await Mails.DisposeAsync();
    }

    /// <summary>
    /// A visitor who is a stranger to the site: nothing is remembered of whoever had the window before. Only the portal's files are in the
    /// browser's cache, which saves each visitor but the first half of the start.
    /// </summary>
    public async Task<Visitor> Visit(string language = Visitor.Chinese, int width = 1440)
    {
        var idle = _idle.GetOrAdd(language, _ => []);
        if (!idle.TryTake(out var context))
        {
            context = await _chromium!.NewContextAsync(
                new()
                {
                    BaseURL = Gateway.AbsoluteUri,
                    Locale = language == Visitor.English ? "en-US" : "zh-CN",
                    TimezoneId = "Asia/Shanghai",
                    ReducedMotion = ReducedMotion.Reduce,
                }
            );
            if (language == Visitor.English)
            {
                await context.AddInitScriptAsync(
                    "if (!localStorage.getItem('regionnet.language')) localStorage.setItem('regionnet.language', 'en')"
                );
            }
        }
        if (language == Visitor.English)
        {
            await context.AddCookiesAsync([
                new()
                {
                    Name = "regionnet-lang",
                    Value = "en",
                    Url = Gateway.AbsoluteUri,
                },
            ]);
        }
        var visitor = await Visitor.Open(context, idle.Add);
        await visitor.Page.SetViewportSizeAsync(width, 900);
        return visitor;
    }

    /// <summary>
    /// A visitor who has signed in already, on that page. The sign-in form has tests of its own; here its cookies are brought along, one
    /// sign-in a person for all tests.
    /// </summary>
    public async Task<Visitor> VisitAs(
        string userName,
        string path,
        string language = Visitor.Chinese,
        int width = 1440
    )
    {
        var session = await Known(userName);
        var visitor = await Visit(language, width);
        await visitor.Context.AddCookiesAsync(
            session
                .Cookies.GetAllCookies()
                .Select(c => new Microsoft.Playwright.Cookie
                {
                    Name = c.Name,
                    Value = c.Value,
                    Domain = c.Domain,
                    Path = c.Path,
                    HttpOnly = c.HttpOnly,
                    SameSite = SameSiteAttribute.Lax,
                })
        );
        await visitor.Go(path);
        await visitor.Find("person").WaitForAsync();
        return visitor;
    }

    /// <summary>A visitor with a profile folder of their own, which survives the end of the browser.</summary>
    public async Task<Visitor> VisitWithProfile(string folder)
    {
        var context = await _playwright!.Chromium.LaunchPersistentContextAsync(
            folder,
            new()
            {
                ExecutablePath = FindChromium(),
                Headless = true,
                Args = Arguments,
                BaseURL = Gateway.AbsoluteUri,
                Locale = "zh-CN",
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
        return await Visitor.Open(context);
    }

    /// <summary>The same person without a browser, to arrange what a test needs.</summary>
    public async Task<PortalSession> Api(string userName) => (await Known(userName)).Again();

    /// <summary>The person's session: a copied one can't be kept alive beyond its access token, so it is made anew before that ends.</summary>
    private Task<PortalSession> Known(string userName) =>
        _known
            .AddOrUpdate(
                userName,
                name => SignedIn(name),
                (name, known) => Stopwatch.GetElapsedTime(known.Since) > s_fresh ? SignedIn(name) : known
            )
            .Session.Value;

    private (long Since, Lazy<Task<PortalSession>> Session) SignedIn(string userName) =>
        (Stopwatch.GetTimestamp(), new(() => PortalSession.SignIn(Gateway, userName)));

    /// <summary>What a walk over all pages found; taken once, judged by several tests.</summary>
    internal Task<PageWalk> Walk() => _walk ??= PageWalk.Take(this);

    /// <summary>Without windows it takes a fifth less of the processor, so that one comes first.</summary>
    private static string FindChromium()
    {
        string[] names = ["chromium-headless-shell", "chromium", "chromium-browser"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Prepend("/usr/bin");
        return names
                .SelectMany(name => folders.Select(folder => Path.Combine(folder, name)))
                .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "Chromium is missing on this machine: sudo apt-get install -y chromium fonts-noto-cjk"
            );
    }
}
