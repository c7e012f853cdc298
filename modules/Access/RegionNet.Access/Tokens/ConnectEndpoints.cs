using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using RegionNet.Access.SignIn;
using RegionNet.Access.Store;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace RegionNet.Access.Tokens;

/// <summary>What is ours in the OpenID Connect endpoints: who is signed in, and whether they still may.</summary>
internal static class ConnectEndpoints
{
    private const string Issuer = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void Map(IEndpointRouteBuilder app)
    {
        // Anonymous for authorization: each asks the issuer's own questions.
        var connect = app.MapGroup("/connect").AllowAnonymous().ExcludeFromDescription();
        connect.MapMethods("/authorize", [HttpMethods.Get, HttpMethods.Post], Authorize);
        connect.MapPost("/token", Token);
        connect.MapMethods("/end-session", [HttpMethods.Get, HttpMethods.Post], (Delegate)EndSession);
    }

    private static async Task<IResult> Authorize(HttpContext http, AccessDb db, SecondFactor secondFactor)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("No OpenID request.");
        var account = await AccountSession.Current(http);
        var suffices =
            account is not null
            && (account.SecondFactor || !await secondFactor.RequiredOf(account.PersonId, http.RequestAborted));
        if (account is null || !suffices)
        {
            if (request.HasPromptValue(PromptValues.None))
            {
                return Refuse(Errors.LoginRequired, "Nobody is signed in.");
            }
            // The account session of a person who has since become an administrator lacks the second factor.
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            var here = QueryString.Create(
                request.GetParameters().Select(p => KeyValuePair.Create(p.Key, (string?)p.Value))
            );
            return Results.Redirect("/account/sign-in" + QueryString.Create("returnUrl", $"{http.Request.Path}{here}"));
        }
        var identity = await Person(db, account.PersonId, http.RequestAborted);
        if (identity is null)
        {
            return Refuse(Errors.AccessDenied, "The account is locked.");
        }
        identity.SetScopes(request.GetScopes());
        return SignIn(identity);
    }

    private static async Task<IResult> Token(HttpContext http, AccessDb db)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("No OpenID request.");
        if (request.IsClientCredentialsGrantType())
        {
            return await Machine(db, request.ClientId!, http.RequestAborted) is { } machine
                ? SignIn(machine)
                : Refuse(Errors.InvalidClient, "The client has ended.");
        }
        // Authorization code or refresh token, already validated.
        var granted = (await http.AuthenticateAsync(Issuer)).Principal;
        if (
            !Guid.TryParse(granted?.GetClaim(Claims.Subject), out var id)
            || await Person(db, id, http.RequestAborted) is not { } identity
        )
        {
            return Refuse(Errors.InvalidGrant, "The account is locked.");
        }
        identity.SetScopes(granted.GetScopes());
        return SignIn(identity);
    }

    private static async Task<IResult> EndSession(HttpContext http)
    {
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [Issuer]);
    }

    private static async Task<ClaimsIdentity?> Person(AccessDb db, Guid id, CancellationToken ct) =>
        await db.QueryOne<string>(
            "select display_name from person where id = @id and locked_at is null",
            new { id },
            ct
        )
            is { } name
            ? Identity(id, name)
            : null;

    private static async Task<ClaimsIdentity?> Machine(AccessDb db, string clientId, CancellationToken ct) =>
        await db.QueryOne<Guid?>(
            "select id from machine_client where client_id = @clientId and ended_at is null",
            new { clientId },
            ct
        )
            is { } id
            ? Identity(id, clientId)
            : null;

    private static ClaimsIdentity Identity(Guid subject, string name)
    {
        var identity = new ClaimsIdentity("regionnet", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, subject.ToString()).SetClaim(Claims.Name, name);
        identity.SetResources(IssuerServer.Audience);
        return identity;
    }

    private static IResult SignIn(ClaimsIdentity identity)
    {
        identity.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), properties: null, Issuer);
    }

    private static IResult Refuse(string error, string description) =>
        Results.Forbid(
            new AuthenticationProperties(
                new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
                }
            ),
            [Issuer]
        );
}
