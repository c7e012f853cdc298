using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace RegionNet.GatewayTests;

/// <summary>An OpenID issuer that stands in for Access: discovery, keys, one-time codes with PKCE, one-time refresh tokens.</summary>
internal sealed class FakeIssuer(TimeProvider time)
{
    public const string Url = "http://regionnet.test";
    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "k1" };
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> refreshTokens = new(StringComparer.Ordinal);
    private int issued;

    public int Refreshes;
    public ConcurrentBag<string> Revoked { get; } = [];
    public bool RefusesRefresh { get; set; }
    public bool BreaksOff { get; set; }

    public async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/.well-known/openid-configuration":
                await context.Response.WriteAsJsonAsync(
                    new
                    {
                        issuer = Url,
                        // As a real issuer does, from the host that it believes it was asked under.
                        authorization_endpoint = $"http://{context.Request.Headers["X-Forwarded-Host"]}/connect/authorize",
                        token_endpoint = $"{Url}/connect/token",
                        revocation_endpoint = $"{Url}/connect/revoke",
                        end_session_endpoint = $"{Url}/connect/end-session",
                        jwks_uri = $"{Url}/.well-known/jwks",
                    }
                );
                break;
            case "/.well-known/jwks":
                var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
                await context.Response.WriteAsJsonAsync(
                    new
                    {
                        keys = new[]
                        {
                            new
                            {
                                kty = "RSA",
                                use = "sig",
                                kid = key.KeyId,
                                n = Base64UrlEncoder.Encode(parameters.Modulus),
                                e = Base64UrlEncoder.Encode(parameters.Exponent),
                            },
                        },
                    }
                );
                break;
            case "/connect/token":
                await TokenAsync(context);
                break;
            case "/connect/revoke":
                Revoked.Add((await context.Request.ReadFormAsync())["token"].ToString());
                break;
            default:
                await context.Response.WriteAsync("ok");
                break;
        }
    }

    /// <summary>Goes through the whole sign-in as a browser would, and answers the final response of the gateway.</summary>
    public async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string returnUrl = "/")
    {
        using var challenge = await browser.GetAsync($"/bff/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        var authorize = challenge.Headers.Location!;
        Assert.StartsWith($"{Url}/connect/authorize?", authorize.AbsoluteUri, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(authorize.Query);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal("openid offline_access regionnet", query["scope"]);
        Assert.Equal($"{browser.BaseAddress!.GetLeftPart(UriPartial.Authority)}/signin-oidc", query["redirect_uri"]);
        codes["code-1"] = (query["nonce"] ?? "", query["code_challenge"] ?? "");
        return await browser.GetAsync($"/signin-oidc?code=code-1&state={Uri.EscapeDataString(query["state"]!)}");
    }

    private async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var secret = Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Encoding.UTF8.GetBytes("admin-password"),
                Encoding.UTF8.GetBytes("regionnet:client:regionnet-gateway")
            )
        );
        var nonce = "";
        var good = form["client_id"] == "regionnet-gateway" && form["client_secret"] == secret;
        if (form["grant_type"] == "refresh_token")
        {
            Interlocked.Increment(ref Refreshes);
            if (BreaksOff)
            {
                context.Abort();
                return;
            }
            await Task.Delay(50);
            good &= !RefusesRefresh && refreshTokens.TryRemove(form["refresh_token"].ToString(), out _);
        }
        else
        {
            good &= codes.TryRemove(form["code"].ToString(), out var code);
            var verifier = SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()));
            good &= code.Challenge == Base64UrlEncoder.Encode(verifier);
            nonce = code.Nonce;
        }
        if (!good)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsJsonAsync(new { error = "invalid_grant" });
            return;
        }
        var number = Interlocked.Increment(ref issued);
        refreshTokens[$"refresh-{number}"] = true;
        await context.Response.WriteAsJsonAsync(
            new
            {
                access_token = $"access-{number}",
                refresh_token = $"refresh-{number}",
                id_token = IdToken(nonce),
                token_type = "Bearer",
                expires_in = 600,
            }
        );
    }

    private string IdToken(string nonce)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Url,
                Audience = "regionnet-gateway",
                IssuedAt = now,
                NotBefore = now,
                Expires = now.AddMinutes(10),
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["sub"] = "person-1",
                    ["nonce"] = nonce,
                },
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
            }
        );
    }
}
