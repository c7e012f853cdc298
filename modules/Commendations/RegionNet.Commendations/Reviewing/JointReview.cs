using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="DocumentNumber">Of the minutes of the joint review.</param>
public sealed record JointReviewRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(100, MinimumLength = 2)] string DocumentNumber
);

/// <summary>
/// POST …/{id}/joint-review: the four systems' joint review selected the nominee, who takes a place of the system. Whom it did not
/// select is ended with a reason (<see cref="EndNomination"/>).
/// </summary>
internal static class JointReview
{
    public static async Task<Results<Ok<NominationView>, RefusalResult>> Handle(
        Guid id,
        JointReviewRequest request,
        HttpContext http,
        CommendationsDb db,
        NominationViews views,
        TimeProvider clock,
        CancellationToken ct
    )
    {
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
                    NominationState.JointReview
                );
                if ((locked.Refusal ?? NominationRules.RefuseDeciding(locked.Value, user)) is { } refused)
                {
                    return refused;
                }
                var quota = await QuotaFacts.Lock(tx, [locked.Value.SystemQuotaId]);
                if (NominationRules.RefuseQuota(quota[0]) is { } full)
                {
                    return full;
                }
                return await Steps.To(
                    tx,
                    locked.Value,
                    NominationState.Selected,
                    clock.GetUtcNow(),
                    request.DocumentNumber
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
