using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <param name="Unseen">How many alerts of the stream the caller has not seen.</param>
internal sealed record StreamView(string ZoneCode, string Zh, string En, string Epoch, long Head, long Unseen);

/// <summary>GET /api/alerts/streams: the streams in the caller's scope.</summary>
internal static class ListStreams
{
    public static async Task<Ok<Page<StreamView>>> Handle(
        HttpContext http,
        AlertsDb db,
        AlertStreams streams,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var epoch = await streams.Epoch(ct);
        var heads = await streams.Heads(ct);
        var seen = (
            await db.Query<(string Zone, long Count)>(
                "select zone_code, count(*) from alert_seen where subject = @Subject and root group by zone_code",
                new { user.Subject },
                ct
            )
        ).ToDictionary(s => s.Zone, s => s.Count, StringComparer.Ordinal);
        // Of alerts, not of messages: what was seen once is not unseen again because its state went on.
        var told = (
            await db.Query<(string Zone, long Alerts)>("select zone_code, alerts from zone_stream", ct: ct)
        ).ToDictionary(s => s.Zone, s => s.Alerts, StringComparer.Ordinal);
        var readable = (await zones.Zones(ct)).Where(z => user.Reads(z.Code));
        return TypedResults.Ok(
            new Page<StreamView>(
                [
                    .. readable.Select(z =>
                    {
                        var unseen = told.GetValueOrDefault(z.Code) - seen.GetValueOrDefault(z.Code);
                        return new StreamView(z.Code, z.Zh, z.En, epoch, heads.GetValueOrDefault(z.Code), unseen);
                    }),
                ],
                null
            )
        );
    }
}
