namespace RegionNet.Assessments.Contracts;

/// <summary>The result of a demonstration zone is final and published.</summary>
/// <param name="ZoneId">The demonstration zone.</param>
/// <param name="PlaceCode">GB/T 2260 of its place.</param>
/// <param name="Grade">优秀, 良好, 合格 or 不合格.</param>
/// <param name="Outcome">recognised, extended, not-recognised, renewed or revoked.</param>
public sealed record ResultPublished(
    Guid RoundId,
    string RoundZh,
    string RoundEn,
    Guid ZoneId,
    string PlaceCode,
    string ZoneZh,
    string ZoneEn,
    string Grade,
    string GradeEn,
    string Outcome
)
{
    public const string Kind = "assessments.result-published.v1";
}

/// <summary>The last day of a stage is near and a demonstration zone has something open in it.</summary>
/// <param name="Stage">self-assessment or evidence-check.</param>
/// <param name="Until">The stage's last day.</param>
/// <param name="DaysLeft">Of the reminder: 7, 3 or 1 by rule.</param>
public sealed record DeadlineNear(
    Guid RoundId,
    string RoundZh,
    string RoundEn,
    string Stage,
    DateOnly Until,
    int DaysLeft,
    Guid ZoneId,
    string PlaceCode,
    string ZoneZh,
    string ZoneEn,
    Guid? OrganisationId
)
{
    public const string Kind = "assessments.deadline-near.v1";
}
