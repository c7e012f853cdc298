using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="DocumentNumber">Of the notice.</param>
public sealed record OpenPublicNoticeRequest(
    [property: Required, MinLength(1), MaxLength(Together.Most)] SeenNomination[] Nominations,
    [property: Required] NoticeDays Notice,
    [property: Required, StringLength(100, MinimumLength = 2)] string DocumentNumber
);

/// <summary>POST /api/commendations/public-notices: who was selected is shown to the public for the days named. All are checked for listings first.</summary>
internal static class PublicNotice
{
    public static async Task<Results<Ok<Page<NominationView>>, RefusalResult>> Open(
        OpenPublicNoticeRequest request,
        HttpContext http,
        CommendationsDb db,
        ListingGate gate,
        NominationViews views,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var asked = await gate.Ask(
            await Together.Find(db, user, request.Nominations, ct),
            NominationState.Selected,
            user,
            ct
        );
        if (asked.Refusal is { } listed)
        {
            return listed.ToResult();
        }
        return await Together.Take(
            request.Nominations,
            NominationState.Selected,
            async (tx, row) =>
            {
                var days = await NoticeRules.Days(tx, "public", request.Notice.From!.Value);
                var judged = NoticeRules.Judge(request.Notice, days, clock.Today());
                if (judged.Refusal is { } wrong)
                {
                    return wrong;
                }
                var (until, byRule) = judged.Value;
                await NoticeRules.Write(tx, row, "public", request.Notice, until, byRule);
                await ListingGate.Keep(tx, row, asked.Value);
                return await Steps.To(tx, row, NominationState.PublicNotice, clock.GetUtcNow(), request.DocumentNumber);
            },
            Idempotency.Of(http, user, request),
            http,
            db,
            views,
            ct
        );
    }
}
