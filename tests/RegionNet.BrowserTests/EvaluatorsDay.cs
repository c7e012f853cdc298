using Microsoft.Playwright;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>An evaluator scores a zone from the keyboard, meets the own second tab, and hands the sheet in.</summary>
[Collection(Lanes.Offices)]
public sealed class EvaluatorsDay(Browser browser)
{
    [Fact]
    public async Task A_zone_is_scored_from_the_keyboard_cell_by_cell_and_locked()
    {
        var round = await ScoringFurniture.Round(browser);
        await using var evaluator = await browser.VisitAs("evaluator", "/assessments/sheets");
        var mine = evaluator.Page.Locator($"a[href$='{round.Zones[0]}']");
        await mine.ClickAsync();
        var marks = evaluator.Find("mark");
        await Assertions.Expect(marks).ToHaveCountAsync(round.Indicators.Count);
        await Assertions.Expect(evaluator.Find("lock")).ToBeDisabledAsync();

        await marks.First.FocusAsync();
        foreach (var typed in (string[])["81", "82.5", "83", "84", "85", "86.25"])
        {
            await evaluator.Page.Keyboard.TypeAsync(typed);
            await evaluator.Page.Keyboard.PressAsync("Enter");
        }
        await Assertions
            .Expect(evaluator.Page.Locator("[data-testid=score-row][data-state=saved]"))
            .ToHaveCountAsync(6);
        await evaluator.Page.Keyboard.PressAsync("ArrowUp");
        await evaluator.Page.Keyboard.PressAsync("Tab");
        await evaluator.Page.RunAndWaitForResponseAsync(
            () => evaluator.Page.Keyboard.InsertTextAsync("材料充分，措施得力"),
            answer =>
                answer.Request.Method == "PUT" && answer.Url.EndsWith("/A5", StringComparison.Ordinal) && answer.Ok
        );

        await evaluator.Page.ReloadAsync();
        await evaluator.Usable();
        await Assertions.Expect(marks.Nth(5)).ToHaveValueAsync("86.25");
        await Assertions.Expect(evaluator.Find("comment").Nth(4)).ToHaveValueAsync("材料充分，措施得力");

        await evaluator.Find("lock").ClickAsync();
        await evaluator.Find("confirm").ClickAsync();
        await Assertions.Expect(marks).ToHaveCountAsync(0);
        await evaluator.Find("others").WaitForAsync();
        Assert.Empty(evaluator.Complaints);
    }

    [Fact]
    public async Task A_stale_tab_is_shown_both_marks_and_the_person_chooses()
    {
        var round = await ScoringFurniture.Round(browser);
        await using var evaluator = await browser.VisitAs("evaluator", ScoringPages.Sheet(round, 0));
        var marks = evaluator.Find("mark");
        await marks.First.WaitForAsync();
        using var elsewhere = await browser.Api("evaluator");
        await ScoringFurniture.Mark(elsewhere, round, round.Zones[0], "A1", 60, 0);
        await ScoringFurniture.Mark(elsewhere, round, round.Zones[0], "A2", 61, 0);

        await marks.Nth(0).FillAsync("90");
        await evaluator.Page.Keyboard.PressAsync("Enter");
        await marks.Nth(1).FillAsync("91");
        await evaluator.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(evaluator.Find("comparison")).ToHaveCountAsync(2);
        Assert.Contains("60", await evaluator.Find("comparison").First.InnerTextAsync(), StringComparison.Ordinal);
        await evaluator.Find("keep-mine").First.ClickAsync();
        await evaluator.Find("take-stored").ClickAsync();

        await Assertions.Expect(evaluator.Find("comparison")).ToHaveCountAsync(0);
        await Assertions
            .Expect(evaluator.Page.Locator("[data-testid=score-row][data-state=saved]"))
            .ToHaveCountAsync(2);
        await evaluator.Page.ReloadAsync();
        await evaluator.Usable();
        await Assertions.Expect(marks.Nth(0)).ToHaveValueAsync("90");
        await Assertions.Expect(marks.Nth(1)).ToHaveValueAsync("61");
        // The refused saves are what the console tells of.
        Assert.DoesNotContain(evaluator.Complaints, c => !c.Contains("412", StringComparison.Ordinal));
    }
}
