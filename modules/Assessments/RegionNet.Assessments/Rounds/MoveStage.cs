using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Assessments.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>The days on which the results are shown, as the organiser wants them.</summary>
/// <param name="Until">The last day; null takes the one by rule.</param>
/// <param name="AppealsUntil">The last day on which a zone may appeal; null takes the one by rule.</param>
/// <param name="Ground">Why it ends otherwise than by rule, or leaves less time to appeal.</param>
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
                if (await StageRules.RefuseMove(tx, round, request, clock.Today()) is { } refused)
                {
                    return refused;
                }
                return request.To switch
                {
                    Stage.SelfAssessment => await Begin(tx, round, request, clock.GetUtcNow()),
                    Stage.Notice => await Show(tx, round, request, clock),
                    Stage.Final => await End(tx, round, request, clock),
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
        if (request.To == Stage.PanelOpinion)
        {
            await ComputeRound.Now(tx, round.Id, now);
        }
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
        // What is shown is what was decided last.
        await ComputeRound.Now(tx, round.Id, clock.GetUtcNow());
        return await Follow(tx, round, request, clock.GetUtcNow());
    }

    /// <summary>
    /// The results stand: every zone has its outcome, its periods where it begins or prolongs one, and is told of. What is not named
    /// follows from the grade where it can: who has not failed is recognised, or renewed.
    /// </summary>
    private static async Task<Outcome<RoundRow>> End(
        Tx tx,
        RoundRow round,
        MoveStageRequest request,
        TimeProvider clock
    )
    {
        var now = clock.GetUtcNow();
        await Step(tx, round, request, now, "");
        var computed = await ComputeRound.Now(tx, round.Id, now);
        var graded = await tx.Query<GradedZone>(
            """
            select z.id, z.place_code, z.zh, z.en, x.grade, upper(z.construction) - 1 as construction_until,
                upper(z.validity) - 1 as validity_until
            from zone_result x join demonstration_zone z on z.id = x.zone_id where x.computation_id = @Id order by z.id
            """,
            new { computed.Id }
        );
        var content = await tx.QueryOne<string>(
            "select content from framework where id = @FrameworkId",
            new { round.FrameworkId }
        );
        var framework = Framework.Of(content!);
        var outcomes = OutcomeRules.Judge(
            round.Purpose,
            graded,
            framework.LowestGrade.Code,
            request.Outcomes ?? [],
            clock.Today()
        );
        if (outcomes.Refusal is { } refused)
        {
            return refused;
        }
        foreach (var (zone, outcome) in outcomes.Value)
        {
            await Give(tx, round, zone, outcome, request, now);
            var grade = framework.Grades.Single(g => g.Code == zone.Grade);
            tx.Publish(
                ResultPublished.Kind,
                zone.Id.ToString(),
                new ResultPublished(
                    round.Id,
                    round.NameZh,
                    round.NameEn,
                    zone.Id,
                    zone.PlaceCode,
                    zone.Zh,
                    zone.En,
                    grade.Zh,
                    grade.En,
                    outcome.Outcome
                )
            );
        }
        return await PrepareRound.Read(tx, round.Id);
    }

    private static async Task Give(
        Tx tx,
        RoundRow round,
        GradedZone zone,
        ZoneOutcome outcome,
        MoveStageRequest request,
        DateTimeOffset now
    )
    {
        await tx.Execute(
            "update round_zone set outcome = @Outcome where round_id = @Round and zone_id = @Zone",
            new
            {
                outcome.Outcome,
                Round = round.Id,
                Zone = zone.Id,
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
            where z.id = @Id
            """,
            new
            {
                zone.Id,
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

    private static async Task Step(
        Tx tx,
        RoundRow round,
        MoveStageRequest request,
        DateTimeOffset now,
        string set,
        NoticePeriod? notice = null
    )
    {
        await tx.Execute(
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
                request.Notice?.Ground,
                request.Notice?.Place,
            }
        );
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
