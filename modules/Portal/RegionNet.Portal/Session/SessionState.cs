using RegionNet.Portal.Api;

namespace RegionNet.Portal.Session;

/// <summary>Who is signed in, and what that person may do. Holds no token but the anti-forgery one.</summary>
public sealed class SessionState
{
    public bool Known { get; private set; }
    public bool Ended { get; private set; }
    public Me? Person { get; private set; }
    public string AntiforgeryToken { get; private set; } = "";

    /// <summary>Seconds without a request after which the session ends; 0 = not known.</summary>
    public int IdleSeconds { get; private set; }

    /// <summary>Whether a person is at the page; what the page asks of its own accord must not keep the session alive.</summary>
    public bool Attended { get; set; } = true;

    public bool SignedIn => Person is not null && !Ended;

    public event Action? Changed;

    public void Begin(BffSession session, Me? person)
    {
        Known = true;
        Ended = false;
        AntiforgeryToken = session.AntiforgeryToken ?? "";
        IdleSeconds = session.IdleSeconds;
        Person = person;
        Changed?.Invoke();
    }

    /// <summary>A service answered 401: what is on the screen stays readable no longer.</summary>
    public void End()
    {
        if (Person is null || Ended)
        {
            return;
        }
        Ended = true;
        Changed?.Invoke();
    }

    /// <summary>Draws everything anew, for instance in another language.</summary>
    public void Refresh() => Changed?.Invoke();

    public bool Has(params ReadOnlySpan<string> roles)
    {
        foreach (var grant in Person?.Roles ?? [])
        {
            if (roles.Contains(grant.Role))
            {
                return true;
            }
        }
        return false;
    }

    public bool Books => Has(Roles.CentreClerk, Roles.CourtClerk);
    public bool RunsRooms => Has(Roles.RoomKeeper);

    /// <summary>Proposes that one session gives way to another.</summary>
    public bool Displaces => Has(Roles.CentreDirector);

    /// <summary>Decides on that as the second person.</summary>
    public bool DecidesDisplacement => Has(Roles.CentreDirector, Roles.RoomKeeper);
    public bool SeesPeople => Has(Roles.SystemAdministrator, Roles.SecurityAdministrator);
    public bool ReadsAudit => Has(Roles.AuditAdministrator);

    /// <summary>Works with rooms, sessions and alerts: the roles that the API lets read them.</summary>
    public bool InBusiness =>
        Has(
            Roles.CentreClerk,
            Roles.CourtClerk,
            Roles.RoomKeeper,
            Roles.CentreDirector,
            Roles.ZoneCoordinator,
            Roles.NationalCoordinator
        );

    /// <summary>Nominates for the own unit.</summary>
    public bool Nominates => Has(Roles.CentreClerk, Roles.CourtClerk, Roles.CentreDirector);

    /// <summary>Reads nominations: who nominates, reviews or organises.</summary>
    public bool SeesCommendations => Nominates || CoordinatesSome;

    /// <summary>Reads zones and rounds of assessment; what of them says the service.</summary>
    public bool SeesAssessments => IsReminded || CoordinatesSome;

    /// <summary>Keeps demonstration zones and brings rounds to their result.</summary>
    public bool OrganisesRounds => Has(Roles.AssessmentOrganiser);

    /// <summary>Files for the demonstration zones of the own organisation.</summary>
    public bool FilesForZone => Has(Roles.DemonstrationZoneOfficer);

    /// <summary>Is reminded of what is open in an assessment.</summary>
    public bool IsReminded => OrganisesRounds || FilesForZone || Has(Roles.Evaluator);

    /// <summary>Decides on vetoes and adjustments.</summary>
    public bool DecidesVerdicts => OrganisesRounds || CoordinatesAll;

    /// <summary>Makes alerts, rules and templates, for some zone or for all.</summary>
    public bool CoordinatesSome => Has(Roles.ZoneCoordinator, Roles.NationalCoordinator);

    public bool CoordinatesAll => Has(Roles.NationalCoordinator);

    /// <summary>Sees what could not be delivered, and sends it again.</summary>
    public bool SeesDeliveries => CoordinatesSome || Has(Roles.SystemAdministrator);

    /// <summary>Brings discipline cases forward, up to the decision and after it.</summary>
    public bool HandlesCases => Has(Roles.DisciplineOfficer);

    /// <summary>Decides on what an officer proposed.</summary>
    public bool DecidesCases => Has(Roles.DisciplineReviewer);

    public bool WorksOnCases => Has(Roles.DisciplineOfficer, Roles.DisciplineReviewer);

    /// <summary>Reads lists and rules beyond what is public, and screens parties.</summary>
    public bool ReadsLists => WorksOnCases || CoordinatesSome;

    /// <summary>Grants a list to others, and ends what the own organisation granted.</summary>
    public bool GrantsLists => HandlesCases || CoordinatesSome;

    /// <summary>Says whose exchange files are believed.</summary>
    public bool TrustsSigners => DecidesCases || CoordinatesAll;

    /// <summary>May this person write in the zone: its coordinator, or the national one?</summary>
    public bool Coordinates(string zone) =>
        Person?.Roles.Any(r =>
            r.Role == Roles.NationalCoordinator || r.Role == Roles.ZoneCoordinator && r.ZoneCode == zone
        ) ?? false;
}

/// <summary>The roles of Access, by their names on the wire.</summary>
public static class Roles
{
    public const string CentreClerk = "centre-clerk";
    public const string RoomKeeper = "room-manager";
    public const string CentreDirector = "centre-director";
    public const string CourtClerk = "court-clerk";
    public const string ZoneCoordinator = "zone-coordinator";
    public const string NationalCoordinator = "national-coordinator";
    public const string Evaluator = "evaluator";
    public const string AssessmentOrganiser = "assessment-organiser";
    public const string DemonstrationZoneOfficer = "demonstration-zone-officer";
    public const string DisciplineOfficer = "discipline-officer";
    public const string DisciplineReviewer = "discipline-reviewer";
    public const string SystemAdministrator = "system-administrator";
    public const string SecurityAdministrator = "security-administrator";
    public const string AuditAdministrator = "audit-administrator";

    public static readonly IReadOnlyList<string> Administrators =
    [
        SystemAdministrator,
        SecurityAdministrator,
        AuditAdministrator,
    ];

    public static readonly IReadOnlyList<string> All =
    [
        CentreClerk,
        RoomKeeper,
        CentreDirector,
        CourtClerk,
        ZoneCoordinator,
        NationalCoordinator,
        Evaluator,
        AssessmentOrganiser,
        DemonstrationZoneOfficer,
        DisciplineOfficer,
        DisciplineReviewer,
        .. Administrators,
    ];
}
