using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using RegionNet.Access.SignIn;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Access.IntegrationTests;

public sealed partial class SecondFactorTests
{
    private const string Password = "RegionNet-2026";

    [Theory]
    // RFC 6238, appendix B, for SHA-1; the last six of its eight digits.
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_111_111_111, "050471")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    [InlineData(20_000_000_000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var secret = Encoding.ASCII.GetBytes("12345678901234567890");
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(code, TimeCode.Of(secret, TimeCode.StepAt(at)));
        Assert.Equal(TimeCode.StepAt(at), TimeCode.Match(secret, code, at));
        Assert.Null(TimeCode.Match(secret, code, at.AddSeconds(61)));
    }

    [Theory]
    // RFC 4648, section 10.
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Keys_are_written_in_base_32(string text, string expected) =>
        Assert.Equal(expected, TimeCode.Base32(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public async Task After_enrolment_signing_in_takes_a_code_and_no_code_works_twice()
    {
        var clock = new TestClock(StartOfStep());
        await using var host = await AccessHost.Start(clock: clock);
        using var browser = host.Browser();
        await browser.SignIn("suzhou.clerk");
        var (secret, _) = await Enrol(browser, clock);

        using var next = host.Browser();
        Assert.StartsWith(
            "/account/second-factor?",
            await To(await next.SignIn("suzhou.clerk")),
            StringComparison.Ordinal
        );
        Assert.False(await next.IsSignedIn());
        // The code that proved the enrolment is used up.
        Assert.Equal(HttpStatusCode.BadRequest, (await Code(next, Now(secret, clock))).StatusCode);
        clock.Advance(TimeSpan.FromSeconds(30));
        var code = Now(secret, clock);
        Assert.Equal("/", await To(await Code(next, code)));
        Assert.True(await next.IsSignedIn());

        using var replay = host.Browser();
        await replay.SignIn("suzhou.clerk");
        Assert.Equal(HttpStatusCode.BadRequest, (await Code(replay, code)).StatusCode);
        Assert.False(await replay.IsSignedIn());
    }

    [Fact]
    public async Task Of_four_browsers_with_the_same_code_one_gets_in()
    {
        var clock = new TestClock(StartOfStep());
        await using var host = await AccessHost.Start(clock: clock);
        using var first = host.Browser();
        await first.SignIn("suzhou.clerk");
        var (secret, _) = await Enrol(first, clock);
        clock.Advance(TimeSpan.FromSeconds(30));
        var code = Now(secret, clock);
        // Four, so that the lock-out plays no part.
        var browsers = Enumerable.Range(0, 4).Select(_ => host.Browser()).ToList();
        foreach (var browser in browsers)
        {
            await browser.SignIn("suzhou.clerk");
        }

        var answers = await Task.WhenAll(browsers.Select(b => Code(b, code)));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
        browsers.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once()
    {
        var clock = new TestClock(StartOfStep());
        await using var host = await AccessHost.Start(clock: clock);
        using var browser = host.Browser();
        await browser.SignIn("suzhou.clerk");
        var (_, recovery) = await Enrol(browser, clock);
        Assert.Equal(10, recovery.Distinct().Count());

        using var next = host.Browser();
        await next.SignIn("suzhou.clerk");
        Assert.Equal("/", await To(await Code(next, recovery[0].ToLowerInvariant())));
        using var again = host.Browser();
        await again.SignIn("suzhou.clerk");
        Assert.Equal(HttpStatusCode.BadRequest, (await Code(again, recovery[0])).StatusCode);
        Assert.Equal("/", await To(await Code(again, recovery[1])));
    }

    [Fact]
    public async Task Wrong_codes_lock_out_like_wrong_passwords()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();
        await browser.SignIn("suzhou.clerk");
        var (_, recovery) = await Enrol(browser, TimeProvider.System);
        using var next = host.Browser();
        await next.SignIn("suzhou.clerk");
        for (var i = 0; i < 5; i++)
        {
            await Code(next, "000000");
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await Code(next, recovery[0])).StatusCode);
        // A right password in between does not give the attempts back.
        using var other = host.Browser();
        Assert.Equal(HttpStatusCode.BadRequest, (await other.SignIn("suzhou.clerk")).StatusCode);
    }

    [Fact]
    public async Task A_password_alone_can_not_replace_the_authenticator()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();
        await browser.SignIn("suzhou.clerk");
        await Enrol(browser, TimeProvider.System);
        using var thief = host.Browser();
        await thief.SignIn("suzhou.clerk");
        Assert.StartsWith(
            "/account/sign-in",
            await To(await thief.Get("/account/second-factor/enrol")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_administrator_must_enrol_before_being_signed_in_where_that_is_required()
    {
        var clock = new TestClock(StartOfStep());
        await using var host = await AccessHost.Start(
            null,
            clock,
            ("Access:RequireSecondFactorFor", "system-administrator, security-administrator")
        );
        using var browser = host.Browser();

        var answer = await browser.SignIn("security.admin");

        Assert.StartsWith("/account/second-factor/enrol", await To(answer), StringComparison.Ordinal);
        Assert.False(await browser.IsSignedIn());
        Assert.StartsWith(
            "/account/sign-in",
            await To(await browser.Get(Browser.AuthorizeUrl().Url)),
            StringComparison.Ordinal
        );
        await Enrol(browser, clock, password: null);
        Assert.True(await browser.IsSignedIn());
        using var clerk = host.Browser();
        Assert.Equal("/", await To(await clerk.SignIn("suzhou.clerk")));
    }

    [Fact]
    public async Task Enrolling_takes_the_password_and_a_right_code()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();
        await browser.SignIn("suzhou.clerk");
        var page = await (await browser.Get("/account/second-factor/enrol")).Content.ReadAsStringAsync();
        var right = Now(Secret(page), TimeProvider.System);

        var wrongPassword = await browser.Submit(
            "/account/second-factor/enrol",
            page,
            ("password", "no"),
            ("code", right)
        );
        var wrongCode = await browser.Submit(
            "/account/second-factor/enrol",
            page,
            ("password", Password),
            ("code", "12")
        );

        Assert.Equal(HttpStatusCode.BadRequest, wrongPassword.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrongCode.StatusCode);
        Assert.Equal(0, await host.Scalar<int>("select count(*) from access.second_factor"));
        Assert.DoesNotContain(
            TimeCode.Base32(Secret(page)),
            await host.Scalar<string>("select coalesce(string_agg(details, ''), '') from access.audit_entry"),
            StringComparison.Ordinal
        );
    }

    private static async Task<(byte[] Secret, List<string> Recovery)> Enrol(
        Browser browser,
        TimeProvider clock,
        string? password = Password
    )
    {
        var page = await (await browser.Get("/account/second-factor/enrol")).Content.ReadAsStringAsync();
        var secret = Secret(page);
        (string, string)[] fields = [("code", Now(secret, clock))];
        var done = await browser.Submit(
            "/account/second-factor/enrol",
            page,
            password is null ? fields : [.. fields, ("password", password)]
        );
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        var html = await done.Content.ReadAsStringAsync();
        return (secret, [.. CodeElement().Matches(html).Select(m => m.Groups[1].Value)]);
    }

    private static Task<HttpResponseMessage> Code(Browser browser, string code) =>
        browser.Fill("/account/second-factor", ("code", code));

    private static Task<string> To(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return Task.FromResult(answer.Headers.Location!.ToString());
    }

    /// <summary>So that a code stays the same for as long as a test takes, unless the test moves the clock.</summary>
    private static DateTimeOffset StartOfStep()
    {
        var now = TimeProvider.System.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.FromSeconds(30).Ticks));
    }

    private static string Now(byte[] secret, TimeProvider clock) =>
        TimeCode.Of(secret, TimeCode.StepAt(clock.GetUtcNow()));

    private static byte[] Secret(string page)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(
            CodeElement()
                .Match(page)
                .Groups[1]
                .Value.Where(char.IsAsciiLetterOrDigit)
                .Select(c => Convert.ToString(alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0'))
        );
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }

#pragma warning disable MA0009 // The pattern has no nested repetition.
    [GeneratedRegex("<code>([^<]+)</code>")]
    private static partial Regex CodeElement();
#pragma warning restore MA0009
}
