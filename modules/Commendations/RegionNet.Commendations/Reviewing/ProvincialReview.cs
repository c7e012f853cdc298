using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="Decision">passed, returned (to the unit, to be supplemented) or rejected.</param>
/// <param name="Reason">Needed unless passed.</param>
public sealed record ProvincialReviewRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, RegularExpression("passed|returned|rejected")] string Decision,
    [property: StringLength(1000, MinimumLength = 2)] string? Reason = null
);

/// <summary>
/// POST …/{id}/provincial-review: by a coordinator of a zone that covers the unit, or a national coordinator (the field has no role of
/// a province; proposal of this product).
/// </summary>
internal static class ProvincialReview
{
    public static async Task<Results<Ok<NominationView>, RefusalResult>> Handle(
        Guid id,
        ProvincialReviewRequest request,
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
        if (request.Decision != "passed" && request.Reason is null)
        {
            return CommendationsErrors.ReasonNeeded.ToResult();
        }
        var user = http.CurrentUser();
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
                    NominationState.ProvincialReview
                );
                if ((locked.Refusal ?? NominationRules.RefuseDeciding(locked.Value, user)) is { } refused)
                {
                    return refused;
                }
                await QuotaFacts.Lock(tx, [locked.Value.ProvinceQuotaId]);
                return await Steps.To(
                    tx,
                    locked.Value,
                    request.Decision switch
                    {
                        "passed" => NominationState.EligibilityCheck,
                        "returned" => NominationState.Draft,
                        _ => NominationState.Rejected,
                    },
                    clock.GetUtcNow(),
                    reason: request.Reason
                );
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }
}
