using Microsoft.Playwright;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>A coordinator's network goes away and comes back: no alert is lost, and none is there twice.</summary>
internal static class NetworkCut
{
    public static async Task Take(Browser browser)
    {
        await using var coordinator = await browser.Visit();
        await coordinator.SignIn("gba.coordinator", "/alerts");
        await coordinator.Live();
        var before = await Booked(browser, 34, 9);
        await coordinator.WaitForAlerts(before, 1);

        await coordinator.Context.SetOfflineAsync(true);
        var missed = new[]
        {
            await Booked(browser, 34, 11),
            await Booked(browser, 34, 14),
            await Booked(browser, 34, 16),
        };
        // A dead connection is known by its silence: the hub's client gives it 30 s.
        await coordinator
            .Page.Locator("[data-testid=connection]:not([data-state=live])")
            .WaitForAsync(new() { Timeout = 60_000 });
        Assert.Equal(0, await coordinator.Alerts(missed[0]).CountAsync());

        await coordinator.Context.SetOfflineAsync(false);

        await coordinator
            .Page.Locator("[data-testid=connection][data-state=live]")
            .WaitForAsync(new() { Timeout = 60_000 });
        foreach (var number in missed)
        {
            await coordinator.WaitForAlerts(number, 1, TimeSpan.FromSeconds(30));
        }
        var after = await Booked(browser, 34, 18);
        await coordinator.WaitForAlerts(after, 1);
        foreach (var number in (string[])[before, .. missed, after])
        {
            Assert.Equal(1, await coordinator.Alerts(number).CountAsync());
        }
        var ids = await coordinator
            .Find("alert")
            .EvaluateAllAsync<string[]>("alerts => alerts.map(a => a.dataset.alertId)");
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
    }

    /// <summary>A Suzhou clerk books a Guangzhou room for an hour.</summary>
    private static async Task<string> Booked(Browser browser, int days, int hour)
    {
        using var clerk = await browser.Api("suzhou.clerk");
        return await Arrange.Booking(clerk, Days.At(Days.In(days), hour), 1, (HearingsApi.Guangzhou, 2));
    }
}
