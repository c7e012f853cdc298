using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>GET /api/alerts/{id}/cap: a message of a stream as CAP 1.2; what came in as CAP is given back as it came.</summary>
internal static class ExportCap
{
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        AlertsDb db,
        IZoneDirectory zones,
        IOptions<CapOptions> options,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var found = await db.QueryOne<Found>(
            """
            select a.zone_code, r.recorded_at as first, d.content
            from alert a join alert r on r.id = a.root_id
            left join cap_document d on d.event_id = a.event_id and d.zone_code = a.zone_code
            where a.id = @id and (@AllZones or a.zone_code = any(@Zones))
            """,
            new
            {
                id,
                user.AllZones,
                Zones = user.Zones.ToArray(),
            },
            ct
        );
        if (found is null)
        {
            return AlertsErrors.AlertNotFound.ToResult();
        }
        var content = found.Content;
        if (content is null)
        {
            var message = await db.QueryOne<AlertView>(
                $"select {AlertView.Columns}, null::timestamptz as seen_at from alert a where a.id = @id",
                new { id },
                ct
            );
            var zone = (await zones.Zones(ct)).FirstOrDefault(z => z.Code == found.ZoneCode);
            content = CapWriter.Write(
                message!,
                options.Value.Sender,
                found.First,
                zone ?? new ZoneName(found.ZoneCode, found.ZoneCode, found.ZoneCode)
            );
        }
        http.Response.Headers.CacheControl = "private, no-cache";
        // The result itself answers 304 to If-None-Match.
        return TypedResults.File(
            content,
            CapTable.MediaType,
            entityTag: new EntityTagHeaderValue(
                $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\""
            )
        );
    }

    private sealed class Found
    {
        public string ZoneCode { get; init; } = "";
        public DateTimeOffset First { get; init; }
        public byte[]? Content { get; init; }
    }
}
