using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>GET /api/hearings/displacements: the proposals of the own centre, the newest first.</summary>
internal static class ListDisplacements
{
    public static async Task<Results<Ok<Page<DisplacementView>>, RefusalResult>> Handle(
        HttpContext http,
        HearingsDb db,
        TimeProvider clock,
        CancellationToken ct,
        [RegularExpression("proposed|approved|rejected|lapsed")] string? status,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var user = http.CurrentUser();
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<DisplacementRow>(
            $"""
            select * from ({DisplacementRow.Sql} and (d.proposed_at, d.id) < (@before, @beforeId)) d
            where @status::text is null or d.status = @status
            order by d.proposed_at desc, d.id desc limit @take + 1
            """,
            new
            {
                user.OrganisationId,
                now = clock.GetUtcNow(),
                before,
                beforeId,
                status,
                take,
            },
            ct
        );
        var page = Page<DisplacementRow>.Of(rows, take, d => [d.ProposedAt, d.Id]);
        return TypedResults.Ok(new Page<DisplacementView>([.. page.Items.Select(d => d.View(user))], page.Next));
    }
}
