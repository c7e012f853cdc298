using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Later last days of stages; null leaves one as it stands.</summary>
/// <param name="Version">Of the round as the caller saw it.</param>
public sealed record PutOffStagesRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(1000, MinimumLength = 2)] string Reason,
    DateOnly? SelfAssessmentUntil = null,
    DateOnly? EvidenceCheckUntil = null,
    DateOnly? ScoringUntil = null,
    DateOnly? ReconciliationUntil = null
);

/// <summary>
/// PUT /api/assessments/rounds/{id}/calendar: while the round runs, the last days of stages that are not over are put off, also where they
/// have passed, so that no round stands still for ever. Sheets, open tasks of moderation and reminders go by the new days.
/// </summary>
internal static class PutOffStages
{
    public static async Task<Results<Ok<RoundView>, RefusalResult>> Handle(
        Guid id,
        PutOffStagesRequest request,
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
                if (RoundRules.RefusePutOff(round, request, clock.Today()) is { } refused)
                {
                    return refused;
                }
                await tx.Execute(
                    """
                    update assessment_round r set version = r.version + 1, changed_at = @now, changed_by = @Subject,
                        changed_by_name = @DisplayName, document_number = null, reason = @Reason,
                        self_assessment_until = coalesce(@SelfAssessmentUntil::date, r.self_assessment_until),
                        evidence_check_until = coalesce(@EvidenceCheckUntil::date, r.evidence_check_until),
                        scoring_until = coalesce(@ScoringUntil::date, r.scoring_until),
                        reconciliation_until = coalesce(@ReconciliationUntil::date, r.reconciliation_until)
                    where r.id = @id
                    """,
                    new
                    {
                        id,
                        request.Reason,
                        request.SelfAssessmentUntil,
                        request.EvidenceCheckUntil,
                        request.ScoringUntil,
                        request.ReconciliationUntil,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit(
                    "assessments.round.put-off",
                    id.ToString(),
                    new
                    {
                        round.Code,
                        round.Stage,
                        before = Stage.Dated.Select(round.UntilOf),
                        request,
                    }
                );
                return await PrepareRound.Read(tx, id);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(RoundView.Of(outcome.Value));
    }
}
