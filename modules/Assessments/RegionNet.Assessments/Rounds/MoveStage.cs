using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>The days on which the results are shown, as the organiser wants them.</summary>
/// <param name="Until">The last day; null takes the one by rule.</param>
/// <param name="AppealsUntil">The last day on which a zone may appeal; null takes the one by rule.</param>
/// <param name="Ground">Why it ends otherwise than by rule.</param>
/// <param name="Place">Where it is shown: a board, a site.</param>
public sealed record ResultNotice(
    [property: Required] DateOnly? From,
    [property: Required, StringLength(200, MinimumLength = 2)] string Place,
    DateOnly? Until = null,
    DateOnly? AppealsUntil = null,
    [property: StringLength(500, MinimumLength = 2)] string? Ground = null
);

/// <param name="Outcome">recognised, extended or not-recognised after an acceptance; renewed or revoked after a re-review.</param>
/// <param name="Until">
/// extended: the new last day of building. renewed: the last day of the title, by rule if left out.
/// </param>
public sealed record ZoneOutcome(
    [property: Required] Guid? ZoneId,
    [property: Required, RegularExpression("recognised|extended|not-recognised|renewed|revoked")] string Outcome,
    [property: StringLength(1000, MinimumLength = 2)] string? Reason = null,
    DateOnly? Until = null
);

/// <param name="Version">Of the round as the caller saw it.</param>
/// <param name="DocumentNumber">Of the notice, and of the decision.</param>
/// <param name="Notice">For notice alone.</param>
/// <param name="Outcomes">For final alone: every zone's.</param>
public sealed record MoveStageRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(30, MinimumLength = 1)] string To,
    [property: StringLength(100, MinimumLength = 2)] string? DocumentNumber = null,
    [property: StringLength(1000, MinimumLength = 2)] string? Reason = null,
    ResultNotice? Notice = null,
    [property: MaxLength(200)] ZoneOutcome[]? Outcomes = null
);

/// <summary>
/// POST /api/assessments/rounds/{id}/stage. What a stage needs before it is left the database judges (0002_rounds.sql,
/// 0005_appeals.sql, 0008_moderation.sql); the zones follow in the same transaction.
/// </summary>
internal static class MoveStage
{
    public static async Task<Results<Ok<RoundView>, RefusalResult>> Handle(
        Guid id,
        MoveStageRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<RoundRow>(
            user.Actor,
            async tx =>
            {
                var locked = await RoundSight.Lock(tx, id, request.Version);
                if (locked.Refusal is { } stale)
                {
                    return stale;
                }
                var round = locked.Value;
                if (await StageRules.RefuseMove(tx, round, request) is { } refused)
                {
                    return refused;
                }
                if (await ScoringStage.Leave(tx, round.Id, round.Stage, clock.Today()) is { } unready)
                {
                    return unready;
                }
                return request.To switch
                {
                    Stage.SelfAssessment => await Begin(tx, round, request, clock.GetUtcNow()),
                    Stage.Notice => await Show(tx, round, request, clock),
                    Stage.Final => await End(tx, round, request, clock.GetUtcNow()),
                    _ => await To(tx, round, request, clock.GetUtcNow()),
                };
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(RoundView.Of(outcome.Value));
    }

    /// <summary>The framework is frozen by its hash, and every zone enters the round.</summary>
    private static async Task<Outcome<RoundRow>> Begin(
        Tx tx,
        RoundRow round,
        MoveStageRequest request,
        DateTimeOffset now
    )
    {
        await tx.Execute(
            "update framework set frozen_at = @now where id = @FrameworkId and frozen_at is null",
            new { round.FrameworkId, now }
        );
        await Step(tx, round, request, now, "framework_hash = f.content_hash");
        await tx.Execute(
            "insert into round_zone (round_id, zone_id) select @Id, z from unnest(@ZoneIds) as z order by z",
            new { round.Id, round.ZoneIds }
        );
        return await Follow(tx, round, request, now);
    }

    private static async Task<Outcome<RoundRow>> To(Tx tx, RoundRow round, MoveStageRequest request, DateTimeOffset now)
    {
        await Step(tx, round, request, now, "");
        return await Follow(tx, round, request, now);
    }

    private static async Task<Outcome<RoundRow>> Show(
        Tx tx,
        RoundRow round,
        MoveStageRequest request,
        TimeProvider clock
    )
    {
        var days = await tx.Query<(string Period, int Days)>(
            "select period, working_days from round_period_rule where period in ('notice', 'appeal') and valid @> @From",
            new { request.Notice!.From }
        );
        var judged = StageRules.Judge(
            request.Notice,
            days.Single(d => d.Period == "notice").Days,
            days.Single(d => d.Period == "appeal").Days,
            clock.Today()
        );
        if (judged.Refusal is { } refused)
        {
            return refused;
        }
        await Step(
            tx,
            round,
            request,
            clock.GetUtcNow(),
            """
            notice = daterange(@From::date, @Until::date, '[]'), notice_default_until = @ByRule::date, notice_ground = @Ground, notice_place = @Place,
            appeals_until = @AppealsUntil::date
            """,
            judged.Value
        );
        return await Follow(tx, round, request, clock.GetUtcNow());
    }

    /// <summary>The results stand: every zone has its outcome, and its periods where it begins or prolongs one.</summary>
    private static async Task<Outcome<RoundRow>> End(
        Tx tx,
        RoundRow round,
        MoveStageRequest request,
        DateTimeOffset now
    )
    {
        if (StageRules.RefuseOutcomes(round, request.Outcomes ?? []) is { } refused)
        {
            return refused;
        }
        await Step(tx, round, request, now, "");
        foreach (var outcome in request.Outcomes!.OrderBy(o => o.ZoneId))
        {
            await tx.Execute(
                "update round_zone set outcome = @Outcome where round_id = @Id and zone_id = @ZoneId",
                new
                {
                    outcome.Outcome,
                    round.Id,
                    outcome.ZoneId,
                }
            );
            await tx.Execute(
                """
                update demonstration_zone z set state = @Outcome, version = z.version + 1, changed_at = @now, changed_by = @Subject,
                    changed_by_name = @Name, effective_on = (@now at time zone 'Asia/Shanghai')::date, document_number = @DocumentNumber,
                    reason = @Reason,
                    construction = case when @Outcome = 'extended' then daterange(lower(z.construction), @Until::date, '[]')
                        else z.construction end,
                    validity = case when @Outcome = 'renewed' then daterange(upper(z.validity), coalesce(@Until::date + 1,
                            (upper(z.validity) + make_interval(years => (select r.years from zone_period_rule r
                                where r.period = 'validity' and r.valid @> upper(z.validity))))::date))
                        else z.validity end
                where z.id = @ZoneId
                """,
                new
                {
                    outcome.ZoneId,
                    outcome.Outcome,
                    outcome.Reason,
                    outcome.Until,
                    request.DocumentNumber,
                    now,
                    tx.Actor.Subject,
                    tx.Actor.Name,
                }
            );
        }
        return await PrepareRound.Read(tx, round.Id);
    }

    private static async Task Step(
        Tx tx,
        RoundRow round,
        MoveStageRequest request,
        DateTimeOffset now,
        string set,
        NoticePeriod? notice = null
    )
    {
        var moved = await tx.Execute(
            $"""
            update assessment_round r set stage = @To, version = r.version + 1, changed_at = @now, changed_by = @Subject,
                changed_by_name = @Name, document_number = @DocumentNumber, reason = @Reason{(
                set.Length > 0 ? ", " + set : ""
            )}
            from framework f where r.id = @Id and r.version = @Version and f.id = r.framework_id
            """,
            new
            {
                round.Id,
                round.Version,
                request.To,
                request.DocumentNumber,
                request.Reason,
                now,
                tx.Actor.Subject,
                tx.Actor.Name,
                notice?.From,
                notice?.Until,
                notice?.ByRule,
                notice?.AppealsUntil,
                Ground = notice?.Until == notice?.ByRule ? null : request.Notice?.Ground,
                request.Notice?.Place,
            }
        );
        if (moved == 0)
        {
            throw new RestartTransactionException();
        }
        tx.Audit(
            $"assessments.round.{request.To}",
            round.Id.ToString(),
            new
            {
                round.Code,
                from = round.Stage,
                request.DocumentNumber,
                request.Reason,
                request.Notice,
                request.Outcomes,
            }
        );
    }

    /// <summary>The zones of the round go where the round goes, locked in the order of their ids.</summary>
    private static async Task<Outcome<RoundRow>> Follow(
        Tx tx,
        RoundRow round,
        MoveStageRequest request,
        DateTimeOffset now
    )
    {
        await tx.Execute(
            "select from demonstration_zone where id = any(@ZoneIds) order by id for no key update",
            new { round.ZoneIds }
        );
        await tx.Execute(
            """
            update demonstration_zone z set state = @To, version = z.version + 1, changed_at = @now, changed_by = @Subject,
                changed_by_name = @Name, effective_on = (@now at time zone 'Asia/Shanghai')::date, document_number = @DocumentNumber,
                reason = @Reason
            where z.id = any(@ZoneIds)
            """,
            new
            {
                round.ZoneIds,
                request.To,
                now,
                tx.Actor.Subject,
                tx.Actor.Name,
                request.DocumentNumber,
                request.Reason,
            }
        );
        return await PrepareRound.Read(tx, round.Id);
    }
}

/// <param name="ByRule">The last day by rule; null where the holidays of that time are not announced.</param>
internal sealed record NoticePeriod(DateOnly From, DateOnly Until, DateOnly? ByRule, DateOnly AppealsUntil);

internal static class StageRules
{
    private const int MostDaysAhead = 60;
    private const int MostDays = 90;

    public static async Task<Refusal?> RefuseMove(Tx tx, RoundRow round, MoveStageRequest request)
    {
        var known = await tx.QueryOne<bool>(
            "select exists (select from round_stage_move where from_stage = @Stage and to_stage = @To)",
            new { round.Stage, request.To }
        );
        return !known ? RoundErrors.StageMoveNotAllowed.With("stage", round.Stage)
            : request.To == Stage.Notice && request.Notice is null ? RoundErrors.NoticeMissing
            : request.To is Stage.Notice or Stage.Final && request.DocumentNumber is null ? RoundErrors.DocumentNeeded
            : null;
    }

    /// <summary>Days were counted differently in the past, so they are explicit; the rule gives only the default, the first day included.</summary>
    public static Outcome<NoticePeriod> Judge(ResultNotice wanted, int noticeDays, int appealDays, DateOnly today)
    {
        var from = wanted.From!.Value;
        if (from < today)
        {
            return RoundErrors.NoticeInPast;
        }
        var byRule = DefaultUntil(from, noticeDays);
        if (
            (wanted.Until ?? byRule) is not { } until
            || (wanted.AppealsUntil ?? DefaultUntil(from, appealDays)) is not { } appeals
            || (byRule is null && wanted.Ground is null)
        )
        {
            return RoundErrors.CalendarUnknown;
        }
        return until < from || appeals < from ? RoundErrors.DaysReversed
            : from > today.AddDays(MostDaysAhead) || until > from.AddDays(MostDays) || appeals > from.AddDays(MostDays)
                ? RoundErrors.NoticeTooFar
            : until != byRule && wanted.Ground is null ? RoundErrors.NoticeOtherwise.With("defaultUntil", byRule!)
            : new NoticePeriod(from, until, byRule, appeals);
    }

    public static Refusal? RefuseOutcomes(RoundRow round, IReadOnlyCollection<ZoneOutcome> outcomes)
    {
        var named = outcomes.Select(o => o.ZoneId!.Value).ToList();
        if (named.Count != round.ZoneIds.Length || !named.ToHashSet().SetEquals(round.ZoneIds))
        {
            return RoundErrors.OutcomesIncomplete;
        }
        foreach (var outcome in outcomes)
        {
            var fits = outcome.Outcome is "renewed" or "revoked" == (round.Purpose == "re-review");
            if (!fits)
            {
                return RoundErrors.OutcomeNotOfPurpose.With("zoneId", outcome.ZoneId!);
            }
            if (outcome.Reason is null && outcome.Outcome is "extended" or "not-recognised" or "revoked")
            {
                return RoundErrors.ReasonNeeded.With("zoneId", outcome.ZoneId!);
            }
            if ((outcome.Outcome == "extended") != (outcome.Until is not null) && outcome.Outcome != "renewed")
            {
                return RoundErrors.ExtensionNeedsEnd.With("zoneId", outcome.ZoneId!);
            }
        }
        return null;
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
