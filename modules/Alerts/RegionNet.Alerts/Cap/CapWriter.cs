using System.Globalization;
using System.Text;
using System.Xml;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// Writes a message of a stream as a CAP 1.2 message. Names of people are left out: a CAP message is made to be passed on.
/// </summary>
internal static class CapWriter
{
    /// <summary>UTF-8 without a mark, indented; carriage returns survive a reader.</summary>
    internal static readonly XmlWriterSettings Layout = new()
    {
        Encoding = new UTF8Encoding(false),
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Entitize,
    };

    /// <param name="sender">Names this installation (<see cref="CapOptions.Sender"/>).</param>
    /// <param name="first">When the alert's first message was recorded.</param>
    public static byte[] Write(AlertView message, string sender, DateTimeOffset first, ZoneName zone)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Layout))
        {
            xml.WriteStartElement("alert", CapTable.Namespace);
            Put(xml, "identifier", Identifier(message.Id));
            Put(xml, "sender", sender);
            Put(xml, "sent", Time(message.RecordedAt));
            Put(xml, "status", "Actual");
            Put(xml, "msgType", CapTable.MessageType(message));
            Put(xml, "source", message.Kind);
            Put(xml, "scope", "Restricted");
            Put(xml, "restriction", $"{zone.Zh}成员单位 / Members of {zone.En}");
            Put(xml, "code", CapTable.Profile);
            if (message.MessageType != "alert")
            {
                Put(xml, "references", $"{sender},{Identifier(message.RootId)},{Time(first)}");
            }
            Put(xml, "incidents", Identifier(message.RootId));
            var name = CapTable.Event(message.Kind);
            Info(xml, message, "zh-CN", name.Zh, message.TitleZh, message.BodyZh, zone.Code, zone.Zh);
            Info(xml, message, "en-US", name.En, message.TitleEn, message.BodyEn, zone.Code, zone.En);
            xml.WriteEndElement();
        }
        return buffer.ToArray();
    }

    public static string Identifier(Guid id) => $"urn:uuid:{id}";

    private static void Info(
        XmlWriter xml,
        AlertView message,
        string language,
        string sort,
        string title,
        string body,
        string zoneCode,
        string zoneName
    )
    {
        xml.WriteStartElement("info", CapTable.Namespace);
        Put(xml, "language", language);
        Put(xml, "category", CapTable.Category(message.Kind));
        Put(xml, "event", sort);
        Put(xml, "responseType", CapTable.ResponseType(message.State));
        Put(xml, "urgency", CapTable.Urgency(message.Level, message.State));
        Put(xml, "severity", CapTable.Severity(message.Level));
        Put(xml, "certainty", CapTable.Certainty(message.Kind));
        Pair(xml, "eventCode", "kind", message.Kind);
        Put(xml, "onset", Time(message.OccurredAt));
        if (message.ExpiresAt is { } expires)
        {
            Put(xml, "expires", Time(expires));
        }
        Put(xml, "senderName", "RegionNet");
        Put(xml, "headline", title);
        Put(xml, "description", body);
        // In full what CAP's own elements round or have no place for.
        Pair(xml, "parameter", "kind", message.Kind);
        Pair(xml, "parameter", "subject", message.Subject);
        Pair(xml, "parameter", "level", message.Level);
        Pair(xml, "parameter", "change", message.Change);
        Pair(xml, "parameter", "state", message.State);
        Pair(xml, "parameter", "count", message.Count.ToString(CultureInfo.InvariantCulture));
        Pair(xml, "parameter", "sequence", message.Sequence.ToString(CultureInfo.InvariantCulture));
        Pair(xml, "parameter", "occurredAt", Exact(message.OccurredAt));
        Pair(xml, "parameter", "recordedAt", Exact(message.RecordedAt));
        if (message.ExpiresAt is { } end)
        {
            Pair(xml, "parameter", "expiresAt", Exact(end));
        }
        xml.WriteStartElement("area", CapTable.Namespace);
        Put(xml, "areaDesc", zoneName);
        Pair(xml, "geocode", "zone", zoneCode);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Pair(XmlWriter xml, string element, string name, string value)
    {
        xml.WriteStartElement(element, CapTable.Namespace);
        Put(xml, "valueName", CapTable.Prefix + name);
        Put(xml, "value", value);
        xml.WriteEndElement();
    }

    private static void Put(XmlWriter xml, string name, string text) =>
        xml.WriteElementString(name, CapTable.Namespace, Storable(text));

    /// <summary>XML has no place for some characters that a database has; a message is not withheld for one of them.</summary>
    public static string Storable(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            return string.Concat(text.EnumerateRunes().Select(r => Fits(r) ? r.ToString() : "\uFFFD"));
        }

        static bool Fits(Rune r) => r.Value is >= 0x20 and not (0xFFFE or 0xFFFF) or 0x9 or 0xA or 0xD;
    }

    private static string Time(DateTimeOffset at) =>
        BusinessTime.Local(at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Exact(DateTimeOffset at) =>
        BusinessTime.Local(at).ToString("O", CultureInfo.InvariantCulture);
}
