using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using RegionNet.Gateway.Problems;

namespace RegionNet.Gateway.Session;

/// <summary>
/// Judges the session cookie of each request: idle too long, or its refresh token refused, and the session is over; the access token
/// near its end, and it is renewed first. An issuer that gives no answer ends nothing.
/// </summary>
internal sealed class SessionCookieEvents(TokenRefresh refresh, IOptions<GatewayOptions> options, TimeProvider time)
    : CookieAuthenticationEvents
{
    // What the portal does by itself, with nobody at the desk, must not keep a session alive.
    private const string BackgroundHeader = "X-RegionNet-Background";
    private static readonly TimeSpan RefreshAhead = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ActivityGrain = TimeSpan.FromSeconds(60);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var now = time.GetUtcNow();
        var idle = now - context.Properties.ActiveAt();
        if (idle > TimeSpan.FromMinutes(options.Value.IdleMinutes))
        {
            await EndAsync(context);
            return;
        }
        var tokens = context.Properties.Tokens();
        if (tokens.ExpiresAt - now < RefreshAhead && tokens.RefreshToken is { } refreshToken)
        {
            var result = await refresh.RefreshAsync(refreshToken);
            if (result.Outcome == RefreshOutcome.Refused)
            {
                await EndAsync(context);
                return;
            }
            if (result.Tokens is { } renewed)
            {
                tokens = renewed;
                context.Properties.Keep(renewed);
                context.ShouldRenew = true;
            }
        }
        var expired = tokens.ExpiresAt <= now;
        if (expired && tokens.RefreshToken is null)
        {
            await EndAsync(context);
            return;
        }
        if (idle > ActivityGrain && IsActivity(context.Request))
        {
            context.Properties.MarkActive(now);
            context.ShouldRenew = true;
        }
        context.HttpContext.Features.Set(
            new SessionTicket(SessionProperties.SessionId(context.Principal), tokens.AccessToken, expired)
        );
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        context.HttpContext.RefuseAsync(GatewayRefusal.NotSignedIn);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        context.HttpContext.RefuseAsync(GatewayRefusal.Forbidden);

    private static bool IsActivity(HttpRequest request) =>
        !request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments("/bff/session", StringComparison.Ordinal)
        && !request.Headers.ContainsKey(BackgroundHeader);

    private static async Task EndAsync(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(SignIn.SessionScheme);
    }
}
