using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>
/// POST /api/assessments/rounds/{round}/sheet/{zone}/lock: the evaluator hands the zone's sheet in, for good.
/// </summary>
internal static class LockSheet
{
    public static async Task<Results<Ok<SheetSummary>, RefusalResult>> Handle(
        Guid round,
        Guid zone,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var sheet = await tx.QueryOne<Row>(
                    """
                    select a.id, a.state, r.stage, conflict_of(a.evaluator_id, a.zone_id, @now) as conflict,
                        sheet_closed(r.stage, r.scoring_until, r.reconciliation_until, a.replaces is not null, @today) as closed
                    from assignment a join evaluator e on e.id = a.evaluator_id and e.subject = @Subject
                        join assessment_round r on r.id = a.round_id
                    where a.round_id = @round and a.zone_id = @zone and a.state <> 'voided' and r.framework_hash is not null
                    for no key update of a
                    """,
                    new
                    {
                        round,
                        zone,
                        user.Subject,
                        now,
                        today = clock.Today(),
                    }
                );
                if (Refuse(sheet) is { } refusal)
                {
                    return refusal;
                }
                var missing = await tx.Query<string>(
                    """
                    select c.indicator from round_cell c where c.round_id = @round
                        and not exists (select from score s where s.assignment_id = @Id and s.indicator = c.indicator)
                    order by c.position
                    """,
                    new { round, sheet!.Id }
                );
                if (missing.Count > 0)
                {
                    return ScoringErrors.SheetIncomplete.With("missing", missing);
                }
                await tx.Execute(
                    "update assignment set state = 'locked', locked_at = @now where id = @Id and state = 'open'",
                    new { sheet.Id, now }
                );
                if (sheet.Stage == "reconciliation")
                {
                    await tx.Execute(
                        "select open_moderation(@round, @zone, @now, @Subject, @DisplayName)",
                        new
                        {
                            round,
                            zone,
                            now,
                            user.Subject,
                            user.DisplayName,
                        }
                    );
                }
                tx.Audit("assessments.sheet.locked", sheet.Id.ToString(), new { round, zone });
                return true;
            },
            ct: ct
        );
        if (outcome.Refusal is { } refused)
        {
            return refused.ToResult();
        }
        return TypedResults.Ok((await ShowSheet.Find(round, zone, http, db, clock, ct)).Value);
    }

    private static Refusal? Refuse(Row? sheet) =>
        sheet switch
        {
            null => ScoringErrors.SheetNotFound,
            { Conflict: { } conflict } => ScoringErrors.ConflictOfInterest.With("conflict", conflict),
            { State: "locked" } => ScoringErrors.SheetLocked,
            { Closed: true } => ScoringErrors.ScoringClosed,
            _ => null,
        };

    private sealed record Row(Guid Id, string State, string Stage, string? Conflict, bool Closed);
}
