using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>What a round is to go by; fixed when it begins.</summary>
/// <param name="Purpose">acceptance after building, or re-review before the title ends.</param>
/// <param name="Rule">Which aggregation counts: trimmed (official), raw, z-score, additive or robust.</param>
/// <param name="SpreadLimit">Of 100 in one cell.</param>
/// <param name="SelfAssessmentUntil">Last day, a working day like the three that follow.</param>
public sealed record RoundPlan(
    [property: Required, StringLength(200, MinimumLength = 1)] string NameZh,
    [property: Required, StringLength(200, MinimumLength = 1)] string NameEn,
    [property: Required, RegularExpression("acceptance|re-review")] string Purpose,
    [property: Required] Guid? FrameworkId,
    [property: Required, MinLength(1), MaxLength(200)] Guid[] ZoneIds,
    [property: Required, RegularExpression("trimmed|raw|z-score|additive|robust")] string Rule,
    [property: Range(1.0, 100.0)] decimal SpreadLimit,
    [property: Range(3, 15)] int EvaluatorsPerZone,
    [property: Required] DateOnly? SelfAssessmentUntil,
    [property: Required] DateOnly? EvidenceCheckUntil,
    [property: Required] DateOnly? ScoringUntil,
    [property: Required] DateOnly? ReconciliationUntil
);

/// <param name="Code">Year and a word: 2026-acceptance.</param>
public sealed record PrepareRoundRequest(
    [property: Required, RegularExpression("[0-9]{4}-[a-z0-9-]{1,20}")] string Code,
    [property: Required] RoundPlan Plan
);

/// <param name="Version">Of the round as the caller saw it.</param>
public sealed record ChangeRoundRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required] RoundPlan Plan
);

/// <param name="Official">False: a proposal of this product.</param>
internal sealed record CalendarStage(
    string Stage,
    int WorkingDays,
    DateOnly Until,
    string BasisZh,
    string BasisEn,
    bool Official
);

/// <summary>
/// POST /api/assessments/rounds and PUT …/{id}: a round is prepared, and changed as long as it has not begun. GET …/calendar proposes the
/// last days of the stages, counted in working days.
/// </summary>
internal static class PrepareRound
{
    public static async Task<Results<Ok<RoundView>, RefusalResult>> Create(
        PrepareRoundRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (RoundRules.RefusePlan(request.Plan, clock.Today()) is { } wrong)
        {
            return wrong.ToResult();
        }
        var outcome = await db.InTransaction<RoundRow>(
            user.Actor,
            async tx =>
            {
                if (await RoundRules.RefuseZones(tx, request.Plan, round: null) is { } refused)
                {
                    return refused;
                }
                var id = Guid.CreateVersion7(clock.GetUtcNow());
                var written = await tx.Execute(
                    """
                    insert into assessment_round (id, code, name_zh, name_en, purpose, framework_id, zone_ids, stage, rule, spread_limit,
                        evaluators_per_zone, self_assessment_until, evidence_check_until, scoring_until, reconciliation_until,
                        resample_seed, changed_at, changed_by, changed_by_name)
                    select @id, @Code, @NameZh, @NameEn, @Purpose, f.id, @ZoneIds, 'preparing', @Rule, @SpreadLimit, @EvaluatorsPerZone,
                        @SelfAssessmentUntil, @EvidenceCheckUntil, @ScoringUntil, @ReconciliationUntil, @Seed, @now, @Subject, @DisplayName
                    from framework f where f.id = @FrameworkId
                    """,
                    Parameters(id, request.Code, 0, request.Plan, user, clock.GetUtcNow())
                );
                if (written == 0)
                {
                    return FrameworkErrors.FrameworkNotFound;
                }
                tx.Audit("assessments.round.prepared", id.ToString(), request);
                return await Read(tx, id);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(RoundView.Of(outcome.Value));
    }

    public static async Task<Results<Ok<RoundView>, RefusalResult>> Change(
        Guid id,
        ChangeRoundRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (RoundRules.RefusePlan(request.Plan, clock.Today()) is { } wrong)
        {
            return wrong.ToResult();
        }
        var outcome = await db.InTransaction<RoundRow>(
            user.Actor,
            async tx =>
            {
                var locked = await RoundSight.Lock(tx, id, request.Version);
                if (locked.Refusal is { } stale)
                {
                    return stale;
                }
                if (locked.Value.Stage != Stage.Preparing)
                {
                    return RoundErrors.RoundBegun;
                }
                if (await RoundRules.RefuseZones(tx, request.Plan, id) is { } refused)
                {
                    return refused;
                }
                var written = await tx.Execute(
                    """
                    update assessment_round r set name_zh = @NameZh, name_en = @NameEn, purpose = @Purpose, framework_id = f.id,
                        zone_ids = @ZoneIds, rule = @Rule, spread_limit = @SpreadLimit, evaluators_per_zone = @EvaluatorsPerZone,
                        self_assessment_until = @SelfAssessmentUntil, evidence_check_until = @EvidenceCheckUntil,
                        scoring_until = @ScoringUntil, reconciliation_until = @ReconciliationUntil, version = r.version + 1,
                        changed_at = @now, changed_by = @Subject, changed_by_name = @DisplayName, document_number = null, reason = null
                    from framework f where r.id = @id and f.id = @FrameworkId and r.version = @Version and r.stage = 'preparing'
                    """,
                    Parameters(id, locked.Value.Code, request.Version, request.Plan, user, clock.GetUtcNow())
                );
                if (written == 0)
                {
                    return FrameworkErrors.FrameworkNotFound;
                }
                tx.Audit("assessments.round.changed", id.ToString(), request);
                return await Read(tx, id);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(RoundView.Of(outcome.Value));
    }

    /// <summary>GET …/rounds/calendar: each stage's length by the rule of the first day, one after the other.</summary>
    /// <param name="from">The round's first day; today if left out.</param>
    public static async Task<Results<Ok<Page<CalendarStage>>, RefusalResult>> Calendar(
        DateOnly? from,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var first = from ?? clock.Today();
        var rules = await db.Query<(string Period, int Days, string Zh, string En, bool Official)>(
            """
            select period, working_days, basis_zh, basis_en, official from round_period_rule
            where valid @> @first and period = any(@Stages) order by array_position(@Stages, period)
            """,
            new { first, Stages = Stage.Dated },
            ct
        );
        var calendar = new List<CalendarStage>();
        var until = first.AddDays(-1);
        try
        {
            foreach (var (stage, days, zh, en, official) in rules)
            {
                until = WorkingDays.Official.Add(until, days);
                calendar.Add(new CalendarStage(stage, days, until, zh, en, official));
            }
        }
        catch (UnknownYearException unknown)
        {
            return RoundErrors.CalendarUnknown.With("year", unknown.Year).ToResult();
        }
        return TypedResults.Ok(new Page<CalendarStage>(calendar, null));
    }

    public static async Task<RoundRow> Read(Tx tx, Guid id) =>
        (
            await tx.QueryOne<RoundRow>(
                $"select {RoundRow.Columns} from {RoundRow.Tables} where r.id = @id",
                new { id }
            )
        )!;

    private static object Parameters(
        Guid id,
        string code,
        int version,
        RoundPlan plan,
        CurrentUser user,
        DateTimeOffset now
    ) =>
        new
        {
            id,
            Code = code,
            Version = version,
            plan.NameZh,
            plan.NameEn,
            plan.Purpose,
            plan.FrameworkId,
            ZoneIds = plan.ZoneIds.Distinct().Order().ToArray(),
            plan.Rule,
            plan.SpreadLimit,
            plan.EvaluatorsPerZone,
            plan.SelfAssessmentUntil,
            plan.EvidenceCheckUntil,
            plan.ScoringUntil,
            plan.ReconciliationUntil,
            // Of the resampling; chosen with the round, so that nobody can choose it by its result.
            Seed = RandomNumberGenerator.GetInt32(int.MaxValue),
            now,
            user.Subject,
            user.DisplayName,
        };
}

internal static class RoundRules
{
    public static Refusal? RefusePlan(RoundPlan plan, DateOnly today)
    {
        DateOnly[] last =
        [
            plan.SelfAssessmentUntil!.Value,
            plan.EvidenceCheckUntil!.Value,
            plan.ScoringUntil!.Value,
            plan.ReconciliationUntil!.Value,
        ];
        return RefuseDays(last, last, today);
    }

    /// <summary>Once a round has begun, last days of stages that are not over are put off, and nothing else.</summary>
    public static Refusal? RefusePutOff(RoundRow round, PutOffStagesRequest request, DateOnly today)
    {
        var current = Array.IndexOf(Stage.Dated, round.Stage);
        if (current < 0)
        {
            return RoundErrors.StageClosed.With("stage", round.Stage);
        }
        var was = Stage.Dated.Select(stage => round.UntilOf(stage)!.Value).ToArray();
        DateOnly[] last =
        [
            request.SelfAssessmentUntil ?? was[0],
            request.EvidenceCheckUntil ?? was[1],
            request.ScoringUntil ?? was[2],
            request.ReconciliationUntil ?? was[3],
        ];
        var moved = Enumerable.Range(0, last.Length).Where(stage => last[stage] != was[stage]).ToList();
        return moved.Count == 0 || moved.Exists(stage => stage < current || last[stage] < was[stage])
            ? RoundErrors.CalendarNotLater
            : RefuseDays(last, [.. moved.Select(stage => last[stage])], today);
    }

    /// <param name="last">Days of all stages, in their order.</param>
    /// <param name="stated">Those among them that are new.</param>
    private static Refusal? RefuseDays(DateOnly[] last, DateOnly[] stated, DateOnly today)
    {
        if (stated.Any(day => day < today))
        {
            return RoundErrors.CalendarInPast;
        }
        if (last.Zip(last.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            return RoundErrors.CalendarOutOfOrder;
        }
        // Of a year whose holidays are not announced the stated day stands.
        foreach (var day in stated.Where(WorkingDays.Official.Knows))
        {
            if (!WorkingDays.Official.IsWorkingDay(day))
            {
                return RoundErrors.NoWorkingDay.With("day", day);
            }
        }
        return null;
    }

    /// <summary>In which states a zone may begin a round of that purpose.</summary>
    public static IReadOnlyList<string> BeginsFrom(string purpose) =>
        purpose == "re-review" ? [ZoneState.ReReview] : [ZoneState.Building, ZoneState.MidTerm, ZoneState.Extended];

    /// <param name="round">The round that is changed; null for a new one.</param>
    public static async Task<Refusal?> RefuseZones(Tx tx, RoundPlan plan, Guid? round)
    {
        var ids = plan.ZoneIds.Distinct().ToArray();
        // Of two that prepare a round with the same zone at once the second sees the first.
        await tx.Execute(
            "select from demonstration_zone where id = any(@ids) order by id for no key update",
            new { ids }
        );
        var zones = await tx.Query<(Guid Id, string Zh, string En, string State, string? Other)>(
            """
            select z.id, z.zh, z.en, z.state, (
                select r.code from assessment_round r where r.id is distinct from @round and z.id = any(r.zone_ids) and r.stage <> 'final'
                    and not exists (select from round_zone rz where rz.round_id = r.id and rz.zone_id = z.id and rz.outcome is not null)
                order by r.code limit 1)
            from demonstration_zone z where z.id = any(@ids) order by z.id
            """,
            new { ids, round }
        );
        if (zones.Count < ids.Length)
        {
            return RoundErrors.ZoneNotFound;
        }
        if (zones.FirstOrDefault(z => z.Other is not null) is { Zh: not null } busy)
        {
            return RoundErrors
                .ZoneInOtherRound.With("zoneId", busy.Id)
                .Because($"{busy.Zh}：{busy.Other}", $"{busy.En}: {busy.Other}");
        }
        var from = BeginsFrom(plan.Purpose);
        return zones.FirstOrDefault(z => !from.Contains(z.State)) is { Zh: not null } unfit
            ? RoundErrors
                .ZoneNotReady.With("zoneId", unfit.Id)
                .With("state", unfit.State)
                .Because(
                    $"{unfit.Zh}：{ZoneWords.State(unfit.State, false)}",
                    $"{unfit.En}: {ZoneWords.State(unfit.State, true)}"
                )
            : null;
    }
}
