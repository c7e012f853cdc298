using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using RegionNet.Gateway.Guards;
using Xunit;

namespace RegionNet.GatewayTests;

public sealed class PortalTests : IAsyncLifetime
{
    private readonly string portal = Directory.CreateTempSubdirectory("portal").FullName;
    private Replica app = null!;
    private TestGateway gateway = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(portal, "wwwroot"));
        await File.WriteAllTextAsync(Path.Combine(portal, "wwwroot", "index.html"), "<title>RegionNet</title>");
        await File.WriteAllTextAsync(
            Path.Combine(portal, "RegionNet.Portal.staticwebassets.endpoints.json"),
            """{ "Version": 1, "ManifestType": "Publish", "Endpoints": [] }"""
        );
        app = await Replica.StartAsync();
        gateway = await TestGateway.StartAsync([app.Address], [], portal: portal);
        client = gateway.Client();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await gateway.DisposeAsync();
        await app.DisposeAsync();
        Directory.Delete(portal, recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/board")]
    [InlineData("/sessions/0198c0de-0000-7000-8000-000000000001")]
    public async Task A_path_of_the_portal_answers_the_start_page_which_is_never_cached_unasked(string path)
    {
        using var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.Empty(app.Received);
    }

    [Theory]
    [InlineData("GET", "/api/unknown")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/api/audit/nobody")]
    [InlineData("GET", "/bff/unknown")]
    [InlineData("GET", "/hubs/unknown")]
    [InlineData("GET", "/missing.js")]
    [InlineData("POST", "/board")]
    public async Task What_is_neither_a_file_nor_a_page_is_a_problem(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await client.SendAsync(request);

        await Problem.AssertAsync(answer, HttpStatusCode.NotFound, "gateway.not-found");
        Assert.Empty(app.Received);
    }

    [Theory]
    [InlineData("/api/access/me")]
    [InlineData("/api/zones")]
    [InlineData("/api/zones/GBA")]
    [InlineData("/api/organisations")]
    [InlineData("/api/hearings/board")]
    [InlineData("/api/alerts/streams")]
    [InlineData("/api/audit/hearings/verification")]
    [InlineData("/connect/token")]
    [InlineData("/account/sign-in")]
    [InlineData("/.well-known/openid-configuration")]
    public async Task Paths_of_the_contract_reach_the_service_unchanged(string path)
    {
        (await client.GetAsync(path)).Dispose();

        Assert.Equal(path, Assert.Single(app.Received).Path);
    }

    [Fact]
    public void Every_endpoint_has_a_policy_or_is_named_here_as_anonymous()
    {
        var unguarded = new List<string>();
        var anonymous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in gateway.Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = endpoint.RoutePattern.RawText ?? "";
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            {
                anonymous.Add(pattern);
            }
            else if (
                endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy
                is not (GatewayPolicies.Forwarded or GatewayPolicies.SignInPages or GatewayPolicies.Session)
            )
            {
                unguarded.Add(pattern);
            }
        }
        Assert.Empty(unguarded);
        // Health, the portal's files, and addresses that only ever answer 404.
        Assert.Equal(
            [
                "/.well-known/{**rest}",
                "/account/{**rest}",
                "/alive",
                "/api/{**rest}",
                "/bff/{**rest}",
                "/connect/{**rest}",
                "/health",
                "/hubs/{**rest}",
                "{*path:nonfile}",
                "{*path}",
            ],
            anonymous.Order(StringComparer.Ordinal)
        );
    }
}
