using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>The mail that reaches a person on the road, the alert that another system sends, and the wall that must not lie.</summary>
public sealed partial class DutyRoomTests(Browser browser)
{
    [Fact]
    public async Task An_address_is_taken_once_the_code_that_was_mailed_to_it_is_typed_in()
    {
        var address = $"duty-{Guid.NewGuid():N}@example.org";
        await using var person = await browser.VisitAs("guangzhou.clerk", "/alert-settings/email");
        await person.Find("email-address").FillAsync("nobody");
        await person.Find("save").ClickAsync();
        await person.Page.Locator(".field-error").First.WaitForAsync();
        await person.Find("email-address").FillAsync(address);
        await person.Find("save").ClickAsync();
        var mail = (
            await Eventually.Becomes(() => Task.FromResult(browser.Mails.To(address)), mails => mails.Count > 0)
        )[0];

        var code = CodePattern().Match(mail.TextBody!).Value;
        await person.Find("email-code").FillAsync(code == "00000000" ? "00000001" : "00000000");
        await person.Find("verify").ClickAsync();
        await person.Find("problem").WaitForAsync();
        await person.Find("email-code").FillAsync(code);
        await person.Find("email-code").PressAsync("Enter");

        await person.Page.Locator("[data-testid=email-status][data-status=verified]").WaitForAsync();
        await person.Find("end-email").ClickAsync();
        await Assertions.Expect(person.Find("email-status")).ToHaveCountAsync(0);
        // The refused code is a 4xx, which browsers write to their console.
        Assert.DoesNotContain(person.Complaints, c => c.StartsWith("page error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_evaluator_without_alerts_finds_the_mail_in_the_menu_and_switches_reminders_off()
    {
        var address = $"panel-{Guid.NewGuid():N}@example.org";
        await using var evaluator = await browser.VisitAs("evaluator", "/assessments");
        await evaluator.Page.Locator("#menu a[href='alert-settings/email']").ClickAsync();
        await evaluator.Find("email-address").FillAsync(address);
        await Assertions.Expect(evaluator.Find("email-level")).ToHaveCountAsync(0);
        await Assertions.Expect(evaluator.Page.Locator("nav.tabs")).ToHaveCountAsync(0);
        await Assertions.Expect(evaluator.Find("email-reminders")).ToBeCheckedAsync();
        await evaluator.Find("save").ClickAsync();
        await evaluator.Find("email-code").WaitForAsync();
        await evaluator.Find("email-code").FillAsync(CodePattern().Match(browser.Mails.To(address)[0].TextBody!).Value);
        await evaluator.Find("verify").ClickAsync();
        await evaluator.Page.Locator("[data-testid=email-status][data-status=verified]").WaitForAsync();

        await evaluator.Find("email-reminders").UncheckAsync();
        await evaluator.Page.RunAndWaitForResponseAsync(
            () => evaluator.Find("save").ClickAsync(),
            answer => answer.Request.Method == "PUT" && answer.Ok
        );
        await evaluator.Navigate("/assessments");
        await evaluator.Navigate("/alert-settings/email");
        await Assertions.Expect(evaluator.Find("email-reminders")).Not.ToBeCheckedAsync();
        await Assertions.Expect(evaluator.Find("email-address")).ToHaveValueAsync(address);
        Assert.Empty(evaluator.Complaints);
    }

    [Fact]
    public async Task A_message_of_another_system_is_explained_by_element_then_checked_and_raised()
    {
        var identifier = Guid.NewGuid().ToString("N");
        var title = $"登记系统停用 {identifier[..6]}";
        await using var coordinator = await browser.VisitAs("gba.coordinator", "/alerts/manual");
        await coordinator.Find("cap-import").ClickAsync();
        await coordinator.Find("cap-check").ClickAsync();
        await coordinator.Page.Locator(".field-error").First.WaitForAsync();

        await coordinator.Find("cap-file").SetInputFilesAsync(CapMessages.File(CapMessages.Wrong(identifier)));
        await coordinator.Find("cap-problem").First.WaitForAsync();
        var elements = await coordinator
            .Find("cap-problem")
            .EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.element)");
        Assert.Contains("alert/status", elements);
        Assert.Contains("alert/info[1]/certainty", elements);
        await Assertions.Expect(coordinator.Find("cap-apply")).ToHaveCountAsync(0);

        // By keyboard alone: the text is pasted, checked and imported.
        await coordinator.Find("cap-text").FillAsync(CapMessages.Outage(identifier, title, "The registers are down"));
        await coordinator.Find("cap-check").FocusAsync();
        await coordinator.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(coordinator.Find("cap-trial")).ToContainTextAsync(title);
        await coordinator.Find("cap-apply").FocusAsync();
        await coordinator.Page.Keyboard.PressAsync("Enter");

        await coordinator.Find("cap-see").ClickAsync();
        await Assertions.Expect(coordinator.Page.Locator("h1").First).ToContainTextAsync(title);
        await coordinator.Navigate("/alerts/import");
        await coordinator.Find("cap-text").FillAsync(CapMessages.Outage(identifier, title, "The registers are down"));
        await coordinator.Find("cap-check").ClickAsync();
        await coordinator.Page.Locator("[data-testid=problem][data-code='alerts.cap-known']").WaitForAsync();
    }

    /// <summary>As after a night with the machine asleep: the gateway has ended the session meanwhile.</summary>
    [Fact]
    public async Task A_wall_whose_session_is_over_says_so_and_offers_to_sign_in()
    {
        await using var room = await browser.VisitAs("gba.coordinator", "/alerts");
        await room.Go("/alerts/wall?zone=GBA");
        await room.Live();
        await room.Context.ClearCookiesAsync();
        await room.Page.EvaluateAsync("dispatchEvent(new Event('focus'))");

        await room.Find("wall-ended").WaitForAsync();
        await room.Find("wall-ended-since").WaitForAsync();
        await Assertions.Expect(room.Find("wall-alert")).ToHaveCountAsync(0);
        await Assertions
            .Expect(room.Page)
            .ToHaveTitleAsync(new Regex("停止", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await room.Find("sign-in").ClickAsync();
        await room.FillSignIn("gba.coordinator");

        await room.Live();
        Assert.Contains("/alerts/wall?zone=GBA", room.Page.Url, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\b\d{8}\b", RegexOptions.None, 1000)]
    private static partial Regex CodePattern();
}
