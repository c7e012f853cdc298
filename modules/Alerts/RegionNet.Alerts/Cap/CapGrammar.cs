using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RegionNet.Alerts;

/// <summary>Something that is wrong with a CAP message.</summary>
/// <param name="Element">Its path, for example <c>alert/info[1]/severity</c>.</param>
internal sealed record CapProblem(string Element, string Zh, string En);

/// <summary>
/// What may stand where in a CAP 1.2 message: names, order, number and values, as the standard's schema has them. Everything that is
/// wrong is named, not only the first.
/// </summary>
internal static partial class CapGrammar
{
    public const int MostProblems = 50;

    private const int Many = int.MaxValue;

    private static readonly XNamespace Cap = CapTable.Namespace;

    private static readonly Rule Pair = new("", 0, Many, Of: [new("valueName", 1, 1), new("value", 1, 1)]);

    private static readonly Rule Resource = new(
        "resource",
        0,
        Many,
        Of:
        [
            new("resourceDesc", 1, 1),
            new("mimeType", 1, 1),
            new("size", 0, 1, Form.Number),
            new("uri", 0, 1),
            new("derefUri", 0, 1),
            new("digest", 0, 1),
        ]
    );

    private static readonly Rule Area = new(
        "area",
        0,
        Many,
        Of:
        [
            new("areaDesc", 1, 1),
            new("polygon", 0, Many),
            new("circle", 0, Many),
            Pair with
            {
                Name = "geocode",
            },
            new("altitude", 0, 1, Form.Number),
            new("ceiling", 0, 1, Form.Number),
        ]
    );

    private static readonly Rule Info = new(
        "info",
        0,
        Many,
        Of:
        [
            new("language", 0, 1, Form.Language),
            new("category", 1, Many, Values: CapTable.Categories),
            new("event", 1, 1, Form.Needed),
            new("responseType", 0, Many, Values: CapTable.ResponseTypes),
            new("urgency", 1, 1, Values: CapTable.Urgencies),
            new("severity", 1, 1, Values: CapTable.Severities),
            new("certainty", 1, 1, Values: CapTable.Certainties),
            new("audience", 0, 1),
            Pair with
            {
                Name = "eventCode",
            },
            new("effective", 0, 1, Form.Time),
            new("onset", 0, 1, Form.Time),
            new("expires", 0, 1, Form.Time),
            new("senderName", 0, 1),
            new("headline", 0, 1),
            new("description", 0, 1),
            new("instruction", 0, 1),
            new("web", 0, 1),
            new("contact", 0, 1),
            Pair with
            {
                Name = "parameter",
            },
            Resource,
            Area,
        ]
    );

    private static readonly Rule Alert = new(
        "alert",
        1,
        1,
        Of:
        [
            new("identifier", 1, 1, Form.Name),
            new("sender", 1, 1, Form.Name),
            new("sent", 1, 1, Form.Time),
            new("status", 1, 1, Values: CapTable.Statuses),
            new("msgType", 1, 1, Values: CapTable.MessageTypes),
            new("source", 0, 1),
            new("scope", 1, 1, Values: CapTable.Scopes),
            new("restriction", 0, 1),
            new("addresses", 0, 1),
            new("code", 0, Many),
            new("note", 0, 1),
            new("references", 0, 1, Form.References),
            new("incidents", 0, 1),
            Info,
        ]
    );

    private enum Form
    {
        Any,
        Needed,
        Name,
        Time,
        Language,
        Number,
        References,
    }

    public static IReadOnlyList<CapProblem> Check(XElement root)
    {
        if (root.Name != Cap + "alert")
        {
            return
            [
                new(
                    "alert",
                    $"根元素须为命名空间 {CapTable.Namespace} 的 alert",
                    $"The root is alert of the namespace {CapTable.Namespace}"
                ),
            ];
        }
        var problems = new List<CapProblem>();
        Check(root, Alert, "alert", problems);
        return [.. problems.Take(MostProblems)];
    }

    private static void Check(XElement element, Rule rule, string path, List<CapProblem> problems)
    {
        if (element.Attributes().Any(a => !a.IsNamespaceDeclaration && a.Name.NamespaceName != XmlSchemaInstance))
        {
            problems.Add(new(path, "不得带有属性", "It has no attributes"));
        }
        if (rule.Of is null)
        {
            CheckValue(element, rule, path, problems);
            return;
        }
        if (element.Nodes().OfType<XText>().Any(t => !string.IsNullOrWhiteSpace(t.Value)))
        {
            problems.Add(new(path, "元素之间不得有文字", "There is no text between its elements"));
        }
        var counts = new int[rule.Of.Length];
        var place = 0;
        foreach (var child in element.Elements())
        {
            if (problems.Count >= MostProblems)
            {
                return;
            }
            var name = Shown(child.Name.LocalName);
            // Signatures come last; they are kept and given back, not judged.
            if (rule == Alert && child.Name.NamespaceName == CapTable.Signature)
            {
                place = rule.Of.Length;
                continue;
            }
            var index =
                child.Name.Namespace == Cap ? Array.FindIndex(rule.Of, r => r.Name == child.Name.LocalName) : -1;
            if (index < 0)
            {
                problems.Add(new($"{path}/{name}", "CAP 1.2 在此处没有该元素", "CAP 1.2 has no such element here"));
                continue;
            }
            var its = rule.Of[index];
            counts[index]++;
            var at = its.Most > 1 ? $"{path}/{name}[{counts[index]}]" : $"{path}/{name}";
            if (index < place)
            {
                problems.Add(new(at, "元素次序有误", "It stands in the wrong place"));
            }
            else if (counts[index] > its.Most)
            {
                problems.Add(new(at, "只能出现一次", "It stands there more than once"));
            }
            place = Math.Max(place, index);
            Check(child, its, at, problems);
        }
        foreach (var (its, count) in rule.Of.Zip(counts))
        {
            if (count < its.Least)
            {
                problems.Add(new($"{path}/{its.Name}", "缺少该元素", "It is missing"));
            }
        }
    }

    private static void CheckValue(XElement element, Rule rule, string path, List<CapProblem> problems)
    {
        if (element.HasElements)
        {
            problems.Add(new(path, "只能是文字", "It holds text only"));
            return;
        }
        var value = element.Value;
        if (rule.Values is { } values)
        {
            if (!values.Contains(value, StringComparer.Ordinal))
            {
                var list = string.Join(", ", values);
                problems.Add(new(path, $"须为以下之一：{list}", $"It is one of: {list}"));
            }
            return;
        }
        var (fits, zh, en) = rule.Form switch
        {
            Form.Needed => (!string.IsNullOrWhiteSpace(value), "不得为空", "It is not empty"),
            Form.Name => (
                NameForm().IsMatch(value),
                "1 至 200 个字符，不含空格、逗号、< 和 &",
                "1 to 200 characters without spaces, commas, < and &"
            ),
            Form.Time => (
                TryReadTime(value, out _),
                "时间格式如 2026-11-23T18:00:00+08:00",
                "A time such as 2026-11-23T18:00:00+08:00"
            ),
            Form.Language => (
                LanguageForm().IsMatch(value.Trim()),
                "语言代码，如 zh-CN",
                "A language code such as zh-CN"
            ),
            Form.Number => (NumberForm().IsMatch(value.Trim()), "须为数字", "It is a number"),
            Form.References => (
                References(value) is { Count: > 0 },
                "以空格分隔的“发送者,标识,发送时间”",
                "sender,identifier,sent; several of them parted by spaces"
            ),
            _ => (true, "", ""),
        };
        if (!fits)
        {
            problems.Add(new(path, zh, en));
        }
    }

    /// <summary>CAP has seconds, an offset, and no Z.</summary>
    public static bool TryReadTime(string text, out DateTimeOffset at)
    {
        at = default;
        return TimeForm().IsMatch(text.Trim())
            && DateTimeOffset.TryParse(text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.None, out at)
            && at.Year is >= 2000 and < 2200;
    }

    /// <returns>Null when one of them is not a triple.</returns>
    public static IReadOnlyList<(string Sender, string Identifier)>? References(string text)
    {
        var triples = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(t => t.Split(','))
            .ToList();
        return triples.TrueForAll(t =>
            t.Length == 3 && NameForm().IsMatch(t[0]) && NameForm().IsMatch(t[1]) && TryReadTime(t[2], out _)
        )
            ? triples.ConvertAll(t => (t[0], t[1]))
            : null;
    }

    private const string XmlSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private static string Shown(string name) => name.Length <= 60 ? name : $"{name[..60]}…";

    [GeneratedRegex(@"^[^\s,<&]{1,200}\z", RegexOptions.NonBacktracking)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[-+]\d{2}:\d{2}\z", RegexOptions.NonBacktracking)]
    private static partial Regex TimeForm();

    [GeneratedRegex(
        @"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8}){0,8}\z",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex LanguageForm();

    [GeneratedRegex(@"^[-+]?\d{1,18}(\.\d{1,18})?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberForm();

    private sealed record Rule(
        string Name,
        int Least,
        int Most,
        Form Form = Form.Any,
        string[]? Values = null,
        Rule[]? Of = null
    );
}
