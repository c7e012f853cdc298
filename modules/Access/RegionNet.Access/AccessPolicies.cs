using Microsoft.AspNetCore.Authorization;
using RegionNet.Access.Contracts;

namespace RegionNet.Access;

/// <summary>The named policies of this module's endpoints.</summary>
internal static class AccessPolicies
{
    /// <summary>Any caller with a live account.</summary>
    public const string SignedIn = "access.signed-in";

    /// <summary>Sees who has an account: system and security administrators.</summary>
    public const string ReadPeople = "access.read-people";

    /// <summary>Keeps accounts and machine clients: system administrator.</summary>
    public const string KeepAccounts = "access.keep-accounts";

    /// <summary>Grants, revokes, locks, unlocks: security administrator.</summary>
    public const string GrantRoles = "access.grant-roles";

    public static AuthorizationBuilder Add(AuthorizationBuilder policies) =>
        policies
            .AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(ReadPeople, policy => policy.RequireRole(Roles.SystemAdministrator, Roles.SecurityAdministrator))
            .AddPolicy(KeepAccounts, policy => policy.RequireRole(Roles.SystemAdministrator))
            .AddPolicy(GrantRoles, policy => policy.RequireRole(Roles.SecurityAdministrator));
}
