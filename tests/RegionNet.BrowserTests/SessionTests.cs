using Microsoft.Playwright;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>The end of a session, wanted or not.</summary>
[Collection(Lanes.Offices)]
public sealed class SessionTests(Browser browser)
{
    [Fact]
    public async Task Signing_out_ends_the_session_here_and_at_the_issuer()
    {
        await using var clerk = await browser.Visit();
        await clerk.SignIn("guangzhou.clerk");

        await SignOut(clerk);

        await clerk.Find("landing").WaitForAsync();
        await clerk.Go("/sessions");
        await clerk.Find("landing").WaitForAsync();
        // No silent sign-in: the password is asked for again.
        await clerk.Find("sign-in").ClickAsync();
        await clerk.Page.Locator("#password").WaitForAsync();
    }

    [Fact]
    public async Task A_session_that_ended_leads_to_sign_in_and_back_to_the_page()
    {
        await using var clerk = await browser.Visit();
        await clerk.SignIn("suzhou.clerk", "/organisations");
        await using (var elsewhere = await OtherTab(clerk))
        {
            await SignOut(elsewhere);
        }

        await clerk.Page.Locator("a[href='sessions']").ClickAsync();
        await clerk.Find("signed-out").WaitForAsync();
        await clerk.Find("sign-in").ClickAsync();
        await clerk.FillSignIn("suzhou.clerk");

        await clerk.Find("person").WaitForAsync();
        Assert.EndsWith("/sessions", clerk.Page.Url, StringComparison.Ordinal);
        await clerk.Settled();
        Assert.Equal(0, await clerk.Find("signed-out").CountAsync());
    }

    private static async Task<Visitor> OtherTab(Visitor visitor)
    {
        var tab = await Visitor.InNewTab(visitor);
        await tab.Go("/zones");
        return tab;
    }

    /// <summary>Presses the button and waits until gateway and issuer have ended their sessions.</summary>
    private static async Task SignOut(Visitor visitor)
    {
        await visitor.Find("person").Locator("summary").ClickAsync();
        await visitor.Page.RunAndWaitForResponseAsync(
            () => visitor.Find("sign-out").ClickAsync(),
            answer => answer.Url.Contains("/connect/end-session", StringComparison.Ordinal)
        );
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }
}
