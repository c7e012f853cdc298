using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using RegionNet.Gateway;
using RegionNet.Gateway.Session;
using Xunit;

namespace RegionNet.GatewayTests;

public sealed class GuardTests
{
    [Theory]
    [InlineData("/api/zones")]
    [InlineData("/account/sign-in")]
    [InlineData("/bff/session")]
    [InlineData("/nothing-here")]
    [InlineData("/health")]
    public async Task Every_answer_carries_the_security_headers_once_and_the_gateways_word_wins(string path)
    {
        await using var replica = await Replica.StartAsync(context =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src *";
            context.Response.Headers["X-Powered-By"] = "x";
            return context.Response.WriteAsync("ok");
        });
        await using var gateway = await TestGateway.StartAsync(replica);
        using var client = gateway.Client();

        using var answer = await client.GetAsync(path);

        // A browser keeps to every policy it gets, so what a service adds can only be stricter.
        var policy = answer.Headers.GetValues("Content-Security-Policy").First();
        Assert.Contains("script-src 'self' 'wasm-unsafe-eval';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.True(answer.Headers.Contains("Referrer-Policy"));
        Assert.True(answer.Headers.Contains("Permissions-Policy"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/api/hearings/sessions", 4 * 1024 * 1024, false)]
    [InlineData("/api/hearings/sessions", 4 * 1024 * 1024, true)]
    [InlineData("/account/sign-in", 100 * 1024, false)]
    [InlineData("/account/sign-in", 100 * 1024, true)]
    public async Task A_body_over_the_limit_is_refused(string path, int bytes, bool chunked)
    {
        await using var replica = await Replica.StartAsync(c => c.Request.Body.CopyToAsync(Stream.Null));
        await using var gateway = await TestGateway.StartAsync(replica);
        using var client = gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(new byte[bytes]),
        };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;

        using var answer = await client.SendAsync(request);

        await Problem.AssertAsync(answer, HttpStatusCode.RequestEntityTooLarge, "gateway.too-large");
    }

    [Fact]
    public async Task A_body_within_the_limit_arrives_whole()
    {
        var length = 0L;
        await using var replica = await Replica.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            length = body.Length;
        });
        await using var gateway = await TestGateway.StartAsync(replica);
        using var client = gateway.Client();

        using var answer = await client.PostAsync("/api/hearings/sessions", new ByteArrayContent(new byte[1_000_000]));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1_000_000, length);
    }

    [Theory]
    [InlineData("SignIn", "/account/sign-in")]
    [InlineData("SignIn", "/connect/token")]
    [InlineData("Address", "/api/zones")]
    [InlineData("Person", "/api/zones")]
    public async Task Beyond_the_limit_429_says_when_to_come_again(string bucket, string path)
    {
        await using var replica = await Replica.StartAsync();
        await using var gateway = await TestGateway.StartAsync(
            [replica.Address],
            new() { [$"Gateway:RateLimits:{bucket}:PerSecond"] = "1", [$"Gateway:RateLimits:{bucket}:Burst"] = "3" }
        );
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "machine");

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            using var answer = await client.GetAsync(path);
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                await Problem.AssertAsync(answer, HttpStatusCode.TooManyRequests, "gateway.rate-limited");
                Assert.NotNull(answer.Headers.RetryAfter);
            }
        }
        Assert.Equal(3, statuses.Take(3).Count(s => s == HttpStatusCode.OK));
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task One_callers_limit_is_not_another_callers()
    {
        await using var replica = await Replica.StartAsync();
        await using var gateway = await TestGateway.StartAsync(
            [replica.Address],
            new() { ["Gateway:RateLimits:Person:PerSecond"] = "1", ["Gateway:RateLimits:Person:Burst"] = "1" }
        );
        foreach (var machine in new[] { "one", "two", "three" })
        {
            using var client = gateway.Client();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", machine);
            using var answer = await client.GetAsync("/api/zones");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/a\\..\\b")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Sign_in_returns_to_paths_of_this_site_only(string returnUrl)
    {
        Assert.False(BffEndpoints.IsLocal(returnUrl));
        if (returnUrl.Length == 0)
        {
            return; // An empty query value means the start page.
        }
        await using var replica = await Replica.StartAsync();
        await using var gateway = await TestGateway.StartAsync(replica);
        using var client = gateway.Client();

        using var answer = await client.GetAsync($"/bff/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");

        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest, "gateway.return-url");
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.5", "没有这个地址。")]
    [InlineData("en-GB,zh;q=0.5", "There is nothing at this address.")]
    [InlineData("fr", "没有这个地址。")]
    public async Task Refusals_speak_the_callers_language(string accepts, string title)
    {
        await using var replica = await Replica.StartAsync();
        await using var gateway = await TestGateway.StartAsync(replica);
        using var client = gateway.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepts);

        using var answer = await client.GetAsync("/api/unknown");

        await Problem.AssertAsync(answer, HttpStatusCode.NotFound, "gateway.not-found");
        Assert.Contains(
            title,
            System.Text.RegularExpressions.Regex.Unescape(await answer.Content.ReadAsStringAsync()),
            StringComparison.Ordinal
        );
        Assert.Empty(replica.Received);
    }

    [Fact]
    public async Task A_token_in_the_url_is_refused()
    {
        await using var replica = await Replica.StartAsync();
        await using var gateway = await TestGateway.StartAsync(replica);
        using var client = gateway.Client();

        using var answer = await client.GetAsync("/hubs/alerts?access_token=abc");

        await Problem.AssertAsync(answer, HttpStatusCode.BadRequest, "gateway.token-in-url");
    }

    [Theory]
    [InlineData("services:app:http:0", "services:app:http:0")]
    [InlineData("ConnectionStrings:regionnet", "ConnectionStrings:regionnet")]
    [InlineData("SignIn:PublicUrl", "SignIn:PublicUrl")]
    public void A_missing_setting_is_named(string missing, string named)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["services:app:http:0"] = "http://127.0.0.1:1",
            ["ConnectionStrings:regionnet"] = "Host=127.0.0.1;Password=x",
            ["SignIn:PublicUrl"] = "http://localhost",
        };
        settings.Remove(missing);

        var failure = Record.Exception(() =>
        {
            var app = GatewayHost.Build(
                ["--urls", "http://127.0.0.1:0", "--environment", "Production"],
                "/nonexistent",
                builder =>
                {
                    builder.Configuration["urls"] =
                        missing == "SignIn:PublicUrl" ? "http://+:8080" : "http://127.0.0.1:0";
                    foreach (var (key, value) in settings)
                    {
                        builder.Configuration[key] = value;
                    }
                }
            );
            app.StartAsync().GetAwaiter().GetResult();
        });

        Assert.Contains(named, Assert.IsType<InvalidOperationException>(failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_open_to_all()
    {
        await using var gateway = await TestGateway.StartAsync([Replica.DeadAddress()], []);
        using var client = gateway.Client();

        Assert.Equal("Healthy", await client.GetStringAsync("/health"));
        Assert.Equal("Healthy", await client.GetStringAsync("/alive"));
    }
}
