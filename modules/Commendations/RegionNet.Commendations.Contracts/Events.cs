namespace RegionNet.Commendations.Contracts;

/// <summary>A party that was commended, or is being considered, has been listed since: its commendation is under review.</summary>
/// <param name="OrganisationId">The unit that nominated.</param>
/// <param name="ListZh">The list the party stands on.</param>
/// <param name="NomineeName">Name of a collective; null for an individual.</param>
public sealed record CommendationReviewOpened(
    Guid NominationId,
    string Number,
    Guid OrganisationId,
    string? NomineeName,
    string ListZh,
    string ListEn
)
{
    public const string Kind = "commendations.review-opened.v1";
}
