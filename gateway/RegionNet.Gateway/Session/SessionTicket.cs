using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace RegionNet.Gateway.Session;

/// <summary>The session of the current request, set once its cookie has been found good.</summary>
/// <param name="SessionId">Random; says nothing about the person. Partitions rate limits and binds anti-forgery tokens.</param>
/// <param name="Expired">The access token has run out and the issuer could not be reached for another.</param>
internal sealed record SessionTicket(string SessionId, string AccessToken, bool Expired)
{
    public static SessionTicket? Of(HttpContext context) => context.Features.Get<SessionTicket>();
}

/// <summary>Names of the gateway's own cookies, which no service gets to see.</summary>
internal static class SessionCookies
{
    public const string Antiforgery = "regionnet-antiforgery";
    private const string Session = "regionnet-session";

    /// <summary>Over https the prefix makes browsers refuse a cookie set by a sibling host or over http.</summary>
    public static string Name(bool https) => https ? $"__Host-{Session}" : Session;

    /// <summary>Whether a <c>name=value</c> pair is the gateway's own, chunks (<c>…C1</c>) and sign-in correlation included.</summary>
    public static bool IsOurs(string cookie) =>
        cookie.StartsWith(Session, StringComparison.Ordinal)
        || cookie.StartsWith($"__Host-{Session}", StringComparison.Ordinal)
        || cookie.StartsWith(Antiforgery, StringComparison.Ordinal)
        || cookie.StartsWith(".AspNetCore.Correlation.", StringComparison.Ordinal)
        || cookie.StartsWith(".AspNetCore.OpenIdConnect.Nonce.", StringComparison.Ordinal);
}

/// <summary>What the session cookie carries besides the person's subject: the tokens and when the person was last active.</summary>
internal static class SessionProperties
{
    public const string SessionIdClaim = "sid";
    private const string ActiveAtKey = "active_at";
    private const string AccessToken = "access_token";
    private const string RefreshToken = "refresh_token";
    private const string ExpiresAtName = "expires_at";

    public static ClaimsPrincipal NewPrincipal(string subject) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim("sub", subject),
                    new Claim(
                        SessionIdClaim,
                        Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16))
                    ),
                ],
                "regionnet",
                "sub",
                roleType: null
            )
        );

    public static string SessionId(ClaimsPrincipal? principal) => principal?.FindFirst(SessionIdClaim)?.Value ?? "";

    public static SessionTokens Tokens(this AuthenticationProperties properties) =>
        new(
            properties.GetTokenValue(AccessToken) ?? "",
            properties.GetTokenValue(RefreshToken),
            DateTimeOffset.TryParse(
                properties.GetTokenValue(ExpiresAtName),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var expiresAt
            )
                ? expiresAt
                : null
        );

    /// <summary>Keeps exactly these tokens; an identity token, which nobody needs again, is dropped.</summary>
    public static void Keep(this AuthenticationProperties properties, SessionTokens tokens)
    {
        var kept = new List<AuthenticationToken>
        {
            new() { Name = AccessToken, Value = tokens.AccessToken },
        };
        if (tokens.RefreshToken is { } refresh)
        {
            kept.Add(new AuthenticationToken { Name = RefreshToken, Value = refresh });
        }
        if (tokens.ExpiresAt is { } expiresAt)
        {
            kept.Add(
                new AuthenticationToken
                {
                    Name = ExpiresAtName,
                    Value = expiresAt.ToString("o", CultureInfo.InvariantCulture),
                }
            );
        }
        properties.StoreTokens(kept);
    }

    public static DateTimeOffset ActiveAt(this AuthenticationProperties properties) =>
        properties.Items.TryGetValue(ActiveAtKey, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.UnixEpoch;

    public static void MarkActive(this AuthenticationProperties properties, DateTimeOffset now) =>
        properties.Items[ActiveAtKey] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}

/// <summary>The tokens of a session.</summary>
/// <param name="RefreshToken">Null when the issuer gave none: the session then ends with the access token.</param>
/// <param name="ExpiresAt">When the access token ends; null when the issuer did not say.</param>
internal sealed record SessionTokens(string AccessToken, string? RefreshToken, DateTimeOffset? ExpiresAt);
