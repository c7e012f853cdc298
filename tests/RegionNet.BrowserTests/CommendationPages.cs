namespace RegionNet.BrowserTests;

/// <summary>Pages of commendations, with what the sample round has.</summary>
internal static class CommendationPages
{
    public static readonly IReadOnlyList<PortalPage> OfUnit =
    [
        new("commendations", "/commendations", Ready: v => v.Find("nomination").First.WaitForAsync()),
        new("nominate", "/commendations/new", Ready: v => v.Find("nominate-form").WaitForAsync()),
        new("nominate-incomplete", "/commendations/new", Incomplete),
        new("nominate-person", "/commendations/new", Person),
        new("nomination", "/commendations", Open("unit-notice", "objections")),
        new("nomination-objection", "/commendations", Objection),
        new("commendation-objections", "/commendations/objections"),
    ];

    public static readonly IReadOnlyList<PortalPage> OfOrganiser =
    [
        new("commendation-queue", "/commendations/queue", Queue),
        new("commendation-together", "/commendations/queue", Together),
        new("nomination-selecting", "/commendations", Select),
        new("nomination-announced", "/commendations", Open("announced", "certificates")),
        new("commendation-quotas", "/commendations/quotas", Ready: v => v.Find("quota").First.WaitForAsync()),
        new("commendation-quota-dialog", "/commendations/quotas", QuotaDialog),
        new("commendation-round-dialog", "/commendations/quotas", PortalPages.Press("open-round", "round-dialog")),
        new("commendation-reviews", "/commendations/reviews"),
    ];

    private static async Task Incomplete(Visitor clerk)
    {
        await clerk.Find("submit-nomination").ClickAsync();
        await clerk.Page.Locator(".field-error").First.WaitForAsync();
    }

    private static async Task Person(Visitor clerk)
    {
        await clerk.Find("nominate-category").SelectOptionAsync("individual");
        await clerk.Find("resident-id").WaitForAsync();
    }

    /// <summary>The first nomination of the list that stands there.</summary>
    private static Func<Visitor, Task> Open(string state, string part) =>
        async visitor =>
        {
            await visitor.Find("state").SelectOptionAsync(state);
            await visitor.Page.Locator($"[data-testid=nomination][data-state={state}] a").First.ClickAsync();
            await visitor.Find(part).WaitForAsync();
            await visitor.Settled();
        };

    private static async Task Objection(Visitor clerk)
    {
        await Open("unit-notice", "objections")(clerk);
        await PortalPages.Press("record-objection", "objection-dialog")(clerk);
    }

    private static async Task Queue(Visitor organiser)
    {
        await organiser.Find("stage").SelectOptionAsync("public-notice");
        await organiser.Find("choose").First.WaitForAsync();
    }

    private static async Task Together(Visitor organiser)
    {
        await Queue(organiser);
        await organiser.Find("choose").First.CheckAsync();
        await PortalPages.Press("together", "step-dialog")(organiser);
    }

    private static async Task Select(Visitor organiser)
    {
        await Open("joint-review", "nomination-detail")(organiser);
        await PortalPages.Press("joint-review", "step-dialog")(organiser);
    }

    private static async Task QuotaDialog(Visitor organiser)
    {
        await organiser.Find("set-quota").First.ClickAsync();
        await organiser.Find("quota-dialog").WaitForAsync();
    }
}
