using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

internal sealed record SeenView(string DisplayName, Guid OrganisationId, DateTimeOffset SeenAt);

/// <summary>GET /api/alerts/{id}/seen: who saw an alert, in the order they did; the first 200.</summary>
internal static class ShowWhoSaw
{
    public static async Task<Results<Ok<Page<SeenView>>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        AlertsDb db,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var zone = await db.QueryOne<string>("select zone_code from alert where id = @id", new { id }, ct);
        if (zone is null || !user.Reads(zone))
        {
            return AlertsErrors.AlertNotFound.ToResult();
        }
        var seen = await db.Query<SeenView>(
            $"""
            select display_name, organisation_id, seen_at from alert_seen
            where alert_id = @id order by seen_at, subject limit {Cursor.MaxLimit}
            """,
            new { id },
            ct
        );
        return TypedResults.Ok(new Page<SeenView>(seen, null));
    }
}
