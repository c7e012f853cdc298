using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using RegionNet.Gateway.Guards;
using RegionNet.Gateway.Problems;

namespace RegionNet.Gateway.Session;

/// <summary>What the portal asks of the gateway itself.</summary>
internal static class BffEndpoints
{
    public static void MapBff(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/bff/session", Session).RequireAuthorization(GatewayPolicies.Forwarded);
        endpoints.MapGet("/bff/sign-in", SignInAsync).RequireAuthorization(GatewayPolicies.SignInPages);
        endpoints.MapPost("/bff/sign-out", SignOutAsync).RequireAuthorization(GatewayPolicies.Session);
    }

    private static IResult Session(HttpContext context, IAntiforgery antiforgery, IOptions<GatewayOptions> options)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (SessionTicket.Of(context) is null)
        {
            return Results.Json(new SessionAnswer(SignedIn: false));
        }
        var token = antiforgery.GetAndStoreTokens(context).RequestToken ?? "";
        return Results.Json(new SessionAnswer(SignedIn: true, token, options.Value.IdleMinutes * 60));
    }

    private static async Task SignInAsync(HttpContext context, ILogger<Issuer> logger, string? returnUrl = null)
    {
        var back = returnUrl ?? "/";
        if (!IsLocal(back))
        {
            await context.RefuseAsync(GatewayRefusal.ReturnUrl);
            return;
        }
        try
        {
            await context.ChallengeAsync(SignIn.OpenIdScheme, new AuthenticationProperties { RedirectUri = back });
        }
        catch (InvalidOperationException exception)
        {
            // The handler says so when it can't read the issuer's discovery document.
            logger.LogWarning(exception, "Nobody can sign in: the issuer could not be reached");
            await context.RefuseAsync(GatewayRefusal.Unavailable);
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Issuer issuer)
    {
        var cookie = await context.AuthenticateAsync(SignIn.SessionScheme);
        var redirect = await issuer.EndSessionUrlAsync($"{context.Request.Scheme}://{context.Request.Host}");
        if (cookie.Properties?.Tokens().RefreshToken is { } refreshToken)
        {
            await issuer.RevokeAsync(refreshToken);
        }
        await context.SignOutAsync(SignIn.SessionScheme);
        return Results.Json(new SignOutAnswer(redirect));
    }

    /// <summary>A path of this site: one slash, not followed by another or by what browsers read as one.</summary>
    internal static bool IsLocal(string url) =>
        url.Length > 0
        && url[0] == '/'
        && (url.Length == 1 || url[1] is not ('/' or '\\'))
        && !url.Any(c => char.IsControl(c) || c == '\\');

    private sealed record SessionAnswer(
        bool SignedIn,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AntiforgeryToken = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? IdleSeconds = null
    );

    private sealed record SignOutAnswer(string Redirect);
}
