using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>A nomination that a listing stops, one that is listed later, and what the public has to say.</summary>
[Collection(Lanes.Offices)]
public sealed class CommendationDay(Browser browser)
{
    [Fact]
    public async Task A_commendation_is_blocked_by_a_listing_and_goes_on_when_that_is_revoked()
    {
        var (code, name) = (ArrangeListing.FreshCode(), $"被列入的科室 {Guid.NewGuid().ToString()[..8]}");
        var listing = await ArrangeListing.Publish(browser, name, code);
        await using var clerk = await browser.VisitAs("suzhou.clerk", "/commendations");
        await clerk.Find("nominate").ClickAsync();
        await Fill(clerk, name, code);
        await clerk.Find("submit-nomination").ClickAsync();

        var entry = clerk.Find("blocking-listing");
        await entry.WaitForAsync();
        Assert.Equal("commendations.nominee-listed", await clerk.Find("blocked").GetAttributeAsync("data-code"));
        Assert.Contains("国知信〔2026〕", await entry.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(name, await entry.InnerTextAsync(), StringComparison.Ordinal);

        await listing.Revoke();
        await clerk.Find("submit-nomination").ClickAsync();
        await Stands(clerk, "nominated");

        // Listed again, it is neither taken back nor can it go on.
        await ArrangeListing.Publish(browser, name, code);
        await Eventually.Becomes(
            async () =>
            {
                await clerk.Page.ReloadAsync();
                await clerk.Find("nomination-detail").WaitForAsync();
                return await clerk.Find("review-note").CountAsync();
            },
            count => count == 1,
            TimeSpan.FromSeconds(20)
        );
        Assert.Equal(0, await clerk.Find("unit-notice").CountAsync());
        await using var organiser = await browser.VisitAs("national.coordinator", "/commendations/reviews");
        var review = organiser.Find("review").Filter(new() { HasText = name });
        await review.GetByTestId("end").ClickAsync();
        await organiser.Find("document").FillAsync("复核〔2026〕1号");
        await organiser.Find("reason").FillAsync("列入决定仍然有效");
        await organiser.Find("confirm").ClickAsync();
        await Assertions.Expect(review).ToHaveAttributeAsync("data-outcome", "ended");
        await clerk.Page.ReloadAsync();
        await Stands(clerk, "rejected");

        using var coordinator = await browser.Api("yrd.coordinator");
        await Eventually.Becomes(
            () => coordinator.Api.GetFromJsonAsync<JsonElement>("/api/alerts/streams/YRD?limit=200"),
            stream =>
                stream
                    .GetProperty("items")
                    .EnumerateArray()
                    .Any(a =>
                        a.GetProperty("kind").GetString() == "commendations.review-opened"
                        && a.GetProperty("bodyZh").GetString()!.Contains(name, StringComparison.Ordinal)
                    )
        );
        Assert.Equal([], [.. clerk.Complaints.Where(c => !IsRefusal(c)), .. organiser.Complaints]);
    }

    [Fact]
    public async Task Somebody_objects_in_public_and_the_organiser_answers()
    {
        await using var stranger = await browser.Visit();
        await stranger.Go("/commended/notices");
        var number = await stranger.Find("notice").First.Locator(".num").First.InnerTextAsync();
        await stranger.Find("object").First.ClickAsync();
        var said = $"材料与事实不符，请核查。{Guid.NewGuid().ToString()[..8]}";
        await stranger.Find("objector-name").FillAsync("赵实名");
        await stranger.Find("objector-contact").FillAsync("13900139000");
        await stranger.Find("objection-content").FillAsync(said);
        await stranger.Find("confirm").ClickAsync();
        await stranger.Find("receipt").WaitForAsync();

        await using var organiser = await browser.VisitAs("national.coordinator", "/commendations/objections");
        var objection = organiser.Find("objection").Filter(new() { HasText = said });
        Assert.Contains(number, await objection.InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("13900139000", await objection.InnerTextAsync(), StringComparison.Ordinal);
        await objection.GetByTestId("answer").ClickAsync();
        await organiser.Find("answer-text").FillAsync("经核查，所述情况不属实，已向异议人说明。");
        await organiser.Find("confirm").ClickAsync();
        await Assertions.Expect(objection).ToHaveCountAsync(0);
        Assert.Equal([], [.. stranger.Complaints, .. organiser.Complaints]);
    }

    [Fact]
    public async Task A_certificate_is_issued_and_downloaded_and_a_made_up_code_is_unknown()
    {
        await using var organiser = await browser.VisitAs("national.coordinator", "/commendations");
        await organiser.Find("state").SelectOptionAsync("announced");
        await organiser.Page.Locator("[data-testid=nomination][data-state=announced] a").First.ClickAsync();
        await organiser.Find("issue-zh").ClickAsync();
        await organiser.Find("certificate").First.WaitForAsync();
        var download = await organiser.Page.RunAndWaitForDownloadAsync(() =>
            organiser.Find("download").First.ClickAsync()
        );
        var file = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.Equal("%PDF-"u8, file.AsSpan(0, 5));
        Assert.Matches(
            new Regex(@"-zh-v\d+\.pdf$", RegexOptions.None, TimeSpan.FromSeconds(1)),
            download.SuggestedFilename
        );

        await using var stranger = await browser.Visit(Visitor.English);
        await stranger.Go("/commended/certificates");
        await stranger.Find("code").FillAsync("0000-0000-0000-0000-0000");
        await stranger.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(stranger.Find("verification")).ToHaveAttributeAsync("data-status", "unknown");
        Assert.Equal([], [.. organiser.Complaints, .. stranger.Complaints]);
    }

    private static async Task Fill(Visitor clerk, string name, string code)
    {
        await clerk.Find("nominate-system").SelectOptionAsync("ip-office");
        await clerk.Find("name-zh").FillAsync(name);
        await clerk.Find("name-en").FillAsync("Listed Section");
        await clerk.Find("code").FillAsync(code);
        await clerk.Find("merits").FillAsync("全年办理专利预审案件三百余件，平均周期缩短三分之一。");
    }

    private static Task Stands(Visitor visitor, string state) =>
        Assertions.Expect(visitor.Find("nomination-detail")).ToHaveAttributeAsync("data-state", state);

    /// <summary>The browser itself notes every answer of 4xx on its console.</summary>
    private static bool IsRefusal(string complaint) => complaint.Contains("409", StringComparison.Ordinal);
}
