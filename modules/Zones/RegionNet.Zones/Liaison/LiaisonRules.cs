using RegionNet.Kernel;

namespace RegionNet.Zones.Liaison;

/// <summary>Rules of liaison bodies and officers (the Opinions, measure 1). Days are whole business days, the last included.</summary>
internal static class LiaisonRules
{
    public static Refusal? Term(DateOnly from, DateOnly? to) => to < from ? ZonesErrors.TermReversed : null;

    /// <param name="organisationExists">Throughout the term.</param>
    /// <param name="zoneCovers">Wholly or in part, throughout the term: Guangdong's court may speak for it in the Greater Bay Area.</param>
    public static Refusal? Appoint(bool organisationExists, bool zoneCovers) =>
        !organisationExists ? ZonesErrors.OrganisationUnknown
        : !zoneCovers ? ZonesErrors.OrganisationOutsideZone
        : null;

    /// <param name="bodyCovers">The officer's term lies inside the body's.</param>
    /// <param name="principal">Of the officer to be deputised: null when there is none in this body.</param>
    public static Refusal? AddOfficer(bool bodyCovers, bool deputises, PrincipalFacts? principal) =>
        !bodyCovers ? ZonesErrors.OfficerOutsideBodyTerm
        : !deputises ? null
        : principal is null ? ZonesErrors.DeputyOfUnknown
        : principal.IsDeputy ? ZonesErrors.DeputyOfDeputy
        : null;

    public static Refusal? Absent(bool insideTerm) => insideTerm ? null : ZonesErrors.AbsenceOutsideTerm;

    /// <summary>A term is only ever shortened.</summary>
    public static Refusal? End(bool dayInsideTerm) => dayInsideTerm ? null : ZonesErrors.EndOutsideTerm;
}

internal sealed record PrincipalFacts(bool IsDeputy);
