using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <param name="AlertIds">1 to 200 messages that were on the caller's screen.</param>
public sealed record MarkSeenRequest([property: Required, MinLength(1), MaxLength(200)] Guid[] AlertIds);

/// <summary>
/// POST /api/alerts/seen: records who saw a message and when first; seeing it again changes nothing. Who sees any message of an alert
/// has seen the alert, and an alert that the first reader of its zone has seen is delivered.
/// </summary>
internal static class MarkSeen
{
    public static async Task<Results<NoContent, RefusalResult>> Handle(
        MarkSeenRequest request,
        HttpContext http,
        AlertsDb db,
        AlertWakeup wakeup,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var ids = request.AlertIds.Distinct().ToArray();
        var outcome = await db.InTransaction<int>(
            user.Actor,
            async tx =>
            {
                var messages = await tx.Query<(Guid Id, Guid Root, string Zone)>(
                    "select id, root_id, zone_code from alert where id = any(@ids) and (@AllZones or zone_code = any(@Zones))",
                    new
                    {
                        ids,
                        user.AllZones,
                        Zones = user.Zones.ToArray(),
                    }
                );
                if (messages.Count < ids.Length)
                {
                    return AlertsErrors.AlertNotFound;
                }
                var seen = messages.Concat(messages.Select(m => (Id: m.Root, m.Root, m.Zone))).Distinct().ToList();
                await tx.Execute(
                    """
                    insert into alert_seen (alert_id, root, zone_code, subject, display_name, organisation_id, seen_at)
                    select s.id, s.root, s.zone_code, @Subject, @DisplayName, @OrganisationId, now()
                    from unnest(@Ids, @Roots, @ZoneCodes) as s (id, root, zone_code) order by s.id
                    on conflict do nothing
                    """,
                    new
                    {
                        user.Subject,
                        user.DisplayName,
                        user.OrganisationId,
                        Ids = seen.ConvertAll(s => s.Id).ToArray(),
                        Roots = seen.ConvertAll(s => s.Id == s.Root).ToArray(),
                        ZoneCodes = seen.ConvertAll(s => s.Zone).ToArray(),
                    }
                );
                tx.Audit("alerts.seen", ids[0].ToString(), new { ids });
                var delivered = await Deliver(tx, messages.Select(m => m.Root).Distinct().ToArray());
                await StreamWriter.Append(tx, delivered);
                return delivered.Count;
            },
            ct: ct
        );
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        if (outcome.Value > 0)
        {
            wakeup.Announce();
        }
        return TypedResults.NoContent();
    }

    /// <summary>Those that nobody had seen; nearly always none, and then nothing is locked.</summary>
    private static async Task<IReadOnlyList<AlertEntry>> Deliver(Tx tx, Guid[] roots)
    {
        var unread = await tx.Query<Guid>(
            "select root_id from alert_case where root_id = any(@roots) and state = 'unread'",
            new { roots }
        );
        var entries = new List<AlertEntry>();
        if (unread.Count > 0)
        {
            foreach (var alert in (await Cases.Lock(tx, unread)).Where(c => c.State == "unread"))
            {
                entries.Add((await Cases.Move(tx, alert, "delivered", tx.Actor)).Entry);
            }
        }
        return entries;
    }
}
