using RegionNet.Assessments;
using Xunit;

namespace RegionNet.UnitTests.Assessments;

public class AgreementTests
{
    /// <summary>Shrout and Fleiss (1979), table 2: six targets, four judges; they print ICC(2,1) = .29 and ICC(2,4) = .62.</summary>
    private static readonly double[][] ShroutFleiss =
    [
        [9, 2, 5, 8],
        [6, 1, 3, 2],
        [8, 4, 6, 8],
        [7, 1, 2, 6],
        [10, 5, 6, 9],
        [6, 2, 4, 7],
    ];

    [Fact]
    public void Icc_is_that_of_Shrout_and_Fleiss()
    {
        var (single, mean) = Agreement.Icc(ShroutFleiss);
        Assert.Equal(0.29, single!.Value, 2);
        Assert.Equal(0.62, mean!.Value, 2);
        Assert.Equal(0.2898, single.Value, 4);
        Assert.Equal(0.6201, mean.Value, 4);
    }

    /// <summary>By variance components too, where nothing is missing; and with marks missing, something near it.</summary>
    [Fact]
    public void Icc_of_a_linked_panel_is_the_same_where_it_is_complete()
    {
        var all = ShroutFleiss.SelectMany((row, z) => row.Select((y, e) => new Observation(z, e, e, y))).ToList();
        var (single, mean) = Linked(all);
        Assert.Equal(Agreement.Icc(ShroutFleiss).Single!.Value, single!.Value, 9);
        Assert.Equal(Agreement.Icc(ShroutFleiss).Mean!.Value, mean!.Value, 9);
        var (fewer, _) = Linked([.. all.Where(o => (o.Zone, o.Evaluator) is not ((0, 1) or (3, 2) or (5, 0)))]);
        Assert.Equal(single.Value, fewer!.Value, 0.15);

        static (double? Single, double? Mean) Linked(List<Observation> pairs)
        {
            var fit = SeverityModel.Fit(pairs, 4, 6, robust: false);
            return Agreement.IccOfLinked(pairs, 4, 6, fit.ResidualSd!.Value);
        }
    }

    [Fact]
    public void A_zone_that_nobody_scored_takes_no_degree_of_freedom()
    {
        var all = ShroutFleiss.SelectMany((row, z) => row.Select((y, e) => new Observation(z, e, e, y))).ToList();
        Assert.Equal(
            SeverityModel.Fit(all, 4, 6, robust: false).ResidualSd!.Value,
            SeverityModel.Fit(all, 4, 8, robust: false).ResidualSd!.Value,
            12
        );
    }

    /// <summary>Siegel (1956), three executives on six applicants: sums 8, 14, 11, 11, 11, 8; W = .16.</summary>
    [Fact]
    public void W_without_ties_is_that_of_Siegel()
    {
        var w = Agreement.W([
            [1, 1, 6],
            [6, 5, 3],
            [3, 6, 2],
            [2, 4, 5],
            [5, 2, 4],
            [4, 3, 1],
        ]);
        Assert.Equal(0.16, w!.Value, 2);
    }

    /// <summary>Kendall's example with ties, as Siegel (1956) gives it: s = 591, W = .828 corrected (.796 without the correction).</summary>
    [Fact]
    public void W_with_ties_is_corrected()
    {
        double[] x = [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10];
        double[] y = [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5];
        double[] z = [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10];
        var w = Agreement.W([.. x.Select((_, i) => new[] { x[i], y[i], z[i] })]);
        Assert.Equal(0.828, w!.Value, 3);
    }

    [Fact]
    public void Full_agreement_is_one_and_nothing_to_tell_is_null()
    {
        Assert.Equal(
            1,
            Agreement
                .W([
                    [1, 10],
                    [2, 20],
                    [3, 30],
                ])!
                .Value,
            12
        );
        Assert.Equal(
            1,
            Agreement
                .Icc([
                    [1, 1],
                    [2, 2],
                    [5, 5],
                ])
                .Mean!.Value,
            12
        );
        Assert.Null(
            Agreement.W([
                [1, 1],
                [1, 1],
            ])
        );
        Assert.Null(
            Agreement
                .Icc([
                    [1, 1],
                    [1, 1],
                ])
                .Single
        );
        Assert.Null(
            Agreement
                .Icc([
                    [1, 2],
                ])
                .Single
        );
    }
}
