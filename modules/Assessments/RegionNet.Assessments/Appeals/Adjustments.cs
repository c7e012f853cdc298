using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Kind">bonus or deduction.</param>
/// <param name="Points">Positive in both, two decimals.</param>
public sealed record ProposeAdjustmentRequest(
    [property: Required, RegularExpression("bonus|deduction")] string Kind,
    [property: Range(0.01, 100.0)] decimal Points,
    [property: Required, StringLength(2000, MinimumLength = 10)] string Reason,
    [property: StringLength(100, MinimumLength = 2)] string? DocumentNumber = null
);

/// <param name="State">proposed, approved or rejected.</param>
internal sealed record AdjustmentView(
    Guid Id,
    Guid ZoneId,
    string Kind,
    decimal Points,
    string Reason,
    string? DocumentNumber,
    string State,
    DateTimeOffset ProposedAt,
    string ProposedByName,
    string? DecidedByName,
    string? DecisionReason,
    bool MayDecide
);

/// <summary>
/// Bonus and deduction: POST …/rounds/{id}/zones/{zoneId}/adjustments proposes one, POST …/adjustments/{id}/decision is the second pair of
/// eyes. Together those approved keep within the caps of the framework.
/// </summary>
internal static class Adjustments
{
    public static async Task<Results<Ok<AdjustmentView>, RefusalResult>> Propose(
        Guid id,
        Guid zoneId,
        ProposeAdjustmentRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (decimal.Round(request.Points, 2) != request.Points)
        {
            return FilingErrors.ValueTooFine.ToResult();
        }
        var outcome = await db.InTransaction<AdjustmentView>(
            user.Actor,
            async tx =>
            {
                var locked = await FilingPlace.Lock(tx, id, zoneId, organisation: null);
                if (locked.Refusal is { } unknown)
                {
                    return unknown;
                }
                var refused =
                    ProposalRules.RefuseStage(locked.Value.Round)
                    ?? await RefuseOverCap(tx, locked.Value, request.Kind, request.Points);
                if (refused is not null)
                {
                    return refused;
                }
                var adjustment = Guid.CreateVersion7(clock.GetUtcNow());
                await tx.Execute(
                    """
                    insert into adjustment (id, round_id, zone_id, kind, points, reason, document_number, proposed_at, proposed_by,
                        proposed_by_name)
                    values (@adjustment, @id, @zoneId, @Kind, @Points, @Reason, @DocumentNumber, @now, @Subject, @DisplayName)
                    """,
                    new
                    {
                        adjustment,
                        id,
                        zoneId,
                        request.Kind,
                        request.Points,
                        request.Reason,
                        request.DocumentNumber,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit(
                    "assessments.adjustment.proposed",
                    adjustment.ToString(),
                    new
                    {
                        id,
                        zoneId,
                        request,
                    }
                );
                return (await Read(tx, adjustment))!.View(user);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    public static async Task<Results<Ok<AdjustmentView>, RefusalResult>> Decide(
        Guid id,
        DecideProposalRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (request.Outcome == "rejected" && request.Reason is null)
        {
            return RoundErrors.ReasonNeeded.ToResult();
        }
        var outcome = await db.InTransaction<AdjustmentView>(
            user.Actor,
            async tx =>
            {
                if (await Read(tx, id) is not { } proposed)
                {
                    return AppealErrors.AdjustmentNotFound;
                }
                // The zone's row orders those who decide at once, so that together they keep to the cap.
                var locked = await FilingPlace.Lock(tx, proposed.RoundId, proposed.ZoneId, organisation: null);
                var place = locked.Value;
                var refused =
                    ProposalRules.RefuseStage(place.Round)
                    ?? (
                        request.Outcome == "approved"
                            ? await RefuseOverCap(tx, place, proposed.Kind, proposed.Points)
                            : null
                    );
                if (refused is not null)
                {
                    return refused;
                }
                await tx.Execute(
                    """
                    update adjustment set state = @Outcome, decided_at = @now, decided_by = @Subject, decided_by_name = @DisplayName,
                        decision_reason = @Reason
                    where id = @id
                    """,
                    new
                    {
                        id,
                        request.Outcome,
                        request.Reason,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit($"assessments.adjustment.{request.Outcome}", id.ToString(), new { request.Reason });
                return (await Read(tx, id))!.View(user);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    private static async Task<Refusal?> RefuseOverCap(Tx tx, FilingPlace place, string kind, decimal points)
    {
        var cap = kind == "bonus" ? place.Framework.BonusCap : place.Framework.DeductionCap;
        var approved = await tx.QueryOne<decimal>(
            """
            select coalesce(sum(points), 0) from adjustment
            where round_id = @RoundId and zone_id = @ZoneId and kind = @kind and state = 'approved'
            """,
            new
            {
                RoundId = place.Round.Id,
                place.ZoneId,
                kind,
            }
        );
        return approved + points > cap
            ? AppealErrors.AdjustmentOverCap.With("cap", cap).With("approved", approved)
            : null;
    }

    private const string Columns = """
        select id, round_id, zone_id, kind, points, reason, document_number, state, proposed_at, proposed_by, proposed_by_name,
            decided_by_name, decision_reason
        from adjustment
        """;

    private static Task<AdjustmentRow?> Read(Tx tx, Guid id) =>
        tx.QueryOne<AdjustmentRow>($"{Columns} where id = @id", new { id });

    /// <summary>Of a round, those to decide first, then the newest: there are few.</summary>
    public static async Task<IReadOnlyList<AdjustmentView>> Of(
        AssessmentsDb db,
        Guid round,
        CurrentUser user,
        CancellationToken ct
    ) =>
        [
            .. (
                await db.Query<AdjustmentRow>(
                    $"{Columns} where round_id = @round order by state <> 'proposed', proposed_at desc, id limit 500",
                    new { round },
                    ct
                )
            ).Select(a => a.View(user)),
        ];

    private sealed record AdjustmentRow
    {
        public Guid Id { get; init; }
        public Guid RoundId { get; init; }
        public Guid ZoneId { get; init; }
        public required string Kind { get; init; }
        public decimal Points { get; init; }
        public required string Reason { get; init; }
        public string? DocumentNumber { get; init; }
        public required string State { get; init; }
        public DateTimeOffset ProposedAt { get; init; }
        public required string ProposedBy { get; init; }
        public required string ProposedByName { get; init; }
        public string? DecidedByName { get; init; }
        public string? DecisionReason { get; init; }

        public AdjustmentView View(CurrentUser user) =>
            new(
                Id,
                ZoneId,
                Kind,
                Points,
                Reason,
                DocumentNumber,
                State,
                ProposedAt,
                ProposedByName,
                DecidedByName,
                DecisionReason,
                State == "proposed" && user.Subject != ProposedBy
            );
    }
}
