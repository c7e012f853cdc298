namespace RegionNet.Assessments.Contracts;

/// <summary>The results of a round are published.</summary>
/// <param name="ZoneId">The demonstration zone.</param>
/// <param name="Grade">优秀, 良好, 合格 or 不合格.</param>
public sealed record ResultPublished(
    Guid RoundId,
    string RoundZh,
    string RoundEn,
    Guid ZoneId,
    string PlaceCode,
    string ZoneZh,
    string ZoneEn,
    string Grade
)
{
    public const string Kind = "assessments.result-published.v1";
}
