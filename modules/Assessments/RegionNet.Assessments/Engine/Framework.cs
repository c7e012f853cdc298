using System.Text.Json.Serialization;

namespace RegionNet.Assessments;

/// <summary>
/// The content of a framework (指标体系): a tree of indicators and the rules by which marks become a grade. <see cref="Text"/> is its
/// canonical JSON, whose SHA-256 freezes it.
/// </summary>
/// <param name="Schema"><see cref="Framework.SchemaName"/>.</param>
/// <param name="Weights">
/// <c>points</c>: children add up to exactly the points of their parent, the first level to 100. <c>percent</c>: children of every node
/// add up to exactly 100.
/// </param>
/// <param name="BonusCap">Points that all bonuses of a zone add at most.</param>
/// <param name="DeductionCap">Points that all deductions of a zone take at most.</param>
/// <param name="Grades">From the best to the worst; the worst from 0.</param>
internal sealed record Framework(
    string Schema,
    string Weights,
    decimal BonusCap,
    decimal DeductionCap,
    PanelRule Panel,
    IReadOnlyList<FrameworkVeto> Vetoes,
    IReadOnlyList<FrameworkGrade> Grades,
    IReadOnlyList<FrameworkNode> Nodes
)
{
    public const string SchemaName = "regionnet-framework/1";
    public const string Points = "points";
    public const string Percent = "percent";

    /// <summary>Indicators in the order of the tree.</summary>
    [JsonIgnore]
    public IEnumerable<FrameworkNode> Leaves => Nodes.SelectMany(n => n.Leaves);

    /// <summary>Indicators that a panel marks: every one is a cell of the score sheet.</summary>
    [JsonIgnore]
    public IEnumerable<FrameworkNode> PanelLeaves => Leaves.Where(l => l.Method == FrameworkNode.ExpertPanel);

    /// <summary>不合格: what a veto makes of any score.</summary>
    [JsonIgnore]
    public FrameworkGrade LowestGrade => Grades[^1];

    public FrameworkGrade GradeOf(decimal total) => Grades.FirstOrDefault(g => total >= g.Min) ?? LowestGrade;

    /// <summary>What steps and deductions of an indicator are stated of: its points, or 100 where weights are percent.</summary>
    public decimal FullMark(FrameworkNode leaf) => Weights == Points ? leaf.Weight : 100;

    public string Text() => CanonicalJson.Write(this);

    /// <summary>Reads a text that <see cref="Text"/> wrote; of any other, <see cref="FrameworkReader"/> says what is wrong.</summary>
    public static Framework Of(string text) => CanonicalJson.Read<Framework>(text);

    /// <summary>
    /// Points of each indicator, of 100 in all, and exactly: at each node an indicator has its part of what is applicable there. What is
    /// not applicable is shared over its siblings in the proportion of their weights; a node of which nothing is left likewise.
    /// </summary>
    /// <param name="notApplicable">Codes of indicators.</param>
    /// <returns>Only applicable indicators.</returns>
    public Dictionary<string, Ratio> PointsOf(IReadOnlySet<string> notApplicable)
    {
        var points = new Dictionary<string, Ratio>(StringComparer.Ordinal);
        Share(Nodes, Ratio.Of(100));
        return points;

        void Share(IReadOnlyList<FrameworkNode> siblings, Ratio available)
        {
            var applicable = siblings.Where(Applies).ToList();
            var sum = applicable.Sum(n => n.Weight);
            foreach (var node in applicable)
            {
                var part = available * (Ratio.Of(node.Weight) / Ratio.Of(sum));
                if (node.IsLeaf)
                {
                    points.Add(node.Code, part);
                }
                else
                {
                    Share(node.Children!, part);
                }
            }
        }

        bool Applies(FrameworkNode node) => node.Leaves.Any(l => !notApplicable.Contains(l.Code));
    }
}

/// <summary>How the marks of a panel become one.</summary>
/// <param name="DropFrom">With as many marks the highest and the lowest are dropped.</param>
/// <param name="FewestMarks">With fewer the indicator has no valid mark.</param>
/// <param name="SpreadLimit">Of 100: a larger range of marks in one cell asks for moderation.</param>
/// <param name="FewestZones">An evaluator of fewer zones can't be corrected: the adjusted rankings are then withheld.</param>
internal sealed record PanelRule(int DropFrom, int FewestMarks, decimal SpreadLimit, int FewestZones);

internal sealed record FrameworkVeto(string Code, string Zh, string En);

/// <param name="Code">Stable, for example <c>excellent</c>.</param>
/// <param name="Min">Lowest total of the grade.</param>
internal sealed record FrameworkGrade(string Code, decimal Min, string Zh, string En);

/// <param name="From">Lowest value of the step.</param>
/// <param name="Points">What it gives, of <see cref="Framework.FullMark"/>.</param>
internal sealed record FrameworkStep(decimal From, decimal Points);

/// <summary>A node of the tree; without children an indicator.</summary>
/// <param name="Weight">Points or percent, as the framework says.</param>
/// <param name="Method">Of an indicator: linear, step, deduct, expert_panel.</param>
/// <param name="Evidence">What the zone is asked to show.</param>
/// <param name="Floor">linear: gives 0. Above <paramref name="Target"/> when less is better.</param>
/// <param name="Target">linear: gives all.</param>
/// <param name="Steps">step: the highest one not above the value counts.</param>
/// <param name="DeductPerEvent">deduct: what each event takes, of <see cref="Framework.FullMark"/>.</param>
internal sealed record FrameworkNode(
    string Code,
    string Zh,
    string En,
    decimal Weight,
    IReadOnlyList<FrameworkNode>? Children = null,
    string? Method = null,
    string? Unit = null,
    string? Evidence = null,
    decimal? Floor = null,
    decimal? Target = null,
    IReadOnlyList<FrameworkStep>? Steps = null,
    decimal? DeductPerEvent = null
)
{
    public const string Linear = "linear";
    public const string Step = "step";
    public const string Deduct = "deduct";
    public const string ExpertPanel = "expert_panel";

    public static readonly IReadOnlyList<string> Methods = [Linear, Step, Deduct, ExpertPanel];

    [JsonIgnore]
    public bool IsLeaf => Children is null;

    [JsonIgnore]
    public IEnumerable<FrameworkNode> Leaves => Children is null ? [this] : Children.SelectMany(c => c.Leaves);
}
