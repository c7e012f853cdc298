using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>What holds for every page, in both languages, at 1440 and at 390 px.</summary>
[Collection(Lanes.Walk)]
public sealed class PageTests(Browser browser)
{
    [Fact]
    public async Task Axe_finds_no_serious_or_critical_violation()
    {
        var walk = await browser.Walk();
        Nothing(walk.Violations, walk.Views);
    }

    /// <summary>The judge itself is judged: what it must find is put on a page, under the site's own content security policy.</summary>
    [Fact]
    public async Task Axe_and_the_console_are_really_listened_to()
    {
        await using var stranger = await browser.Visit();
        await stranger.Go("/");
        await stranger.Page.EvaluateAsync(
            """
            () => {
                document.querySelector("main").insertAdjacentHTML("beforeend", "<img src='favicon.svg'><button></button>");
                const script = document.createElement("script");
                script.textContent = "window.ran = true";
                document.body.append(script);
            }
            """
        );

        var violations = (await Axe.Judge(stranger.Page.Locator("html"))).Select(v => v.Rule).ToList();

        Assert.Contains("image-alt", violations);
        Assert.Contains("button-name", violations);
        Assert.False(await stranger.Page.EvaluateAsync<bool>("() => window.ran === true"));
        Assert.Contains(stranger.Complaints, c => c.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_page_makes_the_console_complain_or_breaks_the_content_security_policy()
    {
        var walk = await browser.Walk();
        Nothing(walk.Complaints, walk.Views);
    }

    [Fact]
    public async Task No_page_scrolls_sideways()
    {
        var walk = await browser.Walk();
        Nothing(walk.Overflows, walk.Views);
    }

    /// <summary>The README's picture: the product itself, on a busy day.</summary>
    [Fact]
    public async Task The_board_is_photographed_on_a_busy_day()
    {
        var day = Days.WorkdayAfter(50);
        await Arrange.BusyDay(browser, day);
        await using var clerk = await browser.VisitAs("suzhou.clerk", $"/board?zone=YRD&day={day:yyyy-MM-dd}");
        await clerk.Find("room").First.WaitForAsync();
        await clerk.Live();
        await clerk.Settled();
        await clerk.Page.Mouse.MoveAsync(0, 0);

        var picture = await clerk.Page.ScreenshotAsync(new() { Path = Path.Combine(PageWalk.Artifacts, "board.png") });

        Assert.True(await clerk.Page.Locator("[data-testid=cell][data-state=busy]").CountAsync() > 10);
        Assert.InRange(picture.Length, 10_000, 300_000);
    }

    private static void Nothing(IReadOnlyCollection<string> found, int views) =>
        Assert.True(
            found.Count == 0 && views > 0,
            $"{found.Count} in {views} views:{Environment.NewLine}{string.Join(Environment.NewLine, found)}"
        );
}
