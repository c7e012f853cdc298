using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>Screening: a batch with a false positive put to rest, one party as it is typed, and an ID that leaves no trace.</summary>
[Collection(Lanes.Offices)]
public sealed class ScreeningsDay(Browser browser)
{
    /// <summary>The specimen of GB 11643.</summary>
    private const string ResidentId = "11010519491231002X";

    [Fact]
    public async Task A_batch_is_screened_a_false_positive_put_to_rest_and_the_replay_is_the_same()
    {
        var code = ArrangeDiscipline.FreshCode("320500");
        await ArrangeScreening.Published(browser, "苏州澜汐知识产权代理有限公司");
        await ArrangeScreening.Published(browser, "无锡岫云科技有限公司", code);
        await using var officer = await browser.VisitAs("officer", "/discipline/screening/batches");

        await officer.Find("batch-file").SetInputFilesAsync(Sheet("坏表.csv", "某公司,不是代码"));
        await officer.Find("cell-error").First.WaitForAsync();
        await officer
            .Find("batch-file")
            .SetInputFilesAsync(
                Sheet("合作单位.csv", $"苏州瀾汐知识产权代理公司,\n另一写法的名称,{code}\n北京毫不相干贸易有限公司,")
            );
        await Finished(officer);
        var hash = await officer.Find("batch-hash").InnerTextAsync();
        await Assertions.Expect(officer.Find("row")).ToHaveCountAsync(2);
        // A code is a match whatever the name; it can't be put to rest.
        var match = officer.Page.Locator("[data-testid=row][data-class=match]");
        await match.GetByTestId("reasons").ClickAsync();
        await Assertions.Expect(officer.Find("decide-false-positive")).ToHaveCountAsync(0);

        await Filter(officer, "strong");
        await Assertions.Expect(officer.Find("row")).ToHaveCountAsync(1);
        await officer.Find("reasons").ClickAsync();
        await Assertions
            .Expect(officer.Page.Locator("[data-testid=piece][data-piece=core]"))
            .ToHaveAttributeAsync("data-finding", "same");
        await officer.Find("decide-false-positive").ClickAsync();
        var dialog = officer.Find("false-positive-dialog");
        await dialog.GetByTestId("save").ClickAsync();
        // Neither a reason nor evidence was given.
        await Assertions.Expect(dialog.Locator(".field-error")).ToHaveCountAsync(2);
        await dialog.GetByTestId("fp-reason").FillAsync("注册地与法定代表人均不同，系同名的另一家公司");
        await dialog.GetByTestId("fp-evidence").FillAsync("国家企业信用信息公示系统查询记录");
        await dialog.GetByTestId("save").ClickAsync();
        await officer.Page.Locator("[data-testid=row][data-rest=true]").WaitForAsync();

        await officer.Find("replay").ClickAsync();
        await officer.Page.Locator("[data-testid=replay-result][data-same=true]").WaitForAsync();
        Assert.Equal(hash, await officer.Find("batch-hash").InnerTextAsync());
        // What a person decided is no part of the result, and is shown with it.
        await officer.Page.Locator("[data-testid=row][data-rest=true]").WaitForAsync();

        await officer.Navigate("/discipline/screening/false-positives");
        var decision = officer
            .Page.Locator("[data-testid=false-positive][data-state=stands]")
            .Filter(new() { HasText = "澜汐" });
        await decision.GetByTestId("withdraw").ClickAsync();
        await officer.Find("confirm-dialog").GetByTestId("confirm").ClickAsync();
        await officer
            .Page.Locator("[data-testid=false-positive][data-state=withdrawn]")
            .Filter(new() { HasText = "澜汐" })
            .WaitForAsync();
        // The browser itself notes the refused sheet.
        Assert.DoesNotContain(officer.Complaints, c => !c.Contains("400", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_party_is_screened_as_it_is_typed_by_keyboard_and_settled_by_its_code()
    {
        await ArrangeScreening.Published(browser, "宁波汀兰网络科技有限公司");
        await using var officer = await browser.VisitAs("officer", "/discipline/screening");

        await officer.Find("screen-box").PressSequentiallyAsync("寧波汀蘭網絡科技有限公司");
        var hit = officer.Find("hit").Filter(new() { HasText = "宁波汀兰网络科技有限公司" });
        await hit.WaitForAsync();
        await officer.Find("screen-box").PressAsync("ArrowDown");
        await officer.Find("screen-box").PressAsync("ArrowUp");
        await Assertions.Expect(officer.Find("hit").First).ToHaveAttributeAsync("aria-selected", "true");
        await officer.Find("screen-box").PressAsync("Enter");
        await Assertions.Expect(officer.Page.Locator("#hit-name")).ToBeFocusedAsync();
        await Assertions
            .Expect(officer.Find("piece").Filter(new() { HasText = "字号" }))
            .ToHaveAttributeAsync("data-finding", "same");

        await officer.Find("screen-code").FillAsync(ArrangeDiscipline.FreshCode("330200"));
        await officer.Page.Locator("[data-testid=hit][data-class=contradicted]").WaitForAsync();
        await Assertions
            .Expect(officer.Page.Locator("[data-testid=piece][data-piece=identifier]"))
            .ToHaveAttributeAsync("data-finding", "contradicts");
        Assert.Equal([], officer.Complaints);
    }

    [Fact]
    public async Task An_ID_is_screened_in_a_body_and_stands_in_no_address()
    {
        await using var officer = await browser.VisitAs("officer", "/discipline/screening");
        var asked = new List<string>();
        officer.Page.Request += (_, request) =>
        {
            lock (asked)
            {
                asked.Add(request.Url);
            }
        };

        await officer.Find("screen-box").FillAsync(ResidentId);
        await officer.Find("id-typed").GetByRole(AriaRole.Button).ClickAsync();
        await officer.Find("screen-id").ClickAsync();
        await Assertions.Expect(officer.Find("person-form").Locator(".field-error")).ToHaveCountAsync(2);
        await officer.Find("resident-id").FillAsync(ResidentId.ToLower(CultureInfo.InvariantCulture));
        await officer.Find("purpose").FillAsync("代理机构备案审查");
        await officer.Find("screen-id").ClickAsync();
        await officer.Find("empty").WaitForAsync();

        await Assertions.Expect(officer.Find("resident-id")).ToHaveValueAsync("");
        lock (asked)
        {
            Assert.Contains(asked, url => url.EndsWith("/api/discipline/screening", StringComparison.Ordinal));
            Assert.DoesNotContain(asked, url => url.Contains(ResidentId[..17], StringComparison.Ordinal));
        }
        Assert.Equal([], officer.Complaints);
    }

    private static FilePayload Sheet(string name, string rows) =>
        new()
        {
            Name = name,
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes($"名称,统一社会信用代码\n{rows}\n"),
        };

    private static Task Finished(Visitor officer) =>
        officer.Page.Locator("[data-testid=batch-head][data-finished=true]").WaitForAsync();

    private static Task Filter(Visitor officer, string code) =>
        officer.Page.Locator($"[data-testid=filter][data-class={code}]").ClickAsync();
}
