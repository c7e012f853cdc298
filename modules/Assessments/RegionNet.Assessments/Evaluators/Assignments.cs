using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Seed">Decides between equals; the same facts and seed give the same plan.</param>
public sealed record PreviewAssignmentsRequest([property: Required] long? Seed);

/// <param name="Plan">The mark of the plan that was previewed; another one is refused.</param>
public sealed record ApplyAssignmentsRequest(
    [property: Required] long? Seed,
    [property: Required, StringLength(64, MinimumLength = 64)] string Plan
);

public sealed record AssignRequest([property: Required] Guid? ZoneId, [property: Required] Guid? EvaluatorId);

internal sealed record PlannedAssignment(Guid ZoneId, Guid EvaluatorId);

/// <param name="Conflicts">By kind, how many evaluators of the pool they keep out.</param>
internal sealed record ShortageView(
    Guid ZoneId,
    int Wanted,
    int Candidates,
    IReadOnlyDictionary<string, int> Conflicts
);

/// <param name="Plan">A mark of what it adds.</param>
/// <param name="Provably">Not connected, and no assignment of these evaluators could be: they need one who may score zones of two parts.</param>
internal sealed record PlanView(
    string Plan,
    IReadOnlyList<PlannedAssignment> Added,
    IReadOnlyList<ShortageView> Shortages,
    bool Connected,
    bool Provably,
    IReadOnlyList<IReadOnlyList<Guid>> Components,
    int LoadDifference,
    int LeastLoadDifference,
    int FieldsCovered,
    int FieldsToCover
)
{
    public static PlanView Of(PanelFacts facts, AssignmentPlan plan)
    {
        var text = string.Join(';', plan.Added.Select(a => $"{a.Zone}:{a.Evaluator}"));
        return new PlanView(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            [.. plan.Added.Select(a => new PlannedAssignment(a.Zone, a.Evaluator))],
            [
                .. plan.Shortages.Select(s => new ShortageView(
                    s.Zone,
                    s.Wanted,
                    s.Candidates,
                    facts.ConflictsOf(s.Zone)
                )),
            ],
            plan.Connected,
            plan.Provably,
            plan.Components,
            plan.LoadDifference,
            plan.LeastLoadDifference,
            plan.FieldsCovered,
            plan.FieldsToCover
        );
    }
}

/// <summary>/api/assessments/rounds/{round}/assignments: planned, applied, made by hand, voided.</summary>
internal static class Assignments
{
    /// <summary>POST …/preview: what the assigner would add. Changes nothing.</summary>
    public static async Task<Results<Ok<PlanView>, RefusalResult>> Preview(
        Guid round,
        PreviewAssignmentsRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var outcome = await db.InTransaction<PlanView>(
            http.CurrentUser().Actor,
            async tx =>
                await PanelFacts.Load(tx, round, clock.GetUtcNow(), forUpdate: false) is { } facts
                    ? PlanView.Of(facts, facts.Plan(request.Seed!.Value))
                    : RoundErrors.RoundNotFound,
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    /// <summary>POST …/plan: applies the plan that was previewed, or nothing.</summary>
    public static async Task<Results<Ok<PlanView>, RefusalResult>> Apply(
        Guid round,
        ApplyAssignmentsRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<PlanView>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var seed = request.Seed!.Value;
                if (await PanelFacts.Load(tx, round, now, forUpdate: true) is not { } facts)
                {
                    return RoundErrors.RoundNotFound;
                }
                var plan = facts.Plan(seed);
                var view = PlanView.Of(facts, plan);
                if (!string.Equals(view.Plan, request.Plan, StringComparison.Ordinal))
                {
                    return ScoringErrors.PlanChanged;
                }
                if (plan.Added.Count == 0)
                {
                    return ScoringErrors.NothingToAssign;
                }
                await facts.Insert(tx, plan.Added, seed, now, user.Actor);
                tx.Audit(
                    "assessments.assignments.applied",
                    round.ToString(),
                    new
                    {
                        seed,
                        view.Plan,
                        added = plan.Added.Count,
                        plan.Connected,
                        plan.LoadDifference,
                    }
                );
                return view;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    /// <summary>POST: one by hand. What the assigner prefers is not asked; a conflict is refused all the same.</summary>
    public static async Task<Results<Ok<AssignmentView>, RefusalResult>> Assign(
        Guid round,
        AssignRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var (zone, evaluator) = (request.ZoneId!.Value, request.EvaluatorId!.Value);
        var outcome = await db.InTransaction<Guid>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                if (await PanelFacts.Load(tx, round, now, forUpdate: true) is not { } facts)
                {
                    return RoundErrors.RoundNotFound;
                }
                if (!facts.Zones.Contains(zone))
                {
                    return RoundErrors.ZoneNotFound;
                }
                if (
                    !await tx.QueryOne<bool>(
                        "select exists (select from evaluator where id = @evaluator)",
                        new { evaluator }
                    )
                )
                {
                    return ScoringErrors.EvaluatorNotFound;
                }
                if (
                    await tx.QueryOne<string>(
                        "select conflict_of(@evaluator, @zone, @now)",
                        new
                        {
                            evaluator,
                            zone,
                            now,
                        }
                    ) is
                    { } conflict
                )
                {
                    return ScoringErrors.ConflictOfInterest.With("conflict", conflict);
                }
                await facts.Insert(tx, [(zone, evaluator)], seed: 0, now, user.Actor);
                tx.Audit("assessments.assignment.made", round.ToString(), request);
                return await tx.QueryOne<Guid>(
                    """
                    select id from assignment
                    where round_id = @round and zone_id = @zone and evaluator_id = @evaluator and state <> 'voided'
                    """,
                    new
                    {
                        round,
                        zone,
                        evaluator,
                    }
                );
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(
                (await AssignmentView.Of(db, round, clock.GetUtcNow(), ct)).Single(a => a.Id == outcome.Value)
            );
    }

    /// <summary>POST …/{id}/voiding: its marks count no longer; nothing is deleted.</summary>
    public static async Task<Results<Ok<AssignmentView>, RefusalResult>> Void(
        Guid round,
        Guid id,
        ReasonRequest request,
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
                await tx.Execute("select from assessment_round where id = @round for no key update", new { round });
                var voided = await tx.Execute(
                    """
                    update assignment a set state = 'voided', void_kind = 'decision', void_reason = @Reason, voided_at = @now,
                        voided_by = @Subject, voided_by_name = @DisplayName
                    from assessment_round r
                    where a.id = @id and a.round_id = @round and r.id = a.round_id and a.state <> 'voided'
                        and r.stage in ('preparing', 'self-assessment', 'evidence-check', 'scoring', 'reconciliation')
                    """,
                    new
                    {
                        id,
                        round,
                        request.Reason,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                if (voided == 0)
                {
                    return await tx.QueryOne<string>(
                        "select state from assignment where id = @id and round_id = @round",
                        new { id, round }
                    ) switch
                    {
                        null => ScoringErrors.AssignmentNotFound,
                        "voided" => ScoringErrors.AssignmentMove,
                        _ => ScoringErrors.RoundPastScoring,
                    };
                }
                tx.Audit("assessments.assignment.voided", id.ToString(), new { kind = "decision", request.Reason });
                return true;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok((await AssignmentView.Of(db, round, clock.GetUtcNow(), ct)).First(a => a.Id == id));
    }
}
