using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RegionNet.Testing.Driver;

namespace RegionNet.BrowserTests;

/// <summary>One page as one person sees it.</summary>
/// <param name="Name">Names the screenshot.</param>
/// <param name="Path">Where it is; under <c>/account</c> a page without the portal's shell.</param>
/// <param name="Prepare">Opens or fills in what is on it. A change of language takes that away.</param>
/// <param name="Ready">Waits for what is there by itself.</param>
internal sealed record PortalPage(
    string Name,
    string Path,
    Func<Visitor, Task>? Prepare = null,
    Func<Visitor, Task>? Ready = null
)
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
        new("commended", "/commended", Ready: v => v.Find("commendation").First.WaitForAsync()),
        new("commended-notices", "/commended/notices", Ready: v => v.Find("notice").First.WaitForAsync()),
        new("commended-object", "/commended/notices", Press("object", "objection-dialog")),
        new("certificate-check", "/commended/certificates", CheckCertificate),
        new("cause-centres", "/causes", Ready: v => v.Find("cause-centre").First.WaitForAsync()),
        new("door-unknown", "/door/unknown", Refused(v => v.Find("door-gone").WaitForAsync(), 404)),
    ];

    private static IEnumerable<PortalPage> AtDoors(Furniture made) =>
        [
            new("door-session", made.Doors[0], Ready: v => v.Find("door-title").WaitForAsync()),
            new("door-check-in", made.Doors[1], Ready: v => v.Find("door-keypad").WaitForAsync()),
            new("door-free", made.Doors[2], Ready: v => v.Find("door-state").WaitForAsync()),
        ];

    /// <summary>All of them; null is who has not signed in. The portal is left once only: for the account's pages, which come last.</summary>
    public static IEnumerable<(string? UserName, List<PortalPage> Pages)> ByPerson(Furniture made)
    {
        yield return (null, Ordered([.. OfStranger, .. AtDoors(made), .. DisciplinePages.OfStranger(made.Discipline)]));
        foreach (var person in BySignedIn(made).GroupBy(p => p.UserName, p => p.Pages, StringComparer.Ordinal))
        {
            yield return (person.Key, Ordered(person.SelectMany(pages => pages)));
        }

        static List<PortalPage> Ordered(IEnumerable<PortalPage> pages) => [.. pages.OrderBy(p => p.IsAccount)];
    }

    private static IReadOnlyList<(string UserName, IReadOnlyList<PortalPage> Pages)> BySignedIn(Furniture made)
    {
        var board = $"/board?zone=YRD&day={made.Day:yyyy-MM-dd}";
        return
        [
            (
                "suzhou.clerk",
                [
                    new("board", board),
                    new("board-chosen", board, Choose),
                    new("booking-dialog", board, OpenDialog),
                    new("booking-series", board, Repeat),
                    new(
                        "board-as-of",
                        $"{board}&asOf={Days.In(0):yyyy-MM-dd}T00:00",
                        Ready: v => v.Find("as-of-note").WaitForAsync()
                    ),
                    new("as-of-dialog", board, Press("as-of", "as-of-dialog")),
                    new("month", $"/board/month?zone=YRD&month={made.Day:yyyy-MM}"),
                    new("search", "/search"),
                    new("search-found", "/search", Search),
                    new("sessions", "/sessions"),
                    new("inbox", "/sessions?view=approver", Ready: v => v.Find("session").First.WaitForAsync()),
                    new("waiting", "/sessions?view=waiting"),
                    new("displacements", "/displacements", Ready: v => v.Find("displacement").First.WaitForAsync()),
                    new(
                        "session",
                        $"/sessions/{made.Session}",
                        Ready: v => v.Find("history-entry").First.WaitForAsync()
                    ),
                    new("decide", $"/sessions/{made.Submitted}", Ready: v => v.Find("decide").WaitForAsync()),
                    new("move-dialog", $"/sessions/{made.Session}", Press("move-session", "move-dialog")),
                    new("amend-dialog", $"/sessions/{made.Session}", Press("amend-session", "amend-dialog")),
                    new("cancel-dialog", $"/sessions/{made.Session}", v => v.Find("cancel-session").ClickAsync()),
                    new("series", $"/series/{made.Series}", Ready: v => v.Find("skipped").WaitForAsync()),
                    new("calendars", "/calendars", Ready: v => v.Find("feed").First.WaitForAsync()),
                    new("calendar-import", "/calendars/import"),
                    new("calendar-tried", "/calendars/import", TryCalendar(made.Day)),
                    new("organisations", "/organisations"),
                    new("organisation", "/organisations", OpenOrganisation),
                    new("rooms", "/rooms"),
                    new("room-dialog", "/rooms", Press("add-room", "room-dialog")),
                    new("devices-dialog", "/rooms", v => v.Find("edit-devices").First.ClickAsync()),
                    new("room", "/rooms", OpenRoom),
                    new("room-edit", "/rooms", RoomDialog("edit-room", "room-dialog")),
                    new("terms-dialog", "/rooms", RoomDialog("publish-terms", "terms-dialog")),
                    new("blackout-dialog", "/rooms", RoomDialog("add-blackout", "blackout-dialog")),
                    new("quotas", "/rooms/quotas"),
                    new("quota-dialog", "/rooms/quotas", Press("set-quota", "quota-dialog")),
                    new("assets", "/rooms/assets"),
                    new("asset-dialog", "/rooms/assets", Press("add-asset", "asset-dialog")),
                    new("import", "/rooms/import"),
                    new(
                        "import-planned",
                        "/rooms/import",
                        TrySheet("远程审理庭,Remote Hearing Room,16\n新审理庭,New Room,24")
                    ),
                    new("import-wrong", "/rooms/import", TrySheet("远程审理庭,Remote Hearing Room,很多\n,New Room,0")),
                    new("webhooks", "/rooms/webhooks"),
                    new("webhook-dialog", "/rooms/webhooks", Press("add-webhook", "webhook-dialog")),
                    new("utilisation-own", "/reports/utilisation", Ready: v => v.Find("report").WaitForAsync()),
                    new("causes-empty", "/rooms", OpenCauses()),
                    new("causes", "/rooms", OpenCauses(made.Day)),
                    .. CommendationPages.OfUnit,
                    new("not-allowed", "/admin/people"),
                    new("not-found", "/no-such-page"),
                    new("account", "/account"),
                    new("second-factor", "/account/second-factor/enrol"),
                    new("password", "/account/password"),
                ]
            ),
            ("court.coordinator", CommendationPages.OfOrganiser),
            ("suzhou.director", [new("displace-dialog", $"/sessions/{made.Displaceable}", Displace)]),
            (
                "gba.coordinator",
                [
                    new("alerts", "/alerts", Ready: v => v.Find("alert").First.WaitForAsync()),
                    new("utilisation", "/reports/utilisation", Compare(made.Day)),
                    new("alerts-keys", "/alerts", Press("keys", "keys-dialog")),
                    new("alerts-calls", "/alerts", v => v.Find("calls").Locator("summary").ClickAsync()),
                    new("alert-zones", "/alerts/zones", Ready: v => v.Find("zone-cell").First.WaitForAsync()),
                    new("alert", $"/alerts/{made.Alert}", Ready: v => v.Find("message").First.WaitForAsync()),
                    new("alert-close", $"/alerts/{made.Alert}", Press("close-alert", "close-dialog")),
                    new(
                        "alert-proof",
                        $"/alerts/{made.Alert}/proof",
                        Ready: v => v.Find("proof-entry").First.WaitForAsync()
                    ),
                    new("alert-history", "/alerts/history", Ready: v => v.Find("case").First.WaitForAsync()),
                    new("alert-report", "/alerts/report", Ready: v => v.Find("report").WaitForAsync()),
                    new("alert-manual", "/alerts/manual", Ready: v => v.Find("manual-alert").First.WaitForAsync()),
                    new("alert-manual-dialog", "/alerts/manual", FillTemplate),
                    new("cap-refused", "/alerts/import", Refused(TryCap(CapMessages.Wrong("walk"), "cap-problem"))),
                    new(
                        "cap-checked",
                        "/alerts/import",
                        TryCap(CapMessages.Outage("walk", "登记系统停用", "The registers are down"), "cap-trial")
                    ),
                    new("alert-wall", "/alerts/wall?zone=GBA", Ready: v => v.Find("wall-alert").First.WaitForAsync()),
                    new("subscriptions", "/alert-settings", Ready: v => v.Find("subscription").First.WaitForAsync()),
                    new("subscription-dialog", "/alert-settings", Press("subscribe", "subscription-dialog")),
                    new("alert-email", "/alert-settings/email", Ready: v => v.Find("email-form").WaitForAsync()),
                    new("silences", "/alert-settings/silences", Ready: v => v.Find("silence").First.WaitForAsync()),
                    new("silence-dialog", "/alert-settings/silences", Press("add-silence", "silence-dialog")),
                    new("rules", "/alert-settings/rules", Ready: v => v.Find("rule").First.WaitForAsync()),
                    new("templates", "/alert-settings/templates", Ready: v => v.Find("template").First.WaitForAsync()),
                    new("template-dialog", "/alert-settings/templates", Press("add-template", "template-dialog")),
                    new(
                        "alert-webhooks",
                        "/alert-settings/webhooks",
                        Ready: v => v.Find("webhook").First.WaitForAsync()
                    ),
                    new("alert-webhook-dialog", "/alert-settings/webhooks", Press("add-webhook", "webhook-dialog")),
                    new("deliveries", "/alert-settings/deliveries"),
                    new("zones", "/zones"),
                    new("zone", "/zones/GBA", Ready: v => v.Find("liaison-body").First.WaitForAsync()),
                    new("absence-dialog", "/zones/GBA", v => v.Find("add-absence").First.ClickAsync()),
                ]
            ),
            .. DisciplinePages.Of(made.Discipline),
            (
                "national.coordinator",
                [
                    new("alert-zones-all", "/alerts/zones", Ready: v => v.Find("zone-cell").Nth(2).WaitForAsync()),
                    new("rule-dialog", "/alert-settings/rules", Press("add-rule", "rule-dialog")),
                    new("sources", "/alert-settings/sources", Ready: v => v.Find("source").First.WaitForAsync()),
                    new("source-dialog", "/alert-settings/sources", Press("add-source", "source-dialog")),
                ]
            ),
            (
                "security.admin",
                [
                    new("people", "/admin/people"),
                    new("person-dialog", "/admin/people", v => v.Find("edit-person").First.ClickAsync()),
                ]
            ),
            (
                "system.admin",
                [
                    new("create-person", "/admin/people", v => v.Find("create-person").ClickAsync()),
                    new("deliveries-of-all", "/alert-settings/deliveries"),
                ]
            ),
            .. ScreeningPages.Of(made.Batch),
            .. ScoringPages.Of(made.Scoring),
            .. ResultPages.Of(made.Results),
            .. RoundPages.Of(made.Rounds),
            // A role whose own pages come later still has a start page that works.
            ("evaluator", [new("start-of-evaluator", "/")]),
            ("audit.admin", [new("audit", "/admin/audit", Verify)]),
        ];
    }

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
        await clerk.OpenBooking();
    }

    private static async Task CheckCertificate(Visitor stranger)
    {
        await stranger.Find("code").FillAsync("0000-0000-0000-0000-0000");
        await stranger.Find("check").ClickAsync();
        await stranger.Find("verification").WaitForAsync();
    }

    internal static Func<Visitor, Task> Press(string button, string dialog) =>
        async visitor =>
        {
            await visitor.Find(button).ClickAsync();
            await visitor.Find(dialog).WaitForAsync();
        };

    private static async Task FillTemplate(Visitor coordinator)
    {
        await Press("raise", "manual-dialog")(coordinator);
        var templates = coordinator.Find("manual-template");
        await templates.Locator("option").Nth(4).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var outage = templates.Locator(
            "option",
            new() { HasTextRegex = new Regex("停用|outage", RegexOptions.None, TimeSpan.FromSeconds(1)) }
        );
        await templates.SelectOptionAsync((await outage.First.GetAttributeAsync("value"))!);
        await coordinator.Find("place-system-zh").FillAsync("远程庭审系统");
        await coordinator.Find("place-system-en").FillAsync("The remote hearing system");
    }

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

    /// <param name="day">One of which something is announced; today without it.</param>
    private static Func<Visitor, Task> OpenCauses(DateOnly? day = null) =>
        async keeper =>
        {
            await OpenRoom(keeper);
            await keeper.Find("causes-link").ClickAsync();
            await Assertions
                .Expect(keeper.Page)
                .ToHaveURLAsync(new Regex("/causes/", RegexOptions.None, TimeSpan.FromSeconds(1)));
            if (day is { } announced)
            {
                await keeper.Find("day").FillAsync($"{announced:yyyy-MM-dd}");
                await keeper.Find("cause-versions").WaitForAsync();
            }
            await keeper.Settled();
        };

    private static async Task Repeat(Visitor clerk)
    {
        await OpenDialog(clerk);
        await clerk.Find("more-repeat").Locator("summary").ClickAsync();
        await clerk.Find("repeat").SelectOptionAsync("weekly");
        await clerk.Find("repeat-day").Nth(1).ClickAsync();
    }

    private static async Task Search(Visitor clerk)
    {
        await clerk.Find("add-wanted").ClickAsync();
        await clerk.Find("wanted").Nth(1).GetByTestId("wanted-zone").SelectOptionAsync("GBA");
        await clerk.Find("search-rooms").ClickAsync();
        await clerk.Find("combination").First.WaitForAsync();
    }

    /// <summary>The centres of the zone, side by side.</summary>
    private static Func<Visitor, Task> Compare(DateOnly day) =>
        async coordinator =>
        {
            await coordinator.Find("report").WaitForAsync();
            await coordinator.Find("report-to").FillAsync($"{day.AddDays(30):yyyy-MM-dd}");
            await coordinator.Find("chart").Locator("svg").First.WaitForAsync();
        };

    private static async Task Displace(Visitor director)
    {
        await Press("displace-session", "displace-dialog")(director);
        await director.Find("rival").First.WaitForAsync();
    }

    private static Func<Visitor, Task> TrySheet(string rows) =>
        async keeper =>
        {
            await keeper.Find("import-file").SetInputFilesAsync(Text("rooms.csv", $"名称,英文名称,座位数\n{rows}\n"));
            await keeper.Find("import-result").WaitForAsync();
        };

    /// <summary>Two events, of which one meets a session in a room of Suzhou.</summary>
    private static Func<Visitor, Task> TryCalendar(DateOnly day) =>
        async clerk =>
        {
            await clerk.Find("pick-find").ClickAsync();
            await clerk.Find("pick-room").First.ClickAsync();
            await clerk.Find("import-case").FillAsync("4W118040");
            await clerk.Find("import-case").PressAsync("Tab");
            await clerk.Find("import-file").SetInputFilesAsync(Text("hearings.ics", Calendars.Two(day)));
            await clerk.Find("import-result").WaitForAsync();
        };

    /// <summary>The page shows a refusal, and the browser notes the answer's status in its console.</summary>
    private static Func<Visitor, Task> Refused(Func<Visitor, Task> prepare, int status = 400) =>
        async visitor =>
        {
            await prepare(visitor);
            var others = visitor
                .Complaints.Where(c => !c.Contains($"status of {status}", StringComparison.Ordinal))
                .ToList();
            visitor.Complaints.Clear();
            others.ForEach(visitor.Complaints.Enqueue);
        };

    private static Func<Visitor, Task> TryCap(string message, string then) =>
        async coordinator =>
        {
            await coordinator.Find("cap-file").SetInputFilesAsync(CapMessages.File(message));
            await coordinator.Find(then).First.WaitForAsync();
        };

    internal static FilePayload Text(string name, string text) =>
        new()
        {
            Name = name,
            MimeType = "text/plain",
            Buffer = Encoding.UTF8.GetBytes(text),
        };

    private static async Task OpenOrganisation(Visitor visitor)
    {
        // With the keyboard by name, then the other way round.
        var head = visitor.Page.Locator("th", new() { Has = visitor.Find("sort-name") });
        var top = visitor.Find("organisation-row").First.GetByRole(AriaRole.Link);
        foreach (var direction in (string[])["ascending", "descending"])
        {
            var before = await top.InnerTextAsync();
            await visitor.Find("sort-name").PressAsync("Enter");
            await Assertions.Expect(head).ToHaveAttributeAsync("aria-sort", direction);
            await Assertions.Expect(top).Not.ToHaveTextAsync(before);
        }
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
