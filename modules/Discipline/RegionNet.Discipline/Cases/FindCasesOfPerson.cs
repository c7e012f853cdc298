using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

public sealed record FindCasesOfPersonRequest(
    [property: Required, StringLength(40, MinimumLength = 15)] string ResidentId
);

/// <summary>
/// POST /api/discipline/cases/of-person: the own authority's cases about the person with this resident ID, compared by its keyed hash. A
/// POST, for an address is logged. At most 200, the newest first.
/// </summary>
internal static class FindCasesOfPerson
{
    public static async Task<Ok<Page<CaseView>>> Handle(
        FindCasesOfPersonRequest request,
        HttpContext http,
        DisciplineDb db,
        CaseViews views,
        IDisciplineRecords records,
        CancellationToken ct
    )
    {
        var rows = await db.Query<CaseLine>(
            $"""
            select {CaseLine.Columns} from {CaseLine.From}
            where c.organisation_id = @OrganisationId and p.id_fingerprint = @fingerprint
            order by c.opened_at desc, c.id desc limit {Cursor.MaxLimit}
            """,
            new { http.CurrentUser().OrganisationId, fingerprint = records.FingerprintOf(request.ResidentId) },
            ct
        );
        return TypedResults.Ok(new Page<CaseView>([.. rows.Select(views.View)], null));
    }
}
