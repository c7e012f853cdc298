using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Reason">What is to be verified again; kept sealed.</param>
public sealed record ReturnCaseRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(2000, MinimumLength = 2)] string Reason
);

/// <summary>POST /api/discipline/cases/{id}/return: a reviewer sends a proposal back, before any notice is served.</summary>
internal static class ReturnCase
{
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        Guid id,
        ReturnCaseRequest request,
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
                PersonalText.Refuse(request.Reason) is { } personal ? personal
                : before.State == "proposed"
                    ? await steps.Take(
                        tx,
                        before,
                        (before with { State = "verifying" }).NextDue(
                            await Rules.Due(tx, "propose", before.ListCode, clock.Today())
                        ),
                        new CaseStep("returned", Note: request.Reason)
                    )
                : DisciplineErrors.MoveNotAllowed.With("state", before.State)
        );
}
