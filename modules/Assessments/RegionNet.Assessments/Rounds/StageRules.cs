using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="ByRule">The last day by rule; null where the holidays of that time are not announced.</param>
internal sealed record NoticePeriod(DateOnly From, DateOnly Until, DateOnly? ByRule, DateOnly AppealsUntil);

internal static class StageRules
{
    private const int MostDaysAhead = 60;
    private const int MostDays = 90;

    public static async Task<Refusal?> RefuseMove(Tx tx, RoundRow round, MoveStageRequest request, DateOnly today)
    {
        var known = await tx.QueryOne<bool>(
            "select exists (select from round_stage_move where from_stage = @Stage and to_stage = @To)",
            new { round.Stage, request.To }
        );
        return !known ? RoundErrors.StageMoveNotAllowed.With("stage", round.Stage)
            : request.To is Stage.SelfAssessment or Stage.EvidenceCheck or Stage.Scoring
            && round.UntilOf(request.To) is { } until
            && until < today
                ? RoundErrors.StageOver.With("until", until)
            : request.To == Stage.Notice && request.Notice is null ? RoundErrors.NoticeMissing
            : request.To == Stage.Notice && request.Notice!.From < today ? RoundErrors.NoticeInPast
            : request.To is Stage.Notice or Stage.Final && request.DocumentNumber is null ? RoundErrors.DocumentNeeded
            : await ScoringStage.Leave(tx, round.Id, round.Stage, today);
    }

    /// <summary>Days were counted differently in the past, so they are explicit; the rule gives only the default, the first day included.</summary>
    public static Outcome<NoticePeriod> Judge(ResultNotice wanted, int noticeDays, int appealDays, DateOnly today)
    {
        var from = wanted.From!.Value;
        var (byRule, appealsByRule) = (DefaultUntil(from, noticeDays), DefaultUntil(from, appealDays));
        if (
            (wanted.Until ?? byRule) is not { } until
            || (wanted.AppealsUntil ?? appealsByRule) is not { } appeals
            || ((byRule is null || appealsByRule is null) && wanted.Ground is null)
        )
        {
            return RoundErrors.CalendarUnknown;
        }
        return until < from || appeals < from ? RoundErrors.DaysReversed
            : from > today.AddDays(MostDaysAhead) || until > from.AddDays(MostDays) || appeals > from.AddDays(MostDays)
                ? RoundErrors.NoticeTooFar
            : until != byRule && wanted.Ground is null ? RoundErrors.NoticeOtherwise.With("defaultUntil", byRule!)
            : appeals < appealsByRule && wanted.Ground is null
                ? RoundErrors.NoticeOtherwise.With("defaultAppealsUntil", appealsByRule!)
            : new NoticePeriod(from, until, byRule, appeals);
    }

    public static DateOnly? DefaultUntil(DateOnly from, int workingDays)
    {
        try
        {
            return WorkingDays.Official.Add(from.AddDays(-1), workingDays);
        }
        catch (UnknownYearException)
        {
            return null;
        }
    }
}

/// <param name="Grade">Code of the framework's grade.</param>
/// <param name="ConstructionUntil">The last day of building as it stands.</param>
/// <param name="ValidityUntil">The last day of the title as it stands.</param>
internal sealed record GradedZone(
    Guid Id,
    string PlaceCode,
    string Zh,
    string En,
    string Grade,
    DateOnly? ConstructionUntil,
    DateOnly? ValidityUntil
);

/// <summary>What becomes of a zone. The outcome fits the purpose of the round and the grade; who failed is not recognised.</summary>
internal static class OutcomeRules
{
    public static Outcome<List<(GradedZone Zone, ZoneOutcome Outcome)>> Judge(
        string purpose,
        IReadOnlyList<GradedZone> zones,
        string lowestGrade,
        IReadOnlyCollection<ZoneOutcome> named,
        DateOnly today
    )
    {
        if (
            named.Select(o => o.ZoneId).Distinct().Count() < named.Count
            || named.Any(o => zones.All(z => z.Id != o.ZoneId))
        )
        {
            return RoundErrors.OutcomesIncomplete;
        }
        var judged = new List<(GradedZone, ZoneOutcome)>(zones.Count);
        foreach (var zone in zones)
        {
            var failed = zone.Grade == lowestGrade;
            var outcome =
                named.FirstOrDefault(o => o.ZoneId == zone.Id)
                ?? (failed ? null : new ZoneOutcome(zone.Id, purpose == "re-review" ? "renewed" : "recognised"));
            if (outcome is null)
            {
                return RoundErrors.OutcomesIncomplete.With("zoneId", zone.Id);
            }
            if ((Refuse(purpose, failed, outcome) ?? RefuseEnd(zone, outcome, today)) is { } refused)
            {
                return refused.With("zoneId", zone.Id);
            }
            judged.Add((zone, outcome));
        }
        return judged;
    }

    private static Refusal? Refuse(string purpose, bool failed, ZoneOutcome outcome) =>
        (outcome.Outcome is "renewed" or "revoked") != (purpose == "re-review") ? RoundErrors.OutcomeNotOfPurpose
        : failed && outcome.Outcome is ("recognised" or "renewed") ? RoundErrors.OutcomeNotOfGrade
        : outcome.Reason is null && outcome.Outcome is ("extended" or "not-recognised" or "revoked")
            ? RoundErrors.ReasonNeeded
        : (outcome.Outcome == "extended") != (outcome.Until is not null) && outcome.Outcome != "renewed"
            ? RoundErrors.ExtensionNeedsEnd
        : null;

    private static Refusal? RefuseEnd(GradedZone zone, ZoneOutcome outcome, DateOnly today) =>
        outcome.Outcome == "extended" && (outcome.Until <= zone.ConstructionUntil || outcome.Until < today)
        || outcome.Outcome == "renewed" && outcome.Until <= zone.ValidityUntil
            ? RoundErrors.EndNotLater
            : null;
}
