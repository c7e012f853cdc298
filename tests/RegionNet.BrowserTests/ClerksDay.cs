using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using RegionNet.Testing;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>A clerk's day at the board: find, hold, book, be refused, move, cancel, wait, and see what others do.</summary>
public sealed class ClerksDay(Browser browser)
{
    [Fact]
    public async Task Rooms_of_two_centres_are_held_for_a_call_and_then_booked()
    {
        var day = Days.WorkdayAfter(60);
        var (suzhou, guangzhou) = await Rooms(0);
        await using var clerk = await browser.VisitAs("suzhou.clerk", $"/board?zone=YRD&day={day:yyyy-MM-dd}");
        await clerk.Cell(suzhou, "09:00").ClickAsync();
        await clerk.Cell(suzhou, "10:00").ClickAsync();
        await clerk.ShowBoard(day, "GBA");
        await clerk.Cell(guangzhou, "09:00").ClickAsync();

        await clerk.Find("take-hold").ClickAsync();

        await clerk.Find("hold-left").WaitForAsync();
        using var rival = await browser.Api("guangzhou.clerk");
        using (var late = await rival.Api.Book(Days.At(day, 9), TimeSpan.FromHours(1), [guangzhou]))
        {
            Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        }
        await clerk.OpenBooking();
        await clerk.SubmitBooking("发明专利侵权纠纷 远程口头审理", "4W118060");
        await clerk.BookedNumber();
        var booked = await Bookings(rival, day, guangzhou);
        Assert.Equal([(Days.At(day, 9), Days.At(day, 10, 30))], booked);
        Assert.Equal([], clerk.Complaints.Where(c => !c.Contains("409", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_is_refused_takes_an_alternative_with_one_click()
    {
        var day = Days.WorkdayAfter(67);
        var (suzhou, _) = await Rooms(0);
        await using var clerk = await browser.VisitAs("suzhou.clerk", $"/board?zone=YRD&day={day:yyyy-MM-dd}");
        await clerk.Cell(suzhou, "14:00").ClickAsync();
        await clerk.OpenBooking();
        using var faster = await browser.Api("guangzhou.clerk");
        using (var won = await faster.Api.Book(Days.At(day, 14), TimeSpan.FromHours(1), [suzhou]))
        {
            won.EnsureSuccessStatusCode();
        }
        await clerk.SubmitBooking("商标侵权纠纷 行政裁决", "苏知法裁字〔2026〕62号");
        await clerk.Find("taken").WaitForAsync();

        await clerk.Find("alternative").First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(clerk.Find("taken")).ToHaveCountAsync(0);
        await clerk.Find("submit-booking").ClickAsync();

        await clerk.BookedNumber();
    }

    [Fact]
    public async Task A_booking_is_moved_by_keyboard_and_by_pointer_and_the_other_browser_sees_it_at_once()
    {
        var day = Days.WorkdayAfter(74);
        var (suzhou, _) = await Rooms(1);
        using var api = await browser.Api("suzhou.clerk");
        var session = await Arrange.Session(api, 0, Days.At(day, 9), 1, (HearingsApi.Suzhou, 1));
        var block = $"[data-carry][data-session='{session.GetProperty("id").GetString()}']";
        await using var clerk = await browser.VisitAs("suzhou.clerk", $"/board?zone=YRD&day={day:yyyy-MM-dd}");
        await using var other = await browser.VisitAs("guangzhou.clerk", $"/board?zone=YRD&day={day:yyyy-MM-dd}");
        await other.Page.EvaluateAsync("() => window.notReloaded = true");
        await State(other, suzhou, "09:00", "busy");

        await clerk.Cell(suzhou, "09:00").FocusAsync();
        foreach (var key in (string[])["m", "ArrowRight", "ArrowRight", "Shift+ArrowRight"])
        {
            await clerk.Page.Keyboard.PressAsync(key);
        }
        await clerk.Find("ghost").WaitForAsync();
        Assert.Contains("10:00–11:30", await clerk.Find("board-said").InnerTextAsync(), StringComparison.Ordinal);
        await clerk.Page.Keyboard.PressAsync("Enter");

        await Moved(api, day, suzhou, Days.At(day, 10), Days.At(day, 11, 30));
        // Less than the thirty seconds after which a board without a live line asks by itself.
        await State(other, suzhou, "11:00", "busy", 10_000);
        await State(other, suzhou, "09:00", "free", 10_000);
        Assert.True(await other.Page.EvaluateAsync<bool>("() => window.notReloaded === true"));

        await Drag(clerk, clerk.Page.Locator(block), clerk.Cell(suzhou, "14:00"));
        await Moved(api, day, suzhou, Days.At(day, 13, 30), Days.At(day, 15));
        await clerk
            .Answers.Filter(new() { HasText = "13:30" })
            .GetByRole(AriaRole.Button, new() { Name = "撤销" })
            .ClickAsync();
        await Moved(api, day, suzhou, Days.At(day, 10), Days.At(day, 11, 30));
        Assert.Equal([], [.. clerk.Complaints, .. other.Complaints]);
    }

    [Fact]
    public async Task Who_waits_is_promoted_when_the_room_is_given_up()
    {
        var day = Days.WorkdayAfter(81);
        var (_, guangzhou) = await Rooms(1);
        using var api = await browser.Api("suzhou.clerk");
        var held = await Arrange.Session(api, 1, Days.At(day, 9), 1, (HearingsApi.Guangzhou, 1));
        await using var waiting = await browser.VisitAs("guangzhou.clerk", $"/board?zone=GBA&day={day:yyyy-MM-dd}");
        await waiting.Cell(guangzhou, "11:00").ClickAsync();
        await waiting.OpenBooking();
        await waiting.Find("from").SelectOptionAsync("09:00");
        await waiting.Find("to").SelectOptionAsync("10:00");
        await waiting.SubmitBooking("外观设计专利权权属纠纷", "（2026）粤73民初66号");
        await waiting.Find("join-waiting").ClickAsync();
        var number = await waiting.BookedNumber();
        await waiting.Navigate("/sessions?view=waiting");
        await waiting.Find("session").Filter(new() { HasText = number }).WaitForAsync();

        await using var clerk = await browser.VisitAs(
            "suzhou.clerk",
            $"/sessions/{held.GetProperty("id").GetString()}"
        );
        await clerk.Find("cancel-session").ClickAsync();
        await clerk.Find("reason").FillAsync("双方当事人和解");
        await clerk.Find("confirm").ClickAsync();
        await clerk.Page.Locator("[data-testid=session-detail][data-status=cancelled]").WaitForAsync();

        using var guest = await browser.Api("guangzhou.clerk");
        await Eventually.Becomes(() => Status(guest, number), s => s == "approved", TimeSpan.FromSeconds(20));
    }

    private async Task<(Guid Suzhou, Guid Guangzhou)> Rooms(int index)
    {
        using var clerk = await browser.Api("suzhou.clerk");
        return (
            (await clerk.Api.RoomsOf(HearingsApi.Suzhou))[index],
            (await clerk.Api.RoomsOf(HearingsApi.Guangzhou))[index]
        );
    }

    /// <summary>Takes the block at its second half hour and lets it go over the cell.</summary>
    private static async Task Drag(Visitor clerk, ILocator block, ILocator cell)
    {
        var from = (await block.BoundingBoxAsync())!;
        var to = (await cell.BoundingBoxAsync())!;
        var mouse = clerk.Page.Mouse;
        await mouse.MoveAsync(from.X + to.Width * 1.5f, from.Y + from.Height / 2);
        await mouse.DownAsync();
        await mouse.MoveAsync(from.X + to.Width * 2.5f, from.Y + from.Height / 2, new() { Steps = 4 });
        await mouse.MoveAsync(to.X + to.Width / 2, to.Y + to.Height / 2, new() { Steps = 6 });
        await clerk.Find("ghost").WaitForAsync();
        await mouse.UpAsync();
    }

    private static Task State(Visitor visitor, Guid room, string time, string state, float timeout = 20_000) =>
        Assertions
            .Expect(visitor.Cell(room, time))
            .ToHaveAttributeAsync("data-state", state, new() { Timeout = timeout });

    private static Task Moved(PortalSession person, DateOnly day, Guid room, DateTimeOffset from, DateTimeOffset to) =>
        Eventually.Becomes(
            () => Bookings(person, day, room),
            found => found is [var only] && only == (from, to),
            TimeSpan.FromSeconds(10)
        );

    private static async Task<List<(DateTimeOffset From, DateTimeOffset To)>> Bookings(
        PortalSession person,
        DateOnly day,
        Guid room
    )
    {
        var board = await person.Api.GetFromJsonAsync<JsonElement>(
            $"/api/hearings/board?day={day:yyyy-MM-dd}&limit=200"
        );
        return
        [
            .. board
                .GetProperty("items")
                .EnumerateArray()
                .Single(r => r.GetProperty("id").GetGuid() == room)
                .GetProperty("bookings")
                .EnumerateArray()
                .Select(b => (b.GetProperty("from").GetDateTimeOffset(), b.GetProperty("to").GetDateTimeOffset())),
        ];
    }

    private static async Task<string> Status(PortalSession person, string number)
    {
        var page = await person.Api.GetFromJsonAsync<JsonElement>($"/api/hearings/sessions?search={number}");
        return page.GetProperty("items")[0].GetProperty("status").GetString()!;
    }
}
