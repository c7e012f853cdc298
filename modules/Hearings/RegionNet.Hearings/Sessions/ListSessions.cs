using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>GET /api/hearings/sessions: what the caller's organisation booked, newest booking first.</summary>
internal static class ListSessions
{
    public static async Task<Results<Ok<Page<SessionView>>, RefusalResult>> Handle(
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        CancellationToken ct,
        string? status,
        [StringLength(100)] string? search,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (status is not null && !SessionStatus.All.Contains(status))
        {
            return HearingsErrors.UnknownStatus.ToResult();
        }
        var before = DateTimeOffset.MaxValue.AddDays(-1);
        var beforeId = Guid.AllBitsSet;
        if (
            cursor is not null
            && !(
                Cursor.TryRead(cursor, 2, out var at)
                && DateTimeOffset.TryParseExact(
                    at[0],
                    "O",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out before
                )
                && Guid.TryParse(at[1], out beforeId)
            )
        )
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<SessionRow>(
            $"""
            select {SessionRow.Columns} from session s
            where s.organisation_id = @OrganisationId
                and (s.booked_at, s.id) < (@before, @beforeId)
                and (@status::text is null or s.status = @status)
                and (@search::text is null
                    or strpos(lower(s.number || ' ' || s.title || ' ' || s.case_number), lower(@search)) > 0)
            order by s.booked_at desc, s.id desc limit @take + 1
            """,
            new
            {
                http.CurrentUser().OrganisationId,
                before,
                beforeId,
                status,
                search,
                take,
            },
            ct
        );
        var page = Page<SessionRow>.Of(rows, take, s => [s.BookedAt.ToString("O", CultureInfo.InvariantCulture), s.Id]);
        return TypedResults.Ok(
            new Page<SessionView>(await views.Complete(page.Items, http.CurrentUser(), ct), page.Next)
        );
    }
}
