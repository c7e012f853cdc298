using Microsoft.Playwright;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>What a person is about to press stays where it is and within reach, whatever comes up meanwhile.</summary>
public sealed class ControlTests(Browser browser)
{
    /// <summary>Brings every control into view as focus does it, and names those that lie under a notice then.</summary>
    private const string Covered = """
        () => [...document.querySelectorAll(
                "main :is(a, button, input, select, textarea), .side a, [role=dialog] :is(a, button, input, select, textarea)")]
            .filter(control => {
                control.scrollIntoView({ block: "nearest" });
                const box = control.getBoundingClientRect();
                return box.width > 0 && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest(".notice");
            })
            .map(control => control.dataset.testid ?? control.textContent.trim())
        """;

    [Theory]
    [InlineData(Visitor.Chinese, 1440)]
    [InlineData(Visitor.English, 1000)]
    [InlineData(Visitor.Chinese, 390)]
    public async Task Alerts_lie_over_no_control_of_page_dialog_or_menu(string language, int width)
    {
        var titles = Enumerable.Range(0, 3).Select(n => $"夜间检修 {n} {Guid.NewGuid():N}").ToList();
        await using var clerk = await browser.VisitAs("guangzhou.clerk", "/rooms", language, width);
        await clerk.Live();
        await clerk.Settled();
        using var coordinator = await browser.Api("gba.coordinator");
        foreach (var title in titles)
        {
            await ArrangeAlerts.Manual(coordinator, "manual.notice", title, title, "GBA");
            await clerk.Find("notice").Filter(new() { HasText = title }).WaitForAsync();
        }
        Assert.Empty(await clerk.Page.EvaluateAsync<string[]>(Covered));

        // Real presses: the button of the page, and the last one of a dialog.
        await clerk.Find("add-room").ClickAsync();
        await clerk.Find("room-dialog").WaitForAsync();
        await clerk.Find("notice").First.WaitForAsync();
        Assert.Empty(await clerk.Page.EvaluateAsync<string[]>(Covered));
        await clerk.Page.ScreenshotAsync(new() { Path = Path.Combine(PageWalk.Artifacts, $"notices-{width}.png") });
        await clerk.Find("room-dialog").Locator("button[type=submit]").ClickAsync();
        await clerk.Find("room-dialog").Locator(".field-error").First.WaitForAsync();
        Assert.Equal([], clerk.Complaints);
    }

    [Fact]
    public async Task A_change_of_language_asks_before_it_drops_what_was_typed()
    {
        await using var officer = await browser.VisitAs("officer", "/discipline/cases/new");
        await officer.Find("party-name").FillAsync("苏州某某知识产权代理有限公司");

        await officer.Find("language").ClickAsync();
        await officer.Find("confirm-dialog").GetByText("取消").ClickAsync();
        await Assertions.Expect(officer.Find("confirm-dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(officer.Find("party-name")).ToHaveValueAsync("苏州某某知识产权代理有限公司");

        await officer.Find("language").ClickAsync();
        await officer.Find("confirm").ClickAsync();
        await officer.Page.Locator("html[lang=en]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Assertions.Expect(officer.Find("party-name")).ToHaveValueAsync("");

        // Nothing is typed any more: nothing is asked.
        await officer.Speak(Visitor.Chinese);
        await Assertions.Expect(officer.Find("party-name")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_dialog_takes_the_focus_as_it_shows_and_from_no_field_that_is_typed_in()
    {
        await using var clerk = await browser.VisitAs("guangzhou.clerk", "/rooms");
        await clerk.Find("add-room").ClickAsync();
        var fields = clerk.Find("room-dialog").GetByRole(AriaRole.Textbox);
        await Assertions.Expect(fields.First).ToBeFocusedAsync();
        await fields.Nth(1).FocusAsync();
        await fields.Nth(1).PressSequentiallyAsync("as long as this", new() { Delay = 100 });
        await Assertions.Expect(fields.Nth(1)).ToHaveValueAsync("as long as this");
        await clerk.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(clerk.Find("add-room")).ToBeFocusedAsync();
    }

    /// <summary>Pressing a button leaves the field before it, and what was wrong with that is right now.</summary>
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task One_press_sends_a_form_whose_last_mistake_was_just_mended(int width)
    {
        await using var officer = await browser.VisitAs("officer", "/discipline/cases/new", width: width);
        var button = officer.Find("submit-lead");
        await button.ClickAsync();
        await officer.Page.Locator(".field-error").First.WaitForAsync();
        await officer.Find("lead-list").SelectOptionAsync("cnipa-credit");
        await officer.Find("lead-ground").SelectOptionAsync("bad-faith-mark");
        await officer.Find("lead-facts").FillAsync("移送线索：批量提交与经营范围无关的商标注册申请。");
        var code = ArrangeDiscipline.FreshCode();
        await officer.Find("party-code").FillAsync($"{code[..^1]}{(code[^1] == '0' ? '1' : '0')}");
        await officer.Find("party-name").FillAsync("东莞市一次按下科技有限公司");
        // The check digit is the service's to judge; a reason is asked for, and the code is put right instead.
        await button.ClickAsync();
        await officer.Find("code-override").WaitForAsync();
        await officer.Find("party-code").FillAsync(code);

        // The whole page is in the window: nothing keeps its place by scrolling.
        await officer.Page.SetViewportSizeAsync(width, 2_400);
        await button.ScrollIntoViewIfNeededAsync();
        var box = (await button.BoundingBoxAsync())!;
        await officer.Page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        await officer.Page.Mouse.DownAsync();
        // As long as a finger rests on a button: the field has lost the focus, and the page has drawn what follows from that.
        await Assertions.Expect(officer.Find("code-override")).ToBeHiddenAsync();
        await officer.Page.Mouse.UpAsync();

        await officer.Page.Locator("[data-testid=case-detail][data-state=lead]").WaitForAsync();
        Assert.All(officer.Complaints, c => Assert.Contains("status of 4", c, StringComparison.Ordinal));
    }
}
