using System.Text.Json;

namespace RegionNet.Assessments;

/// <summary>What is wrong with a framework, and where.</summary>
/// <param name="Path">Of the JSON: <c>nodes[2].children[0].weight</c>; empty for the whole.</param>
/// <param name="Code">Stable: json, missing, unknown-member, not-a-text, not-a-number, not-a-list, and those of <see cref="FrameworkRules"/>.</param>
internal sealed record FrameworkError(string Path, string Code, string Zh, string En);

/// <summary>Reads a framework from any JSON and says everything that is wrong with it at once, each with its path.</summary>
internal static class FrameworkReader
{
    private const int MostNodes = 500;

    private static readonly string[] NodeMembers =
    [
        "code",
        "zh",
        "en",
        "weight",
        "children",
        "method",
        "unit",
        "evidence",
        "floor",
        "target",
        "steps",
        "deductPerEvent",
    ];

    /// <returns>The framework, or what is wrong with it; the rules are asked only of what has its shape.</returns>
    public static (Framework? Framework, IReadOnlyList<FrameworkError> Errors) Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            return (
                null,
                [
                    new(
                        "",
                        "json",
                        $"不是有效的 JSON（第 {e.LineNumber + 1} 行）",
                        $"This is no JSON (line {e.LineNumber + 1})"
                    ),
                ]
            );
        }
    }

    public static (Framework? Framework, IReadOnlyList<FrameworkError> Errors) Read(JsonElement root)
    {
        var read = new Reading();
        var framework = read.Framework(root);
        if (read.Errors.Count > 0)
        {
            return (null, read.Errors);
        }
        var errors = FrameworkRules.Check(framework);
        return errors.Count > 0 ? (null, errors) : (framework, []);
    }

    private sealed class Reading
    {
        private int _nodes;

        public List<FrameworkError> Errors { get; } = [];

        public Framework Framework(JsonElement root)
        {
            if (root.ValueKind != JsonValueKind.Object)
            {
                Add("", "missing", "应为一个对象", "It must be an object");
                return new("", "", 0, 0, new(0, 0, 0, 0), [], [], []);
            }
            Know(root, "", ["schema", "weights", "bonusCap", "deductionCap", "panel", "vetoes", "grades", "nodes"]);
            var panel = Member(root, "", "panel", JsonValueKind.Object);
            if (panel is { } rule)
            {
                Know(rule, "panel.", ["dropFrom", "fewestMarks", "spreadLimit", "fewestZones"]);
            }
            return new(
                Text(root, "", "schema"),
                Text(root, "", "weights"),
                Number(root, "", "bonusCap"),
                Number(root, "", "deductionCap"),
                panel is { } p
                    ? new(
                        Whole(p, "panel.", "dropFrom"),
                        Whole(p, "panel.", "fewestMarks"),
                        Number(p, "panel.", "spreadLimit"),
                        Whole(p, "panel.", "fewestZones")
                    )
                    : new(0, 0, 0, 0),
                List(
                    root,
                    "",
                    "vetoes",
                    (e, at) => new FrameworkVeto(Text(e, at, "code"), Text(e, at, "zh"), Text(e, at, "en")),
                    ["code", "zh", "en"]
                ),
                List(
                    root,
                    "",
                    "grades",
                    (e, at) =>
                        new FrameworkGrade(
                            Text(e, at, "code"),
                            Number(e, at, "min"),
                            Text(e, at, "zh"),
                            Text(e, at, "en")
                        ),
                    ["code", "min", "zh", "en"]
                ),
                List(root, "", "nodes", Node, NodeMembers)
            );
        }

        private FrameworkNode Node(JsonElement e, string at)
        {
            if (++_nodes == MostNodes + 1)
            {
                Add(
                    at.TrimEnd('.'),
                    "too-many",
                    $"节点不得超过 {MostNodes} 个",
                    $"There are at most {MostNodes} nodes"
                );
            }
            var deep = _nodes > MostNodes || at.Split("children").Length > FrameworkRules.MostLevels + 1;
            return new(
                Text(e, at, "code"),
                Text(e, at, "zh"),
                Text(e, at, "en"),
                Number(e, at, "weight"),
                Has(e, "children") && !deep ? List(e, at, "children", Node, NodeMembers) : null,
                Has(e, "method") ? Text(e, at, "method") : null,
                Has(e, "unit") ? Text(e, at, "unit") : null,
                Has(e, "evidence") ? Text(e, at, "evidence") : null,
                Has(e, "floor") ? Number(e, at, "floor") : null,
                Has(e, "target") ? Number(e, at, "target") : null,
                Has(e, "steps")
                    ? List(
                        e,
                        at,
                        "steps",
                        (s, where) => new FrameworkStep(Number(s, where, "from"), Number(s, where, "points")),
                        ["from", "points"]
                    )
                    : null,
                Has(e, "deductPerEvent") ? Number(e, at, "deductPerEvent") : null
            );
        }

        private static bool Has(JsonElement e, string name) =>
            e.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

        private void Know(JsonElement e, string at, string[] members)
        {
            foreach (var member in e.EnumerateObject().Where(m => !members.Contains(m.Name, StringComparer.Ordinal)))
            {
                Add(at + member.Name, "unknown-member", "未知的成员", "No such member");
            }
        }

        private JsonElement? Member(JsonElement e, string at, string name, JsonValueKind kind)
        {
            if (!Has(e, name))
            {
                Add(at + name, "missing", "缺少该项", "It is missing");
                return null;
            }
            var value = e.GetProperty(name);
            if (value.ValueKind == kind)
            {
                return value;
            }
            var (code, zh, en) = kind switch
            {
                JsonValueKind.String => ("not-a-text", "应为文字", "It must be a text"),
                JsonValueKind.Number => ("not-a-number", "应为数字", "It must be a number"),
                JsonValueKind.Array => ("not-a-list", "应为列表", "It must be a list"),
                _ => ("not-an-object", "应为对象", "It must be an object"),
            };
            Add(at + name, code, zh, en);
            return null;
        }

        private string Text(JsonElement e, string at, string name) =>
            Member(e, at, name, JsonValueKind.String)?.GetString()?.Trim() ?? "";

        private decimal Number(JsonElement e, string at, string name)
        {
            if (Member(e, at, name, JsonValueKind.Number) is not { } value)
            {
                return 0;
            }
            if (value.TryGetDecimal(out var number))
            {
                return number;
            }
            Add(at + name, "not-a-number", "数字过大", "The number is too large");
            return 0;
        }

        private int Whole(JsonElement e, string at, string name)
        {
            var number = Number(e, at, name);
            if (number == decimal.Truncate(number) && Math.Abs(number) < 1_000_000)
            {
                return (int)number;
            }
            Add(at + name, "not-whole", "应为整数", "It must be a whole number");
            return 0;
        }

        private List<T> List<T>(
            JsonElement e,
            string at,
            string name,
            Func<JsonElement, string, T> read,
            string[] members
        )
        {
            var items = new List<T>();
            if (Member(e, at, name, JsonValueKind.Array) is not { } list)
            {
                return items;
            }
            foreach (var (i, item) in list.EnumerateArray().Index())
            {
                var where = $"{at}{name}[{i}]";
                if (item.ValueKind == JsonValueKind.Object)
                {
                    Know(item, where + ".", members);
                    items.Add(read(item, where + "."));
                }
                else
                {
                    Add(where, "not-an-object", "应为对象", "It must be an object");
                }
            }
            return items;
        }

        private void Add(string path, string code, string zh, string en) => Errors.Add(new(path, code, zh, en));
    }
}
