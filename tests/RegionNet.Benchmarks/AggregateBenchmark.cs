using System.Diagnostics;
using RegionNet.Assessments;

namespace RegionNet.Benchmarks;

/// <summary>
/// A round of 100 zones × 5 evaluators (of 25) × 40 indicators in memory: all five rankings with agreement and severity, and 1,000
/// resamples of weights and evaluators; beside them the bare sums of the same 20,000 marks, which is the least that any of it must do.
/// </summary>
internal static class AggregateBenchmark
{
    private const int Zones = 100;
    private const int Panel = 5;
    private const int Evaluators = 25;
    private const int Indicators = 40;
    private const int Runs = 40;

    public static Task<Report> Run()
    {
        var load = Report.Load();
        var input = Input();
        var hash = CanonicalJson.Hex(input.Text());
        for (var warm = 0; warm < 10; warm++)
        {
            Aggregation.Compute(input, hash);
        }
        var bare = Times(() => Sums(input));
        var totals = Times(() => Aggregation.Totals(new Prepared(input), hash));
        var prepared = new Prepared(input);
        var result = Aggregation.Totals(prepared, hash);
        var resampled = Times(() => Resampling.Add(prepared, result));
        return Task.FromResult(
            new Report(
                "aggregate",
                "ms (p50)",
                Report.Percentile(bare, 0.5),
                Report.Percentile(totals, 0.5),
                Report.Percentile(totals, 0.5),
                Report.Percentile(totals, 0.99),
                load,
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["resamples"] = input.Resamples,
                    ["resamples_p50_ms"] = Report.Percentile(resampled, 0.5),
                    ["resamples_p99_ms"] = Report.Percentile(resampled, 0.99),
                    ["result_kb"] = result.Text().Length / 1024,
                    ["rankings"] = result.Zones[0].Methods.Count,
                }
            )
        );
    }

    private static List<double> Times(Action work)
    {
        var times = new List<double>(Runs);
        for (var run = 0; run < Runs; run++)
        {
            var began = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        times.Sort();
        return times;
    }

    private static decimal Sums(RoundInput input)
    {
        var sum = 0m;
        foreach (var zone in input.Zones)
        {
            foreach (var member in zone.Panel)
            {
                foreach (var mark in member.Marks)
                {
                    sum += mark.Mark;
                }
            }
        }
        return sum;
    }

    private static RoundInput Input()
    {
        var draws = new Draws(7);
        var framework = FrameworkSeed.Reference() with
        {
            Nodes =
            [
                .. Enumerable
                    .Range(1, Indicators)
                    .Select(i => new FrameworkNode(
                        $"I{i}",
                        $"指标{i}",
                        $"Indicator {i}",
                        100m / Indicators,
                        Method: FrameworkNode.ExpertPanel,
                        Unit: "score",
                        Evidence: "-"
                    )),
            ],
        };
        return new(
            RoundInput.SchemaName,
            "2026-benchmark",
            framework,
            CanonicalJson.Hex(framework.Text()),
            RankingMethod.Trimmed,
            1_000,
            0.2m,
            7,
            [
                .. Enumerable
                    .Range(0, Zones)
                    .Select(z => new ZoneInput(
                        $"{100000 + z}",
                        $"示范区{z}",
                        $"Zone {z}",
                        [],
                        [
                            .. Enumerable
                                .Range(0, Panel)
                                .Select(p => new PanelInput(
                                    $"E{(z * 3 + p * 7) % Evaluators:D2}",
                                    [
                                        .. framework.Leaves.Select(l => new MarkInput(
                                            l.Code,
                                            6000 / 100m + draws.Below(4000) / 100m
                                        )),
                                    ]
                                )),
                        ],
                        [],
                        []
                    )),
            ]
        );
    }
}
