using Microsoft.AspNetCore.Authorization;

namespace RegionNet.Zones;

/// <summary>Who may do what; scope (which zones) is a matter of each statement's <c>where</c>.</summary>
internal static class ZonesPolicies
{
    /// <summary>Any signed-in caller, person or machine.</summary>
    public const string Read = "zones.read";

    /// <summary>Writes liaison bodies and officers, and reveals an officer's name and phone.</summary>
    public const string Liaison = "zones.liaison";

    // The names are those of RegionNet.Access.Contracts. They are repeated because Access depends on Zones, and a
    // dependency back would make the modules a circle.
    private const string ZoneCoordinator = "zone-coordinator";
    private const string NationalCoordinator = "national-coordinator";

    public static void AddZonesPolicies(this AuthorizationBuilder authorization) =>
        authorization
            .AddPolicy(Read, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Liaison, policy => policy.RequireRole(ZoneCoordinator, NationalCoordinator));
}
