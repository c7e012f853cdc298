using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

public sealed record RejectDisplacementRequest(
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason
);

/// <summary>
/// POST /api/hearings/displacements/{id}/approval and …/rejection: a second person of the host decides. An approval moves the one session
/// to its alternative and gives the other its slot, by all rules of a booking, in one transaction.
/// </summary>
internal static class DecideDisplacement
{
    public static async Task<Results<Ok<DisplacementView>, RefusalResult>> Approve(
        Guid id,
        HttpContext http,
        HearingsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<DisplacementRow>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                if (await Find(tx, id, user, now) is not { } proposal)
                {
                    return HearingsErrors.DisplacementNotFound;
                }
                var (session, waiting) = await DisplacementRow.Lock(
                    tx,
                    proposal.SessionId,
                    proposal.ForSessionId,
                    user
                );
                // Only now is it certain that neither changes any more.
                proposal = await LockedRow(tx, id, user, now);
                if (session is null || waiting is null || RefuseDecision(proposal, user) is not null)
                {
                    return RefuseDecision(proposal, user) ?? HearingsErrors.DisplacementOver;
                }
                if (DisplacementRules.Refuse(session, waiting, now) is { } refusal)
                {
                    return refusal;
                }
                var claim = await DisplacementRow.Moved(tx, session, proposal.During, proposal.RoomIds);
                var queue = await Promotion.Prepare(tx, new Freed(session.ResourceIds, session.During), now, claim);
                var facts = await Taking.LockAndLoad(tx, claim, now);
                if (BookingRules.Refuse(claim, facts, now) is { } impossible)
                {
                    return impossible;
                }
                var status = DisplacementRules.StatusOf(session, facts, claim.During, user.OrganisationId);
                var move = new Move("displaced", status, proposal.Reason) { DisplacedBy = user.OrganisationId };
                await MoveSession.Apply(tx, session, claim, facts, move, user, now);
                if (await Promotion.Try(tx, waiting, now) is null)
                {
                    return HearingsErrors.DisplacementPointless;
                }
                await queue.Run(tx, now, but: waiting.Id);
                return await Decided(tx, proposal, "approved", null, user, now);
            },
            Idempotency.Of(http, user, id),
            ct
        );
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.Ok(outcome.Value.View(user));
    }

    public static async Task<Results<Ok<DisplacementView>, RefusalResult>> Reject(
        Guid id,
        RejectDisplacementRequest request,
        HttpContext http,
        HearingsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<DisplacementRow>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                if (await Find(tx, id, user, now) is null)
                {
                    return HearingsErrors.DisplacementNotFound;
                }
                var proposal = await LockedRow(tx, id, user, now);
                return RefuseDecision(proposal, user) is { } refusal
                    ? refusal
                    : await Decided(tx, proposal, "rejected", request.Reason, user, now);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.Ok(outcome.Value.View(user));
    }

    private static Refusal? RefuseDecision(DisplacementRow proposal, CurrentUser user)
    {
        if (proposal.Status != "proposed")
        {
            return HearingsErrors.DisplacementOver.With("status", proposal.Status);
        }
        return proposal.ProposedBy == user.Subject ? HearingsErrors.FourEyes : null;
    }

    private static Task<DisplacementRow?> Find(Tx tx, Guid id, CurrentUser user, DateTimeOffset now) =>
        tx.QueryOne<DisplacementRow>(
            $"{DisplacementRow.Sql} and d.id = @id",
            new
            {
                id,
                user.OrganisationId,
                now,
            }
        );

    private static async Task<DisplacementRow> LockedRow(Tx tx, Guid id, CurrentUser user, DateTimeOffset now)
    {
        await tx.Execute("select id from displacement where id = @id for update", new { id });
        return (await Find(tx, id, user, now))!;
    }

    private static async Task<DisplacementRow> Decided(
        Tx tx,
        DisplacementRow proposal,
        string status,
        string? reason,
        CurrentUser user,
        DateTimeOffset now
    )
    {
        await tx.Execute(
            """
            update displacement set status = @status, decided_by = @Subject, decided_by_name = @DisplayName, decided_at = @now,
                decision_reason = @reason
            where id = @Id and status = 'proposed'
            """,
            new
            {
                proposal.Id,
                status,
                reason,
                user.Subject,
                user.DisplayName,
                now,
            }
        );
        tx.Audit(
            $"hearings.displacement.{status}",
            proposal.SessionId.ToString(),
            new
            {
                Displacement = proposal.Id,
                proposal.SessionNumber,
                For = proposal.ForSessionNumber,
            }
        );
        return (await Find(tx, proposal.Id, user, now))!;
    }
}
