using System.Text.Json;
using RegionNet.Assessments;
using Xunit;

namespace RegionNet.UnitTests.Assessments;

/// <summary>Three rounds that <c>Paper/rounds.py</c> computed with fractions, without the engine; some numbers are done by hand below.</summary>
public class RoundsOnPaperTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_engine_gives_the_digits_of_the_paper(int number)
    {
        var result = Aggregation.Compute(Panels.Paper(number));
        using var expected = JsonDocument.Parse(Panels.Resource($"round-{number}.expected.json"));
        Assert.Equal(expected.RootElement.GetProperty("zones").GetArrayLength(), result.Zones.Count);
        foreach (var zone in expected.RootElement.GetProperty("zones").EnumerateArray())
        {
            var ours = result.Zones.Single(z => z.Zone == zone.GetProperty("zone").GetString());
            foreach (var total in zone.GetProperty("totals").EnumerateObject())
            {
                Assert.Equal(
                    (ours.Zone, total.Name, total.Value.GetDecimal()),
                    (ours.Zone, total.Name, ours.Methods.Single(m => m.Method == total.Name).Total)
                );
            }
            if (result.CountingMethod == RankingMethod.Trimmed)
            {
                Assert.Equal((ours.Zone, zone.GetProperty("grade").GetString()), (ours.Zone, ours.Grade));
                foreach (var score in zone.GetProperty("scores").EnumerateObject())
                {
                    Assert.Equal(
                        (ours.Zone, score.Name, score.Value.GetDecimal()),
                        (ours.Zone, score.Name, ours.Indicators.Single(i => i.Code == score.Name).Score)
                    );
                }
            }
        }
    }

    [Fact]
    public void Severities_are_those_of_the_full_normal_equations()
    {
        var result = Aggregation.Compute(Panels.Paper(3));
        using var expected = JsonDocument.Parse(Panels.Resource("round-3.expected.json"));
        Assert.Equal(RankingMethod.Additive, result.CountingMethod);
        Assert.Empty(result.Withheld);
        foreach (var evaluator in result.Panel.Evaluators)
        {
            Assert.Equal(
                expected.RootElement.GetProperty("severity").GetProperty(evaluator.Evaluator).GetDecimal(),
                evaluator.Severity
            );
            Assert.Equal(
                expected.RootElement.GetProperty("robust").GetProperty(evaluator.Evaluator).GetDecimal(),
                evaluator.RobustSeverity
            );
        }
        // The wild mark of zone 340000 is pointed out.
        Assert.Contains(result.Panel.Outliers, o => o.Zone == "340000" && o.Residual < -10);
    }

    /// <summary>By hand: 4 × 13/32 = 1.625; 2 × 201/400 = 1.005; 5 × 80.1 % = 4.005; the sum 57.22 − 0.125 = 57.095.</summary>
    [Fact]
    public void Halves_of_a_hundredth_by_hand()
    {
        var zone = Aggregation.Compute(Panels.Paper(1)).Zones.Single(z => z.Zone == "110000");
        Assert.Equal(1.63m, Score("A1"));
        Assert.Equal(1.01m, Score("A2"));
        Assert.Equal(4.01m, Score("A3"));
        Assert.Equal(0.125m, zone.Deduction);
        Assert.Equal(57.22m, zone.Indicators.Sum(i => i.Score));
        Assert.Equal(57.10m, zone.Total);

        decimal Score(string code) => zone.Indicators.Single(i => i.Code == code).Score;
    }

    [Fact]
    public void Caps_the_clamp_and_a_veto()
    {
        var zones = Aggregation.Compute(Panels.Paper(2)).Zones.ToDictionary(z => z.Zone);
        Assert.Equal((5m, 63.37m), (zones["220000"].Bonus, zones["220000"].Total));
        Assert.Equal((100m, "unqualified"), (zones["230000"].Total, zones["230000"].Grade));
        Assert.Equal((10m, 0m, false), (zones["240000"].Deduction, zones["240000"].Total, zones["240000"].Valid));
        Assert.Equal(IndicatorResult.TooFewMarks, Flag("240000", "A2"));
        Assert.Equal(IndicatorResult.Missing, Flag("240000", "A1a"));
        Assert.Equal(IndicatorResult.NotApplicable, Flag("210000", "A1b"));
        Assert.Equal(["E1", "E5"], zones["250000"].Indicators.Single(i => i.Code == "A2").Dropped!);

        string? Flag(string zone, string code) => zones[zone].Indicators.Single(i => i.Code == code).Flag;
    }
}
