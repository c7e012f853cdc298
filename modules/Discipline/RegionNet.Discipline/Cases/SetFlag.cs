using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Flag">review: an administrative review is pending; suit: a suit is pending; stay: the decision is stayed.</param>
/// <param name="Raised">False: it is over.</param>
/// <param name="DocumentId">The notice of review or suit, or the order that stays or lifts the stay.</param>
public sealed record SetFlagRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, RegularExpression("review|suit|stay")] string Flag,
    [property: Required] bool? Raised,
    [property: Required] Guid? DocumentId
);

/// <summary>
/// POST /api/discipline/cases/{id}/flags: review and suit do not stop the decision's effect; a stay does, at once: the entry is neither
/// shown nor used until it is lifted.
/// </summary>
internal static class SetFlag
{
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        Guid id,
        SetFlagRequest request,
        HttpContext http,
        CaseDesk desk,
        CaseSteps steps,
        TimeProvider clock
    ) =>
        desk.Handle(
            http,
            id,
            request.Version,
            request,
            async (tx, before) =>
            {
                var raised = request.Raised!.Value;
                var (kind, already, after) = request.Flag switch
                {
                    "review" => ("review-notice", before.ReviewPending, before with { ReviewPending = raised }),
                    "suit" => ("suit-notice", before.SuitPending, before with { SuitPending = raised }),
                    _ => ("stay-order", before.Stayed, before with { Stayed = raised }),
                };
                if (already == raised)
                {
                    return DisciplineErrors.FlagAlreadySo.With("flag", request.Flag);
                }
                if (!await CaseDocuments.Has(tx, id, request.DocumentId!.Value, kind))
                {
                    return DisciplineErrors.DocumentMissing.With("kind", kind);
                }
                after = await steps.Take(
                    tx,
                    before,
                    after,
                    new CaseStep($"{request.Flag}-{(raised ? "raised" : "over")}", request.DocumentId)
                );
                if (request.Flag == "stay" && before.IsListed)
                {
                    await ListWriter.Append(
                        tx,
                        clock,
                        await ListEntries.Of(tx, id),
                        raised ? "stayed"
                            : before.State == "reinstated" ? "reinstated"
                            : "published",
                        raised ? "stayed" : "stay-lifted"
                    );
                }
                return after;
            }
        );
}

internal static class ListEntries
{
    /// <summary>The entry of a published case.</summary>
    public static Task<Guid> Of(Tx tx, Guid caseId) =>
        tx.QueryOne<Guid>("select id from list_entry where case_id = @caseId", new { caseId });
}
