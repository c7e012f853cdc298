using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>GET /api/discipline/cases/{id}: with its events, documents, repairs, and the moves that the table allows from here.</summary>
internal static class ShowCase
{
    public static async Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        CaseViews views,
        CancellationToken ct
    ) =>
        await views.Show(id, http.CurrentUser(), ct) is { } detail
            ? TypedResults.Ok(detail)
            : DisciplineErrors.CaseNotFound.ToResult();
}
