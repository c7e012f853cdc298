using Microsoft.AspNetCore.Authorization;
using RegionNet.Access.Contracts;

namespace RegionNet.Commendations;

internal static class CommendationsPolicies
{
    /// <summary>Sees nominations in the own reach (<see cref="Sight"/>) and the quotas.</summary>
    public const string Read = "commendations.read";

    /// <summary>Nominates for the own unit and keeps the notice within it.</summary>
    public const string Nominate = "commendations.nominate";

    /// <summary>Reviews what units of the granted zones nominated.</summary>
    public const string Review = "commendations.review";

    /// <summary>Keeps rounds and quotas, and brings nominations from the joint review to the announcement.</summary>
    public const string Organise = "commendations.organise";

    private static readonly string[] Units = [Roles.CentreClerk, Roles.CourtClerk, Roles.CentreDirector];

    public static void AddCommendationsPolicies(this AuthorizationBuilder authorization) =>
        authorization
            .AddPolicy(Read, policy => policy.RequireRole([.. Units, Roles.ZoneCoordinator, Roles.NationalCoordinator]))
            .AddPolicy(Nominate, policy => policy.RequireRole(Units))
            .AddPolicy(Review, policy => policy.RequireRole(Roles.ZoneCoordinator, Roles.NationalCoordinator))
            .AddPolicy(Organise, policy => policy.RequireRole(Roles.NationalCoordinator));
}
