using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Code">Of the framework's vetoes.</param>
/// <param name="Fact">What happened, where it stands.</param>
public sealed record ProposeVetoRequest(
    [property: Required, StringLength(20, MinimumLength = 1)] string Code,
    [property: Required, StringLength(2000, MinimumLength = 10)] string Fact,
    [property: StringLength(100, MinimumLength = 2)] string? DocumentNumber = null
);

/// <param name="Outcome">approved or rejected.</param>
/// <param name="Reason">Of a rejection.</param>
public sealed record DecideProposalRequest(
    [property: Required, RegularExpression("approved|rejected")] string Outcome,
    [property: StringLength(1000, MinimumLength = 2)] string? Reason = null
);

/// <param name="State">proposed, in-force (two have approved it) or rejected.</param>
/// <param name="Approvals">Names of those who approved it.</param>
internal sealed record VetoView(
    Guid Id,
    Guid ZoneId,
    string Code,
    string Fact,
    string? DocumentNumber,
    string State,
    DateTimeOffset ProposedAt,
    string ProposedByName,
    IReadOnlyList<string> Approvals,
    string? RejectedByName,
    string? RejectionReason,
    bool MayDecide
);

/// <summary>
/// A veto (一票否决): POST …/rounds/{id}/zones/{zoneId}/vetoes proposes it with its fact; POST …/vetoes/{id}/decision: the second of two who
/// approve it puts it in force, neither being who proposed it; one who rejects it ends it.
/// </summary>
internal static class Vetoes
{
    public static async Task<Results<Ok<VetoView>, RefusalResult>> Propose(
        Guid id,
        Guid zoneId,
        ProposeVetoRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<VetoView>(
            user.Actor,
            async tx =>
            {
                var locked = await FilingPlace.Lock(tx, id, zoneId, organisation: null);
                if (locked.Refusal is { } unknown)
                {
                    return unknown;
                }
                if (ProposalRules.RefuseStage(locked.Value.Round) is { } closed)
                {
                    return closed;
                }
                if (locked.Value.Framework.Vetoes.All(v => v.Code != request.Code))
                {
                    return AppealErrors.VetoUnknown;
                }
                var veto = Guid.CreateVersion7(clock.GetUtcNow());
                await tx.Execute(
                    """
                    insert into veto (id, round_id, zone_id, code, fact, document_number, proposed_at, proposed_by, proposed_by_name)
                    values (@veto, @id, @zoneId, @Code, @Fact, @DocumentNumber, @now, @Subject, @DisplayName)
                    """,
                    new
                    {
                        veto,
                        id,
                        zoneId,
                        request.Code,
                        request.Fact,
                        request.DocumentNumber,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit(
                    "assessments.veto.proposed",
                    veto.ToString(),
                    new
                    {
                        id,
                        zoneId,
                        request,
                    }
                );
                return (await Read(tx, veto, user))!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    public static async Task<Results<Ok<VetoView>, RefusalResult>> Decide(
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
        var outcome = await db.InTransaction<VetoView>(
            user.Actor,
            async tx =>
            {
                if (await tx.QueryOne<Guid?>("select round_id from veto where id = @id", new { id }) is not { } roundId)
                {
                    return AppealErrors.VetoNotFound;
                }
                var round = await RoundSight.Hold(tx, roundId);
                if (ProposalRules.RefuseStage(round!) is { } closed)
                {
                    return closed;
                }
                var parameters = new
                {
                    id,
                    request.Reason,
                    now = clock.GetUtcNow(),
                    user.Subject,
                    user.DisplayName,
                };
                // Locks the veto first; that it is open, and by whom it was proposed, the database judges (0005_appeals.sql).
                await tx.Execute("select from veto where id = @id for update", parameters);
                if (request.Outcome == "approved")
                {
                    await tx.Execute(
                        """
                        insert into veto_approval (veto_id, approved_by, approved_by_name, approved_at)
                        values (@id, @Subject, @DisplayName, @now)
                        """,
                        parameters
                    );
                    await tx.Execute(
                        """
                        update veto set state = 'in-force'
                        where id = @id and state = 'proposed' and (select count(*) from veto_approval a where a.veto_id = @id) >= 2
                        """,
                        parameters
                    );
                }
                else
                {
                    await tx.Execute(
                        """
                        update veto set state = 'rejected', rejected_at = @now, rejected_by = @Subject, rejected_by_name = @DisplayName,
                            rejection_reason = @Reason
                        where id = @id
                        """,
                        parameters
                    );
                }
                tx.Audit($"assessments.veto.{request.Outcome}", id.ToString(), new { request.Reason });
                return (await Read(tx, id, user))!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    private const string Columns = """
        select v.id, v.zone_id, v.code, v.fact, v.document_number, v.state, v.proposed_at, v.proposed_by, v.proposed_by_name,
            v.rejected_by_name, v.rejection_reason,
            array(select a.approved_by from veto_approval a where a.veto_id = v.id order by a.approved_at) as approved_by,
            array(select a.approved_by_name from veto_approval a where a.veto_id = v.id order by a.approved_at) as approvals
        from veto v
        """;

    private static async Task<VetoView?> Read(Tx tx, Guid id, CurrentUser user) =>
        await tx.QueryOne<VetoRow>($"{Columns} where v.id = @id", new { id }) is { } row ? row.View(user) : null;

    /// <summary>Of a round, those to decide first, then the newest: there are few.</summary>
    public static async Task<IReadOnlyList<VetoView>> Of(
        AssessmentsDb db,
        Guid round,
        CurrentUser user,
        CancellationToken ct
    ) =>
        [
            .. (
                await db.Query<VetoRow>(
                    $"{Columns} where v.round_id = @round order by v.state <> 'proposed', v.proposed_at desc, v.id limit 500",
                    new { round },
                    ct
                )
            ).Select(v => v.View(user)),
        ];

    private sealed record VetoRow
    {
        public Guid Id { get; init; }
        public Guid ZoneId { get; init; }
        public required string Code { get; init; }
        public required string Fact { get; init; }
        public string? DocumentNumber { get; init; }
        public required string State { get; init; }
        public DateTimeOffset ProposedAt { get; init; }
        public required string ProposedBy { get; init; }
        public required string ProposedByName { get; init; }
        public string? RejectedByName { get; init; }
        public string? RejectionReason { get; init; }
        public string[] ApprovedBy { get; init; } = [];
        public string[] Approvals { get; init; } = [];

        public VetoView View(CurrentUser user) =>
            new(
                Id,
                ZoneId,
                Code,
                Fact,
                DocumentNumber,
                State,
                ProposedAt,
                ProposedByName,
                Approvals,
                RejectedByName,
                RejectionReason,
                State == "proposed" && user.Subject != ProposedBy && !ApprovedBy.Contains(user.Subject)
            );
    }
}

internal static class ProposalRules
{
    /// <summary>Vetoes and adjustments belong to the time between the evidence and the notice of the results.</summary>
    public static Refusal? RefuseStage(RoundRow round) =>
        round.Stage is Stage.EvidenceCheck or Stage.Scoring or Stage.Reconciliation or Stage.PanelOpinion
            ? null
            : RoundErrors.StageClosed.With("stage", round.Stage);
}
