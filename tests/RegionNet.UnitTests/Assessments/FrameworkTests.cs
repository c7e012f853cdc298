using CsCheck;
using RegionNet.Assessments;
using Xunit;

namespace RegionNet.UnitTests.Assessments;

public class FrameworkTests
{
    [Fact]
    public void The_reference_framework_is_one() =>
        Assert.Multiple(
            () => Assert.Equal(25, Panels.Reference.Leaves.Count()),
            () => Assert.Equal(100, Panels.Reference.Leaves.Sum(l => l.Weight)),
            () => Assert.Equal("unqualified", Panels.Reference.LowestGrade.Code)
        );

    [Fact]
    public void Its_text_is_read_as_it_was_written_and_keeps_its_hash()
    {
        var text = Panels.Reference.Text();
        Assert.Equal(text, Framework.Of(text).Text());
        Assert.Equal(text, FrameworkReader.Read(text).Framework!.Text());
        Assert.Equal("160f4616337fb7f6d3978f883dafe47d3a844f8f4e9329c006a54246589ad7aa", CanonicalJson.Hex(text));
    }

    [Theory]
    [InlineData("\"weight\": 10,", "\"weight\": 10.01,", "nodes", "weights-do-not-add-up")]
    [InlineData("\"code\": \"A2\"", "\"code\": \"A1\"", "nodes[0].children[1].code", "code-twice")]
    [InlineData("\"target\": 10\n", "\"target\": 0\n", "nodes[0].children[1].target", "floor-is-target")]
    [InlineData("\"target\": 10\n", "\"target\": 0.00001\n", "nodes[0].children[1].target", "too-many-decimals")]
    [InlineData("\"method\": \"deduct\"", "\"method\": \"guess\"", "nodes[2].children[5].method", "unknown-method")]
    [InlineData(
        "\"deductPerEvent\": 1",
        "\"deductPerEvent\": 0",
        "nodes[2].children[5].deductPerEvent",
        "out-of-range"
    )]
    [InlineData("\"min\": 90,", "\"min\": 79,", "grades[1].min", "grades-not-descending")]
    [InlineData("\"min\": 0,", "\"min\": 1,", "grades[3].min", "lowest-grade-not-zero")]
    [InlineData("\"dropFrom\": 5", "\"dropFrom\": 3", "panel.dropFrom", "drops-too-early")]
    [InlineData("\"bonusCap\": 5", "\"bonusCap\": \"5\"", "bonusCap", "not-a-number")]
    [InlineData("\"weights\": \"points\"", "\"weights\": \"shares\"", "weights", "unknown-weights")]
    [InlineData("\"unit\": \"天", "\"unti\": \"天", "nodes[2].children[1].unti", "unknown-member")]
    public void What_is_wrong_is_said_with_its_path(string right, string wrong, string path, string code)
    {
        var json = Panels.Resource(typeof(Framework).Assembly, "demo-zone-2022.json");
        var at = json.IndexOf(right, StringComparison.Ordinal);
        var (framework, errors) = FrameworkReader.Read(json[..at] + wrong + json[(at + right.Length)..]);
        Assert.Null(framework);
        Assert.Contains(errors, e => e.Path == path && e.Code == code);
    }

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        var json = Panels
            .Resource(typeof(Framework).Assembly, "demo-zone-2022.json")
            .Replace("\"weight\": 3,", "\"weight\": 3.5,", StringComparison.Ordinal)
            .Replace("\"floor\": 80", "\"floor\": 100", StringComparison.Ordinal);
        var errors = FrameworkReader.Read(json).Errors;
        Assert.True(errors.Count(e => e.Code == "weights-do-not-add-up") >= 5);
        Assert.True(errors.Count(e => e.Code == "floor-is-target") >= 3);
        Assert.True(errors.Count(e => e.Code == "steps-miss-the-weight") >= 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"nodes\": 3}")]
    [InlineData("{\"nodes\": [4], \"grades\": {}, \"panel\": []}")]
    public void What_is_no_framework_is_an_error_and_no_exception(string json) =>
        Assert.NotEmpty(FrameworkReader.Read(json).Errors);

    /// <summary>33.33 three times is no 100: there is no tolerance.</summary>
    [Fact]
    public void A_hundredth_missing_is_refused()
    {
        var node = Panels.AllByPanel(1).Nodes[0];
        FrameworkNode[] thirds = [.. "ABC".Select(c => node with { Code = $"{c}", Weight = 33.33m })];
        var framework = Panels.Reference with { Weights = Framework.Percent, Nodes = thirds };
        Assert.Equal("weights-do-not-add-up", Assert.Single(FrameworkRules.Check(framework)).Code);
    }

    [Fact]
    public void Points_of_what_is_applicable_always_add_up_to_100() =>
        Gen
            .Bool.Array[25]
            .Sample(none =>
            {
                var leaves = Panels.Reference.Leaves.Select(l => l.Code).ToArray();
                var points = Panels.Reference.PointsOf(leaves.Where((_, i) => none[i]).ToHashSet());
                var whole = points.Values.Sum(p => (double)p.Numerator / (double)p.Denominator);
                return points.Count == none.Count(n => !n)
                    && (points.Count == 0 || Math.Abs(whole - 100) < 1e-9)
                    && points.Keys.All(k => !none[Array.IndexOf(leaves, k)]);
            });

    [Fact]
    public void What_is_not_applicable_goes_to_its_siblings_in_their_proportion()
    {
        var points = Panels.Reference.PointsOf(new HashSet<string>(StringComparer.Ordinal) { "A1" });
        // A's ten points by 3 : 2.
        Assert.Equal(new Ratio(6, 1), points["A2"]);
        Assert.Equal(new Ratio(4, 1), points["A3"]);
        Assert.Equal(new Ratio(3, 1), points["B1"]);
        // Without all of F its five points are shared by the other six tasks: 10 / 95 of 100.
        var without = Panels.Reference.PointsOf(new HashSet<string>(StringComparer.Ordinal) { "F1", "F2" });
        Assert.Equal(new Ratio(100, 19) * new Ratio(1, 1), without["A1"]);
    }
}
