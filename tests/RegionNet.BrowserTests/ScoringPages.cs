using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using RegionNet.Testing.Driver;

namespace RegionNet.BrowserTests;

/// <param name="Open">A round that is being scored by the demo evaluators.</param>
/// <param name="Over">One whose scoring is over, with cells to moderate.</param>
internal sealed record ScoringFurniture(PanelRound Open, PanelRound Over)
{
    public static readonly string[] People = ["evaluator", "evaluator2", "evaluator3"];

    public static async Task<ScoringFurniture> Make(Browser browser)
    {
        var (open, over) = (await Round(browser, zones: 3), await Round(browser, zones: 2));
        await using var source = NpgsqlDataSource.Create(await browser.Database());
        await using var owner = await source.OpenConnectionAsync();
        await over.Fill(owner);
        using var evaluator = await browser.Api("evaluator");
        foreach (var indicator in open.Indicators.Take(4))
        {
            await Mark(evaluator, open, open.Zones[0], indicator, 82.5m, 0);
        }
        return new ScoringFurniture(open, over);
    }

    /// <summary>A round of its own, of which nothing is marked yet.</summary>
    public static async Task<PanelRound> Round(Browser browser, int zones = 1)
    {
        await using var source = NpgsqlDataSource.Create(await browser.Database());
        await using var owner = await source.OpenConnectionAsync();
        return await PanelRound.Plant(owner, zones, indicators: 6, [.. People.Select(PanelRound.Account)]);
    }

    /// <returns>The version of the cell.</returns>
    public static async Task<int> Mark(
        PortalSession who,
        PanelRound round,
        Guid zone,
        string indicator,
        decimal mark,
        int version
    )
    {
        using var answer = await who.Api.PutAsJsonAsync(
            $"/api/assessments/rounds/{round.Id}/sheet/{zone}/{indicator}",
            new
            {
                mark,
                version,
                comment = "材料齐全",
            }
        );
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32();
    }
}

/// <summary>The pages of evaluators, assignments, score sheets and moderation, by who sees them.</summary>
internal static class ScoringPages
{
    public static IEnumerable<(string UserName, IReadOnlyList<PortalPage> Pages)> Of(ScoringFurniture made) =>
        [
            (
                "evaluator",
                [
                    new("score-sheets", "/assessments/sheets", Ready: v => v.Find("my-sheet").First.WaitForAsync()),
                    new("score-sheet", Sheet(made.Open, 0), Choose),
                    new("score-sheet-wrong", Sheet(made.Open, 1), Wrong),
                    new("score-sheet-leave", Sheet(made.Open, 1), Leave),
                    new("score-sheet-locked", Sheet(made.Over, 0), Ready: v => v.Find("others").WaitForAsync()),
                    new("moderation-of-evaluator", $"/assessments/rounds/{made.Over.Id}/moderation", Task),
                ]
            ),
            (
                "organiser",
                [
                    new("evaluators", "/assessments/evaluators", Ready: v => v.Find("evaluator").First.WaitForAsync()),
                    new("evaluator-dialog", "/assessments/evaluators", Press("edit-evaluator", "evaluator-dialog")),
                    new("evaluator-relations", "/assessments/evaluators", Press("relations", "relations-dialog")),
                    new("assignments", $"/assessments/rounds/{made.Open.Id}/assignments", Preview),
                    new(
                        "assign-dialog",
                        $"/assessments/rounds/{made.Open.Id}/assignments",
                        Press("assign", "assign-dialog")
                    ),
                    new(
                        "moderation",
                        $"/assessments/rounds/{made.Over.Id}/moderation",
                        Ready: v => v.Find("task").First.WaitForAsync()
                    ),
                    new("moderation-task", $"/assessments/rounds/{made.Over.Id}/moderation", Task),
                    new(
                        "scores",
                        $"/assessments/rounds/{made.Over.Id}/scores",
                        Ready: v => v.Find("scores").WaitForAsync()
                    ),
                ]
            ),
        ];

    public static string Sheet(PanelRound round, int zone) =>
        $"/assessments/rounds/{round.Id}/score/{round.Zones[zone]}";

    private static Func<Visitor, Task> Press(string button, string dialog) =>
        async visitor =>
        {
            await visitor.Find(button).First.ClickAsync();
            await visitor.Find(dialog).WaitForAsync();
        };

    private static async Task Choose(Visitor evaluator)
    {
        await evaluator.Find("mark").First.FocusAsync();
        await evaluator.Page.Locator("[data-testid=score-row].current").WaitForAsync();
    }

    private static async Task Wrong(Visitor evaluator)
    {
        // The sheet before was begun.
        await evaluator.Page.Locator("[data-indicator=A1][data-state=empty]").WaitForAsync();
        await evaluator.Find("mark").First.FillAsync("101");
        await evaluator.Page.Locator("[data-testid=score-row][data-state=wrong]").WaitForAsync();
    }

    private static async Task Leave(Visitor evaluator)
    {
        await Wrong(evaluator);
        await evaluator.Page.Locator("main a[href$='assessments/sheets']").ClickAsync();
        await evaluator.Find("confirm-dialog").WaitForAsync();
    }

    private static async Task Task(Visitor visitor)
    {
        await visitor.Find("show-task").First.ClickAsync();
        await visitor.Find("moderated").First.WaitForAsync();
    }

    private static async Task Preview(Visitor organiser)
    {
        await organiser.Find("preview").ClickAsync();
        await organiser.Find("plan").WaitForAsync();
    }
}
