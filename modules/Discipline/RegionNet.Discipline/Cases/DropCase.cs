using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Reason">Kept sealed.</param>
public sealed record DropCaseRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(2000, MinimumLength = 2)] string Reason
);

/// <summary>POST /api/discipline/cases/{id}/dropping: an officer finds a lead unfounded before anything was proposed.</summary>
internal static class DropCase
{
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        Guid id,
        DropCaseRequest request,
        HttpContext http,
        CaseDesk desk,
        CaseSteps steps
    ) =>
        desk.Handle(
            http,
            id,
            request.Version,
            request,
            async (tx, before) =>
                PersonalText.Refuse(request.Reason) is { } personal
                    ? personal
                    : await steps.Take(
                        tx,
                        before,
                        (before with { State = "dropped" }).NextDue(null),
                        new CaseStep("dropped", Note: request.Reason)
                    )
        );
}
