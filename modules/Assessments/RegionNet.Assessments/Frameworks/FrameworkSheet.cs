using System.Globalization;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>
/// A framework as one table. Each row is a setting (code and value), a veto, a grade (value: its lowest total) or a node of the tree
/// (parent: the code of the node it stands under). What is written is read as the same framework.
/// </summary>
internal static class FrameworkSheet
{
    private const string Type = "type";
    private const string Value = "value";
    private const string Setting = "setting";
    private const string Veto = "veto";
    private const string Grade = "grade";
    private const string Node = "node";

    private static readonly SheetColumn[] Columns =
    [
        new(Type, "类型", "Type", IsRequired: true),
        new("code", "编码", "Code", IsRequired: true),
        new("parent", "上级编码", "Parent"),
        new("zh", "中文名称", "Name in Chinese"),
        new("en", "英文名称", "Name in English"),
        new("weight", "权重", "Weight"),
        new("method", "计分方法", "Method"),
        new("unit", "单位", "Unit"),
        new("evidence", "证据材料", "Evidence"),
        new("floor", "底线值", "Floor"),
        new("target", "目标值", "Target"),
        new("steps", "档次", "Steps"),
        new("deductPerEvent", "每次扣分", "Points off an event"),
        new(Value, "值", "Value"),
    ];

    private static readonly (string Code, string Zh, string En)[] Types =
    [
        (Setting, "设置", "Setting"),
        (Veto, "否决事项", "Veto"),
        (Grade, "等次", "Grade"),
        (Node, "指标", "Node"),
    ];

    private static readonly (string Code, string Zh)[] Methods =
    [
        (FrameworkNode.Linear, "线性"),
        (FrameworkNode.Step, "分档"),
        (FrameworkNode.Deduct, "扣分"),
        (FrameworkNode.ExpertPanel, "专家评分"),
    ];

    private static readonly string[] Settings =
    [
        "code",
        "nameZh",
        "nameEn",
        "official",
        "sourceZh",
        "sourceEn",
        "weights",
        "bonusCap",
        "deductionCap",
        "dropFrom",
        "fewestMarks",
        "spreadLimit",
        "fewestZones",
    ];

    public static (byte[] Content, string MediaType) Write(FrameworkDraft draft, string format, bool english)
    {
        var content = draft.Content;
        IEnumerable<object?[]> rows =
        [
            .. Settings
                .Zip([
                    draft.Code,
                    draft.NameZh,
                    draft.NameEn,
                    draft.Official ? "yes" : "no",
                    draft.SourceZh,
                    draft.SourceEn,
                    content.Weights,
                    content.BonusCap,
                    content.DeductionCap,
                    content.Panel.DropFrom,
                    content.Panel.FewestMarks,
                    content.Panel.SpreadLimit,
                    (object)content.Panel.FewestZones,
                ])
                .Select(s => Row(Setting, s.First, value: s.Second)),
            .. content.Vetoes.Select(v => Row(Veto, v.Code, zh: v.Zh, en: v.En)),
            .. content.Grades.Select(g => Row(Grade, g.Code, zh: g.Zh, en: g.En, value: g.Min)),
            .. Nodes(content.Nodes, null),
        ];
        return TableFile.Write(format, "framework", [.. Columns.Select(c => english ? c.En : c.Zh)], rows);

        IEnumerable<object?[]> Nodes(IReadOnlyList<FrameworkNode> nodes, string? parent) =>
            nodes.SelectMany(n =>
                Nodes(n.Children ?? [], n.Code)
                    .Prepend(
                        Row(
                            Node,
                            n.Code,
                            parent,
                            n.Zh,
                            n.En,
                            null,
                            n.Weight,
                            n.Method,
                            n.Unit,
                            n.Evidence,
                            n.Floor,
                            n.Target,
                            n.Steps is null ? null : string.Join("; ", n.Steps.Select(s => $"{s.From}: {s.Points}")),
                            n.DeductPerEvent
                        )
                    )
            );

        object?[] Row(
            string type,
            string code,
            string? parent = null,
            string? zh = null,
            string? en = null,
            object? value = null,
            params object?[] node
        )
        {
            var name = Types.First(t => t.Code == type);
            var more = node.Length == 0 ? new object?[8] : node;
            return [english ? name.En : name.Zh, code, parent, zh, en, .. more, value];
        }
    }

    /// <returns>The framework, or every cell that is wrong; the rules are asked once all cells can be read.</returns>
    public static (FrameworkDraft? Draft, IReadOnlyList<CellError> Errors) Read(Sheet sheet)
    {
        var (rows, errors) = SheetRow.ReadAll(sheet, Columns, FrameworkSheetRow.Read);
        if (errors.Count > 0)
        {
            return (null, errors);
        }
        var found = new List<CellError>();
        var places = new Dictionary<string, (int Row, string Field)>(StringComparer.Ordinal);
        var settings = rows.Where(r => r.Type == Setting).ToLookup(r => r.Code, StringComparer.Ordinal);
        foreach (var row in rows.Where(r => r.Type == Setting))
        {
            if (!Settings.Contains(row.Code, StringComparer.Ordinal))
            {
                Add(
                    row.Number,
                    "code",
                    "unknown-setting",
                    $"没有设置项“{row.Code}”",
                    $"No setting is called {row.Code}"
                );
            }
            else if (settings[row.Code].First() != row)
            {
                Add(row.Number, "code", "setting-twice", "设置项重复", "The setting is there twice");
            }
            places.TryAdd(row.Code, (row.Number, Value));
        }
        foreach (var missing in Settings.Where(s => !settings.Contains(s)))
        {
            found.Add(
                new(1, null, null, "missing-setting", $"缺少设置项“{missing}”", $"The setting {missing} is missing")
            );
        }
        var nodes = Tree();
        var content = new Framework(
            Framework.SchemaName,
            Text("weights"),
            Number("bonusCap"),
            Number("deductionCap"),
            new((int)Number("dropFrom"), (int)Number("fewestMarks"), Number("spreadLimit"), (int)Number("fewestZones")),
            [.. Of(Veto, "vetoes").Select(r => new FrameworkVeto(r.Code, r.Zh, r.En))],
            [.. Of(Grade, "grades").Select(r => new FrameworkGrade(r.Code, Decimal(r), r.Zh, r.En))],
            nodes
        );
        var official = Text("official").ToLowerInvariant() is "yes" or "true" or "是";
        if (
            !official
            && settings.Contains("official")
            && Text("official").ToLowerInvariant() is not ("no" or "false" or "否")
        )
        {
            Add(places["official"].Row, Value, "not-yes-or-no", "应填“是”或“否”", "It must be yes or no");
        }
        if (found.Count > 0)
        {
            return (null, found);
        }
        var (draft, wrong) = FrameworkDraft.Of(
            Text("code"),
            Text("nameZh"),
            Text("nameEn"),
            official,
            Text("sourceZh"),
            Text("sourceEn"),
            content,
            FrameworkRules.Check(content)
        );
        foreach (var error in wrong)
        {
            var (row, field) = Place(error.Path);
            Add(row, field, error.Code, error.Zh, error.En);
        }
        return (draft, found);

        IEnumerable<FrameworkSheetRow> Of(string type, string path)
        {
            foreach (var (i, row) in rows.Where(r => r.Type == type).Index())
            {
                places[$"{path}[{i}]"] = (row.Number, "code");
                yield return row;
            }
        }

        List<FrameworkNode> Tree()
        {
            var before = found.Count;
            var all = rows.Where(r => r.Type == Node).ToList();
            var codes = all.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
            var children = all.ToLookup(r => r.Parent, StringComparer.Ordinal);
            foreach (var row in all.Where(r => r.Parent.Length > 0 && !codes.Contains(r.Parent)))
            {
                Add(
                    row.Number,
                    "parent",
                    "no-such-parent",
                    $"没有编码为“{row.Parent}”的节点",
                    $"No node has the code {row.Parent}"
                );
            }
            foreach (var twice in all.GroupBy(r => r.Code).Where(g => g.Count() > 1).SelectMany(g => g.Skip(1)))
            {
                Add(
                    twice.Number,
                    "code",
                    "code-twice",
                    $"编码 {twice.Code} 重复",
                    $"The code {twice.Code} is there twice"
                );
            }
            var placed = 0;
            var roots = found.Count > before ? [] : Under("", "nodes");
            if (found.Count == before && placed < all.Count)
            {
                var circle = all.First(r => !places.Values.Any(p => p.Row == r.Number));
                Add(circle.Number, "parent", "parents-in-a-circle", "上级编码成环", "The parents go in a circle");
            }
            return roots;

            List<FrameworkNode> Under(string parent, string path)
            {
                var list = new List<FrameworkNode>();
                foreach (var (i, row) in children[parent].Index())
                {
                    var here = $"{path}[{i}]";
                    places[here] = (row.Number, "weight");
                    placed++;
                    var under = Under(row.Code, $"{here}.children");
                    list.Add(row.ToNode(under.Count > 0 ? under : null));
                }
                return list;
            }
        }

        string Text(string setting) => settings[setting].FirstOrDefault()?.Value ?? "";

        decimal Number(string setting) => settings[setting].FirstOrDefault() is { } row ? Decimal(row) : 0;

        decimal Decimal(FrameworkSheetRow row)
        {
            if (
                decimal.TryParse(row.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                && Math.Abs(number) < 1_000_000
            )
            {
                return number;
            }
            Add(row.Number, Value, "not-a-number", "应为数字", "It must be a number");
            return 0;
        }

        // nodes[2].children[0].steps[1].from → the row of nodes[2].children[0], column steps; panel.dropFrom → the setting.
        (int Row, string Field) Place(string path)
        {
            if (path.StartsWith("panel.", StringComparison.Ordinal))
            {
                path = path["panel.".Length..];
            }
            for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOf('.'))])
            {
                if (places.TryGetValue(at, out var place))
                {
                    var field = path.Length > at.Length ? path[(at.Length + 1)..].Split('[', '.')[0] : place.Field;
                    return (
                        place.Row,
                        field == "min" ? Value
                        : field == "children" ? "weight"
                        : field
                    );
                }
            }
            // Of the whole: the first node's weight, or the header.
            return path == "nodes" && places.TryGetValue("nodes[0]", out var first) ? first : (1, Type);
        }

        void Add(int row, string field, string code, string zh, string en)
        {
            var column = Array.FindIndex(sheet.Rows[0], h => Columns.First(c => c.Field == field).IsCalled(h));
            found.Add(
                new(
                    row,
                    column < 0 ? null : Sheet.Letter(column),
                    column < 0 ? null : sheet.Rows[0][column],
                    code,
                    zh,
                    en
                )
            );
        }
    }

    /// <summary>A row as it stands, its numbers read.</summary>
    private sealed record FrameworkSheetRow(
        int Number,
        string Type,
        string Code,
        string Parent,
        string Zh,
        string En,
        string Value,
        decimal? Weight,
        string? Method,
        string? Unit,
        string? Evidence,
        decimal? Floor,
        decimal? Target,
        IReadOnlyList<FrameworkStep>? Steps,
        decimal? DeductPerEvent
    )
    {
        public static FrameworkSheetRow Read(SheetRow row)
        {
            var type = row.Text(FrameworkSheet.Type, 20);
            var known = Types.FirstOrDefault(t =>
                t.Zh == type
                || t.En.Equals(type, StringComparison.OrdinalIgnoreCase)
                || t.Code.Equals(type, StringComparison.OrdinalIgnoreCase)
            );
            if (known.Code is null && type.Length > 0)
            {
                row.Add(
                    FrameworkSheet.Type,
                    "unknown-type",
                    "应为 设置、否决事项、等次 或 指标",
                    "It must be Setting, Veto, Grade or Node"
                );
            }
            var isNode = known.Code == Node;
            var method = row.Text("method", 20, required: false);
            return new(
                row.Number,
                known.Code ?? "",
                row.Text("code", 41),
                row.Text("parent", 41, required: false),
                row.Text("zh", 200, known.Code is not (Setting or null)),
                row.Text("en", 200, known.Code is not (Setting or null)),
                row.Text(FrameworkSheet.Value, 500, known.Code is Setting or Grade),
                Amount(row, "weight", isNode),
                method.Length == 0 ? null : Methods.FirstOrDefault(m => m.Zh == method).Code ?? method,
                NullIfEmpty(row.Text("unit", 50, required: false)),
                NullIfEmpty(row.Text("evidence", 500, required: false)),
                Amount(row, "floor", required: false),
                Amount(row, "target", required: false),
                ReadSteps(row),
                Amount(row, "deductPerEvent", required: false)
            );
        }

        public FrameworkNode ToNode(IReadOnlyList<FrameworkNode>? children) =>
            new(Code, Zh, En, Weight ?? 0, children, Method, Unit, Evidence, Floor, Target, Steps, DeductPerEvent);

        private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

        private static decimal? Amount(SheetRow row, string field, bool required)
        {
            var text = FormulaGuard.Undo(row.Cell(field));
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
            if (text.Length > 0 || required)
            {
                row.Add(field, text.Length > 0 ? "not-a-number" : "empty", "应为数字", "It must be a number");
            }
            return null;
        }

        /// <summary>0: 0; 1: 2; 2: 3 — from which value how many points.</summary>
        private static List<FrameworkStep>? ReadSteps(SheetRow row)
        {
            var text = row.Text("steps", 500, required: false);
            if (text.Length == 0)
            {
                return null;
            }
            var steps = new List<FrameworkStep>();
            foreach (
                var part in text.Split(
                    [';', '；'],
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
            )
            {
                if (
                    part.Split([':', '：'], StringSplitOptions.TrimEntries) is [var from, var points]
                    && decimal.TryParse(from, NumberStyles.Float, CultureInfo.InvariantCulture, out var at)
                    && decimal.TryParse(points, NumberStyles.Float, CultureInfo.InvariantCulture, out var gives)
                )
                {
                    steps.Add(new(at, gives));
                }
                else
                {
                    row.Add(
                        "steps",
                        "not-steps",
                        "应为“起点: 分值”，以分号分隔，例如 0: 0; 1: 2",
                        "It must be value: points, divided by semicolons, such as 0: 0; 1: 2"
                    );
                    return null;
                }
            }
            return steps;
        }
    }
}
