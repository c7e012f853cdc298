using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>What a host does: answer those who ask for a room, open a hearing, and make one give way to another.</summary>
public sealed class HostsDay(Browser browser)
{
    [Fact]
    public async Task A_request_is_sent_back_completed_and_approved_and_another_rejected()
    {
        var day = Days.WorkdayAfter(88);
        var (first, second) = (
            Id(await Arrange.Submission(browser, day, 9)),
            Id(await Arrange.Submission(browser, day, 11))
        );
        await using var host = await browser.VisitAs("suzhou.clerk", $"/sessions/{first}");
        await Answer(host, "send-back", "请补充委托代理手续");
        await Status(host, "supplement");

        await using var guest = await browser.VisitAs("guangzhou.clerk", $"/sessions/{first}");
        await guest.Find("history-entry").Filter(new() { HasText = "请补充委托代理手续" }).First.WaitForAsync();
        await guest.Find("amend-session").ClickAsync();
        var dialog = guest.Find("amend-dialog");
        await dialog.GetByTestId("title").FillAsync("商标侵权纠纷 联合口头审理（已补正）");
        await dialog.GetByTestId("save-submit").ClickAsync();
        await Status(guest, "submitted");

        await host.Navigate("/sessions?view=approver");
        await host.Page.Locator($"a[href='/sessions/{first}']").ClickAsync();
        await host.Find("approve").ClickAsync();
        await Status(host, "approved");
        await host.Navigate($"/sessions/{second}");
        await Answer(host, "reject", "当日审理庭检修");
        await Status(host, "rejected");
        await guest.Navigate($"/sessions/{second}");
        await guest.Find("history-entry").Filter(new() { HasText = "当日审理庭检修" }).First.WaitForAsync();
        Assert.Equal([], [.. host.Complaints, .. guest.Complaints]);
    }

    [Fact]
    public async Task A_hearing_is_checked_in_ended_and_archived()
    {
        var session = Id(await Arrange.Imminent(browser));
        await using var clerk = await browser.VisitAs("suzhou.clerk", $"/sessions/{session}");

        await clerk.Find("check-in").ClickAsync();
        await Status(clerk, "in-session");
        await clerk.Find("end-session").ClickAsync();
        await Status(clerk, "ended");
        await clerk.Find("archive-session").ClickAsync();
        await Status(clerk, "archived");
        Assert.Equal([], clerk.Complaints);
    }

    [Fact]
    public async Task A_director_proposes_that_a_session_gives_way_and_somebody_else_approves()
    {
        var day = Days.WorkdayAfter(95);
        var training = Id(await Arrange.Contest(browser, day, 9));
        await using var director = await browser.VisitAs("suzhou.director", $"/sessions/{training}");
        await director.Find("displace-session").ClickAsync();
        var dialog = director.Find("displace-dialog");
        await Assertions.Expect(dialog.GetByTestId("rival")).ToBeCheckedAsync();
        await dialog.GetByTestId("propose").ClickAsync();
        // Neither a reason nor another slot was given yet.
        await Assertions.Expect(dialog.Locator(".field-error")).ToHaveCountAsync(2);
        await dialog.GetByTestId("from").SelectOptionAsync("14:00");
        await Assertions.Expect(dialog.GetByTestId("to")).ToHaveValueAsync("15:30");
        await dialog.GetByTestId("displace-reason").FillAsync("案件审限将满，须先行开庭");
        await dialog.GetByTestId("propose").ClickAsync();
        await director.Answers.GetByRole(AriaRole.Link).ClickAsync();
        var proposal = director.Page.Locator($"[data-testid=displacement]:has(a[href='/sessions/{training}'])");
        await proposal.GetByTestId("four-eyes").WaitForAsync();
        Assert.Equal(0, await proposal.GetByTestId("approve").CountAsync());

        await using var keeper = await browser.VisitAs("suzhou.clerk", "/displacements");
        await keeper
            .Page.Locator($"[data-testid=displacement]:has(a[href='/sessions/{training}'])")
            .GetByTestId("approve")
            .ClickAsync();
        await keeper
            .Page.Locator($"[data-testid=displacement][data-status=approved]:has(a[href='/sessions/{training}'])")
            .WaitForAsync();
        await keeper.Navigate($"/sessions/{training}");
        await keeper.Find("session-detail").Filter(new() { HasText = "14:00–15:30" }).WaitForAsync();
        Assert.Equal([], [.. director.Complaints, .. keeper.Complaints]);
    }

    private static string Id(JsonElement session) => session.GetProperty("id").GetString()!;

    private static async Task Answer(Visitor host, string button, string reason)
    {
        await host.Find(button).ClickAsync();
        await host.Find("reason").FillAsync(reason);
        await host.Find("confirm").ClickAsync();
    }

    private static Task Status(Visitor visitor, string status) =>
        visitor.Page.Locator($"[data-testid=session-detail][data-status={status}]").WaitForAsync();
}
