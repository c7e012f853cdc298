using Microsoft.Playwright;
using RegionNet.Testing.Driver;

namespace RegionNet.BrowserTests;

/// <summary>One page as one person sees it. <paramref name="Prepare"/> opens what is on it, once it is there.</summary>
/// <param name="Name">Names the screenshot.</param>
/// <param name="Path">Where it is; under <c>/account</c> a page without the portal's shell.</param>
internal sealed record PortalPage(string Name, string Path, Func<Visitor, Task>? Prepare = null)
{
    public bool IsAccount => Path.StartsWith("/account", StringComparison.Ordinal);
}

/// <summary>Every page of the portal and of the account area, by who sees it.</summary>
internal static class PortalPages
{
    public static readonly IReadOnlyList<PortalPage> OfStranger =
    [
        new("landing", "/"),
        new("sign-in", "/account/sign-in"),
    ];

    /// <param name="day">The day of which the board has bookings.</param>
    /// <param name="session">A session of the Suzhou centre with all that one can say.</param>
    /// <param name="submitted">One that waits for the Suzhou centre's approval.</param>
    public static IReadOnlyList<(string UserName, IReadOnlyList<PortalPage> Pages)> BySignedIn(
        DateOnly day,
        string session,
        string submitted
    ) =>
        [
            (
                "suzhou.clerk",
                [
                    new("board", $"/board?zone=YRD&day={day:yyyy-MM-dd}"),
                    new("board-chosen", $"/board?zone=YRD&day={day:yyyy-MM-dd}", Choose),
                    new("booking-dialog", $"/board?zone=YRD&day={day:yyyy-MM-dd}", OpenDialog),
                    new("month", $"/board/month?zone=YRD&month={day:yyyy-MM}"),
                    new("sessions", "/sessions"),
                    new("inbox", "/sessions?view=approver", v => v.Find("session").First.WaitForAsync()),
                    new("waiting", "/sessions?view=waiting"),
                    new("session", $"/sessions/{session}", v => v.Find("history-entry").First.WaitForAsync()),
                    new("decide", $"/sessions/{submitted}", v => v.Find("decide").WaitForAsync()),
                    new("move-dialog", $"/sessions/{session}", Press("move-session", "move-dialog")),
                    new("amend-dialog", $"/sessions/{session}", Press("amend-session", "amend-dialog")),
                    new("cancel-dialog", $"/sessions/{session}", v => v.Find("cancel-session").ClickAsync()),
                    new("organisations", "/organisations"),
                    new("organisation", "/organisations", OpenOrganisation),
                    new("rooms", "/rooms"),
                    new("devices-dialog", "/rooms", v => v.Find("edit-devices").First.ClickAsync()),
                    new("room", "/rooms", OpenRoom),
                    new("terms-dialog", "/rooms", RoomDialog("publish-terms", "terms-dialog")),
                    new("blackout-dialog", "/rooms", RoomDialog("add-blackout", "blackout-dialog")),
                    new("quotas", "/rooms/quotas"),
                    new("quota-dialog", "/rooms/quotas", Press("set-quota", "quota-dialog")),
                    new("assets", "/rooms/assets"),
                    new("asset-dialog", "/rooms/assets", Press("add-asset", "asset-dialog")),
                    new("import", "/rooms/import"),
                    new("webhooks", "/rooms/webhooks"),
                    new("webhook-dialog", "/rooms/webhooks", Press("add-webhook", "webhook-dialog")),
                    new("utilisation", "/reports/utilisation", v => v.Find("report").WaitForAsync()),
                    new("causes", "/rooms", OpenCauses),
                    new("not-allowed", "/admin/people"),
                    new("not-found", "/no-such-page"),
                    new("account", "/account"),
                    new("second-factor", "/account/second-factor/enrol"),
                    new("password", "/account/password"),
                ]
            ),
            (
                "gba.coordinator",
                [
                    new("alerts", "/alerts", v => v.Find("alert").First.WaitForAsync()),
                    new("zones", "/zones"),
                    new("zone", "/zones/GBA", v => v.Find("liaison-body").First.WaitForAsync()),
                ]
            ),
            (
                "security.admin",
                [
                    new("people", "/admin/people"),
                    new("person-dialog", "/admin/people", v => v.Find("edit-person").First.ClickAsync()),
                ]
            ),
            ("system.admin", [new("create-person", "/admin/people", v => v.Find("create-person").ClickAsync())]),
            // A role whose own pages come later still has a start page that works.
            ("evaluator", [new("start-of-evaluator", "/")]),
            ("audit.admin", [new("audit", "/admin/audit", Verify)]),
        ];

    /// <summary>Two rooms in the basket, by cells on the wide board and by intervals on the narrow one.</summary>
    private static async Task Choose(Visitor clerk)
    {
        foreach (var centre in (string[])["苏州", "浙江"])
        {
            var row = clerk.Find("room").Filter(new() { HasText = centre }).Filter(new() { HasText = "第二审理庭" });
            if (await row.CountAsync() == 0)
            {
                var english = centre == "苏州" ? "Suzhou" : "Zhejiang";
                row = clerk
                    .Find("room")
                    .Filter(new() { HasText = english })
                    .Filter(new() { HasText = "Hearing Room 2" });
            }
            var narrow = row.First.GetByTestId("free-interval");
            var wide = row.First.Locator("[data-testid=cell][data-state=free]");
            await (await narrow.CountAsync() > 0 ? narrow.First : wide.First).ClickAsync();
        }
        await Assertions.Expect(clerk.Find("basket-room")).ToHaveCountAsync(2);
    }

    private static async Task OpenDialog(Visitor clerk)
    {
        await Choose(clerk);
        await clerk.Find("book").ClickAsync();
        await clerk.Find("booking-dialog").WaitForAsync();
    }

    private static Func<Visitor, Task> Press(string button, string dialog) =>
        async visitor =>
        {
            await visitor.Find(button).ClickAsync();
            await visitor.Find(dialog).WaitForAsync();
        };

    private static async Task OpenRoom(Visitor keeper)
    {
        await keeper.Find("open-room").Last.ClickAsync();
        await keeper.Find("doors").WaitForAsync();
        await keeper.Settled();
    }

    private static Func<Visitor, Task> RoomDialog(string button, string dialog) =>
        async keeper =>
        {
            await OpenRoom(keeper);
            await Press(button, dialog)(keeper);
        };

    private static async Task OpenCauses(Visitor keeper)
    {
        await OpenRoom(keeper);
        await keeper.Find("causes-link").ClickAsync();
        await keeper.Page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/causes/", 0, TimeSpan.FromSeconds(1)));
        await keeper.Settled();
    }

    private static async Task OpenOrganisation(Visitor visitor)
    {
        var zh = visitor.Page.GetByRole(AriaRole.Link, new() { Name = HearingsApi.Suzhou });
        await visitor.Find("search").FillAsync("苏州");
        var first = visitor.Page.Locator("main a[href^='/organisations/']").First;
        await first.WaitForAsync();
        await (await zh.CountAsync() > 0 ? zh.First : first).ClickAsync();
        await visitor.Page.Locator("main a.back").WaitForAsync();
        await visitor.Settled();
    }

    private static async Task Verify(Visitor auditor)
    {
        await auditor.Find("module").SelectOptionAsync("hearings");
        await auditor.Find("audit-entry").First.WaitForAsync();
        await auditor.Find("verify").ClickAsync();
        await auditor.Find("verification").WaitForAsync();
    }
}
