using RegionNet.Access.Contracts;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Commendations;

/// <summary>What may be nominated, and which steps a caller may take: pure, and the same for the refusal and for what the portal offers.</summary>
internal static class NominationRules
{
    /// <summary>States in which the organiser may end a nomination with a reason.</summary>
    public static readonly string[] Rejectable =
    [
        NominationState.EligibilityCheck,
        NominationState.JointReview,
        NominationState.Selected,
        NominationState.PublicNotice,
        NominationState.Approved,
    ];

    /// <summary>States in which the unit may take its nomination back.</summary>
    public static readonly string[] Withdrawable =
    [
        NominationState.Draft,
        NominationState.Nominated,
        NominationState.UnitNotice,
        NominationState.ProvincialReview,
        NominationState.EligibilityCheck,
    ];

    public static Refusal? RefuseBeginning(NominationRow row, int version, IReadOnlyCollection<string> from) =>
        row.Version != version ? CommendationsErrors.StaleNomination.With("version", row.Version)
        : !from.Contains(row.State) ? CommendationsErrors.MoveNotAllowed.With("state", row.State)
        : null;

    /// <summary>Nobody decides on the own unit (domain rule).</summary>
    public static Refusal? RefuseDeciding(NominationRow row, CurrentUser user) =>
        row.IsOwnUnitOf(user) ? CommendationsErrors.OwnUnit : null;

    /// <summary>
    /// Courts nominate among courts; IP offices and centres in their own system and, as procuratorates and the police have no accounts
    /// here, for those of their province (proposal of this product).
    /// </summary>
    public static Refusal? RefuseSystem(OrganisationSummary unit, string system) =>
        (unit.Kind == "court") == (system == "court") ? null : CommendationsErrors.SystemNotOfUnit;

    /// <summary>GB/T 2260 code of the province whose share a unit takes from; 000000 for a central organ.</summary>
    public static Outcome<string> ProvinceOf(OrganisationSummary unit) =>
        unit.PlaceCode is not { } place ? "000000"
        : place.StartsWith("81", StringComparison.Ordinal) || place.StartsWith("82", StringComparison.Ordinal)
            ? CommendationsErrors.JurisdictionApart
        : $"{place[..2]}0000";

    /// <param name="code">Normalised.</param>
    /// <param name="ground">Codes whose check digit fails have been issued: a clerk may say why one is right.</param>
    public static Refusal? RefuseCode(string code, string? ground) =>
        CreditCode.Check(code) switch
        {
            IdentifierFault.Format => CommendationsErrors.CodeInvalid,
            IdentifierFault.CheckDigit when ground is null => CommendationsErrors.CodeCheckFails,
            _ => null,
        };

    /// <param name="merits">They are shown to the public; the name of a person is kept apart.</param>
    public static Refusal? RefusePerson(PersonData person, string merits, DateOnly today) =>
        ResidentId.Check(person.ResidentId, today) != IdentifierFault.None ? CommendationsErrors.ResidentIdInvalid
        : merits.Contains(person.NameZh, StringComparison.OrdinalIgnoreCase)
        || merits.Contains(person.NameEn, StringComparison.OrdinalIgnoreCase)
            ? CommendationsErrors.MeritsNamePerson
        : null;

    /// <summary>A quota bounds what is nominated in a province and what is selected in a system.</summary>
    public static Refusal? RefuseQuota(QuotaFacts quota) =>
        quota.HasPlace
            ? null
            : CommendationsErrors.QuotaExhausted.With("places", quota.Places).With("taken", quota.Taken);

    /// <summary>The steps that this caller may take now, by the last part of their addresses.</summary>
    public static IReadOnlyList<string> Allowed(NominationRow row, CurrentUser user, bool reviewed)
    {
        var unit =
            user.OrganisationId == row.UnitId
            && (user.Has(Roles.CentreClerk) || user.Has(Roles.CourtClerk) || user.Has(Roles.CentreDirector));
        var organiser = user.Has(Roles.NationalCoordinator) && !row.IsOwnUnitOf(user);
        var reviewer =
            organiser
            || (user.Has(Roles.ZoneCoordinator) && !row.IsOwnUnitOf(user) && row.Zones.Any(user.GrantedZones.Contains));
        var steps = new List<string>();
        Add(unit && row.State == NominationState.Draft, "edit");
        // While a review is open nothing goes forward.
        Add(!reviewed && unit && row.State == NominationState.Draft, "submission");
        Add(!reviewed && unit && row.State == NominationState.Nominated, "unit-notice");
        Add(!reviewed && unit && row.State == NominationState.UnitNotice, "recommendation");
        Add(unit && Withdrawable.Contains(row.State), "withdrawal");
        Add(reviewer && row.State == NominationState.ProvincialReview, "provincial-review");
        Add(!reviewed && organiser && row.State == NominationState.EligibilityCheck, "eligibility-check");
        Add(!reviewed && organiser && row.State == NominationState.JointReview, "joint-review");
        Add(!reviewed && organiser && row.State == NominationState.Selected, "public-notice");
        Add(!reviewed && organiser && row.State == NominationState.PublicNotice, "approval");
        Add(!reviewed && organiser && row.State == NominationState.Approved, "announcement");
        Add(organiser && Rejectable.Contains(row.State), "rejection");
        Add(user.Has(Roles.NationalCoordinator) && row.State == NominationState.Announced, "certificates");
        return steps;

        void Add(bool allowed, string step)
        {
            if (allowed)
            {
                steps.Add(step);
            }
        }
    }
}
