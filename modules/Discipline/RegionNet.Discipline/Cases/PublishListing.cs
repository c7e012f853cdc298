using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Discipline;

public sealed record PublishListingRequest([property: Range(1, int.MaxValue)] int Version);

/// <summary>
/// POST /api/discipline/cases/{id}/publication: what was decided takes its place on the list. The database refuses it without decision
/// document, clause, proof of service and an elapsed or waived statement period.
/// </summary>
internal static class PublishListing
{
    public static async Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        Guid id,
        PublishListingRequest request,
        HttpContext http,
        CaseDesk desk,
        CaseSteps steps,
        IZoneDirectory zones,
        TimeProvider clock
    )
    {
        var authority = await zones.Organisation(http.CurrentUser().OrganisationId, http.RequestAborted);
        if (authority is null)
        {
            return DisciplineErrors.CaseNotFound.ToResult();
        }
        return await desk.Handle(
            http,
            id,
            request.Version,
            request,
            async (tx, before) =>
            {
                if (before.State != "decided")
                {
                    return DisciplineErrors.MoveNotAllowed.With("state", before.State);
                }
                if (before.TermUntil <= clock.Today())
                {
                    return DisciplineErrors.PeriodOver;
                }
                var after = await steps.Take(
                    tx,
                    before,
                    (before with { State = "published" }).NextDue(null),
                    new CaseStep("published", before.DecisionDocumentId, before.Clause)
                );
                var entry = Guid.CreateVersion7();
                await tx.Execute(
                    """
                    insert into list_entry (id, list_code, case_id, party_id, ground_id, authority_id, authority_zh, authority_en,
                        document_number, clause, decided_on, place_code, published_at)
                    select @entry, @ListCode, @Id, @PartyId, @GroundId, @OrganisationId, @Zh, @En, d.number, @Clause, d.issued_on,
                        p.place_code, @ChangedAt
                    from case_document d, party p where d.id = @DecisionDocumentId and p.id = @PartyId
                    """,
                    new
                    {
                        entry,
                        after.ListCode,
                        after.Id,
                        after.PartyId,
                        after.GroundId,
                        after.OrganisationId,
                        authority.Zh,
                        authority.En,
                        after.Clause,
                        after.ChangedAt,
                        after.DecisionDocumentId,
                    }
                );
                await ListWriter.Append(tx, clock, entry, "published", "published");
                return after;
            }
        );
    }
}
