using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Clause">Article of the law on which the proposal stands.</param>
/// <param name="Note">What the verification found; kept sealed.</param>
public sealed record ProposeListingRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(300, MinimumLength = 2)] string Clause,
    [property: StringLength(4000, MinimumLength = 2)] string? Note = null
);

/// <summary>POST /api/discipline/cases/{id}/proposal: an officer proposes; from here on that person no longer decides in this case.</summary>
internal static class ProposeListing
{
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        Guid id,
        ProposeListingRequest request,
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
                if (PersonalText.Refuse(request.Clause, request.Note) is { } personal)
                {
                    return personal;
                }
                var after = before with { State = "proposed", Clause = request.Clause, ProposedBy = tx.Actor.Subject };
                return await steps.Take(
                    tx,
                    before,
                    after.NextDue(await Rules.Due(tx, "serve-notice", before.ListCode, clock.Today())),
                    new CaseStep("proposed", Clause: request.Clause, Note: request.Note)
                );
            }
        );
}
