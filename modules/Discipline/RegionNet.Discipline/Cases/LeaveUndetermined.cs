using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="CorrectionId">The proof that the applications were corrected or withdrawn.</param>
/// <param name="Note">Kept sealed.</param>
public sealed record LeaveUndeterminedRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required] Guid? CorrectionId,
    [property: StringLength(4000, MinimumLength = 2)] string? Note = null
);

/// <summary>
/// POST /api/discipline/cases/{id}/undetermined: corrected in time, the act is left undetermined (CNIPA credit rules, art. 7). An officer
/// while verifying; once a notice was served, a reviewer.
/// </summary>
internal static class LeaveUndetermined
{
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        Guid id,
        LeaveUndeterminedRequest request,
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
                PersonalText.Refuse(request.Note) is { } personal ? personal
                : !http.CurrentUser()
                    .Has(before.State == "verifying" ? Roles.DisciplineOfficer : Roles.DisciplineReviewer)
                    ? KernelErrors.Forbidden
                : await steps.Take(
                    tx,
                    before,
                    (before with { State = "undetermined" }).NextDue(null),
                    new CaseStep("left-undetermined", request.CorrectionId, "art. 7", request.Note)
                )
        );
}
