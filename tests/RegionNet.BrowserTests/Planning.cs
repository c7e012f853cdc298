using System.Text;
using Microsoft.Playwright;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>One clerk at one window, for the tests of this file.</summary>
public sealed class Desk(Browser browser) : IAsyncLifetime
{
    private Visitor? _clerk;

    public Visitor Clerk => _clerk!;

    public async ValueTask InitializeAsync() => _clerk = await browser.VisitAs("suzhou.clerk", "/sessions");

    public ValueTask DisposeAsync() => Clerk.DisposeAsync();
}

/// <summary>Booking ahead: searched over the network, in series, from a calendar; and looking back.</summary>
public sealed class Planning(Browser browser, Desk desk) : IClassFixture<Desk>
{
    private Visitor Clerk => desk.Clerk;

    [Fact]
    public async Task A_time_is_found_at_which_two_centres_have_a_room_and_booked()
    {
        var day = Days.WorkdayAfter(102);
        await Clerk.Navigate("/search");
        await Clerk.Find("search-from").FillAsync($"{day:yyyy-MM-dd}");
        await Clerk.Find("search-until").FillAsync($"{day.AddDays(1):yyyy-MM-dd}");
        await Clerk.Find("search-part").SelectOptionAsync("afternoon");
        await Clerk.Find("add-wanted").ClickAsync();
        foreach (var (n, centre) in new[] { (0, HearingsApi.Suzhou), (1, HearingsApi.Guangzhou) })
        {
            var wanted = Clerk.Find("wanted").Nth(n);
            await wanted.GetByTestId("wanted-zone").SelectOptionAsync("");
            await wanted.GetByTestId("wanted-centre").SelectOptionAsync(new SelectOptionValue { Label = centre });
        }
        await Clerk.Find("wanted-seats").First.PressAsync("Enter");

        await Assertions.Expect(Clerk.Page.Locator("#found-head")).ToBeFocusedAsync();
        await Assertions.Expect(Clerk.Find("combination")).ToHaveCountAsync(2);
        await Clerk.Find("book-found").First.ClickAsync();
        await Assertions.Expect(Clerk.Find("booking-dialog").GetByTestId("title")).ToBeFocusedAsync();
        await Assertions.Expect(Clerk.Find("chosen-room")).ToHaveCountAsync(2);
        await Assertions.Expect(Clerk.Find("from")).ToHaveValueAsync("14:00");
        await Assertions.Expect(Clerk.Find("to")).ToHaveValueAsync("16:00");
        await Clerk.SubmitBooking("发明专利侵权纠纷 两地远程审理", "4W118102");
        await Clerk.BookedNumber();
        Assert.Equal([], Clerk.Complaints);
    }

    [Fact]
    public async Task A_series_names_what_it_can_not_have_and_books_the_rest()
    {
        var day = Days.WorkdayAfter(109);
        using var api = await browser.Api("suzhou.clerk");
        var room = (await api.Api.RoomsOf(HearingsApi.Suzhou))[1];
        using (var rival = await browser.Api("guangzhou.clerk"))
        {
            using var taken = await rival.Api.Book(Days.At(day.AddDays(7), 9), TimeSpan.FromHours(1), [room]);
            taken.EnsureSuccessStatusCode();
        }
        await Clerk.Navigate($"/board?zone=YRD&day={day:yyyy-MM-dd}");
        await Clerk.Cell(room, "09:00").ClickAsync();
        await Clerk.OpenBooking();
        await Clerk.Find("more-repeat").Locator("summary").ClickAsync();
        await Clerk.Find("repeat").SelectOptionAsync("weekly");
        await Assertions.Expect(Clerk.Find("repeat-day")).ToHaveCountAsync(4);
        await Clerk.Find("repeat-day").Nth(2).ClickAsync();
        await Clerk.SubmitBooking("知识产权纠纷 定期联合调解", "苏知调〔2026〕109号");
        await Assertions.Expect(Clerk.Find("conflict")).ToHaveCountAsync(1);
        await Clerk.Find("skip-conflicts").ClickAsync();

        await Assertions.Expect(Clerk.Find("occurrence")).ToHaveCountAsync(2);
        await Assertions.Expect(Clerk.Find("skipped").GetByTestId("conflict")).ToHaveCountAsync(1);
        await Clerk.Find("cancel-series").ClickAsync();
        await Clerk.Find("reason").FillAsync("联合调解安排取消");
        await Clerk.Find("confirm").ClickAsync();
        await Assertions
            .Expect(Clerk.Page.Locator("[data-testid=occurrence][data-status=cancelled]"))
            .ToHaveCountAsync(2);
        // The refusal that was expected is the only complaint.
        Assert.All(Clerk.Complaints, c => Assert.Contains("409", c, StringComparison.Ordinal));
        Clerk.Complaints.Clear();
    }

    [Fact]
    public async Task A_calendar_is_tried_before_it_is_imported()
    {
        var day = Days.WorkdayAfter(117);
        await Clerk.Navigate("/calendars/import");
        await Clerk.Find("pick-find").ClickAsync();
        await Clerk.Find("pick-room").First.ClickAsync();
        await Clerk.Find("import-case").FillAsync("（2026）苏05民初2117号");
        await Clerk.Find("import-case").PressAsync("Tab");
        await Clerk
            .Find("import-file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "hearings.ics",
                    MimeType = "text/calendar",
                    Buffer = Encoding.UTF8.GetBytes(Calendars.Two(day)),
                }
            );
        await Assertions.Expect(Clerk.Find("import-item")).ToHaveCountAsync(2);
        await Clerk.Find("import-apply").ClickAsync();

        await Clerk.Page.Locator("[data-testid=import-result][data-applied=true]").WaitForAsync();
        await Clerk.Find("import-item").First.Locator("a[href^='/sessions/']").ClickAsync();
        await Clerk.Find("session-detail").Filter(new() { HasText = "2117" }).WaitForAsync();
        Assert.Equal([], Clerk.Complaints);
    }

    [Fact]
    public async Task The_board_is_looked_at_as_it_stood_before()
    {
        var day = Days.WorkdayAfter(145);
        using var api = await browser.Api("suzhou.clerk");
        var room = (await api.Api.RoomsOf(HearingsApi.Suzhou))[0];
        using (var booked = await api.Api.Book(Days.At(day, 9), TimeSpan.FromHours(1), [room]))
        {
            booked.EnsureSuccessStatusCode();
        }
        await Clerk.Navigate($"/board?zone=YRD&day={day:yyyy-MM-dd}");
        await Assertions.Expect(Clerk.Cell(room, "09:00")).ToHaveAttributeAsync("data-state", "busy");

        await Clerk.Find("as-of").ClickAsync();
        await Clerk.Find("as-of-day").FillAsync($"{Days.In(-2):yyyy-MM-dd}");
        await Clerk.Find("show-as-of").ClickAsync();

        await Clerk.Find("as-of-note").WaitForAsync();
        await Assertions.Expect(Clerk.Cell(room, "09:00")).ToHaveAttributeAsync("data-state", "free");
        await Clerk.Cell(room, "09:00").ClickAsync();
        await Clerk.Find("as-of-now").ClickAsync();
        await Assertions.Expect(Clerk.Cell(room, "09:00")).ToHaveAttributeAsync("data-state", "busy");
        Assert.Equal(0, await Clerk.Find("basket-room").CountAsync());
        Assert.Equal([], Clerk.Complaints);
    }

    [Fact]
    public async Task A_board_that_is_left_before_it_knows_the_zones_leaves_the_next_page_alone()
    {
        await Clerk.Navigate("/calendars");
        await Clerk.Page.RouteAsync("**/api/zones", _ => Task.CompletedTask);
        await Clerk.Page.RunAndWaitForRequestAsync(
            () => Clerk.Page.EvaluateAsync("() => Blazor.navigateTo('/board')"),
            "**/api/zones"
        );

        await Clerk.Navigate("/sessions");

        Assert.Equal(0, await Clerk.Page.GetByRole(AriaRole.Alert).CountAsync());
        await Clerk.Page.UnrouteAllAsync();
        Assert.Equal([], Clerk.Complaints);
    }
}

/// <summary>Calendars to import.</summary>
internal static class Calendars
{
    /// <summary>A hearing at nine on that day and a week later.</summary>
    public static string Two(DateOnly day) =>
        $"""
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//RegionNet//Test//ZH
            BEGIN:VEVENT
            UID:browser-{day:yyyyMMdd}
            DTSTAMP:20260101T000000Z
            DTSTART;TZID=Asia/Shanghai:{day:yyyyMMdd}T090000
            DTEND;TZID=Asia/Shanghai:{day:yyyyMMdd}T100000
            RRULE:FREQ=WEEKLY;COUNT=2
            SUMMARY:侵害发明专利权纠纷
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n");
}
