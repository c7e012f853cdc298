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

/// <summary>
/// A person has something open in a stage whose last day is near: one event for each person and kind of work, written with the person's
/// reminders. It is for that person alone and says nothing of marks.
/// </summary>
/// <param name="Subject">Who is reminded.</param>
/// <param name="Role">The role by which the person has it to do; whoever no longer holds it is not to be told.</param>
/// <param name="Stage">self-assessment, evidence-check or scoring.</param>
/// <param name="Until">The stage's last day.</param>
/// <param name="DaysBefore">Of the reminder: 7, 3 or 1 by rule.</param>
/// <param name="Work">filing: indicators to file; sheet: sheets to lock; check: filings to check.</param>
/// <param name="Open">For filings one of each zone, by the Chinese name; otherwise a single one without a zone.</param>
/// <param name="Path">Where in the portal it is done; begins with a slash.</param>
public sealed record PersonReminded(
    string Subject,
    string Role,
    Guid RoundId,
    string RoundZh,
    string RoundEn,
    string Stage,
    DateOnly Until,
    int DaysBefore,
    string Work,
    IReadOnlyList<OpenWork> Open,
    string Path
)
{
    public const string Kind = "assessments.person-reminded.v1";
}

/// <param name="Count">How much is open, at least 1.</param>
public sealed record OpenWork(string? ZoneZh, string? ZoneEn, int Count);
