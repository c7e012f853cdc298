using RegionNet.Portal.Session;

namespace RegionNet.Portal.Assessments;

/// <summary>Who has to do with frameworks and results; the service checks again, and says what of them when.</summary>
public static class ResultAccess
{
    public static bool Sees(SessionState session) =>
        session.Has(
            Roles.DemonstrationZoneOfficer,
            Roles.Evaluator,
            Roles.AssessmentOrganiser,
            Roles.ZoneCoordinator,
            Roles.NationalCoordinator
        );

    public static bool Organises(SessionState session) => session.Has(Roles.AssessmentOrganiser);
}
