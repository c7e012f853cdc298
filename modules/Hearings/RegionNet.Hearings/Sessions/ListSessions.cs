using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// GET /api/hearings/sessions: what the caller's organisation booked, newest booking first; or what it hosts for others
/// (<c>role=host</c>), or what waits for its word (<c>role=approver</c>). With <c>from</c> or <c>to</c>: what is held in between, in the
/// order of the hearings.
/// </summary>
internal static class ListSessions
{
    /// <summary>Holds, drafts and wishes of guests are not the host's business yet.</summary>
    private const string Hosted = """
        s.organisation_id <> @OrganisationId and s.submitted_at is not null and s.status <> 'waiting'
            and s.resource_ids && array(select h.id from resource h where h.organisation_id = @OrganisationId)
        """;

    public static async Task<Results<Ok<Page<SessionView>>, RefusalResult>> Handle(
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        CancellationToken ct,
        [StringLength(200)] string? status,
        [RegularExpression("booker|host|approver")] string? role,
        [StringLength(100)] string? search,
        DateTimeOffset? from,
        DateTimeOffset? to,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (statuses is not null && !statuses.All(SessionStatus.All.Contains))
        {
            return HearingsErrors.UnknownStatus.ToResult();
        }
        if (from >= to)
        {
            return HearingsErrors.SlotNotAfterStart.ToResult();
        }
        var byDay = from is not null || to is not null;
        if (
            !(
                byDay
                    ? Cursor.TryReadOldestFirst(cursor, out var at, out var atId)
                    : Cursor.TryReadNewestFirst(cursor, out at, out atId)
            )
        )
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<SessionRow>(
            $"""
            select {SessionRow.Columns} from session s
            where {Scope(role)}
                and {(
                byDay
                    ? "s.during && tstzrange(@from, @to) and (lower(s.during), s.id) > (@at, @atId)"
                    : "(s.booked_at, s.id) < (@at, @atId)"
            )}
                and (@statuses::text[] is null or s.status = any(@statuses))
                and (@search::text is null or strpos(lower(case
                    when s.organisation_id = @OrganisationId or s.closed_ground is null
                    then s.number || ' ' || s.title || ' ' || s.case_number else s.number end), lower(@search)) > 0)
            order by {(byDay ? "lower(s.during), s.id" : "s.booked_at desc, s.id desc")} limit @take + 1
            """,
            new
            {
                http.CurrentUser().OrganisationId,
                at,
                atId,
                from,
                to,
                statuses,
                search,
                take,
            },
            ct
        );
        var page = Page<SessionRow>.Of(rows, take, s => [byDay ? s.During.From : s.BookedAt, s.Id]);
        return TypedResults.Ok(
            new Page<SessionView>(await views.Complete(page.Items, http.CurrentUser(), ct), page.Next)
        );
    }

    private static string Scope(string? role) =>
        role switch
        {
            "host" => Hosted,
            "approver" => SessionRow.AwaitsDecision,
            // A hold that became a booking is told by the booking.
            _ => "s.organisation_id = @OrganisationId and s.change <> 'hold-used'",
        };
}
