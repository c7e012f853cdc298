using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace RegionNet.Alerts;

/// <summary>What a CAP message asks for, once it has been found to be in order.</summary>
/// <param name="Type">alert, update or cancel.</param>
/// <param name="References">The messages it refers to.</param>
/// <param name="Level">Null for a cancellation without info.</param>
/// <param name="Zones">Those of its geocodes, if it has any.</param>
internal sealed record CapMessage(
    string Identifier,
    string Sender,
    DateTimeOffset Sent,
    string Type,
    IReadOnlyList<(string Sender, string Identifier)> References,
    string Kind,
    string? Level,
    IReadOnlyList<string> Zones,
    string Subject,
    string TitleZh,
    string TitleEn,
    string BodyZh,
    string BodyEn,
    DateTimeOffset OccurredAt,
    DateTimeOffset? ExpiresAt,
    string? Note
)
{
    public const int LargestDocument = 64 * 1024;

    /// <summary>CAP's own elements go five deep; signatures somewhat deeper.</summary>
    private const int Deepest = 16;
    private const int LongestTitle = 200;
    private const int LongestBody = 4000;

    private static readonly XNamespace Cap = CapTable.Namespace;

    // No document type, hence no entities of its own and nothing fetched from anywhere.
    private static readonly XmlReaderSettings Hardened = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LargestDocument,
        MaxCharactersFromEntities = 1024,
        CloseInput = false,
    };

    /// <param name="problems">Everything that is wrong; empty when nothing is.</param>
    /// <returns>Null when something is wrong.</returns>
    public static CapMessage? Read(byte[] document, DateTimeOffset now, out IReadOnlyList<CapProblem> problems)
    {
        if (Parse(document, out var problem) is not { } root)
        {
            problems = [problem!];
            return null;
        }
        problems = CapGrammar.Check(root);
        if (problems.Count > 0)
        {
            return null;
        }
        problems = Judge(root, now);
        return problems.Count > 0 ? null : Take(root, now);
    }

    private static XElement? Parse(byte[] document, out CapProblem? problem)
    {
        problem = null;
        try
        {
            using (var first = XmlReader.Create(new MemoryStream(document, writable: false), Hardened))
            {
                while (first.Read())
                {
                    if (first.Depth > Deepest)
                    {
                        problem = new("alert", $"嵌套超过 {Deepest} 层", $"It is nested more than {Deepest} deep");
                        return null;
                    }
                }
            }
            using var reader = XmlReader.Create(new MemoryStream(document, writable: false), Hardened);
            return XDocument.Load(reader).Root;
        }
        catch (XmlException e)
        {
            var place = e.LineNumber > 0 ? $" ({e.LineNumber}:{e.LinePosition})" : "";
            problem = new("alert", $"不是可接受的 XML{place}", $"It is not XML that can be taken{place}");
            return null;
        }
    }

    /// <summary>What the schema can't say, and what this system makes of it.</summary>
    private static List<CapProblem> Judge(XElement root, DateTimeOffset now)
    {
        var problems = new List<CapProblem>();
        var infos = root.Elements(Cap + "info").ToList();
        var type = Text(root, "msgType");
        if (Text(root, "status") != "Actual")
        {
            problems.Add(
                new(
                    "alert/status",
                    "只接收实际（Actual）预警",
                    "Only Actual becomes an alert: no exercise, test or draft"
                )
            );
        }
        if (type is "Ack" or "Error")
        {
            problems.Add(
                new(
                    "alert/msgType",
                    "只接收 Alert、Update、Cancel；确认须在本系统内进行",
                    "Alert, Update and Cancel are taken; an acknowledgement is given in this system"
                )
            );
        }
        if (type is "Update" or "Cancel" && root.Element(Cap + "references") is null)
        {
            problems.Add(new("alert/references", "更新和取消须引用原消息", "An Update or Cancel refers to a message"));
        }
        if (Text(root, "scope") == "Restricted" && string.IsNullOrWhiteSpace(Text(root, "restriction")))
        {
            problems.Add(new("alert/restriction", "Restricted 须说明限制", "Restricted says to whom"));
        }
        if (Text(root, "scope") == "Private" && string.IsNullOrWhiteSpace(Text(root, "addresses")))
        {
            problems.Add(new("alert/addresses", "Private 须列出收件人", "Private names its recipients"));
        }
        if (infos.Count == 0 && type is "Alert" or "Update")
        {
            problems.Add(new("alert/info", "缺少预警内容", "It says nothing: an info is missing"));
        }
        if (Time(root, "sent") > now.AddMinutes(5))
        {
            problems.Add(new("alert/sent", "发送时间晚于现在", "It was sent in the future"));
        }
        for (var i = 0; i < infos.Count && type != "Cancel"; i++)
        {
            if (Time(infos[i], "expires") <= now)
            {
                problems.Add(new($"alert/info[{i + 1}]/expires", "已失效", "It has expired already"));
            }
        }
        return problems;
    }

    private static CapMessage Take(XElement root, DateTimeOffset now)
    {
        var infos = root.Elements(Cap + "info").ToList();
        // What carries the profile's code is of another RegionNet; its parameters are as exact as its database.
        var own = root.Elements(Cap + "code").Any(c => c.Value.Trim() == CapTable.Profile)
            ? infos
                .Take(1)
                .Elements(Cap + "parameter")
                .Where(p => Text(p, "valueName")!.StartsWith(CapTable.Prefix, StringComparison.Ordinal))
                .GroupBy(p => Text(p, "valueName")![CapTable.Prefix.Length..], p => Text(p, "value")!)
                .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal)
            : [];
        var zh = Language(infos, "zh") ?? Language(infos, "en") ?? infos.FirstOrDefault();
        var en = Language(infos, "en") ?? zh;
        var sent = Time(root, "sent")!.Value;
        var occurredAt =
            own.TryGetValue("occurredAt", out var exact) && Exact(exact) is { } at && at <= now ? at : sent;
        var ends = infos.Select(i => Time(i, "expires")).Max();
        return new CapMessage(
            Text(root, "identifier")!,
            Text(root, "sender")!,
            sent,
            Text(root, "msgType")!.ToLowerInvariant(),
            Text(root, "references") is { } references ? CapGrammar.References(references)! : [],
            KindOf(own, infos),
            infos.Select(i => CapTable.Level(Text(i, "severity")!)).MaxBy(Levels.Rank),
            [
                .. infos
                    .Elements(Cap + "area")
                    .Elements(Cap + "geocode")
                    .Where(g => Text(g, "valueName") == CapTable.ZoneGeocode)
                    .Select(g => Text(g, "value")!)
                    .Distinct(StringComparer.Ordinal),
            ],
            Cut(
                own.GetValueOrDefault("subject", $"{Text(root, "sender")}:{Text(root, "identifier")}"),
                LongestTitle,
                ""
            ),
            TitleOf(zh),
            TitleOf(en),
            BodyOf(zh, "……（全文见 CAP 原文）"),
            BodyOf(en, " … (in full in the CAP document)"),
            occurredAt,
            own.TryGetValue("expiresAt", out var exactEnd) && Exact(exactEnd) is { } end && end > now ? end : ends,
            Text(root, "note") is { } note && !string.IsNullOrWhiteSpace(note) ? Cut(note.Trim(), 500, "…") : null
        );
    }

    private static string KindOf(Dictionary<string, string> own, List<XElement> infos)
    {
        if (own.TryGetValue("kind", out var kind) && kind.Length <= 96 && kind.All(IsKind))
        {
            return kind.StartsWith("cap.", StringComparison.Ordinal) ? kind : $"cap.{kind}";
        }
        var category = infos.Elements(Cap + "category").Select(c => c.Value).FirstOrDefault("Other");
        return $"cap.{category.ToLowerInvariant()}";

        static bool IsKind(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-';
    }

    private static XElement? Language(List<XElement> infos, string language) =>
        infos.Find(i =>
            (Text(i, "language") ?? "en-US").Trim() is var code
            && code.StartsWith(language, StringComparison.OrdinalIgnoreCase)
            && (code.Length == language.Length || code[language.Length] == '-')
        );

    private static string TitleOf(XElement? info)
    {
        var headline = info is null ? "" : Text(info, "headline");
        var text = string.IsNullOrWhiteSpace(headline) && info is not null ? Text(info, "event")! : headline ?? "";
        return Cut(Clean(text.Trim().Replace('\n', ' ')), LongestTitle, "…");
    }

    private static string BodyOf(XElement? info, string more)
    {
        if (info is null)
        {
            return "";
        }
        var text = string.Join(
            "\n\n",
            new[] { Text(info, "description"), Text(info, "instruction") }.Where(t => !string.IsNullOrWhiteSpace(t))
        );
        return text.Length == 0 ? TitleOf(info) : Cut(Clean(text), LongestBody, more);
    }

    private static string Clean(string text) =>
        text.Any(c => char.IsControl(c) && c != '\n')
            ? string.Concat(text.Select(c => char.IsControl(c) && c != '\n' ? ' ' : c))
            : text;

    /// <summary>The document is kept whole; what is shown of it need not be.</summary>
    private static string Cut(string text, int most, string more)
    {
        if (text.Length <= most)
        {
            return text;
        }
        var end = most - more.Length;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + more;
    }

    private static string? Text(XElement element, string name) => element.Element(Cap + name)?.Value;

    private static DateTimeOffset? Time(XElement element, string name) =>
        Text(element, name) is { } text && CapGrammar.TryReadTime(text, out var at) ? at : null;

    private static DateTimeOffset? Exact(string text) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
        && at.Year is >= 2000 and < 2200
            ? at
            : null;
}
