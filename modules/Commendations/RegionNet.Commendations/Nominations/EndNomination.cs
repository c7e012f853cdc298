using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>
/// POST …/{id}/withdrawal: the unit takes its nomination back, up to the joint review. POST …/{id}/rejection: the organiser ends it
/// with a reason, up to the announcement. Either way its places are free again.
/// </summary>
internal static class EndNomination
{
    public static Task<Results<Ok<NominationView>, RefusalResult>> Withdraw(
        Guid id,
        ReasonedStepRequest request,
        HttpContext http,
        CommendationsDb db,
        NominationViews views,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        End(
            id,
            request,
            (Sight.OfUnit, NominationRules.Withdrawable, NominationState.Withdrawn),
            http,
            db,
            views,
            clock,
            ct
        );

    public static Task<Results<Ok<NominationView>, RefusalResult>> Reject(
        Guid id,
        ReasonedStepRequest request,
        HttpContext http,
        CommendationsDb db,
        NominationViews views,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        End(
            id,
            request,
            (Sight.Reviewable, NominationRules.Rejectable, NominationState.Rejected),
            http,
            db,
            views,
            clock,
            ct
        );

    private static async Task<Results<Ok<NominationView>, RefusalResult>> End(
        Guid id,
        ReasonedStepRequest request,
        (string Sight, string[] From, string To) how,
        HttpContext http,
        CommendationsDb db,
        NominationViews views,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (ResidentId.StandsIn(request.Reason))
        {
            return CommendationsErrors.ResidentIdInText.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<NominationRow>(
            user.Actor,
            async tx =>
            {
                var locked = await Steps.Lock(tx, how.Sight, user, id, request.Version, how.From);
                if (locked.Refusal is { } refused)
                {
                    return refused;
                }
                if (how.To == NominationState.Rejected && NominationRules.RefuseDeciding(locked.Value, user) is { } own)
                {
                    return own;
                }
                await QuotaFacts.Lock(tx, [locked.Value.ProvinceQuotaId, locked.Value.SystemQuotaId]);
                return await Steps.To(tx, locked.Value, how.To, clock.GetUtcNow(), reason: request.Reason);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }
}
