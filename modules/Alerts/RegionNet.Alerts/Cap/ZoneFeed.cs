using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// GET /api/alerts/streams/{zone}/feed: a zone's messages as an Atom feed (RFC 4287), newest first, each with a link to its CAP
/// message. A reader that has the newest is told so (304) at the price of one indexed row.
/// </summary>
internal static class ZoneFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, RefusalResult>> Handle(
        string zone,
        HttpContext http,
        AlertsDb db,
        AlertStreams streams,
        IZoneDirectory zones,
        CancellationToken ct,
        [Range(1, long.MaxValue)] long? before,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (
            !http.CurrentUser().Reads(zone)
            || (await zones.Zones(ct)).FirstOrDefault(z => z.Code == zone) is not { } named
        )
        {
            return AlertsErrors.StreamNotFound.ToResult();
        }
        var english = Language.IsEnglish(http);
        var take = limit ?? Cursor.DefaultLimit;
        var head = await db.QueryOne<long>("select head from zone_stream where zone_code = @zone", new { zone }, ct);
        var epoch = await streams.Epoch(ct);
        var state = string.Create(CultureInfo.InvariantCulture, $"{epoch}/{zone}/{head}/{before}/{take}/{english}");
        var tag = new EntityTagHeaderValue(
            $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 16))}\""
        );
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Vary = "Accept-Language";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            http.Response.GetTypedHeaders().ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        var rows = await db.Query<AlertView>(
            $"""
            select {AlertView.Columns}, null::timestamptz as seen_at from alert a
            where a.zone_code = @zone and a.sequence < @before order by a.sequence desc limit @take + 1
            """,
            new
            {
                zone,
                // Not beyond the head that the tag speaks of.
                before = Math.Min(before ?? long.MaxValue, head + 1),
                take,
            },
            ct
        );
        var messages = rows.Take(take).ToList();
        var older = rows.Count > take ? messages[^1].Sequence : (long?)null;
        return TypedResults.File(
            Write(named, messages, before, older, take, english),
            "application/atom+xml",
            entityTag: tag
        );
    }

    private static byte[] Write(
        ZoneName zone,
        List<AlertView> messages,
        long? before,
        long? older,
        int take,
        bool english
    )
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, CapWriter.Layout))
        {
            var self = string.Create(
                CultureInfo.InvariantCulture,
                $"/api/alerts/streams/{zone.Code}/feed?limit={take}"
            );
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, english ? "en" : "zh-CN");
            Put(xml, "id", $"tag:regionnet.cn,2026:alerts/{zone.Code}");
            Put(xml, "title", english ? $"Alerts: {zone.En}" : $"{zone.Zh}预警");
            Put(xml, "updated", Time(messages.Select(m => m.RecordedAt).FirstOrDefault(DateTimeOffset.UnixEpoch)));
            xml.WriteStartElement("author", Atom);
            Put(xml, "name", "RegionNet");
            xml.WriteEndElement();
            Link(xml, "self", before is null ? self : $"{self}&before={before}", "application/atom+xml");
            if (older is not null)
            {
                Link(xml, "next", $"{self}&before={older}", "application/atom+xml");
            }
            foreach (var message in messages)
            {
                xml.WriteStartElement("entry", Atom);
                Put(xml, "id", CapWriter.Identifier(message.Id));
                Put(xml, "title", CapWriter.Storable(english ? message.TitleEn : message.TitleZh));
                Put(xml, "updated", Time(message.RecordedAt));
                Put(xml, "published", Time(message.OccurredAt));
                Category(xml, "level", message.Level);
                Category(xml, "kind", message.Kind);
                Category(xml, "change", message.Change);
                Link(xml, "alternate", $"/api/alerts/{message.Id}/cap", CapTable.MediaType);
                Put(xml, "summary", CapWriter.Storable(english ? message.BodyEn : message.BodyZh));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        return buffer.ToArray();
    }

    private static void Put(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, text);

    private static void Link(XmlWriter xml, string relation, string to, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", to);
        xml.WriteEndElement();
    }

    private static void Category(XmlWriter xml, string scheme, string term)
    {
        xml.WriteStartElement("category", Atom);
        xml.WriteAttributeString("scheme", $"tag:regionnet.cn,2026:{scheme}");
        xml.WriteAttributeString("term", term);
        xml.WriteEndElement();
    }

    private static string Time(DateTimeOffset at) =>
        BusinessTime.Local(at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
