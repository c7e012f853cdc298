using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using RegionNet.Access.Tokens;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Access.IntegrationTests;

public sealed class TokenTests
{
    [Fact]
    public async Task The_code_flow_gives_a_token_that_says_who_and_nothing_more()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();

        var tokens = await browser.SignInFor(host, "suzhou.clerk");

        var access = new JsonWebTokenHandler().ReadJsonWebToken(tokens.AccessToken);
        Assert.Equal(AccessHost.Issuer, access.Issuer);
        Assert.Equal(["regionnet"], access.Audiences);
        Assert.Equal("at+jwt", access.Typ);
        Assert.Equal("ES256", access.Alg);
        Assert.Equal(AccessHost.IdOf("suzhou.clerk").ToString(), access.Subject);
        Assert.Equal("苏州工作人员", access.GetClaim("name").Value);
        Assert.Equal(TimeSpan.FromMinutes(10), access.ValidTo - access.IssuedAt);
        Assert.DoesNotContain(
            access.Claims,
            c => c.Type.Contains("role", StringComparison.Ordinal) || c.Type.Contains("org", StringComparison.Ordinal)
        );
        Assert.Equal(access.Subject, new JsonWebTokenHandler().ReadJsonWebToken(tokens.IdToken).Subject);

        using var client = host.WithToken(tokens.AccessToken);
        var me = await (await client.GetAsync("/api/access/me")).Json();
        Assert.Equal("suzhou.clerk", (string)me["userName"]!);
        Assert.Equal("中国（苏州）知识产权保护中心", (string)me["organisation"]!["zh"]!);
        Assert.Equal(["centre-clerk", "room-manager"], me["roles"]!.AsArray().Select(r => (string)r!["role"]!));
        Assert.Equal(["YRD"], me["zones"]!.AsArray().Select(z => (string)z!));
        Assert.False((bool)me["allZones"]!);
        Assert.False((bool)me["secondFactor"]!);
    }

    [Fact]
    public async Task The_metadata_name_the_public_address_whatever_door_the_request_came_through()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();
        var metadata = await (await browser.Get("/.well-known/openid-configuration")).Json();
        foreach (
            var (name, path) in new[]
            {
                ("issuer", ""),
                ("authorization_endpoint", "connect/authorize"),
                ("token_endpoint", "connect/token"),
                ("end_session_endpoint", "connect/end-session"),
                ("jwks_uri", ".well-known/jwks"),
            }
        )
        {
            Assert.Equal(AccessHost.Issuer + path, (string)metadata[name]!);
        }
        Assert.DoesNotContain("form_post", metadata["response_modes_supported"]!.AsArray().Select(m => (string)m!));
    }

    [Fact]
    public async Task Without_PKCE_or_with_another_redirect_address_there_is_no_code()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();
        await browser.SignIn("suzhou.clerk");
        var (good, _) = Browser.AuthorizeUrl();

        var withoutPkce = await browser.Get(Browser.AuthorizeUrl(pkce: false).Url);
        var elsewhere = await browser.Get(good.Replace("signin-oidc", "elsewhere", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, withoutPkce.StatusCode);
        Assert.Contains("code_challenge", await withoutPkce.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        Assert.Contains("code=", (await browser.Get(good)).Headers.Location!.Query, StringComparison.Ordinal);
        Assert.Contains(
            "error=login_required",
            (await host.Browser().Get(good + "&prompt=none")).Headers.Location!.Query,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refresh_token_is_good_once_and_its_reuse_ends_the_whole_session()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var host = await AccessHost.Start(clock: clock);
        using var browser = host.Browser();
        var first = await browser.SignInFor(host, "suzhou.clerk");

        var second = Browser.Read(await (await host.Refresh(first.RefreshToken)).Json());
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Refresh(first.RefreshToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Refresh(second.RefreshToken)).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_twelve_hours_after_it_began_however_often_it_is_refreshed()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var host = await AccessHost.Start(clock: clock);
        using var browser = host.Browser();
        var token = (await browser.SignInFor(host, "suzhou.clerk")).RefreshToken;
        for (var hour = 1; hour < 12; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            token = Browser.Read(await (await host.Refresh(token)).Json()).RefreshToken;
        }
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Refresh(token)).StatusCode);
    }

    [Fact]
    public async Task Revoking_and_ending_the_session_work()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();
        var tokens = await browser.SignInFor(host, "suzhou.clerk");
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("token", tokens.RefreshToken),
            KeyValuePair.Create("client_id", GatewayClient.ClientId),
            KeyValuePair.Create("client_secret", host.GatewaySecret),
        ]);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.PostAsync("/connect/revocation", form)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Refresh(tokens.RefreshToken)).StatusCode);

        var back = Uri.EscapeDataString(AccessHost.Issuer + "signout-callback-oidc");
        var ended = await browser.Get(
            $"/connect/end-session?client_id={GatewayClient.ClientId}&post_logout_redirect_uri={back}"
        );
        Assert.Equal(AccessHost.Issuer + "signout-callback-oidc", ended.Headers.Location!.GetLeftPart(UriPartial.Path));
        Assert.False(await browser.IsSignedIn());
        var evil = Uri.EscapeDataString("https://evil.test/");
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (
                await browser.Get(
                    $"/connect/end-session?client_id={GatewayClient.ClientId}&post_logout_redirect_uri={evil}"
                )
            ).StatusCode
        );
    }

    [Fact]
    public async Task A_machine_signs_in_with_its_secret_and_has_its_roles()
    {
        await using var host = await AccessHost.Start();
        var answer = await host.MachineToken("demo-machine", "RegionNet-machine-2026");
        using var client = host.WithToken((string)(await answer.Json())["access_token"]!);

        var me = await (await client.GetAsync("/api/access/me")).Json();

        Assert.Equal("demo-machine", (string)me["userName"]!);
        Assert.Equal("centre-clerk", (string)me["roles"]![0]!["role"]!);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.MachineToken("demo-machine", "wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/access/people")).StatusCode);
    }

    [Fact]
    public async Task Four_processes_that_start_at_once_make_one_pair_of_keys_and_one_registration()
    {
        await using var database = await AccessHost.NewDatabase();
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AccessHost.Start(database)));
        try
        {
            Assert.Equal(2, await hosts[0].Scalar<int>("select count(*) from access.signing_key"));
            Assert.Equal(
                1,
                await hosts[0]
                    .Scalar<int>("select count(*) from access.oidc_application where client_id = 'regionnet-gateway'")
            );
            using var browser = hosts[0].Browser();
            var tokens = await browser.SignInFor(hosts[0], "suzhou.clerk");
            foreach (var host in hosts)
            {
                using var client = host.WithToken(tokens.AccessToken);
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/access/me")).StatusCode);
            }
            // A refresh token of one process is redeemed by another.
            Assert.Equal(HttpStatusCode.OK, (await hosts[3].Refresh(tokens.RefreshToken)).StatusCode);
        }
        finally
        {
            await Task.WhenAll(hosts.Select(h => h.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task A_process_that_does_not_serve_Access_accepts_its_tokens()
    {
        await using var access = await AccessHost.Start();
        await using var other = await AccessHost.Start(access.Database, settings: ("Modules:Serve", "hearings"));
        using var browser = access.Browser();
        var tokens = await browser.SignInFor(access, "suzhou.clerk");
        using var client = other.WithToken(tokens.AccessToken);
        Assert.Equal("[\"YRD\"]", await client.GetStringAsync("/zones-of-caller"));
        // No such endpoint there: the fallback policy closes what is not mapped.
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/account/sign-in")).StatusCode);
    }

    [Fact]
    public async Task The_registration_follows_the_public_address()
    {
        await using var database = await AccessHost.NewDatabase();
        await (await AccessHost.Start(database)).DisposeAsync();
        await using var moved = await AccessHost.Start(
            database,
            settings: ("Access:Issuer", "http://regionnet.test:9090")
        );
        var (url, _) = Browser.AuthorizeUrl();
        using var browser = moved.Browser();
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Get(url)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await browser.Get(url.Replace("8080", "9090", StringComparison.Ordinal))).StatusCode
        );
    }

    [Fact]
    public async Task A_token_of_another_issuer_audience_kind_or_time_is_refused()
    {
        await using var host = await AccessHost.Start();
        var keys = host.Services.GetRequiredService<SigningKeys>();
        var credentials = new SigningCredentials(keys.Signature[0], SecurityAlgorithms.EcdsaSha256);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        Assert.Equal(HttpStatusCode.OK, await Try(AccessHost.Issuer, "regionnet", "at+jwt", now.AddMinutes(5)));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await Try("http://evil.test/", "regionnet", "at+jwt", now.AddMinutes(5))
        );
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(AccessHost.Issuer, "other", "at+jwt", now.AddMinutes(5)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Try(AccessHost.Issuer, "regionnet", "JWT", now.AddMinutes(5)));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await Try(AccessHost.Issuer, "regionnet", "at+jwt", now.AddMinutes(-5))
        );
        using var client = host.WithToken("not-a-token");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/access/me")).StatusCode);

        async Task<HttpStatusCode> Try(string issuer, string audience, string type, DateTime until)
        {
            var token = new JsonWebTokenHandler().CreateToken(
                new SecurityTokenDescriptor
                {
                    Issuer = issuer,
                    Audience = audience,
                    TokenType = type,
                    IssuedAt = until.AddMinutes(-10),
                    NotBefore = until.AddMinutes(-10),
                    Expires = until,
                    Claims = new Dictionary<string, object> { ["sub"] = AccessHost.IdOf("suzhou.clerk").ToString() },
                    SigningCredentials = credentials,
                }
            );
            using var bearer = host.WithToken(token);
            return (await bearer.GetAsync("/api/access/me")).StatusCode;
        }
    }

    [Fact]
    public async Task Spent_tokens_can_be_pruned_by_the_modules_role()
    {
        await using var host = await AccessHost.Start();
        using var browser = host.Browser();
        await browser.SignInFor(host, "suzhou.clerk");
        await using var aging = host.Database.Administrator.CreateCommand(
            """
            update access.oidc_token
            set creation_date = creation_date - interval '1 day', expiration_date = expiration_date - interval '1 day';
            update access.oidc_authorization set creation_date = creation_date - interval '1 day'
            """
        );
        await aging.ExecuteNonQueryAsync();
        using var another = host.Browser();
        await another.SignInFor(host, "guangzhou.clerk");
        await using var scope = host.Services.CreateAsyncScope();

        var before = TimeProvider.System.GetUtcNow() - TokenPruning.Kept;
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before);

        var left = await host.Scalar<string>("select string_agg(distinct subject, ',') from access.oidc_token");
        Assert.Equal(AccessHost.IdOf("guangzhou.clerk").ToString(), left);
        Assert.Equal(1, await host.Scalar<int>("select count(*) from access.oidc_authorization"));
    }
}
