using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="Outcome">kept, or ended: an announced commendation is revoked, one on its way rejected.</param>
/// <param name="DocumentNumber">Of the decision.</param>
public sealed record DecideReviewRequest(
    [property: Required, RegularExpression("kept|ended")] string Outcome,
    [property: Required, StringLength(1000, MinimumLength = 2)] string Reason,
    [property: Required, StringLength(100, MinimumLength = 2)] string DocumentNumber
);

/// <param name="ClearedAt">When the entry was repaired or revoked meanwhile.</param>
internal sealed record ReviewView(
    Guid Id,
    Guid NominationId,
    string Number,
    string Nominee,
    string State,
    string ListCode,
    string ListZh,
    string ListEn,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClearedAt,
    string? Outcome,
    string? Reason,
    string? DocumentNumber,
    DateTimeOffset? DecidedAt,
    string? DecidedByName
);

/// <summary>Reviews of parties that were listed after their nomination.</summary>
internal static class ReviewDecisions
{
    private const string Columns = """
        v.id, v.nomination_id, n.number, coalesce(n.name_zh, n.masked_name) as nominee, n.state, v.list_code, v.list_zh, v.list_en,
        v.opened_at, v.cleared_at, v.outcome, v.reason, v.document_number, v.decided_at, v.decided_by_name
        """;

    /// <summary>GET /api/commendations/reviews: the newest first.</summary>
    public static async Task<Results<Ok<Page<ReviewView>>, RefusalResult>> List(
        HttpContext http,
        CommendationsDb db,
        CancellationToken ct,
        bool? open,
        Guid? nominationId,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var user = http.CurrentUser();
        var take = limit ?? Cursor.DefaultLimit;
        var reviews = await db.Query<ReviewView>(
            $"""
            select {Columns} from review v join nomination n on n.id = v.nomination_id
            where {Sight.Readable} and (@open::boolean is null or (v.outcome is null) = @open)
                and (@nominationId::uuid is null or v.nomination_id = @nominationId)
                and (v.opened_at, v.id) < (@before, @beforeId)
            order by v.opened_at desc, v.id desc limit @take + 1
            """,
            new
            {
                open,
                nominationId,
                before,
                beforeId,
                take,
                user.OrganisationId,
                user.AllZones,
                GrantedZones = user.GrantedZones.ToArray(),
            },
            ct
        );
        return TypedResults.Ok(Page<ReviewView>.Of(reviews, take, r => [r.OpenedAt, r.Id]));
    }

    /// <summary>POST …/reviews/{id}/decision.</summary>
    public static async Task<Results<Ok<ReviewView>, RefusalResult>> Decide(
        Guid id,
        DecideReviewRequest request,
        HttpContext http,
        CommendationsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (ResidentId.StandsIn(request.Reason))
        {
            return CommendationsErrors.ResidentIdInText.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<ReviewView>(
            user.Actor,
            async tx =>
            {
                var row = await tx.QueryOne<NominationRow>(
                    $"""
                    select {NominationRow.Columns} from nomination n
                    where n.id = (select nomination_id from review where id = @id) and {Sight.Reviewable} for update of n
                    """,
                    Sight.Of(user, id)
                );
                if (row is null)
                {
                    return CommendationsErrors.ReviewNotFound;
                }
                if (NominationRules.RefuseDeciding(row, user) is { } own)
                {
                    return own;
                }
                var now = clock.GetUtcNow();
                var decided = await tx.Execute(
                    """
                    update review set outcome = @Outcome, reason = @Reason, document_number = @DocumentNumber, decided_at = @now,
                        decided_by = @Subject, decided_by_name = @DisplayName, organisation_id = @OrganisationId
                    where id = @id and outcome is null
                    """,
                    new
                    {
                        id,
                        request.Outcome,
                        request.Reason,
                        request.DocumentNumber,
                        now,
                        user.Subject,
                        user.DisplayName,
                        user.OrganisationId,
                    }
                );
                if (decided == 0)
                {
                    return CommendationsErrors.ReviewDecided;
                }
                tx.Audit("commendations.review.decided", row.Id.ToString(), new { row.Number, request.Outcome });
                if (request.Outcome == "ended" && EndOf(row.State) is { } end)
                {
                    await QuotaFacts.Lock(tx, [row.ProvinceQuotaId, row.SystemQuotaId]);
                    await Steps.To(tx, row, end, now, request.DocumentNumber, request.Reason);
                }
                return (
                    await tx.QueryOne<ReviewView>(
                        $"select {Columns} from review v join nomination n on n.id = v.nomination_id where v.id = @id",
                        new { id }
                    )
                )!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    /// <summary>What becomes of a nomination whose review ends it; null where it has ended, or gone back to the unit, already.</summary>
    private static string? EndOf(string state) =>
        state switch
        {
            NominationState.Announced => NominationState.Revoked,
            NominationState.Draft or NominationState.Withdrawn or NominationState.Rejected or NominationState.Revoked =>
                null,
            _ => NominationState.Rejected,
        };
}
