using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>What a coordinator does about alerts, and what the desk of a duty room sees of it.</summary>
public sealed class CoordinatorsDay(Browser browser)
{
    private static string Fresh(string words) => $"{words} {Guid.NewGuid():N}"[..(words.Length + 7)];

    private static ILocator In(Visitor visitor, string title, string state) =>
        visitor.Page.Locator($"[data-testid=alert][data-state={state}]").Filter(new() { HasText = title });

    /// <summary>From the first alert on with the key for the next one, to this one; another may have come after it.</summary>
    private static async Task GoTo(Visitor visitor, string title)
    {
        for (var n = await visitor.Find("alert").CountAsync(); n > 0; n--)
        {
            await visitor.Page.Keyboard.PressAsync("j");
            var focused = visitor.Page.Locator("[data-testid=alert]:focus");
            await Assertions.Expect(focused).ToHaveCountAsync(1);
            if ((await focused.InnerTextAsync()).Contains(title, StringComparison.Ordinal))
            {
                return;
            }
        }
        Assert.Fail($"The key for the next alert does not lead to {title}.");
    }

    [Fact]
    public async Task An_alert_is_acknowledged_with_one_key_taken_up_and_closed_and_the_history_finds_it()
    {
        var title = Fresh("联席会议材料");
        await using var coordinator = await browser.VisitAs("gba.coordinator", "/alerts");
        await using var colleague = await browser.VisitAs("guangzhou.clerk", "/alerts");
        await Task.WhenAll(coordinator.Live(), colleague.Live());
        using (var api = await browser.Api("gba.coordinator"))
        {
            await ArrangeAlerts.Manual(api, "manual.notice", title, title, "GBA");
        }
        await coordinator.WaitForAlerts(title, 1);
        await colleague.WaitForAlerts(title, 1);

        // The push that it is acknowledged comes before the answer to the acknowledgement.
        var pushed = new TaskCompletionSource();
        await coordinator.Page.RouteAsync(
            "**/acknowledgement",
            async route =>
            {
                var answer = await route.FetchAsync();
                await pushed.Task;
                await route.FulfillAsync(new() { Response = answer });
            }
        );
        await coordinator.Page.Locator("h1").FocusAsync();
        await GoTo(coordinator, title);
        await coordinator.Page.Keyboard.PressAsync("a");

        await In(coordinator, title, "acknowledged").WaitForAsync();
        await In(colleague, title, "acknowledged").WaitForAsync();
        await coordinator.Page.Keyboard.PressAsync("h");
        pushed.SetResult();
        await In(colleague, title, "handling").WaitForAsync();

        await coordinator.Alerts(title).GetByTestId("close-alert").ClickAsync();
        await coordinator.Find("close-note").FillAsync("材料已报齐");
        await coordinator.Find("confirm").ClickAsync();
        await In(colleague, title, "closed").WaitForAsync();

        await colleague.Alerts(title).GetByRole(AriaRole.Link).First.ClickAsync();
        await colleague.Page.Locator("[data-testid=message][data-change=closed]").WaitForAsync();
        Assert.Contains("材料已报齐", await colleague.Find("messages").InnerTextAsync(), StringComparison.Ordinal);

        await colleague.Navigate("/alerts/history");
        await colleague.Find("search").FillAsync(title[^6..]);
        await Assertions.Expect(colleague.Find("case")).ToHaveCountAsync(1);
        await Assertions.Expect(colleague.Find("case")).ToHaveAttributeAsync("data-state", "closed");
        Assert.Equal([], [.. coordinator.Complaints, .. colleague.Complaints]);
    }

    [Fact]
    public async Task Who_comes_second_is_told_who_was_first()
    {
        var title = Fresh("重复确认");
        using var national = await browser.Api("national.coordinator");
        var id = await ArrangeAlerts.Manual(national, "manual.notice", title, title, "GBA");
        await using var coordinator = await browser.VisitAs("gba.coordinator", $"/alerts/{id}");
        // Just before the coordinator's answer reaches the service, the other one's does.
        await coordinator.Page.RouteAsync(
            "**/acknowledgement",
            async route =>
            {
                await ArrangeAlerts.Answer(national, id!, "acknowledgement");
                await route.ContinueAsync();
            }
        );

        await coordinator.Find("acknowledge").ClickAsync();

        var problem = coordinator.Page.Locator("[data-testid=problem][data-code='alerts.already-acknowledged']");
        await problem.WaitForAsync();
        var me = await national.Api.GetFromJsonAsync<JsonElement>("/api/access/me");
        var name = me.GetProperty("displayName").GetString()!;
        Assert.Contains(name, await problem.InnerTextAsync(), StringComparison.Ordinal);
        await coordinator.Page.Locator("[data-testid=alert-detail][data-state=acknowledged]").WaitForAsync();
    }

    [Fact]
    public async Task A_red_alert_needs_a_second_person_and_then_reaches_every_screen()
    {
        var title = Fresh("供电中断");
        await using var proposer = await browser.VisitAs("gba.coordinator", "/alerts/manual");
        await using var second = await browser.VisitAs("national.coordinator", "/alerts/manual");
        await using var clerk = await browser.VisitAs("guangzhou.clerk", "/board");
        await clerk.Live();

        await proposer.Find("raise").ClickAsync();
        var dialog = proposer.Find("manual-dialog");
        await dialog
            .GetByTestId("manual-template")
            .Locator("option")
            .Nth(1)
            .WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var red = await dialog
            .GetByTestId("manual-template")
            .Locator("option", new() { HasText = "紧急" })
            .GetAttributeAsync("value");
        await dialog.GetByTestId("manual-template").SelectOptionAsync(red!);
        foreach (var place in (string[])["title", "text"])
        {
            await dialog.GetByTestId($"place-{place}-zh").FillAsync(title);
            await dialog.GetByTestId($"place-{place}-en").FillAsync(title);
        }
        await dialog.GetByTestId("save").ClickAsync();
        var waiting = proposer.Find("manual-alert").Filter(new() { HasText = title });
        await waiting.GetByTestId("four-eyes").WaitForAsync();
        Assert.Equal(0, await waiting.GetByTestId("approve").CountAsync());
        Assert.DoesNotContain(title, await clerk.Find("announce-red").InnerTextAsync(), StringComparison.Ordinal);

        await second.Page.ReloadAsync();
        await second.Find("manual-alert").Filter(new() { HasText = title }).GetByTestId("approve").ClickAsync();

        // On the board the clerk hears it at once and sees it in a notice, in the title and on the tab's icon.
        await Assertions.Expect(clerk.Find("announce-red")).ToContainTextAsync(title);
        await clerk.Find("notice").Filter(new() { HasText = title }).WaitForAsync();
        await Eventually.Becomes(() => clerk.Page.TitleAsync(), t => t.StartsWith('('));
        Assert.StartsWith(
            "data:image/png",
            await clerk.Page.Locator("link[rel=icon]").GetAttributeAsync("href") ?? "",
            StringComparison.Ordinal
        );

        await clerk.Navigate("/alerts/wall?zone=GBA");
        await clerk.Live();
        var first = clerk.Find("wall-alert").First;
        await Assertions.Expect(first).ToHaveAttributeAsync("data-level", "extreme");
        await clerk.Find("wall-alert").Filter(new() { HasText = title }).WaitForAsync();
        using (var api = await browser.Api("gba.coordinator"))
        {
            var id = (
                await clerk.Page.EvaluateAsync<string>(
                    "async t => (await (await fetch('/api/alerts/cases?state=open&search=' + encodeURIComponent(t))).json()).items[0].rootId",
                    title
                )
            );
            await ArrangeAlerts.Answer(api, id, "acknowledgement");
            await ArrangeAlerts.Answer(api, id, "closure", "供电已恢复");
        }
        await Assertions.Expect(clerk.Find("wall-alert").Filter(new() { HasText = title })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_sockets_are_cut_alerts_come_over_HTTP_and_the_page_says_so()
    {
        var title = Fresh("无长连接");
        await using var seat = await browser.VisitAs("gba.coordinator", "/zones");
        // What is done to the sockets of a window can't be undone, so it is a window of this test's own.
        await using var coordinator = await Visitor.InNewTab(seat);
        await coordinator.Page.RouteWebSocketAsync(
            new Regex("/hubs/alerts", RegexOptions.None, TimeSpan.FromSeconds(1)),
            socket => _ = socket.CloseAsync()
        );
        await coordinator.Go("/alerts");
        await coordinator.Page.Locator("[data-testid=line][data-state=polling]").WaitForAsync();
        using (var api = await browser.Api("gba.coordinator"))
        {
            await ArrangeAlerts.Manual(api, "manual.notice", title, title, "GBA");
        }
        await coordinator.WaitForAlerts(title, 1);
        await Assertions.Expect(coordinator.Find("connection")).ToHaveAttributeAsync("data-state", "polling");
        await coordinator.Alerts(title).GetByTestId("acknowledge").ClickAsync();
        await In(coordinator, title, "acknowledged").WaitForAsync();
    }

    [Fact]
    public async Task A_network_that_goes_away_is_told_at_once_and_nothing_is_lost()
    {
        await using var coordinator = await browser.VisitAs("gba.coordinator", "/alerts");
        await coordinator.Live();
        using var api = await browser.Api("gba.coordinator");
        var titles = Enumerable.Range(0, 4).Select(_ => Fresh("断网期间")).ToList();
        await ArrangeAlerts.Manual(api, "manual.notice", titles[0], titles[0], "GBA");
        await coordinator.WaitForAlerts(titles[0], 1);

        await coordinator.Context.SetOfflineAsync(true);
        await coordinator.Page.Locator("[data-testid=line][data-state=offline]").WaitForAsync();
        foreach (var title in titles[1..3])
        {
            await ArrangeAlerts.Manual(api, "manual.notice", title, title, "GBA");
        }
        Assert.Equal(0, await coordinator.Alerts(titles[1]).CountAsync());

        await coordinator.Context.SetOfflineAsync(false);
        await coordinator.Live();
        await ArrangeAlerts.Manual(api, "manual.notice", titles[3], titles[3], "GBA");
        foreach (var title in titles)
        {
            await coordinator.WaitForAlerts(title, 1);
            Assert.Equal(1, await coordinator.Alerts(title).CountAsync());
        }
        var roots = await coordinator
            .Find("alert")
            .EvaluateAllAsync<string[]>("all => all.map(a => a.dataset.alertId)");
        Assert.Equal(roots.Distinct(StringComparer.Ordinal), roots);
    }
}
