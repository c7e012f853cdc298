using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="Version">Of the nomination as the caller saw it.</param>
public sealed record StepRequest([property: Range(1, int.MaxValue)] int Version);

/// <param name="Reason">Why.</param>
public sealed record ReasonedStepRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(1000, MinimumLength = 2)] string Reason
);

/// <summary>POST /api/commendations/nominations/{id}/submission: the nominee is checked for listings and takes a place of the province.</summary>
internal static class SubmitNomination
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
        var seen = await Steps.Find(db, Sight.OfUnit, user, id, ct);
        if (seen is null)
        {
            return CommendationsErrors.NominationNotFound.ToResult();
        }
        var asked = await gate.Ask([seen], NominationState.Draft, user, ct);
        if (asked.Refusal is { } listed)
        {
            return listed.ToResult();
        }
        var outcome = await db.InTransaction<NominationRow>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var locked = await Steps.Lock(tx, Sight.OfUnit, user, id, request.Version, NominationState.Draft);
                if (locked.Refusal is { } refused)
                {
                    return refused;
                }
                var open = await tx.QueryOne<bool>(
                    "select nominations @> @Today from commendation_round where id = @RoundId",
                    new { locked.Value.RoundId, Today = clock.Today() }
                );
                if (!open)
                {
                    return CommendationsErrors.NominationsClosed;
                }
                var quota = await QuotaFacts.Lock(tx, [locked.Value.ProvinceQuotaId]);
                if (NominationRules.RefuseQuota(quota[0]) is { } full)
                {
                    return full;
                }
                await ListingGate.Keep(tx, locked.Value, asked.Value);
                return await Steps.To(tx, locked.Value, NominationState.Nominated, now);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }
}
