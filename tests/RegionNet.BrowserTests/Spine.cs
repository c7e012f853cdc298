using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>What a clerk and a coordinator do in front of their screens.</summary>
public sealed class Spine(Browser browser)
{
    [Theory]
    [InlineData(Visitor.Chinese, 30, "跨区域庭审预约", "跨区域庭审取消")]
    [InlineData(Visitor.English, 31, "Cross-zone hearing booked", "Cross-zone hearing cancelled")]
    public async Task A_booking_in_two_centres_appears_before_the_other_zone(
        string language,
        int days,
        string bookedWords,
        string cancelledWords
    )
    {
        var day = Days.In(days);
        var (suzhou, guangzhou) = await Rooms(0);
        await using var coordinator = await browser.Visit(language);
        await coordinator.SignIn("gba.coordinator");
        await coordinator.Page.Locator("a[href='alerts']").ClickAsync();
        await coordinator.Live();
        await coordinator.Page.EvaluateAsync("() => window.notReloaded = true");
        await using var clerk = await browser.Visit(language);
        await clerk.SignIn("suzhou.clerk");
        await Assertions
            .Expect(clerk.Page)
            .ToHaveURLAsync(new Regex("/board", RegexOptions.None, TimeSpan.FromSeconds(1)));

        await Choose(clerk, day, suzhou, guangzhou, "09:00", "10:30");
        await clerk.OpenBooking();
        await clerk.SubmitBooking("发明专利侵权纠纷 远程口头审理", "4W118023");
        var number = await clerk.BookedNumber();

        await coordinator.WaitForAlerts(number, 1);
        Assert.Contains(bookedWords, await coordinator.Alerts(number).First.InnerTextAsync(), StringComparison.Ordinal);

        await clerk.Page.Locator("a[href='sessions']").ClickAsync();
        await clerk.Find("session").Filter(new() { HasText = number }).Locator("a").First.ClickAsync();
        await clerk.Find("cancel-session").ClickAsync();
        await clerk.Find("reason").FillAsync("双方当事人和解，撤回请求");
        await clerk.Find("confirm").ClickAsync();
        await clerk.Page.Locator("[data-testid=session-detail][data-status=cancelled]").WaitForAsync();

        await coordinator.WaitForAlerts(number, 2);
        Assert.Contains(
            cancelledWords,
            await coordinator.Alerts(number).First.InnerTextAsync(),
            StringComparison.Ordinal
        );
        Assert.True(await coordinator.Page.EvaluateAsync<bool>("() => window.notReloaded === true"));
        Assert.Equal([], [.. clerk.Complaints, .. coordinator.Complaints]);
    }

    [Fact]
    public async Task A_room_that_was_taken_meanwhile_is_named_and_the_form_is_kept()
    {
        var day = Days.In(32);
        var (suzhou, guangzhou) = await Rooms(1);
        await using var clerk = await browser.VisitAs("suzhou.clerk", "/board");
        await Choose(clerk, day, suzhou, guangzhou, "14:00", "15:00");
        await clerk.OpenBooking();
        using var faster = await browser.Api("guangzhou.clerk");
        using var won = await faster.Api.Book(Days.At(day, 14), TimeSpan.FromHours(1), [guangzhou]);
        won.EnsureSuccessStatusCode();

        await clerk.SubmitBooking("商标侵权纠纷 行政裁决", "苏知法裁字〔2026〕12号");

        await clerk.Find("taken").WaitForAsync();
        var taken = clerk.Page.Locator("[data-testid=chosen-room][data-taken=true]");
        Assert.Equal(guangzhou.ToString(), await taken.GetAttributeAsync("data-room"));
        var dialog = clerk.Find("booking-dialog");
        Assert.Equal("商标侵权纠纷 行政裁决", await dialog.GetByTestId("title").InputValueAsync());
        Assert.Equal("苏知法裁字〔2026〕12号", await dialog.GetByTestId("case-number").InputValueAsync());
        var name = await Arrange.RoomName(faster, guangzhou);
        Assert.Contains(name, await clerk.Find("taken").InnerTextAsync(), StringComparison.Ordinal);

        // Without the taken room the same form goes through.
        await taken.GetByRole(AriaRole.Button).ClickAsync();
        await dialog.GetByTestId("submit-booking").ClickAsync();
        await clerk.BookedNumber();
    }

    [Fact]
    public async Task The_board_is_worked_with_the_keyboard_alone()
    {
        var day = Days.In(33);
        var (suzhou, _) = await Rooms(0);
        await using var clerk = await browser.VisitAs("suzhou.clerk", $"/board?day={day:yyyy-MM-dd}");
        var keyboard = clerk.Page.Keyboard;
        await clerk.Find("room").First.WaitForAsync();

        await TabTo(clerk, "[role=gridcell]");
        var rows = await clerk.Page.Locator("[role=row][data-room]").CountAsync();
        for (var row = 0; row < rows && await Focused(clerk, "dataset.room") != suzhou.ToString(); row++)
        {
            await keyboard.PressAsync("ArrowDown");
        }
        await keyboard.PressAsync("ArrowRight");
        await keyboard.PressAsync("ArrowRight");
        Assert.Equal(suzhou.ToString(), await Focused(clerk, "dataset.room"));
        Assert.Equal("09:00", await Focused(clerk, "dataset.time"));
        await keyboard.PressAsync("Enter");
        await keyboard.PressAsync("Shift+ArrowRight");
        await keyboard.PressAsync("Shift+ArrowRight");

        await Assertions.Expect(clerk.Find("basket-from")).ToHaveValueAsync("09:00");
        await Assertions.Expect(clerk.Find("basket-to")).ToHaveValueAsync("10:30");
        await Assertions.Expect(clerk.Cell(suzhou, "10:00")).ToHaveAttributeAsync("aria-selected", "true");

        await TabTo(clerk, "[data-testid=book]");
        await keyboard.PressAsync("Enter");
        await clerk.Find("booking-dialog").WaitForAsync();
        await TabTo(clerk, "[data-testid=title]");
        await keyboard.TypeAsync("外观设计专利 口头审理");
        await TabTo(clerk, "[data-testid=case-number]");
        await keyboard.TypeAsync("6W119001");
        await TabTo(clerk, "[data-testid=submit-booking]");
        await keyboard.PressAsync("Enter");
        await clerk.BookedNumber();
    }

    /// <summary>Clicks one room's time on the board, then another centre's room, which takes over the shared time.</summary>
    private static async Task Choose(
        Visitor clerk,
        DateOnly day,
        Guid suzhou,
        Guid guangzhou,
        string from,
        string lastHalfHour
    )
    {
        await clerk.ShowBoard(day, "YRD");
        await clerk.Cell(suzhou, from).ClickAsync();
        await clerk.Cell(suzhou, lastHalfHour).ClickAsync();
        await clerk.ShowBoard(day, "GBA");
        await clerk.Cell(guangzhou, from).ClickAsync();
        await Assertions.Expect(clerk.Find("basket-room")).ToHaveCountAsync(2);
        await Assertions.Expect(clerk.Find("basket-from")).ToHaveValueAsync(from);
    }

    private async Task<(Guid Suzhou, Guid Guangzhou)> Rooms(int index)
    {
        using var clerk = await browser.Api("suzhou.clerk");
        return (
            (await clerk.Api.RoomsOf(HearingsApi.Suzhou))[index],
            (await clerk.Api.RoomsOf(HearingsApi.Guangzhou))[index]
        );
    }

    private static async Task TabTo(Visitor visitor, string selector)
    {
        for (var i = 0; i < 60; i++)
        {
            if (await visitor.Page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector))
            {
                return;
            }
            await visitor.Page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"Sixty presses of Tab did not lead to {selector}.");
    }

    private static Task<string> Focused(Visitor visitor, string property) =>
        visitor.Page.EvaluateAsync<string>($"() => document.activeElement?.{property} ?? ''");
}

/// <summary>Days and times as people in China count them.</summary>
internal static class Days
{
    public static DateOnly In(int days) => DateOnly.FromDateTime(HearingsApi.MorningIn(days).DateTime);

    /// <summary>The first Tuesday to Thursday from that day on.</summary>
    public static DateOnly WorkdayAfter(int days)
    {
        var day = In(days);
        while (day.DayOfWeek is not (DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Thursday))
        {
            day = day.AddDays(1);
        }
        return day;
    }

    public static DateTimeOffset At(DateOnly day, int hour, int minute = 0) =>
        new(day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.FromHours(8));
}
