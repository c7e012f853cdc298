namespace RegionNet.Assessments;

/// <summary>
/// From a round's filings and marks to its totals, by every ranking. Official digits: an indicator's score and a zone's total have two
/// decimals, rounded half away from zero once each; everything before is exact. Only the statistics of evaluators (severity, spread) are
/// floating point, built of + − × ÷ √ alone, which give the same bits on every machine.
/// </summary>
internal static class Aggregation
{
    /// <summary>Of the rules in this folder; a change of any digit is a new version.</summary>
    public const string Engine = "1";

    /// <summary>The whole result, with intervals.</summary>
    public static RoundResult Compute(RoundInput input) => Compute(input, CanonicalJson.Hex(input.Text()));

    public static RoundResult Compute(RoundInput input, string inputHash)
    {
        var prepared = new Prepared(input);
        var result = Totals(prepared, inputHash);
        return input.Resamples == 0 ? result : Resampling.Add(prepared, result);
    }

    /// <summary>All rankings side by side, without intervals.</summary>
    public static RoundResult Totals(Prepared prepared, string inputHash)
    {
        var input = prepared.Input;
        var scored = RankingMethod
            .All.Where(prepared.Corrections.Of.ContainsKey)
            .Select(method =>
                (
                    method,
                    totals: prepared
                        .Zones.Select((_, z) => prepared.Score(z, method, method == prepared.CountingMethod))
                        .ToArray()
                )
            )
            .ToArray();
        var ranks = scored.Select(s => Ranks([.. s.totals.Select(t => t.Total)])).ToArray();
        var counting = Array.FindIndex(scored, s => s.method == prepared.CountingMethod);
        var zones = prepared.Zones.Select(
            (zone, z) =>
            {
                var own = scored[counting].totals[z];
                return new ZoneResult(
                    zone.Zone,
                    zone.Zh,
                    zone.En,
                    own.Total,
                    ranks[counting][z],
                    ranks[counting].Count(r => r == ranks[counting][z]) > 1,
                    (zone.Vetoes.Count > 0 ? input.Framework.LowestGrade : input.Framework.GradeOf(own.Total)).Code,
                    own.Indicators.TrueForAll(i => i.Flag != IndicatorResult.TooFewMarks),
                    prepared.Bonus(z),
                    prepared.Deduction(z),
                    [.. zone.Vetoes.Select(v => v.Code).Distinct().Order(StringComparer.Ordinal)],
                    null,
                    prepared.Weights(z),
                    [.. scored.Select((s, m) => new MethodTotal(s.method, s.totals[z].Total, ranks[m][z]))],
                    own.Indicators
                );
            }
        );
        return new(
            RoundResult.SchemaName,
            Engine,
            inputHash,
            input.Rule,
            prepared.CountingMethod,
            prepared.Corrections.Withheld,
            [.. zones.OrderBy(z => z.Rank).ThenBy(z => z.Zone, StringComparer.Ordinal)],
            prepared.Corrections.Report(prepared.Zones)
        );
    }

    /// <summary>1, 2, 2, 4.</summary>
    public static int[] Ranks(decimal[] totals)
    {
        var sorted = totals.OrderDescending().ToArray();
        return [.. totals.Select(t => Array.IndexOf(sorted, t) + 1)];
    }
}

/// <summary>A round made ready: everything that all rankings have in common.</summary>
internal sealed class Prepared
{
    private readonly FrameworkNode[] _leaves;
    private readonly FrameworkNode[] _panelLeaves;
    private readonly Dictionary<string, FilingInput>[] _filings;

    /// <summary>Of each zone, by leaf; nothing where it is not applicable.</summary>
    private readonly Ratio[][] _points;

    /// <summary>Scores that need no panel; a panel's indicators are null.</summary>
    private readonly IndicatorResult?[][] _filed;

    public Prepared(RoundInput input)
    {
        Input = input;
        _leaves = [.. input.Framework.Leaves];
        _panelLeaves = [.. input.Framework.PanelLeaves];
        Zones = [.. input.Zones.OrderBy(z => z.Zone, StringComparer.Ordinal)];
        _filings = [.. Zones.Select(z => z.Filings.ToDictionary(f => f.Indicator, StringComparer.Ordinal))];
        var shared = new Dictionary<string, Dictionary<string, Ratio>>(StringComparer.Ordinal);
        NotApplicable =
        [
            .. _filings.Select(f => f.Values.Where(v => v.NotApplicable).Select(v => v.Indicator).ToHashSet()),
        ];
        Points = new Dictionary<string, Ratio>[Zones.Length];
        foreach (var (z, none) in NotApplicable.Index())
        {
            var key = string.Join('\n', none.Order(StringComparer.Ordinal));
            Points[z] = shared.TryGetValue(key, out var points) ? points : shared[key] = input.Framework.PointsOf(none);
        }
        _points = [.. Points.Select(of => _leaves.Select(leaf => of.GetValueOrDefault(leaf.Code)).ToArray())];
        _filed = [.. Zones.Select((_, z) => _leaves.Select(leaf => Filed(z, leaf)).ToArray())];
        Panel = PanelMatrix.Of(_panelLeaves, Zones, Points);
        Corrections = Corrections.For(Panel, input.Framework.Panel);
        CountingMethod = Corrections.Of.ContainsKey(input.Rule) ? input.Rule : RankingMethod.Trimmed;
    }

    public RoundInput Input { get; }

    /// <summary>In the order of their codes.</summary>
    public ZoneInput[] Zones { get; }

    /// <summary>Of each zone, its applicable indicators' points.</summary>
    public Dictionary<string, Ratio>[] Points { get; }

    public HashSet<string>[] NotApplicable { get; }

    public PanelMatrix Panel { get; }

    public Corrections Corrections { get; }

    public string CountingMethod { get; }

    public IReadOnlyList<FrameworkNode> Leaves => _leaves;

    public IReadOnlyList<FrameworkNode> PanelLeaves => _panelLeaves;

    public decimal Bonus(int zone) => Math.Min(Sum(zone, AdjustmentInput.Bonus), Input.Framework.BonusCap);

    public decimal Deduction(int zone) => Math.Min(Sum(zone, AdjustmentInput.Deduction), Input.Framework.DeductionCap);

    /// <summary>Of the ranking that counts; null where all marks count alike.</summary>
    public IReadOnlyList<PanelWeight>? Weights(int zone) =>
        Corrections.Of[CountingMethod].Weight is not { } weights
            ? null
            :
            [
                .. Panel
                    .Zones[zone]
                    .Members.Select(
                        (e, m) => new PanelWeight(Panel.Evaluators[e], (decimal)weights[zone][m] / Correction.One)
                    ),
            ];

    /// <summary>Which part of its points a filed indicator earns; 0 where nothing was filed.</summary>
    public double FiledPart(int zone, FrameworkNode leaf) =>
        _filings[zone].GetValueOrDefault(leaf.Code)?.Value is { } value
            ? IndicatorScoring.Part(Input.Framework, leaf, value).ToDouble()
            : 0;

    /// <param name="whole">With its indicators, which are told of the ranking that counts only.</param>
    public (decimal Total, List<IndicatorResult> Indicators) Score(int zone, string method, bool whole)
    {
        var correction = Corrections.Of[method];
        var indicators = new List<IndicatorResult>(whole ? _leaves.Length : 0);
        var sum = 0m;
        var column = 0;
        foreach (var (i, leaf) in _leaves.Index())
        {
            if (_filed[zone][i] is { } filed)
            {
                sum += filed.Score;
                if (whole)
                {
                    indicators.Add(filed);
                }
            }
            else
            {
                var mean = Mean(zone, column, correction, method);
                var score = Score(_points[zone][i], mean);
                sum += score;
                if (whole)
                {
                    indicators.Add(Marked(leaf.Code, zone, _points[zone][i], score, mean));
                }
            }
            column += leaf.Method == FrameworkNode.ExpertPanel ? 1 : 0;
        }
        var total = decimal.Round(sum + Bonus(zone) - Deduction(zone), 2, MidpointRounding.AwayFromZero);
        return (Math.Clamp(total, 0, 100), indicators);
    }

    private decimal Sum(int zone, string kind) => Zones[zone].Adjustments.Where(a => a.Kind == kind).Sum(a => a.Points);

    /// <returns>Null for an applicable indicator of the panel.</returns>
    private IndicatorResult? Filed(int zone, FrameworkNode leaf)
    {
        var value = _filings[zone].GetValueOrDefault(leaf.Code)?.Value;
        if (NotApplicable[zone].Contains(leaf.Code))
        {
            return new(leaf.Code, 0, 0, value, null, IndicatorResult.NotApplicable, null);
        }
        if (leaf.Method == FrameworkNode.ExpertPanel)
        {
            return null;
        }
        var points = Points[zone][leaf.Code];
        return value is { } filed
            ? new(
                leaf.Code,
                points.Rounded(),
                (points * IndicatorScoring.Part(Input.Framework, leaf, filed)).Rounded(),
                filed,
                null,
                null,
                null
            )
            : new(leaf.Code, points.Rounded(), 0, null, null, IndicatorResult.Missing, null);
    }

    private static decimal Score(Ratio points, PanelMean mean) =>
        mean.Weights == 0
            ? 0
            : Ratio.Rounded(
                checked(points.Numerator * mean.Sum),
                checked(points.Denominator * mean.Weights * 100 * Correction.Millionths)
            );

    private IndicatorResult Marked(string code, int zone, Ratio points, decimal score, PanelMean mean)
    {
        return mean.Weights == 0
            ? new(code, points.Rounded(), 0, null, null, IndicatorResult.TooFewMarks, null)
            : new(
                code,
                points.Rounded(),
                score,
                null,
                Ratio.Rounded(mean.Sum * 100, (Int128)mean.Weights * Correction.Millionths) / 100,
                null,
                mean.Highest < 0 ? null : [Name(mean.Lowest), Name(mean.Highest)]
            );

        string Name(int member) => Panel.Evaluators[Panel.Zones[zone].Members[member]];
    }

    private PanelMean Mean(int zone, int column, Correction correction, string method)
    {
        var panel = Panel.Zones[zone];
        var marks = panel.Marks.AsSpan(column * panel.Members.Length, panel.Members.Length);
        var (count, highest, lowest) = (0, -1, -1);
        for (var m = 0; m < marks.Length; m++)
        {
            if (marks[m] != PanelMatrix.NoMark)
            {
                count++;
                highest = highest < 0 || marks[m] > marks[highest] ? m : highest;
                // Of equal ones the last, so that highest and lowest are never the same mark.
                lowest = lowest < 0 || marks[m] <= marks[lowest] ? m : lowest;
            }
        }
        if (count < Input.Framework.Panel.FewestMarks)
        {
            return new(0, 0, -1, -1);
        }
        if (method != RankingMethod.Trimmed || count < Input.Framework.Panel.DropFrom)
        {
            (highest, lowest) = (-1, -1);
        }
        var (sum, weights) = (0L, 0L);
        for (var m = 0; m < marks.Length; m++)
        {
            if (marks[m] != PanelMatrix.NoMark && m != highest && m != lowest)
            {
                var evaluator = panel.Members[m];
                long weight = correction.Weight?[zone][m] ?? 1;
                sum = checked(sum + weight * (correction.Shift[evaluator] + correction.Scale[evaluator] * marks[m]));
                weights += weight;
            }
        }
        return new(Math.Clamp(sum, 0, weights * 100 * Correction.Millionths), weights, highest, lowest);
    }

    /// <param name="Sum">Of weighted marks, in millionths of a mark; between 0 and 100 for each weight.</param>
    /// <param name="Weights">0: too few marks.</param>
    /// <param name="Highest">The member whose mark was dropped; -1 where none was.</param>
    private readonly record struct PanelMean(Int128 Sum, long Weights, int Highest, int Lowest);
}
