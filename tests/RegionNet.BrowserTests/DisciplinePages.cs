namespace RegionNet.BrowserTests;

/// <summary>Cases for the pages of discipline to show.</summary>
/// <param name="Stated">The party stated its case; the statement period runs, the answer is missing.</param>
/// <param name="Person">A lead about a natural person.</param>
/// <param name="Published">Repair may be applied for.</param>
/// <param name="Repairing">An application that a reviewer decides.</param>
/// <param name="Reinstated">Published, repaired by fraud, reinstated.</param>
/// <param name="Entry">Its entry, with three versions.</param>
internal sealed record DisciplineFurniture(
    string Stated,
    string Person,
    string Published,
    string Repairing,
    string Reinstated,
    string Entry
)
{
    public static async Task<DisciplineFurniture> Make(Browser browser)
    {
        using var stated = await ArrangeDiscipline.Organisation(browser, "深圳市华创远景知识产权代理有限公司");
        using var person = await ArrangeDiscipline.Person(browser, "欧阳建国", "440301198001010018");
        using var published = await ArrangeDiscipline.Organisation(browser, "广州诚达商标事务所（普通合伙）");
        using var repairing = await ArrangeDiscipline.Organisation(
            browser,
            "东莞市恒通专利代理有限公司",
            "abnormal-filing"
        );
        using var reinstated = await ArrangeDiscipline.Organisation(
            browser,
            "珠海横琴蓝图科技有限公司",
            "false-material"
        );
        await stated.Stated(daysAgo: 2);
        await published.Published(decidedDaysAgo: 200);
        await repairing.Published(decidedDaysAgo: 210);
        await repairing.RepairAccepted();
        await reinstated.Published(decidedDaysAgo: 190);
        await reinstated.Reinstated();
        return new(stated.Id, person.Id, published.Id, repairing.Id, reinstated.Id, reinstated.Entry);
    }
}

/// <summary>The pages of discipline, by who sees them.</summary>
internal static class DisciplinePages
{
    public static IReadOnlyList<(string UserName, IReadOnlyList<PortalPage> Pages)> Of(DisciplineFurniture made) =>
        [
            (
                "officer",
                [
                    new("cases-due", "/discipline/cases", Ready: v => v.Find("case").First.WaitForAsync()),
                    new("cases-all", "/discipline/cases?view=all", Ready: v => v.Find("case").First.WaitForAsync()),
                    new("case-new", "/discipline/cases/new"),
                    new("case-new-wrong", "/discipline/cases/new", v => v.Find("submit-lead").ClickAsync()),
                    new("case-stated", Case(made.Stated), Ready: v => v.Find("history-entry").First.WaitForAsync()),
                    new("case-person", Case(made.Person), Ready: v => v.Find("reveal").WaitForAsync()),
                    new("case-published", Case(made.Published), Ready: v => v.Find("flag").First.WaitForAsync()),
                    new("case-reinstated", Case(made.Reinstated), Ready: v => v.Find("endings").WaitForAsync()),
                    new("case-repair-dialog", Case(made.Published), Step("repair")),
                    new("case-document-dialog", Case(made.Stated), v => v.Find("add-document").ClickAsync()),
                    new("discipline-lists", "/discipline/lists", Ready: v => v.Find("entry").First.WaitForAsync()),
                    new(
                        "discipline-lists-as-of",
                        $"/discipline/lists?list=cnipa-credit&on={Days.In(-30):yyyy-MM-dd}&known={Days.In(-1):yyyy-MM-dd}T09:00",
                        Ready: v => v.Find("as-of-note").WaitForAsync()
                    ),
                    new(
                        "entry",
                        $"/discipline/entries/{made.Entry}",
                        Ready: v => v.Find("version").Nth(2).WaitForAsync()
                    ),
                    new("discipline-rules", "/discipline/rules", Ready: v => v.Find("rule-deadlines").WaitForAsync()),
                    new("public-lists", "/public/discipline", Ready: v => v.Find("public-list").First.WaitForAsync()),
                    new(
                        "public-list",
                        "/public/discipline/lists/cnipa-credit",
                        Ready: v => v.Find("entry").First.WaitForAsync()
                    ),
                ]
            ),
            (
                "reviewer",
                [
                    new(
                        "cases-to-decide",
                        "/discipline/cases?view=decisions",
                        Ready: v => v.Find("case").First.WaitForAsync()
                    ),
                    new("case-repairing", Case(made.Repairing), Ready: v => v.Find("repair-row").WaitForAsync()),
                    new("case-decision-dialog", Case(made.Stated), Step("decision")),
                ]
            ),
        ];

    /// <summary>As everybody sees it who is not signed in.</summary>
    public static IReadOnlyList<PortalPage> OfStranger(DisciplineFurniture made) =>
        [
            new(
                "public-entry",
                $"/public/discipline/entries/{made.Entry}",
                Ready: v => v.Find("public-entry").WaitForAsync()
            ),
        ];

    private static string Case(string id) => $"/discipline/cases/{id}";

    private static Func<Visitor, Task> Step(string step) =>
        async visitor =>
        {
            await visitor.Page.Locator($"[data-testid=step][data-step={step}]").ClickAsync();
            await visitor.Find("step-dialog").WaitForAsync();
        };
}
