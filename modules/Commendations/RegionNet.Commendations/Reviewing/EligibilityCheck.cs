using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>POST …/{id}/eligibility-check: the organiser finds the nominee eligible; Discipline is asked, and the answer kept.</summary>
internal static class EligibilityCheck
{
    public static async Task<Results<Ok<NominationView>, RefusalResult>> Handle(
        Guid id,
        StepRequest request,
        HttpContext http,
        CommendationsDb db,
        ListingGate gate,
        NominationViews views,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (await Steps.Find(db, Sight.Reviewable, user, id, ct) is not { } seen)
        {
            return CommendationsErrors.NominationNotFound.ToResult();
        }
        var asked = await gate.Ask([seen], NominationState.EligibilityCheck, user, ct);
        if (asked.Refusal is { } listed)
        {
            return listed.ToResult();
        }
        var outcome = await db.InTransaction<NominationRow>(
            user.Actor,
            async tx =>
            {
                var locked = await Steps.Lock(
                    tx,
                    Sight.Reviewable,
                    user,
                    id,
                    request.Version,
                    NominationState.EligibilityCheck
                );
                if ((locked.Refusal ?? NominationRules.RefuseDeciding(locked.Value, user)) is { } refused)
                {
                    return refused;
                }
                await ListingGate.Keep(tx, locked.Value, asked.Value);
                return await Steps.To(tx, locked.Value, NominationState.JointReview, clock.GetUtcNow());
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }
}
