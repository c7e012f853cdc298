using System.Net;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Access.IntegrationTests;

public sealed class SignInTests
{
    [Fact]
    public async Task The_right_password_signs_in_and_is_in_the_audit()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();

        var answer = await browser.SignIn("suzhou.clerk", returnUrl: "/board?day=1");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/board?day=1", answer.Headers.Location!.ToString());
        Assert.True(await browser.IsSignedIn());
        Assert.Equal(1, await Audited(host, "suzhou.clerk", "done"));
    }

    [Fact]
    public async Task Upper_case_and_blanks_around_the_name_do_not_matter()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn(" Suzhou.Clerk ")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_name_and_a_locked_out_account_look_the_same()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();

        var wrong = await Error(await browser.SignIn("suzhou.clerk", "RegionNet-2025"));
        var unknown = await Error(await browser.SignIn("nobody.here", "RegionNet-2025"));
        for (var i = 0; i < 5; i++)
        {
            await browser.SignIn("guangzhou.clerk", "RegionNet-2025");
        }
        var lockedOut = await Error(await browser.SignIn("guangzhou.clerk"));

        Assert.Contains("未能继续", wrong, StringComparison.Ordinal);
        Assert.Equal(wrong, unknown);
        Assert.Equal(wrong, lockedOut);
        Assert.Equal(1, await Audited(host, "suzhou.clerk", "refused"));
        Assert.Equal(2, await Audited(host, "guangzhou.clerk", "locked-out"));
        Assert.Equal(1, await host.Scalar<int>("select count(*) from access.audit_entry where subject = 'unknown'"));
        Assert.Equal(
            0,
            await host.Scalar<int>(
                "select count(*) from access.audit_entry where to_jsonb(audit_entry)::text like '%nobody.here%'"
            )
        );
    }

    [Fact]
    public async Task Five_failures_lock_out_for_fifteen_minutes()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var host = await AccessHost.Start(clock: clock);
        using var browser = host.Browser();
        for (var i = 0; i < 4; i++)
        {
            await browser.SignIn("suzhou.clerk", "wrong");
        }
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn("suzhou.clerk")).StatusCode);
        for (var i = 0; i < 5; i++)
        {
            await browser.SignIn("suzhou.clerk", "wrong");
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SignIn("suzhou.clerk")).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SignIn("suzhou.clerk")).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn("suzhou.clerk")).StatusCode);
    }

    [Fact]
    public async Task Of_forty_guesses_at_once_at_most_five_are_checked()
    {
        await using var host = await AccessHost.Start();
        var browsers = Enumerable.Range(0, 40).Select(_ => host.Browser()).ToList();
        var pages = await Task.WhenAll(
            browsers.Select(async b => await (await b.Get("/account/sign-in")).Content.ReadAsStringAsync())
        );

        var answers = await Task.WhenAll(
            browsers.Select(
                (b, i) =>
                    b.Submit("/account/sign-in", pages[i], ("userName", "suzhou.clerk"), ("password", $"guess-{i}"))
            )
        );

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.BadRequest, a.StatusCode));
        // Four refused and the fifth that locked out were checked; all others found the account locked out.
        Assert.Equal(4, await Audited(host, "suzhou.clerk", "refused"));
        Assert.Equal(36, await Audited(host, "suzhou.clerk", "locked-out"));
        Assert.True(
            await host.Scalar<bool>("select lockout_end > now() from access.person where user_name = 'suzhou.clerk'")
        );
        browsers.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task A_form_without_this_browsers_token_is_not_accepted()
    {
        await using var host = await AccessHost.Start();
        using var victim = host.Browser();
        using var other = host.Browser();
        var html = await (await other.Get("/account/sign-in")).Content.ReadAsStringAsync();

        var forged = await victim.Submit(
            "/account/sign-in",
            html,
            ("userName", "suzhou.clerk"),
            ("password", "RegionNet-2026")
        );

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.False(await victim.IsSignedIn());
    }

    [Theory]
    [InlineData("https://evil.test/")]
    [InlineData("//evil.test/")]
    [InlineData(@"/\evil.test/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\tevil")]
    public async Task Nobody_is_sent_to_another_site(string returnUrl)
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();
        Assert.Equal("/", (await browser.SignIn("suzhou.clerk", returnUrl: returnUrl)).Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_account_session_ends_after_twenty_minutes()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var host = await AccessHost.Start(clock: clock);
        using var browser = host.Browser();
        await browser.SignIn("suzhou.clerk");

        clock.Advance(TimeSpan.FromMinutes(19));
        Assert.True(await browser.IsSignedIn());
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False(await browser.IsSignedIn());
    }

    [Fact]
    public async Task A_new_password_ends_other_sessions_and_refresh_tokens_and_keeps_this_one()
    {
        await using var host = await AccessHost.Start();
        using var here = host.Browser();
        using var there = host.Browser();
        var tokens = await there.SignInFor(host, "suzhou.clerk");
        await here.SignIn("suzhou.clerk");

        var refused = await here.Fill(
            "/account/password",
            ("password", "RegionNet-2026"),
            ("newPassword", "weak"),
            ("repeat", "weak")
        );
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var changed = await here.Fill(
            "/account/password",
            ("password", "RegionNet-2026"),
            ("newPassword", "Another-2027!"),
            ("repeat", "Another-2027!")
        );

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.True(await here.IsSignedIn());
        Assert.False(await there.IsSignedIn());
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Refresh(tokens.RefreshToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await there.SignIn("suzhou.clerk")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.SignIn("suzhou.clerk", "Another-2027!")).StatusCode);
    }

    [Fact]
    public async Task A_session_outlives_the_process_that_began_it()
    {
        await using var database = await AccessHost.NewDatabase();
        using var browser = await SignedIn(database);
        await using var second = await AccessHost.Start(database);
        using var there = second.Browser();
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
        {
            there.Cookies.Add(second.Address, new Cookie(cookie.Name, cookie.Value));
        }
        Assert.True(await there.IsSignedIn());

        static async Task<Browser> SignedIn(TestDatabase database)
        {
            await using var first = await AccessHost.Start(database);
            var browser = first.Browser();
            await browser.SignIn("suzhou.clerk");
            return browser;
        }
    }

    [Fact]
    public async Task Pages_are_in_Chinese_first_and_remember_English()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();
        var first = await browser.Get("/account/sign-in");
        Assert.Contains("lang=\"zh-CN\"", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "default-src 'none'",
            first.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Sign in",
            await (await browser.Get("/account/sign-in?lang=en")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Sign in",
            await (await browser.Get("/account/sign-in")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        var style = await browser.Get("/account/account.css");
        Assert.Equal("text/css", style.Content.Headers.ContentType!.MediaType);
    }

    private static async Task<string> Error(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        var from = html.IndexOf("<div id=\"error\"", StringComparison.Ordinal);
        return WebUtility.HtmlDecode(html[from..html.IndexOf("</div>", from, StringComparison.Ordinal)]);
    }

    private static Task<int> Audited(AccessHost host, string userName, string result) =>
        host.Scalar<int>(
            "select count(*) from access.audit_entry where action = 'access.sign-in' and subject = @subject and result = @result",
            new { subject = AccessHost.IdOf(userName).ToString(), result }
        );
}
