using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <param name="AlertIds">1 to 200 alerts that were on the caller's screen.</param>
public sealed record MarkSeenRequest([property: Required, MinLength(1), MaxLength(200)] Guid[] AlertIds);

/// <summary>POST /api/alerts/seen: records who saw an alert and when first; seeing it again changes nothing.</summary>
internal static class MarkSeen
{
    public static async Task<Results<NoContent, RefusalResult>> Handle(
        MarkSeenRequest request,
        HttpContext http,
        AlertsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var ids = request.AlertIds.Distinct().ToArray();
        var outcome = await db.InTransaction<int>(
            user.Actor,
            async tx =>
            {
                var visible = await tx.QueryOne<int>(
                    """
                    with visible as (
                        select id, zone_code from alert
                        where id = any(@ids) and (@AllZones or zone_code = any(@Zones))
                    ), marked as (
                        insert into alert_seen (alert_id, subject, zone_code, display_name, organisation_id, seen_at)
                        select id, @Subject, zone_code, @DisplayName, @OrganisationId, @now from visible
                        on conflict do nothing
                    )
                    select count(*)::int from visible
                    """,
                    new
                    {
                        ids,
                        user.AllZones,
                        Zones = user.Zones.ToArray(),
                        user.Subject,
                        user.DisplayName,
                        user.OrganisationId,
                        now = clock.GetUtcNow(),
                    }
                );
                if (visible < ids.Length)
                {
                    return AlertsErrors.AlertNotFound;
                }
                tx.Audit("alerts.seen", ids[0].ToString(), new { ids });
                return visible;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.NoContent();
    }
}
