using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>POST /api/hearings/series/{id}/cancellation: calls off every occurrence that has not begun; those that have stay.</summary>
internal static class CancelSeries
{
    public static async Task<Results<Ok<SeriesView>, RefusalResult>> Handle(
        Guid id,
        CancelSessionRequest request,
        HttpContext http,
        HearingsDb db,
        SeriesViews views,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<Guid>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var known = await tx.QueryOne<Guid?>(
                    "select id from series where id = @id and organisation_id = @OrganisationId",
                    new { id, user.OrganisationId }
                );
                if (known is null)
                {
                    return HearingsErrors.SeriesNotFound;
                }
                var rest = await tx.Query<SessionRow>(
                    $"""
                    select {SessionRow.Columns} from session s
                    where s.series_id = @id and lower(s.during) > @now
                        and s.status in ('submitted', 'supplement', 'approved', 'published')
                    order by s.id for update of s
                    """,
                    new { id, now }
                );
                if (rest.Count == 0)
                {
                    return HearingsErrors.SeriesOver;
                }
                // Everything that all of them free is locked at once; each then finds its locks held.
                await Promotion.Prepare(
                    tx,
                    new Freed(
                        [.. rest.SelectMany(s => s.ResourceIds).Distinct()],
                        new Slot(rest.Min(s => s.During.From), rest.Max(s => s.During.To))
                    ),
                    now
                );
                foreach (var session in rest)
                {
                    var to = session.Status is "approved" or "published" ? "cancelled" : "withdrawn";
                    await CancelSession.End(tx, session, to, request.Reason, user.Actor, now);
                }
                tx.Audit("hearings.series.cancelled", id.ToString(), new { Sessions = rest.Count });
                return id;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok((await views.Find(id, user, ct))!);
    }
}
