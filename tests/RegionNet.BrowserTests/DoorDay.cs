using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RegionNet.Testing;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>The tablet at a room's door, from the link that its keeper makes to the link that is taken back; and the public's way to a cause list.</summary>
public sealed partial class DoorDay(Browser browser)
{
    private const string Link = "/door/[0-9a-f]{96}";

    [Fact]
    public async Task A_door_shows_a_booking_as_it_comes_takes_its_code_and_ends_with_its_link()
    {
        using var clerk = await browser.Api("suzhou.clerk");
        var room = (await clerk.Api.RoomsOf(HearingsApi.Suzhou))[2];
        await using var keeper = await browser.VisitAs("suzhou.clerk", $"/rooms/{room}");
        await keeper.Find("door-label").FillAsync("门口平板");
        await keeper.Find("add-door").ClickAsync();
        var link = await keeper.Find("door-link").GetAttributeAsync("href");
        Assert.Matches(Link, link!);
        await using var tablet = await browser.Visit(width: 1024);
        var statuses = new ConcurrentQueue<int>();
        tablet.Page.Response += (_, r) =>
        {
            if (r.Url.Contains("/api/hearings/doors/", StringComparison.Ordinal))
            {
                statuses.Enqueue(r.Status);
            }
        };
        var opened = await tablet.Page.GotoAsync(link!);
        await State(tablet, "free");
        Assert.Equal("no-referrer", opened!.Headers["referrer-policy"]);
        Assert.DoesNotContain(link!.Split('/')[^1], await tablet.Page.TitleAsync(), StringComparison.Ordinal);
        await Eventually.Becomes(() => Task.FromResult(statuses.Contains(304)), unchanged => unchanged);
        await Assertions.Expect(tablet.Find("door-keypad")).ToHaveCountAsync(0);
        await tablet.Page.EvaluateAsync("() => window.notReloaded = true");

        var session = await Arrange.AtTheDoor(clerk, room, TimeSpan.FromMinutes(1));
        var code = session.GetProperty("checkInCode").GetString()!;
        await tablet.Find("door-keypad").WaitForAsync();
        await Enter(tablet, code == "111111" ? "222222" : "111111");
        await tablet.Find("door-refused").WaitForAsync();
        await State(tablet, new Regex("free|waiting", RegexOptions.None, TimeSpan.FromSeconds(1)));

        // By keyboard alone.
        await tablet.Find("door-digits").FocusAsync();
        await tablet.Page.Keyboard.TypeAsync($"x{code}");
        await tablet.Page.Keyboard.PressAsync("Enter");
        await tablet.Find("door-welcome").WaitForAsync();
        await State(tablet, "session");
        await Assertions.Expect(tablet.Find("door-title")).ToHaveTextAsync("商标权纠纷 现场调解");
        await Assertions.Expect(tablet.Find("door-keypad")).ToHaveCountAsync(0);

        await keeper.Find("door").Filter(new() { HasText = "门口平板" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await tablet.Find("door-gone").WaitForAsync();
        await Assertions.Expect(tablet.Find("door-state")).ToHaveCountAsync(0);
        Assert.True(await tablet.Page.EvaluateAsync<bool>("() => window.notReloaded === true"));
        Assert.Equal([], keeper.Complaints);
        // Refusals, which browsers write to their console.
        Assert.Equal(
            ["404", "409"],
            tablet.Complaints.Select(c => StatusPattern().Match(c).Groups["status"].Value).Distinct().Order()
        );
    }

    [Fact]
    public async Task A_door_that_is_cut_off_says_so_and_goes_on_by_itself()
    {
        using var keeper = await browser.Api("guangzhou.clerk");
        var link = await Arrange.Door(keeper, (await keeper.Api.RoomsOf(HearingsApi.Guangzhou))[2]);
        await using var tablet = await browser.Visit(width: 1024);
        await tablet.Page.GotoAsync(link);
        await tablet.Live();
        await tablet.Page.EvaluateAsync("() => window.notReloaded = true");

        await tablet.Context.SetOfflineAsync(true);
        await tablet.Find("door-lost").WaitForAsync();
        await Assertions.Expect(tablet.Find("connection")).ToHaveAttributeAsync("data-state", "offline");
        await tablet.Find("door-clock").WaitForAsync();
        await tablet.Context.SetOfflineAsync(false);

        await tablet.Live();
        await Assertions.Expect(tablet.Find("door-lost")).ToHaveCountAsync(0);
        Assert.True(await tablet.Page.EvaluateAsync<bool>("() => window.notReloaded === true"));
    }

    [Fact]
    public async Task Everybody_finds_a_cause_list_from_the_start_page()
    {
        var day = Days.WorkdayAfter(131);
        using var clerk = await browser.Api("suzhou.clerk");
        var session = await Arrange.Session(clerk, 2, Days.At(day, 9), 1, (HearingsApi.Suzhou, 1));
        (
            await clerk.Api.PostAsJsonAsync(
                $"/api/hearings/sessions/{session.GetProperty("id").GetGuid()}/notice",
                new { }
            )
        ).EnsureSuccessStatusCode();
        await using var citizen = await browser.Visit();
        await citizen.Go("/");

        await citizen.Find("causes-link").ClickAsync();
        await citizen.Find("day").FillAsync($"{day:yyyy-MM-dd}");
        var centre = citizen.Page.Locator("[data-testid=cause-centre][data-hearings='1']");
        await Assertions.Expect(centre).ToHaveTextAsync(new Regex("苏州", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await centre.GetByRole(AriaRole.Link).ClickAsync();

        await Assertions
            .Expect(citizen.Find("cause"))
            .ToContainTextAsync(session.GetProperty("caseNumber").GetString()!);
        await citizen.Page.Locator("main a.back").ClickAsync();
        await Assertions.Expect(citizen.Find("day")).ToHaveValueAsync($"{day:yyyy-MM-dd}");
        Assert.Equal([], citizen.Complaints);
    }

    /// <summary>By touch.</summary>
    private static async Task Enter(Visitor tablet, string code)
    {
        foreach (var digit in code)
        {
            await tablet
                .Find("door-keypad")
                .GetByRole(AriaRole.Button, new() { Name = $"{digit}", Exact = true })
                .ClickAsync();
        }
        await Assertions.Expect(tablet.Find("door-digits")).ToHaveValueAsync(code);
        await tablet.Find("door-enter").ClickAsync();
    }

    private static Task State(Visitor tablet, string state) =>
        State(tablet, new Regex($"^{state}$", RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static Task State(Visitor tablet, Regex state) =>
        Assertions.Expect(tablet.Find("door-state")).ToHaveAttributeAsync("data-state", state);

    [GeneratedRegex("status of (?<status>[0-9]{3})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusPattern();
}
