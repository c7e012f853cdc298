using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="PriorNoticeId">The notice of grounds, basis and rights that was served.</param>
/// <param name="ProofOfServiceId">Its proof of service.</param>
/// <param name="ServedOn">The day from which the statement period runs.</param>
public sealed record ServeNoticeRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required] Guid? PriorNoticeId,
    [property: Required] Guid? ProofOfServiceId,
    [property: Required] DateOnly? ServedOn
);

/// <summary>
/// POST /api/discipline/cases/{id}/service: the prior notice was served. The party may now state its case or ask for a hearing; until that
/// time has elapsed or is waived nothing is decided.
/// </summary>
internal static class ServeNotice
{
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        Guid id,
        ServeNoticeRequest request,
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
                var served = request.ServedOn!.Value;
                if (served > clock.Today())
                {
                    return DisciplineErrors.ServedInTheFuture;
                }
                if (!await CaseDocuments.Has(tx, id, request.PriorNoticeId!.Value, "prior-notice"))
                {
                    return DisciplineErrors.DocumentMissing.With("kind", "prior-notice");
                }
                if (await Rules.Due(tx, "hearing-request", before.ListCode, served) is not { On: { } until } due)
                {
                    return DisciplineErrors.CalendarUnknown;
                }
                return await steps.Take(
                    tx,
                    before,
                    (before with { State = "notice-served", ServedOn = served, StatementUntil = until }).NextDue(due),
                    new CaseStep("notice-served", request.ProofOfServiceId, before.Clause)
                );
            }
        );
}

internal static class CaseDocuments
{
    public static Task<bool> Has(Tx tx, Guid caseId, Guid document, string kind) =>
        tx.QueryOne<bool>(
            """
            select exists (select 1 from case_document where id = @document and case_id = @caseId and kind = @kind)
            """,
            new
            {
                caseId,
                document,
                kind,
            }
        );

    public static Task<DocumentFacts?> Find(Tx tx, Guid caseId, Guid document, string kind) =>
        tx.QueryOne<DocumentFacts>(
            "select number, issued_on from case_document where id = @document and case_id = @caseId and kind = @kind",
            new
            {
                caseId,
                document,
                kind,
            }
        );
}

internal sealed record DocumentFacts(string Number, DateOnly IssuedOn);
