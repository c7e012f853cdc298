namespace RegionNet.Discipline.Contracts;

/// <summary>
/// An entry of a list changed: it was published, or stopped being shown and used because it was repaired or revoked, or was reinstated.
/// An entry that expires publishes nothing: its status is computed. Carries no personal data: a natural person has no name here.
/// </summary>
/// <param name="Change">published, repaired, revoked or reinstated; stayed (not used while a court or authority stays it) or stay-lifted.</param>
/// <param name="PartyCode">Unified social credit code; null for a natural person.</param>
/// <param name="PartyName">Name of an organisation; null for a natural person.</param>
/// <param name="PartyFingerprint">Keyed hash of a natural person's ID (<see cref="IDisciplineRecords.FingerprintOf"/>); null for an organisation.</param>
/// <param name="PlaceCode">GB/T 2260 code of where the party is registered.</param>
/// <param name="AuthorityOrganisationId">The organisation that decided.</param>
/// <param name="Version">Of the entry, by this change; null in events from before it was told.</param>
public sealed record ListingChanged(
    Guid EntryId,
    string Change,
    string ListCode,
    string ListZh,
    string ListEn,
    string? PartyCode,
    string? PartyName,
    string? PartyFingerprint,
    string? PlaceCode,
    Guid AuthorityOrganisationId,
    DateOnly From,
    DateOnly Until,
    int? Version = null
)
{
    public const string Kind = "discipline.listing-changed.v1";
}

/// <summary>
/// A change of a list concerns a party that an organisation watches. A name alone is a candidate for a person to confirm. Carries no
/// personal data: of a natural person it says only which watch.
/// </summary>
/// <param name="OrganisationId">Whose watch it is.</param>
/// <param name="Label">How that organisation knows the party.</param>
/// <param name="Class">match, strong or possible.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Change">published, repaired, revoked or reinstated.</param>
/// <param name="PartyName">Of the listed organisation; null for a natural person.</param>
public sealed record WatchHit(
    Guid WatchId,
    Guid OrganisationId,
    string Label,
    string Class,
    int Score,
    Guid EntryId,
    string Change,
    string? PartyName,
    string ListZh,
    string ListEn
)
{
    public const string Kind = "discipline.watch-hit.v1";
}

/// <summary>
/// An organisation decided that a listed party is not whom it asked for; what that was decided about has changed, and the question is open
/// again. Of organisations only: a natural person is never asked for by name.
/// </summary>
/// <param name="OrganisationId">Whose decision it was.</param>
/// <param name="AskedName">As it was compared.</param>
/// <param name="Because">listed-name, listed-code or listed-entries.</param>
/// <param name="Score">0 to 100, as the two compare now.</param>
public sealed record FalsePositiveReopened(
    Guid DecisionId,
    Guid OrganisationId,
    string AskedName,
    string PartyName,
    string Because,
    int Score
)
{
    public const string Kind = "discipline.false-positive-reopened.v1";
}

/// <summary>
/// Filings of one applicant, or through one agent, that lie so close together in several zones that a rule of this product calls them a
/// cluster. Published once a cluster, however it grows. Carries no personal data: only an organisation has a name here.
/// </summary>
/// <param name="Role">applicant or agent.</param>
/// <param name="FilerCode">Unified social credit code; null where there is none.</param>
/// <param name="FilerName">Of an organisation with a code; else null.</param>
/// <param name="HasLead">False where nobody is identified for sure: a person has to say who that is before anything follows.</param>
/// <param name="From">Day of the first filing.</param>
/// <param name="Until">Day of the last filing.</param>
/// <param name="Zones">Codes of the zones it lies in.</param>
/// <param name="OrganisationId">Whose import completed it.</param>
public sealed record FilingClusterFound(
    Guid ClusterId,
    string Role,
    string? FilerCode,
    string? FilerName,
    bool HasLead,
    int Filings,
    DateOnly From,
    DateOnly Until,
    IReadOnlyList<string> Zones,
    Guid OrganisationId
)
{
    public const string Kind = "discipline.filing-cluster-found.v1";
}

/// <summary>
/// A task between provinces has run over its deadline: an entry was not pushed, not published or not taken down in time. Published once a
/// deadline.
/// </summary>
/// <param name="State">to-push or returned: the sender is late. pushed or retracting: the province of registration is.</param>
/// <param name="Province">GB/T 2260 of the province of registration.</param>
/// <param name="SenderOrganisationId">The authority that decided.</param>
/// <param name="ReceiverOrganisationIds">The offices of the province of registration.</param>
public sealed record ProvinceTaskOverdue(
    Guid TaskId,
    Guid EntryId,
    string ListCode,
    string DocumentNumber,
    string State,
    string Province,
    Guid SenderOrganisationId,
    IReadOnlyList<Guid> ReceiverOrganisationIds,
    DateOnly DueOn
)
{
    public const string Kind = "discipline.province-task-overdue.v1";
}

/// <summary>A subscriber has not confirmed in time that it no longer uses what was withdrawn. Published once for each such change at most.</summary>
/// <param name="Sequence">The list's number of the last withdrawal that it should have confirmed.</param>
/// <param name="OrganisationId">Of the subscriber.</param>
/// <param name="GrantingOrganisationId">Who granted.</param>
public sealed record ClearanceOverdue(
    Guid SubscriptionId,
    string ListCode,
    long Sequence,
    Guid OrganisationId,
    Guid GrantingOrganisationId,
    DateOnly DueOn
)
{
    public const string Kind = "discipline.clearance-overdue.v1";
}
