using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace RegionNet.GatewayTests;

public sealed class SessionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly MemoryKeys keys = new();
    private readonly CookieContainer cookies = new();
    private FakeIssuer issuer = null!;
    private Replica app = null!;
    private TestGateway gateway = null!;
    private HttpClient browser = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = new FakeIssuer(TimeProvider.System);
        app = await Replica.StartAsync(async context =>
        {
            if (context.WebSockets.IsWebSocketRequest)
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                await socket.SendAsync(
                    "hi"u8.ToArray(),
                    WebSocketMessageType.Text,
                    endOfMessage: true,
                    CancellationToken.None
                );
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return;
            }
            await issuer.AnswerAsync(context);
        });
        gateway = await TestGateway.StartAsync([app.Address], [], clock, keys);
        browser = gateway.Client(cookies);
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await gateway.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Signing_in_makes_a_session_that_puts_its_token_on_what_is_forwarded()
    {
        Assert.False((await SessionAsync(browser)).SignedIn);
        using var signedIn = await issuer.SignInAsync(browser, "/board?day=2026-11-24");
        Assert.Equal("/board?day=2026-11-24", signedIn.Headers.Location?.OriginalString);
        var cookie = Assert.Single(
            signedIn.Headers.GetValues("Set-Cookie"),
            c => c.StartsWith("regionnet-session=", StringComparison.Ordinal)
        );
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

        var session = await SessionAsync(browser);
        Assert.True(session.SignedIn);
        Assert.Equal(1800, session.IdleSeconds);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/access/me");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer forged");
        (await browser.SendAsync(request)).Dispose();
        var received = app.Received.Last();
        Assert.Equal("Bearer access-1", received.Header("Authorization"));
        Assert.Null(received.Header("Cookie"));
        Assert.Equal(gateway.Address.Authority, received.Header("X-Forwarded-Host"));
        Assert.Equal("http", received.Header("X-Forwarded-Proto"));
    }

    [Fact]
    public async Task Access_pages_get_their_own_cookies_and_no_token()
    {
        (await issuer.SignInAsync(browser)).Dispose();
        cookies.Add(gateway.Address, new Cookie("regionnet-lang", "en"));

        (await browser.GetAsync("/account/password")).Dispose();

        var received = app.Received.Last();
        Assert.Null(received.Header("Authorization"));
        Assert.Equal("regionnet-lang=en", received.Header("Cookie"));
    }

    [Fact]
    public async Task A_machines_bearer_token_passes_through()
    {
        using var machine = gateway.Client();
        machine.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer machine-token");

        using var answer = await machine.PostAsJsonAsync("/api/hearings/sessions", new { });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Bearer machine-token", app.Received.Last().Header("Authorization"));
    }

    [Fact]
    public async Task A_write_with_the_cookie_alone_is_refused_and_with_the_sessions_token_accepted()
    {
        (await issuer.SignInAsync(browser)).Dispose();
        var before = app.Received.Count;
        using var bare = await browser.PostAsJsonAsync("/api/hearings/sessions", new { });
        await Problem.AssertAsync(bare, HttpStatusCode.BadRequest, "gateway.antiforgery");
        using var signOut = await browser.PostAsync("/bff/sign-out", content: null);
        await Problem.AssertAsync(signOut, HttpStatusCode.BadRequest, "gateway.antiforgery");
        Assert.Equal(before, app.Received.Count);

        var session = await SessionAsync(browser);
        using var good = await WriteAsync(session.AntiforgeryToken!);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);

        // The same person signs in again: another session, to which the old token does not belong.
        (await issuer.SignInAsync(browser)).Dispose();
        using var stale = await WriteAsync(session.AntiforgeryToken!);
        await Problem.AssertAsync(stale, HttpStatusCode.BadRequest, "gateway.antiforgery");
    }

    [Fact]
    public async Task Requests_that_arrive_together_refresh_once()
    {
        (await issuer.SignInAsync(browser)).Dispose();
        clock.Advance(TimeSpan.FromMinutes(9.5));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.GetAsync("/api/zones")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, issuer.Refreshes);
        Assert.All(
            app.Received.TakeLast(8).Where(r => r.Path == "/api/zones"),
            r => Assert.Equal("Bearer access-2", r.Header("Authorization"))
        );
        Assert.True((await SessionAsync(browser)).SignedIn);
    }

    [Fact]
    public async Task A_refused_refresh_ends_the_session()
    {
        (await issuer.SignInAsync(browser)).Dispose();
        issuer.RefusesRefresh = true;
        clock.Advance(TimeSpan.FromMinutes(9.5));

        Assert.False((await SessionAsync(browser)).SignedIn);
        Assert.DoesNotContain(
            cookies.GetAllCookies(),
            c => c.Name.StartsWith("regionnet-session", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_issuer_that_is_away_ends_nothing()
    {
        (await issuer.SignInAsync(browser)).Dispose();
        issuer.BreaksOff = true;
        clock.Advance(TimeSpan.FromMinutes(9.5));
        using var early = await browser.GetAsync("/api/zones");
        Assert.Equal(HttpStatusCode.OK, early.StatusCode);

        clock.Advance(TimeSpan.FromMinutes(2));
        using var late = await browser.GetAsync("/api/zones");
        await Problem.AssertAsync(late, HttpStatusCode.ServiceUnavailable, "gateway.unavailable");

        issuer.BreaksOff = false;
        clock.Advance(TimeSpan.FromSeconds(5));
        using var again = await browser.GetAsync("/api/zones");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("Bearer access-2", app.Received.Last().Header("Authorization"));
    }

    [Fact]
    public async Task Idle_for_too_long_ends_the_session_and_background_traffic_does_not_prolong_it()
    {
        (await issuer.SignInAsync(browser)).Dispose();
        for (var minutes = 0; minutes < 28; minutes += 7)
        {
            clock.Advance(TimeSpan.FromMinutes(7));
            (await browser.GetAsync("/api/zones")).Dispose();
        }
        Assert.True((await SessionAsync(browser)).SignedIn);
        for (var minutes = 0; minutes < 28; minutes += 7)
        {
            clock.Advance(TimeSpan.FromMinutes(7));
            Assert.True((await SessionAsync(browser)).SignedIn);
        }
        clock.Advance(TimeSpan.FromMinutes(3));

        Assert.False((await SessionAsync(browser)).SignedIn);
    }

    [Fact]
    public async Task The_session_outlives_the_gateway_that_issued_it()
    {
        (await issuer.SignInAsync(browser)).Dispose();
        await using var next = await TestGateway.StartAsync([app.Address], [], clock, keys);
        using var same = next.Client(cookies);

        Assert.True((await SessionAsync(same)).SignedIn);
    }

    [Fact]
    public async Task Signing_out_revokes_the_refresh_token_and_sends_the_browser_to_the_issuer()
    {
        (await issuer.SignInAsync(browser)).Dispose();
        var session = await SessionAsync(browser);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/bff/sign-out");
        request.Headers.Add("X-RegionNet-Antiforgery", session.AntiforgeryToken);

        using var answer = await browser.SendAsync(request);

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.StartsWith(
            $"{FakeIssuer.Url}/connect/end-session?client_id=regionnet-gateway&",
            body.GetProperty("redirect").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("refresh-1", Assert.Single(issuer.Revoked));
        Assert.False((await SessionAsync(browser)).SignedIn);
    }

    [Fact]
    public async Task An_answer_of_the_issuer_that_nobody_asked_for_returns_to_the_portal_signed_out()
    {
        using var answer = await browser.GetAsync("/signin-oidc?code=x&state=y");

        Assert.Equal("/?sign-in=failed", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("own", true)]
    [InlineData("https://evil.example", false)]
    [InlineData(null, false)]
    public async Task A_hub_connection_with_the_cookie_must_come_from_this_site(string? origin, bool accepted)
    {
        (await issuer.SignInAsync(browser)).Dispose();
        using var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader(
                "Origin",
                origin == "own" ? gateway.Address.GetLeftPart(UriPartial.Authority) : origin
            );
        }
        var hub = new UriBuilder(gateway.Address) { Scheme = "ws", Path = "/hubs/alerts" }.Uri;

        if (!accepted)
        {
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(hub, CancellationToken.None));
            Assert.DoesNotContain(app.Received, r => r.Path == "/hubs/alerts");
            return;
        }
        await socket.ConnectAsync(hub, CancellationToken.None);
        var buffer = new byte[8];
        var message = await socket.ReceiveAsync(buffer, CancellationToken.None);
        Assert.Equal("hi", System.Text.Encoding.UTF8.GetString(buffer, 0, message.Count));
        Assert.Equal("Bearer access-1", app.Received.Last().Header("Authorization"));
    }

    private async Task<HttpResponseMessage> WriteAsync(string antiforgery)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/hearings/sessions")
        {
            Content = JsonContent.Create(new { }),
        };
        request.Headers.Add("X-RegionNet-Antiforgery", antiforgery);
        return await browser.SendAsync(request);
    }

    private static async Task<Session> SessionAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<Session>("/bff/session", JsonSerializerOptions.Web))!;

    private sealed record Session(bool SignedIn, string? AntiforgeryToken, int? IdleSeconds);
}
