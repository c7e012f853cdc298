using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using RegionNet.Gateway.Session;

namespace RegionNet.Gateway.Guards;

/// <summary>The gateway's policies. An endpoint without one is refused; only health and the portal's files are anonymous.</summary>
internal static class GatewayPolicies
{
    /// <summary>The session is read if there is one; whether the caller may do this is decided by the service behind.</summary>
    public const string Forwarded = "gateway.forwarded";

    /// <summary>Access's pages and token endpoints, which judge their callers themselves.</summary>
    public const string SignInPages = "gateway.sign-in-pages";

    /// <summary>A living session.</summary>
    public const string Session = "gateway.session";

    public static void Add(IServiceCollection services) =>
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                Forwarded,
                policy => policy.AddAuthenticationSchemes(SignIn.SessionScheme).RequireAssertion(_ => true)
            )
            .AddPolicy(SignInPages, policy => policy.RequireAssertion(_ => true))
            .AddPolicy(
                Session,
                policy => policy.AddAuthenticationSchemes(SignIn.SessionScheme).RequireAuthenticatedUser()
            )
            .SetFallbackPolicy(
                new AuthorizationPolicy([new DenyAnonymousAuthorizationRequirement()], [SignIn.SessionScheme])
            );
}
