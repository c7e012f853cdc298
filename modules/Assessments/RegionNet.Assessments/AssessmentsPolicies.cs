using Microsoft.AspNetCore.Authorization;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

internal static class AssessmentsPolicies
{
    /// <summary>Sees zones, frameworks and rounds in the own reach; what of a round, says its stage.</summary>
    public const string Read = "assessments.read";

    /// <summary>Files for the own demonstration zone, and appeals.</summary>
    public const string File = "assessments.file";

    /// <summary>Marks the zones assigned to the own person.</summary>
    public const string Evaluate = "assessments.evaluate";

    /// <summary>Keeps zones, frameworks, the pool and rounds, and brings rounds to their result.</summary>
    public const string Organise = "assessments.organise";

    /// <summary>Takes part in the second round: its evaluators and who closes it.</summary>
    public const string Score = "assessments.score";

    /// <summary>Decides on vetoes and adjustments that another proposed: an organiser, or the second pair of eyes, a national coordinator.</summary>
    public const string Decide = "assessments.decide";

    private static readonly string[] Deciders = [Roles.AssessmentOrganiser, Roles.NationalCoordinator];

    public static bool Decides(CurrentUser user) => Deciders.Any(user.Has);

    public static void AddAssessmentsPolicies(this AuthorizationBuilder authorization) =>
        authorization
            .AddPolicy(
                Read,
                policy =>
                    policy.RequireRole(
                        Roles.DemonstrationZoneOfficer,
                        Roles.Evaluator,
                        Roles.AssessmentOrganiser,
                        Roles.ZoneCoordinator,
                        Roles.NationalCoordinator
                    )
            )
            .AddPolicy(File, policy => policy.RequireRole(Roles.DemonstrationZoneOfficer))
            .AddPolicy(Score, policy => policy.RequireRole(Roles.Evaluator, Roles.AssessmentOrganiser))
            .AddPolicy(Evaluate, policy => policy.RequireRole(Roles.Evaluator))
            .AddPolicy(Decide, policy => policy.RequireRole(Deciders))
            .AddPolicy(Organise, policy => policy.RequireRole(Roles.AssessmentOrganiser));
}
