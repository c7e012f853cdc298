using CsCheck;
using RegionNet.Assessments;
using Xunit;

namespace RegionNet.UnitTests.Assessments;

public class RankingTests
{
    /// <summary>A linked panel: 30 zones, 12 evaluators, five of them to a zone; worth sd 6, severity as given, noise 4.</summary>
    private const int Zones = 30;
    private const int Evaluators = 12;
    private const int Panel = 5;
    private const int Rounds = 40;

    [Fact]
    public void Where_evaluators_differ_in_severity_the_adjusted_rankings_are_nearer_to_the_truth()
    {
        var tau = MeanTau(severity: 6);
        Assert.True(tau[RankingMethod.Additive] >= tau[RankingMethod.Raw] + 0.05, Say(tau));
        Assert.True(tau[RankingMethod.Robust] >= tau[RankingMethod.Raw] + 0.05, Say(tau));
    }

    [Fact]
    public void Where_they_do_not_it_costs_next_to_nothing()
    {
        var tau = MeanTau(severity: 0);
        Assert.True(tau[RankingMethod.Additive] >= tau[RankingMethod.Raw] - 0.02, Say(tau));
        Assert.True(tau[RankingMethod.Robust] >= tau[RankingMethod.Raw] - 0.02, Say(tau));
    }

    [Fact]
    public void Evaluators_that_share_no_zone_can_not_be_compared()
    {
        decimal[][] marks =
        [
            [80],
            [70],
            [90],
        ];
        var zones = Enumerable
            .Range(0, 8)
            .Select(z => Panels.Zone(z, marks.Select((m, e) => (z < 4 ? $"A{e}" : $"B{e}", m))));
        var result = Aggregation.Compute(Panels.Round(Panels.AllByPanel(1), zones, RankingMethod.Additive));
        Assert.Equal(
            [RankingMethod.Additive, RankingMethod.Robust],
            result.Withheld.Where(w => w.Reason == "not-connected").Select(w => w.Method)
        );
        Assert.Equal(RankingMethod.Trimmed, result.CountingMethod);
        Assert.False(result.Panel.Connected);
        Assert.All(result.Zones, z => Assert.DoesNotContain(z.Methods, m => m.Method == RankingMethod.Additive));
    }

    [Fact]
    public void An_evaluator_of_too_few_zones_withholds_what_is_adjusted_and_is_named()
    {
        var zones = Enumerable
            .Range(0, 6)
            .Select(z =>
                Panels.Zone(
                    z,
                    new[] { "A", "B", "C", z == 0 ? "NEW" : "D" }.Select((e, i) => (e, new[] { 60m + z * i }))
                )
            );
        var result = Aggregation.Compute(Panels.Round(Panels.AllByPanel(1), zones, RankingMethod.Robust));
        Assert.Equal(3, result.Withheld.Count);
        Assert.All(
            result.Withheld,
            w => Assert.Equal(("too-few-zones", "NEW"), (w.Reason, Assert.Single(w.Evaluators)))
        );
    }

    [Fact]
    public void Equal_totals_share_a_rank_and_say_so()
    {
        var zones = new[] { 80m, 90m, 80m, 70m }.Select(
            (m, z) => Panels.Zone(z, "ABC".Select(e => ($"{e}", new[] { m })))
        );
        var result = Aggregation.Compute(Panels.Round(Panels.AllByPanel(1), zones));
        Assert.Equal([1, 2, 2, 4], result.Zones.Select(z => z.Rank));
        Assert.Equal([false, true, true, false], result.Zones.Select(z => z.IsTied));
    }

    [Fact]
    public void The_order_in_which_things_are_given_changes_no_digit()
    {
        var input = Panels.Paper(3) with { Resamples = 50 };
        var turned = input with
        {
            Zones =
            [
                .. input
                    .Zones.Reverse()
                    .Select(z => z with { Panel = [.. z.Panel.Reverse()], Filings = [.. z.Filings.Reverse()] }),
            ],
        };
        Assert.Equal(Aggregation.Compute(input, "").Text(), Aggregation.Compute(turned, "").Text());
    }

    [Fact]
    public void A_higher_mark_never_lowers_a_total_by_the_official_rule() =>
        Gen.Select(Gen.Int[0, 10_000].Array[6], Gen.Int[0, 5], Gen.Int[0, 10_000])
            .Sample(
                (marks, who, higher) =>
                {
                    var raised = marks.ToArray();
                    raised[who] = Math.Max(marks[who], higher);
                    return Total(raised) >= Total(marks);
                }
            );

    [Fact]
    public void Correcting_severity_leaves_the_mean_of_a_round_where_it_was() =>
        Gen.Int[1, 1_000_000]
            .Sample(
                seed =>
                {
                    var zones = Simulate(new Draws(seed), 6, out _);
                    var input = Panels.Round(Panels.AllByPanel(1), zones);
                    var result = Aggregation.Compute(input);
                    var shift = result.Panel.Evaluators.Sum(e => e.Zones * e.Severity!.Value);
                    return Math.Abs(shift) < 0.01m;
                },
                iter: 20
            );

    private static decimal Total(int[] hundredths)
    {
        var zone = Panels.Zone(1, hundredths.Select((m, e) => ($"E{e}", new[] { m / 100m })));
        return Aggregation.Compute(Panels.Round(Panels.AllByPanel(1), [zone])).Zones[0].Total;
    }

    private static Dictionary<string, double> MeanTau(double severity)
    {
        var sums = RankingMethod.All.ToDictionary(m => m, _ => 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var zones = Simulate(new Draws(1000 + round), severity, out var truth);
            var result = Aggregation.Compute(Panels.Round(Panels.AllByPanel(1), zones));
            foreach (var method in RankingMethod.All)
            {
                var totals = result.Zones.ToDictionary(
                    z => z.Zone,
                    z => z.Methods.Single(m => m.Method == method).Total
                );
                sums[method] += Tau([.. zones.Select(z => (double)totals[z.Zone])], truth) / Rounds;
            }
        }
        return sums;
    }

    private static ZoneInput[] Simulate(Draws draws, double severity, out double[] truth)
    {
        var lean = Enumerable.Range(0, Evaluators).Select(_ => severity * Normal(draws)).ToArray();
        var worth = Enumerable.Range(0, Zones).Select(_ => 70 + 6 * Normal(draws)).ToArray();
        truth = worth;
        return
        [
            .. worth.Select(
                (w, z) =>
                {
                    // Five of twelve, drawn: the panels are linked by chance, as an assigner's are by design.
                    var panel = Enumerable.Range(0, Evaluators).OrderBy(_ => draws.Unit()).Take(Panel).ToArray();
                    return Panels.Zone(
                        z,
                        panel.Select(e => ($"E{e:D2}", new[] { Mark(w + lean[e] + 4 * Normal(draws)) }))
                    );
                }
            ),
        ];

        static decimal Mark(double mark) => Math.Clamp(Math.Round((decimal)mark, 2), 0, 100);
    }

    /// <summary>The sum of twelve even numbers less six: near enough to a normal one, and made of + alone.</summary>
    private static double Normal(Draws draws) => Enumerable.Range(0, 12).Sum(_ => draws.Unit()) - 6;

    /// <summary>Kendall's τ-b.</summary>
    private static double Tau(double[] a, double[] b)
    {
        var (concordant, tiedA, tiedB) = (0, 0, 0);
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (x, y) = (a[i].CompareTo(a[j]), b[i].CompareTo(b[j]));
                concordant += x * y;
                tiedA += x == 0 ? 0 : 1;
                tiedB += y == 0 ? 0 : 1;
            }
        }
        return concordant / Math.Sqrt((double)tiedA * tiedB);
    }

    private static string Say(Dictionary<string, double> tau) =>
        string.Join(", ", tau.Select(t => $"{t.Key} {t.Value:F4}"));
}
