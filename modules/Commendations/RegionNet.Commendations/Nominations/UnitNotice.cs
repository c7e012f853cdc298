using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

public sealed record OpenUnitNoticeRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required] NoticeDays Notice
);

/// <summary>
/// The notice within the nominating unit: POST …/{id}/unit-notice begins it, POST …/{id}/recommendation hands the nomination to the
/// province once it has ended and every objection has its answer.
/// </summary>
internal static class UnitNotice
{
    public static async Task<Results<Ok<NominationView>, RefusalResult>> Open(
        Guid id,
        OpenUnitNoticeRequest request,
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
                var locked = await Steps.Lock(tx, Sight.OfUnit, user, id, request.Version, NominationState.Nominated);
                if (locked.Refusal is { } refused)
                {
                    return refused;
                }
                var days = await NoticeRules.Days(tx, "unit", request.Notice.From!.Value);
                var judged = NoticeRules.Judge(request.Notice, days, clock.Today());
                if (judged.Refusal is { } wrong)
                {
                    return wrong;
                }
                var (until, byRule) = judged.Value;
                await NoticeRules.Write(tx, locked.Value, "unit", request.Notice, until, byRule);
                return await Steps.To(tx, locked.Value, NominationState.UnitNotice, clock.GetUtcNow());
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }

    public static async Task<Results<Ok<NominationView>, RefusalResult>> Recommend(
        Guid id,
        StepRequest request,
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
                var locked = await Steps.Lock(tx, Sight.OfUnit, user, id, request.Version, NominationState.UnitNotice);
                if (locked.Refusal is { } refused)
                {
                    return refused;
                }
                // That the notice has ended and its objections are answered, the database judges (0003_rules_of_steps.sql).
                return await Steps.To(tx, locked.Value, NominationState.ProvincialReview, clock.GetUtcNow());
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }
}
