using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Version">Of the case as the caller saw it.</param>
public sealed record VerifyCaseRequest([property: Range(1, int.MaxValue)] int Version);

/// <summary>POST /api/discipline/cases/{id}/verification: an officer takes the lead up.</summary>
internal static class VerifyCase
{
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        Guid id,
        VerifyCaseRequest request,
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
                before.State == "lead"
                    ? await steps.Take(
                        tx,
                        before,
                        (before with { State = "verifying" }).NextDue(
                            await Rules.Due(tx, "propose", before.ListCode, clock.Today())
                        ),
                        new CaseStep("taken-up")
                    )
                    : DisciplineErrors.MoveNotAllowed.With("state", before.State)
        );
}
