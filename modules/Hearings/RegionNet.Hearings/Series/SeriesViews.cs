using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Series as the organisation that booked them sees them; hosts see the sessions.</summary>
internal sealed class SeriesViews(HearingsDb db, SessionViews sessions)
{
    public async Task<SeriesView?> Find(Guid id, CurrentUser user, CancellationToken ct)
    {
        var series = await db.QueryOne<SeriesRow>(
            """
            select id, rrule, exdates, on_conflict, created_by_name, created_at from series
            where id = @id and organisation_id = @OrganisationId
            """,
            new { id, user.OrganisationId },
            ct
        );
        if (series is null)
        {
            return null;
        }
        var rows = await db.Query<SessionRow>(
            $"select {SessionRow.Columns} from session s where s.series_id = @id order by s.recurrence_id",
            new { id },
            ct
        );
        var skipped = await db.Query<SkippedOccurrence>(
            "select recurrence_id, code, zh, en from series_skipped where series_id = @id order by recurrence_id",
            new { id },
            ct
        );
        return new SeriesView(
            series.Id,
            series.Rrule,
            [.. series.Exdates.Select(e => BusinessTime.Local(new DateTimeOffset(e, TimeSpan.Zero)))],
            series.OnConflict,
            series.CreatedByName,
            series.CreatedAt,
            await sessions.Complete(rows, user, ct),
            skipped
        );
    }

    private sealed record SeriesRow
    {
        public Guid Id { get; init; }
        public required string Rrule { get; init; }
        public DateTime[] Exdates { get; init; } = [];
        public required string OnConflict { get; init; }
        public required string CreatedByName { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
    }
}

/// <summary>GET /api/hearings/series/{id}.</summary>
internal static class ShowSeries
{
    public static async Task<Results<Ok<SeriesView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        SeriesViews views,
        CancellationToken ct
    ) =>
        await views.Find(id, http.CurrentUser(), ct) is { } view
            ? TypedResults.Ok(view)
            : HearingsErrors.SeriesNotFound.ToResult();
}
