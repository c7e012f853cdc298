using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>A discipline officer and a reviewer: a case from lead to publication with the refusals on the way, and a repair.</summary>
[Collection(Lanes.Offices)]
public sealed class OfficersDay(Browser browser)
{
    [Fact]
    public async Task A_case_goes_from_lead_to_publication_with_the_refusals_on_the_way()
    {
        var code = ArrangeDiscipline.FreshCode();
        await using var officer = await browser.VisitAs("officer", "/discipline/cases/new");
        await Record(officer, "深圳星瀚知识产权代理有限公司", code);
        var id = officer.Page.Url.Split('/')[^1];

        await officer.Find("step").And(officer.Page.Locator("[data-step=verification]")).ClickAsync();
        await Stands(officer, "verifying");
        var dialog = await Open(officer, "proposal");
        await dialog.GetByTestId("confirm").ClickAsync();
        // The clause is asked for before anything is sent.
        await Assertions.Expect(dialog.Locator(".field-error")).ToHaveCountAsync(1);
        await dialog.GetByTestId("step-clause").FillAsync("《国家知识产权局知识产权信用管理规定》第六条第二项");
        await Confirm(officer, dialog);
        await Stands(officer, "proposed");
        dialog = await Open(officer, "service");
        await HandIn(dialog, "prior-notice", "国知监告〔2026〕12号");
        await HandIn(dialog, "proof-of-service", "EMS 1098 7765 4433");
        await Confirm(officer, dialog);
        await Stands(officer, "notice-served");

        // Nobody decides while the party may still state its case; the page says so before, the service when it is tried.
        await using var reviewer = await browser.VisitAs("reviewer", "/discipline/cases?view=decisions");
        await reviewer.Page.Locator($"a[href='/discipline/cases/{id}']").ClickAsync();
        await Stands(reviewer, "notice-served");
        await reviewer
            .Page.Locator("[data-step=decision] [data-code='discipline.statement-period-runs'][data-met=false]")
            .WaitForAsync();
        dialog = await Open(reviewer, "decision");
        await dialog.GetByTestId("yes").CheckAsync();
        await HandIn(dialog, "decision", "国知信决〔2026〕8号");
        await dialog.GetByTestId("confirm").ClickAsync();
        await Refused(dialog, "discipline.statement-period-runs");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();

        await officer.Navigate("/discipline/cases?view=all");
        await officer.Page.Locator($"a[href='/discipline/cases/{id}']").ClickAsync();
        dialog = await Open(officer, "waiver");
        await HandIn(dialog, "waiver", "当事人声明 2026-3");
        await Confirm(officer, dialog);
        await officer
            .Page.Locator("[data-step=decision] [data-code='discipline.statement-period-runs'][data-met=true]")
            .WaitForAsync();

        // The reviewer's page is older than the waiver: it is told so, and then shows how the case stands.
        dialog = await Open(reviewer, "decision");
        await dialog.GetByTestId("yes").CheckAsync();
        await dialog.GetByTestId("confirm").ClickAsync();
        await Refused(dialog, "discipline.stale-case");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await reviewer
            .Page.Locator("[data-step=decision] [data-code='discipline.statement-period-runs'][data-met=true]")
            .WaitForAsync();
        dialog = await Open(reviewer, "decision");
        await dialog.GetByTestId("yes").CheckAsync();
        await Confirm(reviewer, dialog);
        await Stands(reviewer, "decided");

        await officer.Navigate("/discipline/cases");
        await officer.Page.Locator($"a[href='/discipline/cases/{id}']").ClickAsync();
        await Stands(officer, "decided");
        await Confirm(officer, await Open(officer, "publication"));
        await Stands(officer, "published");
        await officer.Find("see-entry").ClickAsync();
        await officer.Page.Locator("[data-testid=entry-detail][data-in-force=true]").WaitForAsync();
        await Assertions.Expect(officer.Find("version")).ToHaveCountAsync(1);

        await using var stranger = await browser.Visit();
        await stranger.Go("/public/discipline");
        await stranger.Find("search").FillAsync(code);
        await stranger.Find("entry").GetByRole(AriaRole.Link).ClickAsync();
        await stranger.Find("public-entry").Filter(new() { HasText = "国知信决〔2026〕8号" }).WaitForAsync();
        Assert.Equal([], Unexpected(officer, reviewer, stranger));
    }

    [Fact]
    public async Task A_repair_is_applied_for_accepted_and_granted_and_the_entry_is_shown_no_more()
    {
        using var made = await ArrangeDiscipline.Organisation(browser, "佛山市顺鑫商标事务所");
        await made.Published(decidedDaysAgo: 215);
        await using var officer = await browser.VisitAs("officer", $"/discipline/cases/{made.Id}");

        var dialog = await Open(officer, "repair");
        await HandIn(dialog, "repair-application", "修复申请 2026-1");
        await HandIn(dialog, "commitment", "信用承诺 2026-1");
        await HandIn(dialog, "correction", "整改报告 2026-1");
        await Confirm(officer, dialog);
        await Stands(officer, "repair-applied");
        await officer.Find("step").And(officer.Page.Locator("[data-step=acceptance]")).ClickAsync();
        await officer.Page.Locator("[data-testid=repair-row][data-state=accepted]").WaitForAsync();

        await using var reviewer = await browser.VisitAs("reviewer", $"/discipline/cases/{made.Id}");
        dialog = await Open(reviewer, "repair-decision");
        await dialog.GetByTestId("yes").CheckAsync();
        await HandIn(dialog, "repair-decision", "国知信修〔2026〕2号");
        await Confirm(reviewer, dialog);
        await Stands(reviewer, "repaired");
        await reviewer.Find("see-entry").ClickAsync();
        await reviewer.Page.Locator("[data-testid=entry-detail][data-in-force=false]").WaitForAsync();
        await Assertions.Expect(reviewer.Find("version")).ToHaveCountAsync(2);

        await using var stranger = await browser.Visit();
        await stranger.Go($"/public/discipline/entries/{made.Entry}");
        await stranger.Find("empty").WaitForAsync();
        Assert.Equal([], Unexpected(officer, reviewer, stranger));
    }

    [Fact]
    public async Task A_persons_data_are_masked_until_they_are_revealed_for_a_purpose()
    {
        const string residentId = "11010519491231002X";
        using var made = await ArrangeDiscipline.Person(browser, "王小明", residentId);
        await using var officer = await browser.VisitAs("officer", "/discipline/cases?view=all");

        await officer.Find("search").FillAsync(residentId);
        var row = officer.Page.Locator($"[data-testid=case][data-case='{made.Id}']");
        await row.Filter(new() { HasText = "王＊明" }).WaitForAsync();
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(officer.Find("party-id")).ToHaveTextAsync("110***********002X");
        Assert.DoesNotContain(residentId, await officer.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(residentId, officer.Page.Url, StringComparison.Ordinal);

        await officer.Find("reveal").ClickAsync();
        await officer.Find("reason").FillAsync("核对当事人身份");
        await officer.Find("confirm").ClickAsync();
        await Assertions.Expect(officer.Find("party-id")).ToHaveTextAsync(residentId);
        await Assertions.Expect(officer.Find("party")).ToHaveTextAsync("王小明");
        Assert.Equal([], Unexpected(officer));
    }

    /// <summary>Fills in the lead's form; first with a code whose check digit is wrong.</summary>
    private static async Task Record(Visitor officer, string name, string code)
    {
        await officer.Find("party-name").FillAsync(name);
        await officer.Find("lead-list").SelectOptionAsync("cnipa-credit");
        await officer.Find("lead-ground").SelectOptionAsync("bad-faith-mark");
        await officer.Find("lead-facts").FillAsync("地方知识产权局移送：批量提交与经营范围无关的商标注册申请。");
        await officer.Find("party-code").FillAsync($"{code[..^1]}{(code[^1] == '0' ? '1' : '0')}");
        await officer.Find("submit-lead").ClickAsync();
        await officer.Find("code-override").WaitForAsync();
        await officer.Find("party-code").FillAsync(code);
        await officer.Find("submit-lead").ClickAsync();
        await Stands(officer, "lead");
        await Assertions
            .Expect(officer.Page)
            .ToHaveURLAsync(new Regex("/discipline/cases/[0-9a-f-]{36}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static async Task<ILocator> Open(Visitor visitor, string step)
    {
        await visitor.Find("step").And(visitor.Page.Locator($"[data-step={step}]")).ClickAsync();
        var dialog = visitor.Find("step-dialog");
        await dialog.WaitForAsync();
        return dialog;
    }

    private static async Task HandIn(ILocator dialog, string kind, string number)
    {
        var field = dialog.Locator($"[data-testid=document-field][data-kind={kind}]");
        await field.GetByTestId("document-number").FillAsync(number);
        await field.GetByTestId("document-day").FillAsync($"{Days.In(0):yyyy-MM-dd}");
        await field
            .GetByTestId("document-file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = $"{kind}.txt",
                    MimeType = "text/plain",
                    Buffer = Encoding.UTF8.GetBytes("文书正文"),
                }
            );
        await field.Locator(".file-name").Filter(new() { HasText = $"{kind}.txt" }).WaitForAsync();
    }

    private static async Task Confirm(Visitor visitor, ILocator dialog)
    {
        await dialog.GetByTestId("confirm").ClickAsync();
        await Assertions.Expect(visitor.Find("step-dialog")).ToHaveCountAsync(0);
    }

    private static async Task Refused(ILocator dialog, string code)
    {
        await dialog.Locator($"[data-testid=problem][data-code='{code}']").WaitForAsync();
        await dialog.GetByTestId("advice").WaitForAsync();
    }

    private static Task Stands(Visitor visitor, string state) =>
        visitor.Page.Locator($"[data-testid=case-detail][data-state={state}]").WaitForAsync();

    /// <summary>A refusal is an answer: the browser itself notes each one in the console.</summary>
    private static string[] Unexpected(params Visitor[] visitors) =>
        [
            .. visitors
                .SelectMany(v => v.Complaints)
                .Where(c =>
                    !Regex.IsMatch(c, "status of 4(04|09|12)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
                ),
        ];
}
