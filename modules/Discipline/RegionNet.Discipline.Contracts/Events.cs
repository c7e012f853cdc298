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
    DateOnly Until
)
{
    public const string Kind = "discipline.listing-changed.v1";
}
