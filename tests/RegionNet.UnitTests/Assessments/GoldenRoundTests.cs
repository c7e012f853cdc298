using System.Runtime.CompilerServices;
using RegionNet.Assessments;
using Xunit;

namespace RegionNet.UnitTests.Assessments;

/// <summary>
/// A round of the reference framework as it was computed once. Whatever changes in the engine, it comes out with the same digits: ranks,
/// statistics and intervals too. A wanted change of rules is a new <see cref="Aggregation.Engine"/> and a second golden round.
/// </summary>
public class GoldenRoundTests
{
    [Fact]
    public void It_is_computed_again_without_a_difference()
    {
        var input = Panels.Resource("golden-input.json");
        if (Environment.GetEnvironmentVariable("REGENERATE") == "1")
        {
            File.WriteAllText(
                Path.Combine(Folder(), "golden-result.json"),
                Aggregation.Compute(RoundInput.Of(input), CanonicalJson.Hex(input)).Text()
            );
        }
        Assert.Equal([], Recomputation.Differences(input, Panels.Resource("golden-result.json")));
    }

    [Fact]
    public void Its_texts_are_canonical()
    {
        Assert.Equal(Panels.Resource("golden-input.json"), RoundInput.Of(Panels.Resource("golden-input.json")).Text());
        Assert.Equal(
            Panels.Resource("golden-result.json"),
            RoundResult.Of(Panels.Resource("golden-result.json")).Text()
        );
    }

    [Theory]
    [InlineData("\"value\":91}", "\"value\":92}", "inputHash")]
    [InlineData(
        "\"weight\":10,\"zh\":\"知识产权保护工作整体部署\"",
        "\"weight\":9,\"zh\":\"知识产权保护工作整体部署\"",
        "frameworkHash"
    )]
    public void What_was_tampered_with_is_found(string kept, string changed, string where)
    {
        var input = Panels.Resource("golden-input.json");
        Assert.Contains(kept, input, StringComparison.Ordinal);
        var differences = Recomputation.Differences(
            input.Replace(kept, changed, StringComparison.Ordinal),
            Panels.Resource("golden-result.json")
        );
        Assert.Contains(differences, d => d.StartsWith(where, StringComparison.Ordinal));
        Assert.Contains(differences, d => d.StartsWith("zones[", StringComparison.Ordinal));
    }

    [Fact]
    public void A_total_that_was_changed_is_named()
    {
        var result = RoundResult.Of(Panels.Resource("golden-result.json"));
        var changed = result with { Zones = [result.Zones[0] with { Total = 99.99m }, .. result.Zones.Skip(1)] };
        var difference = Assert.Single(Recomputation.Differences(Panels.Resource("golden-input.json"), changed.Text()));
        Assert.StartsWith(
            $"zones[{result.Zones[0].Zone}].total: kept 99.99, now ",
            difference,
            StringComparison.Ordinal
        );
    }

    private static string Folder([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "Golden");
}
