using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="DocumentNumber">Of the approval, or of the announcement.</param>
public sealed record TogetherRequest(
    [property: Required, MinLength(1), MaxLength(Together.Most)] SeenNomination[] Nominations,
    [property: Required, StringLength(100, MinimumLength = 2)] string DocumentNumber
);

/// <summary>
/// POST /api/commendations/approvals: after the notice, by another person than recorded the joint review, with every objection
/// answered and none upheld. POST /api/commendations/announcements: the commendation is circulated.
/// </summary>
internal static class Approval
{
    public static async Task<Results<Ok<Page<NominationView>>, RefusalResult>> Approve(
        TogetherRequest request,
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
            NominationState.PublicNotice,
            user,
            ct
        );
        if (asked.Refusal is { } listed)
        {
            return listed.ToResult();
        }
        return await Together.Take(
            request.Nominations,
            NominationState.PublicNotice,
            async (tx, row) =>
            {
                var facts = await tx.QueryOne<ApprovalFacts>(
                    """
                    select upper(n.days) - 1 as until,
                        (select count(*)::int from objection o where o.notice_id = n.id and o.answer is null) as unanswered,
                        exists (select from objection o where o.notice_id = n.id and o.upheld) as upheld,
                        (select s.by_subject from step s where s.nomination_id = n.nomination_id and s.to_state = 'selected'
                            order by s.version desc limit 1) as selected_by
                    from notice n where n.nomination_id = @Id and n.kind = 'public' order by n.version desc limit 1
                    """,
                    new { row.Id }
                );
                if (ApprovalRules.Refuse(facts!, user, clock.Today()) is { } refusal)
                {
                    return refusal;
                }
                await ListingGate.Keep(tx, row, asked.Value);
                return await Steps.To(tx, row, NominationState.Approved, clock.GetUtcNow(), request.DocumentNumber);
            },
            Idempotency.Of(http, user, request),
            http,
            db,
            views,
            ct
        );
    }

    public static Task<Results<Ok<Page<NominationView>>, RefusalResult>> Announce(
        TogetherRequest request,
        HttpContext http,
        CommendationsDb db,
        NominationViews views,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        Together.Take(
            request.Nominations,
            NominationState.Approved,
            async (tx, row) =>
                await Steps.To(tx, row, NominationState.Announced, clock.GetUtcNow(), request.DocumentNumber),
            Idempotency.Of(http, http.CurrentUser(), request),
            http,
            db,
            views,
            ct
        );
}

/// <param name="Until">Last day of the notice.</param>
internal sealed record ApprovalFacts(DateOnly Until, int Unanswered, bool Upheld, string SelectedBy);

internal static class ApprovalRules
{
    public static Refusal? Refuse(ApprovalFacts facts, CurrentUser user, DateOnly today) =>
        facts.SelectedBy == user.Subject ? CommendationsErrors.FourEyes
        : today <= facts.Until ? CommendationsErrors.NoticeRuns.With("until", facts.Until)
        : facts.Unanswered > 0 ? CommendationsErrors.ObjectionsOpen.With("unanswered", facts.Unanswered)
        : facts.Upheld ? CommendationsErrors.ObjectionUpheld
        : null;
}
