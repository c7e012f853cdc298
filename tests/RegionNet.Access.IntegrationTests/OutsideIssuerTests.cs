using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace RegionNet.Access.IntegrationTests;

public sealed class OutsideIssuerTests
{
    [Fact]
    public async Task A_linked_outside_identity_acts_as_the_person_with_the_roles_given_here()
    {
        await using var outside = await OutsideIssuer.Start();
        await using var host = await AccessHost.Start(
            null,
            null,
            ("Access:OutsideIssuer:Authority", outside.Address),
            ("Access:OutsideIssuer:Audience", "regionnet-outside")
        );
        using var system = await host.As("system.admin");
        using var outsider = host.WithToken(outside.Token("zhang.san", "regionnet-outside"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await outsider.GetAsync("/api/access/me")).StatusCode);

        var path = $"/api/access/people/{AccessHost.IdOf("suzhou.clerk")}/outside-logins";
        var link = new { issuer = outside.Address, subject = "zhang.san" };
        Assert.Equal(HttpStatusCode.NoContent, (await system.PostAsJsonAsync(path, link)).StatusCode);
        Assert.Equal("access.login-taken", await (await system.PostAsJsonAsync(path, link)).Code());

        var me = await (await outsider.GetAsync("/api/access/me")).Json();
        Assert.Equal("suzhou.clerk", (string)me["userName"]!);
        using var wrongAudience = host.WithToken(outside.Token("zhang.san", "another"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await wrongAudience.GetAsync("/api/access/me")).StatusCode);
        using var forged = host.WithToken(outside.Token("zhang.san", "regionnet-outside", forged: true));
        Assert.Equal(HttpStatusCode.Unauthorized, (await forged.GetAsync("/api/access/me")).StatusCode);
    }

    /// <summary>An OpenID issuer with just what validation of its tokens needs.</summary>
    private sealed class OutsideIssuer(WebApplication app, RsaSecurityKey key) : IAsyncDisposable
    {
        public string Address => app.Urls.Single();

        public static async Task<OutsideIssuer> Start()
        {
            var key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "outside-1" };
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            app.MapGet(
                "/.well-known/openid-configuration",
                (HttpContext http) =>
                    Results.Json(
                        new Dictionary<string, string>
                        {
                            ["issuer"] = $"http://{http.Request.Host}",
                            ["jwks_uri"] = $"http://{http.Request.Host}/jwks",
                        }
                    )
            );
            var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
            app.MapGet(
                "/jwks",
                () =>
                    Results.Json(
                        new
                        {
                            keys = new[]
                            {
                                new
                                {
                                    kty = "RSA",
                                    kid = key.KeyId,
                                    n = Base64UrlEncoder.Encode(parameters.Modulus),
                                    e = Base64UrlEncoder.Encode(parameters.Exponent),
                                },
                            },
                        }
                    )
            );
            await app.StartAsync();
            return new OutsideIssuer(app, key);
        }

        public string Token(string subject, string audience, bool forged = false) =>
            new JsonWebTokenHandler().CreateToken(
                new SecurityTokenDescriptor
                {
                    Issuer = Address,
                    Audience = audience,
                    Claims = new Dictionary<string, object> { ["sub"] = subject },
                    SigningCredentials = new SigningCredentials(
                        forged ? new RsaSecurityKey(RSA.Create(2048)) { KeyId = key.KeyId } : key,
                        SecurityAlgorithms.RsaSha256
                    ),
                }
            );

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
            key.Rsa.Dispose();
        }
    }
}
