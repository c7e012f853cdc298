using System.Text.RegularExpressions;

namespace RegionNet.Assessments;

/// <summary>
/// What makes a framework one by which anybody can be assessed. Sums are exact, in decimal: there is no tolerance. Sources: the
/// reference framework's scoring section (weights, methods, caps, grades; a proposal, not an official table).
/// </summary>
internal static partial class FrameworkRules
{
    public const int MostLevels = 4;
    private const decimal Largest = 1_000_000_000m;

    /// <summary>Everything that is wrong, in the order of the tree.</summary>
    public static IReadOnlyList<FrameworkError> Check(Framework framework)
    {
        var errors = new List<FrameworkError>();
        if (framework.Schema != Framework.SchemaName)
        {
            Add("schema", "unknown-schema", $"应为 {Framework.SchemaName}", $"It must be {Framework.SchemaName}");
        }
        if (framework.Weights is not (Framework.Points or Framework.Percent))
        {
            Add("weights", "unknown-weights", "应为 points 或 percent", "It must be points or percent");
        }
        Range("bonusCap", framework.BonusCap, 0, 100);
        Range("deductionCap", framework.DeductionCap, 0, 100);
        Panel();
        Texts();
        Grades();
        Nodes();
        return errors;

        void Add(string path, string code, string zh, string en) => errors.Add(new(path, code, zh, en));

        void Range(string path, decimal value, decimal from, decimal to)
        {
            if (value < from || value > to)
            {
                Add(path, "out-of-range", $"应在 {from} 至 {to} 之间", $"It must be from {from} to {to}");
            }
            else
            {
                Decimals(path, value, 2);
            }
        }

        void Decimals(string path, decimal value, int most)
        {
            if (decimal.Round(value, most) != value)
            {
                Add(path, "too-many-decimals", $"最多 {most} 位小数", $"It has at most {most} decimals");
            }
        }

        void Text(string path, string text, int longest)
        {
            if (text.Length == 0)
            {
                Add(path, "empty", "不能为空", "It must not be empty");
            }
            else if (text.Length > longest)
            {
                Add(path, "too-long", $"不得超过 {longest} 个字符", $"It has at most {longest} characters");
            }
            else if (text.Any(char.IsControl))
            {
                Add(
                    path,
                    "control-character",
                    "含有换行或控制字符",
                    "It has a line break or a control character in it"
                );
            }
        }

        void Panel()
        {
            var panel = framework.Panel;
            Range("panel.fewestMarks", panel.FewestMarks, 1, 15);
            Range("panel.dropFrom", panel.DropFrom, 3, 15);
            Range("panel.spreadLimit", panel.SpreadLimit, 1, 100);
            Range("panel.fewestZones", panel.FewestZones, 2, 100);
            if (panel.DropFrom <= panel.FewestMarks)
            {
                Add(
                    "panel.dropFrom",
                    "drops-too-early",
                    "去掉最高最低分的人数应多于有效人数下限",
                    "Marks are dropped only where more than the fewest are there"
                );
            }
        }

        void Texts()
        {
            foreach (var (i, veto) in framework.Vetoes.Index())
            {
                Code($"vetoes[{i}].code", veto.Code, framework.Vetoes.Take(i).Select(v => v.Code));
                Text($"vetoes[{i}].zh", veto.Zh, 200);
                Text($"vetoes[{i}].en", veto.En, 200);
            }
        }

        void Code(string path, string code, IEnumerable<string> before)
        {
            if (!CodeShape().IsMatch(code))
            {
                Add(
                    path,
                    "bad-code",
                    "编码由 1 至 20 个字母、数字、点或横线组成，以字母开头",
                    "A code has 1 to 20 letters, digits, dots or hyphens and begins with a letter"
                );
            }
            else if (before.Contains(code, StringComparer.Ordinal))
            {
                Add(path, "code-twice", $"编码 {code} 重复", $"The code {code} is there twice");
            }
        }

        void Grades()
        {
            if (framework.Grades.Count < 2)
            {
                Add("grades", "too-few-grades", "至少两个等次", "There are at least two grades");
            }
            foreach (var (i, grade) in framework.Grades.Index())
            {
                Code($"grades[{i}].code", grade.Code, framework.Grades.Take(i).Select(g => g.Code));
                Text($"grades[{i}].zh", grade.Zh, 20);
                Text($"grades[{i}].en", grade.En, 40);
                Range($"grades[{i}].min", grade.Min, 0, 100);
                if (i > 0 && grade.Min >= framework.Grades[i - 1].Min)
                {
                    Add(
                        $"grades[{i}].min",
                        "grades-not-descending",
                        "等次应由高到低排列",
                        "Grades stand from the best to the worst"
                    );
                }
            }
            if (framework.Grades is [.., { Min: not 0 }])
            {
                Add(
                    $"grades[{framework.Grades.Count - 1}].min",
                    "lowest-grade-not-zero",
                    "最低等次应从 0 分起",
                    "The worst grade begins at 0"
                );
            }
        }

        void Nodes()
        {
            var codes = new HashSet<string>(StringComparer.Ordinal);
            Siblings(framework.Nodes, "nodes", 100, 1);

            void Siblings(IReadOnlyList<FrameworkNode> siblings, string path, decimal points, int level)
            {
                if (siblings.Count == 0)
                {
                    Add(path, "no-children", "至少有一项", "There is at least one");
                    return;
                }
                var whole = framework.Weights == Framework.Percent ? 100 : points;
                var sum = siblings.Sum(n => n.Weight);
                if (sum != whole)
                {
                    Add(
                        path,
                        "weights-do-not-add-up",
                        $"权重合计应为 {whole}，实为 {sum}",
                        $"The weights add up to {sum}, not to {whole}"
                    );
                }
                foreach (var (i, node) in siblings.Index())
                {
                    Node(node, $"{path}[{i}]", level);
                }
            }

            void Node(FrameworkNode node, string path, int level)
            {
                Code($"{path}.code", node.Code, codes);
                codes.Add(node.Code);
                Text($"{path}.zh", node.Zh, 100);
                Text($"{path}.en", node.En, 200);
                if (node.Weight <= 0 || node.Weight > 100)
                {
                    Add($"{path}.weight", "out-of-range", "应大于 0 且不超过 100", "It is above 0 and at most 100");
                }
                else
                {
                    Decimals($"{path}.weight", node.Weight, 2);
                }
                if (node.Children is { } children)
                {
                    if (node.Method is not null)
                    {
                        Add(
                            $"{path}.method",
                            "method-of-a-group",
                            "有下级的节点没有计分方法",
                            "A node with children has no method"
                        );
                    }
                    if (level == MostLevels)
                    {
                        Add(
                            $"{path}.children",
                            "too-deep",
                            $"最多 {MostLevels} 级",
                            $"There are at most {MostLevels} levels"
                        );
                    }
                    else
                    {
                        Siblings(children, $"{path}.children", node.Weight, level + 1);
                    }
                }
                else
                {
                    Leaf(node, path);
                }
            }
        }

        void Leaf(FrameworkNode leaf, string path)
        {
            if (leaf.Method is null)
            {
                Add($"{path}.method", "missing", "缺少计分方法", "The method is missing");
            }
            else if (!FrameworkNode.Methods.Contains(leaf.Method, StringComparer.Ordinal))
            {
                Add(
                    $"{path}.method",
                    "unknown-method",
                    "应为 linear、step、deduct 或 expert_panel",
                    "It must be linear, step, deduct or expert_panel"
                );
            }
            Text($"{path}.unit", leaf.Unit ?? "", 50);
            Text($"{path}.evidence", leaf.Evidence ?? "", 500);
            Parameter(FrameworkNode.Linear, "floor", leaf.Floor is not null);
            Parameter(FrameworkNode.Linear, "target", leaf.Target is not null);
            Parameter(FrameworkNode.Step, "steps", leaf.Steps is not null);
            Parameter(FrameworkNode.Deduct, "deductPerEvent", leaf.DeductPerEvent is not null);
            Value("floor", leaf.Floor);
            Value("target", leaf.Target);
            if (leaf.Floor is { } floor && leaf.Target == floor)
            {
                Add($"{path}.target", "floor-is-target", "目标值不得等于底线值", "Floor and target can't be the same");
            }
            if (leaf.DeductPerEvent is { } deduct)
            {
                Range($"{path}.deductPerEvent", deduct, 0.01m, 100);
            }
            Steps(leaf.Steps ?? []);

            void Parameter(string method, string name, bool given)
            {
                if (given && leaf.Method != method)
                {
                    Add($"{path}.{name}", "not-of-this-method", $"仅用于 {method}", $"It belongs to {method} only");
                }
                else if (!given && leaf.Method == method)
                {
                    Add($"{path}.{name}", "missing", $"{method} 需要该项", $"{method} needs it");
                }
            }

            void Value(string name, decimal? value)
            {
                if (value is { } given)
                {
                    if (Math.Abs(given) > Largest)
                    {
                        Add($"{path}.{name}", "out-of-range", "数值过大", "The number is too large");
                    }
                    else
                    {
                        Decimals($"{path}.{name}", given, 4);
                    }
                }
            }

            void Steps(IReadOnlyList<FrameworkStep> steps)
            {
                if (leaf.Steps is { Count: 0 })
                {
                    Add($"{path}.steps", "no-steps", "至少有一档", "There is at least one step");
                }
                for (var i = 0; i < steps.Count; i++)
                {
                    if (i > 0 && steps[i].From <= steps[i - 1].From)
                    {
                        Add(
                            $"{path}.steps[{i}].from",
                            "steps-not-ascending",
                            "各档起点应依次升高",
                            "Each step begins above the one before it"
                        );
                    }
                    if (Math.Abs(steps[i].From) > Largest)
                    {
                        Add($"{path}.steps[{i}].from", "out-of-range", "数值过大", "The number is too large");
                    }
                    else
                    {
                        Decimals($"{path}.steps[{i}].from", steps[i].From, 4);
                    }
                    Range($"{path}.steps[{i}].points", steps[i].Points, 0, 100);
                }
                if (steps.Count > 0 && steps.Max(s => s.Points) is var most && most != framework.FullMark(leaf))
                {
                    Add(
                        $"{path}.steps",
                        "steps-miss-the-weight",
                        $"最高一档应为该指标的全部分值 {framework.FullMark(leaf)}，实为 {most}",
                        $"The best step gives all of the indicator, {framework.FullMark(leaf)}, not {most}"
                    );
                }
            }
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9.-]{0,19}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeShape();
}
