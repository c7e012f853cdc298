using RegionNet.Assessments;
using Xunit;

namespace RegionNet.UnitTests.Assessments;

public class ResamplingTests
{
    [Fact]
    public void Zones_far_apart_are_told_apart_and_those_alike_are_not()
    {
        decimal[] level = [95, 70.2m, 70, 69.9m, 40];
        var zones = level.Select(
            (l, z) =>
                Panels.Zone(
                    z,
                    Enumerable
                        .Range(0, 7)
                        .Select(e => ($"E{e}", new[] { l + (e * 5 + z * 3) % 7 - 3, l - (e * 3 + z) % 5 + 2 }))
                )
        );
        var result = Aggregation.Compute(Panels.Round(Panels.AllByPanel(2), zones, resamples: 1_000));
        var (first, last) = (result.Zones[0].Interval!, result.Zones[4].Interval!);
        Assert.Equal((1, 1, 1, 1), (first.RankFrom, first.RankTo, first.IndistinctFrom, first.IndistinctTo));
        Assert.Equal((5, 5, 5, 5), (last.RankFrom, last.RankTo, last.IndistinctFrom, last.IndistinctTo));
        foreach (var middle in result.Zones.Skip(1).Take(3).Select(z => z.Interval!))
        {
            Assert.True(middle.RankFrom < middle.RankTo);
            Assert.True(middle.IndistinctTo > middle.IndistinctFrom);
            Assert.Equal([0, 0, 1, 0], middle.GradeChances);
        }
        Assert.Equal([1, 0, 0, 0], first.GradeChances);
        Assert.Equal([0, 0, 0, 1], last.GradeChances);
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals_and_another_one_others()
    {
        var input = Panels.Paper(3) with { Resamples = 1_000 };
        var once = Aggregation.Compute(input, "").Text();
        Assert.Equal(once, Aggregation.Compute(input, "").Text());
        Assert.NotEqual(once, Aggregation.Compute(input with { Seed = 2 }, "").Text());
    }

    /// <summary>One evaluator and no spread: nothing to draw, so that every resample is the total itself.</summary>
    [Fact]
    public void Without_anything_to_draw_the_interval_is_the_total()
    {
        var framework = Panels.AllByPanel(2) with { Panel = new(5, 1, 20, 3) };
        var zones = new[] { 61.25m, 88.5m }.Select((m, z) => Panels.Zone(z, ("E", [m, m / 2])));
        var input = Panels.Round(framework, zones, resamples: 1_000) with { WeightSpread = 0 };
        Assert.All(
            Aggregation.Compute(input).Zones,
            z => Assert.Equal((z.Total, z.Total), (z.Interval!.TotalFrom, z.Interval.TotalTo))
        );
    }

    [Fact]
    public void Grade_chances_are_parts_of_one()
    {
        var result = Aggregation.Compute(Panels.Paper(3) with { Resamples = 1_000 });
        Assert.All(result.Zones, z => Assert.InRange(z.Interval!.GradeChances.Sum(), 0.998m, 1.002m));
        Assert.All(result.Zones, z => Assert.InRange(z.Rank, z.Interval!.RankFrom, z.Interval.RankTo));
    }
}
