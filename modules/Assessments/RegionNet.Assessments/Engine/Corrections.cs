namespace RegionNet.Assessments;

/// <summary>
/// What a ranking makes of marks before their mean is taken: mark′ = shift + scale × mark, and how much each counts. Statistics are
/// rounded here (shift and weight to four decimals of a mark, scale to four places), and from here on everything is exact.
/// </summary>
/// <param name="Shift">Of each evaluator, in millionths of a mark.</param>
/// <param name="Scale">Of each evaluator, in ten-thousandths.</param>
/// <param name="Weight">Of each zone and member of its panel, in ten-thousandths; null: all alike.</param>
internal sealed record Correction(long[] Shift, long[] Scale, int[][]? Weight)
{
    public const int One = 10_000;
    public const long Millionths = 1_000_000;

    public static Correction None(int evaluators) => new(new long[evaluators], Filled(evaluators), null);

    /// <param name="severity">Of 100.</param>
    public static Correction Of(double[] severity, int[][]? weight) =>
        new([.. severity.Select(s => -Rounded(s) * 100)], Filled(severity.Length), weight);

    public static long Rounded(double value) => (long)Math.Round(value * One, MidpointRounding.AwayFromZero);

    private static long[] Filled(int evaluators)
    {
        var scale = new long[evaluators];
        Array.Fill(scale, One);
        return scale;
    }
}

/// <summary>The corrections of all rankings that this panel allows, and what it says of the evaluators.</summary>
internal sealed class Corrections
{
    /// <summary>As many robust standard deviations an evaluator's severity, or a pair's rest, may lie off before it is pointed out.</summary>
    private const double FarEvaluator = 2.5;
    private const double FarPair = 3;

    /// <summary>Nothing is pointed out that is less of 100, however well all others agree.</summary>
    private const double LeastWorthTelling = 1;
    private const double LeastPair = 5;
    private const double ToNormal = 1.4826;

    /// <summary>Of 100: whose marks of zones differ by less tells nothing of them, and z-scores would be noise.</summary>
    private const double LeastSpread = 0.01;

    private readonly PanelMatrix _panel;
    private readonly SeverityModel? _additive;
    private readonly SeverityModel? _robust;
    private readonly (double Mean, double? Sd, double? Scale, int Zones)[] _spread;
    private readonly bool _connected;

    private Corrections(PanelMatrix panel, int fewestZones)
    {
        _panel = panel;
        var (evaluators, zones) = (panel.Evaluators.Length, panel.Zones.Length);
        var observations = panel.Observations;
        Of[RankingMethod.Trimmed] = Correction.None(evaluators);
        Of[RankingMethod.Raw] = Correction.None(evaluators);
        _spread = Spread(panel);
        _connected = SeverityModel.IsConnected(observations, evaluators, zones);
        string[] few = [.. panel.Evaluators.Where((_, e) => _spread[e].Zones < fewestZones)];
        if (observations.Count == 0)
        {
            Withhold("no-panel", [], RankingMethod.ZScore, RankingMethod.Additive, RankingMethod.Robust);
            return;
        }
        if (few.Length > 0)
        {
            Withhold("too-few-zones", few, RankingMethod.ZScore, RankingMethod.Additive, RankingMethod.Robust);
        }
        else
        {
            Of[RankingMethod.ZScore] = ZScore(panel);
        }
        if (!_connected)
        {
            Withhold("not-connected", panel.Evaluators, RankingMethod.Additive, RankingMethod.Robust);
        }
        else if (few.Length == 0)
        {
            _additive = SeverityModel.Fit(observations, evaluators, zones, robust: false);
            _robust = SeverityModel.Fit(observations, evaluators, zones, robust: true);
            Of[RankingMethod.Additive] = Correction.Of(_additive.Severity, null);
            Of[RankingMethod.Robust] = Correction.Of(_robust.Severity, Weights(_robust));
        }
    }

    public Dictionary<string, Correction> Of { get; } = new(StringComparer.Ordinal);

    public List<WithheldRanking> Withheld { get; } = [];

    public static Corrections For(PanelMatrix panel, PanelRule rule) => new(panel, rule.FewestZones);

    public PanelReport Report(IReadOnlyList<ZoneInput> zones) =>
        new(
            _connected,
            Four(_additive?.ResidualSd),
            [.. Evaluators()],
            [.. AgreementOfAll(), .. AgreementOfBlocks()],
            [.. Outliers(zones)]
        );

    private void Withhold(string reason, IReadOnlyList<string> evaluators, params string[] methods) =>
        Withheld.AddRange(methods.Select(m => new WithheldRanking(m, reason, evaluators)));

    private static (double Mean, double? Sd, double? Scale, int Zones)[] Spread(PanelMatrix panel)
    {
        var own = panel.Observations.ToLookup(o => o.Evaluator, o => o.Y);
        var simple = Enumerable
            .Range(0, panel.Evaluators.Length)
            .Select(e => own[e].ToArray())
            .Select(ys =>
            {
                var mean = ys.Length == 0 ? 0 : ys.Sum() / ys.Length;
                double? sd = ys.Length < 2 ? null : Math.Sqrt(ys.Sum(y => (y - mean) * (y - mean)) / (ys.Length - 1));
                return (mean, sd, ys.Length);
            })
            .ToArray();
        var variances = simple.Where(s => s.sd is not null).Select(s => s.sd!.Value * s.sd.Value).ToArray();
        var common = variances.Length == 0 ? 0 : Math.Sqrt(variances.Sum() / variances.Length);
        return
        [
            .. simple.Select(s =>
                (
                    s.mean,
                    s.sd,
                    s.sd is > LeastSpread ? common / s.sd
                    : s.sd is null ? null
                    : (double?)0,
                    s.Length
                )
            ),
        ];
    }

    private Correction ZScore(PanelMatrix panel)
    {
        var all = panel.Observations.Sum(o => o.Y) / panel.Observations.Count;
        long[] scale = [.. _spread.Select(s => Correction.Rounded(s.Scale ?? 1))];
        long[] shift =
        [
            .. _spread.Select((s, e) => Correction.Rounded(all - s.Mean * scale[e] / Correction.One) * 100),
        ];
        return new(shift, scale, null);
    }

    private int[][] Weights(SeverityModel model)
    {
        var weights = _panel.Zones.Select(z => new int[z.Members.Length]).ToArray();
        foreach (var (o, pair) in _panel.Observations.Index())
        {
            weights[pair.Zone][pair.Member] = (int)Math.Max(1, Correction.Rounded(model.Weight[o]));
        }
        return weights;
    }

    private IEnumerable<EvaluatorReport> Evaluators()
    {
        var far = double.MaxValue;
        var middle = 0.0;
        if (_additive is { Severity.Length: >= 5 } fit)
        {
            middle = SeverityModel.Median([.. fit.Severity]);
            far = Math.Max(
                LeastWorthTelling,
                FarEvaluator * ToNormal * SeverityModel.Median([.. fit.Severity.Select(s => Math.Abs(s - middle))])
            );
        }
        for (var e = 0; e < _panel.Evaluators.Length; e++)
        {
            var severity = _additive?.Severity[e];
            yield return new(
                _panel.Evaluators[e],
                _spread[e].Zones,
                Four(_spread[e].Mean)!.Value,
                Four(_spread[e].Sd),
                Four(severity),
                Four(_robust?.Severity[e]),
                Four(_spread[e].Scale),
                severity - middle > far ? "lenient"
                    : severity - middle < -far ? "strict"
                    : null
            );
        }
    }

    /// <summary>Of the whole round where its panels are linked but not one; where they are one it is the only block.</summary>
    private IEnumerable<AgreementReport> AgreementOfAll()
    {
        var scored = _panel.Observations.Select(o => o.Zone).Distinct().Count();
        if (
            _additive?.ResidualSd is not { } sd
            || scored < 3
            || _panel.Observations.Count == scored * _panel.Evaluators.Length
        )
        {
            return [];
        }
        var (single, mean) = Agreement.IccOfLinked(_panel.Observations, _panel.Evaluators.Length, scored, sd);
        return [new(AgreementReport.Components, _panel.Evaluators, scored, Four(single), Four(mean), null)];
    }

    /// <summary>Zones by the panel that scored them whole; three zones and two evaluators at least say something.</summary>
    private IEnumerable<AgreementReport> AgreementOfBlocks() =>
        _panel
            .Observations.GroupBy(o => o.Zone)
            .Select(zone => zone.OrderBy(o => o.Evaluator).ToArray())
            .GroupBy(
                zone => string.Join('\n', zone.Select(o => _panel.Evaluators[o.Evaluator])),
                StringComparer.Ordinal
            )
            .Where(block => block.First().Length >= 2 && block.Count() >= 3)
            .OrderByDescending(block => block.Count())
            .ThenBy(block => block.Key, StringComparer.Ordinal)
            .Select(block =>
            {
                var rows = block.Select(zone => zone.Select(o => Math.Round(o.Y, 8)).ToArray()).ToArray();
                var (single, mean) = Agreement.Icc(rows);
                return new AgreementReport(
                    AgreementReport.Complete,
                    block.Key.Split('\n'),
                    rows.Length,
                    Four(single),
                    Four(mean),
                    Four(Agreement.W(rows))
                );
            });

    private IEnumerable<OutlierReport> Outliers(IReadOnlyList<ZoneInput> zones)
    {
        if (_robust is null)
        {
            return [];
        }
        var limit = Math.Max(
            LeastPair,
            FarPair * ToNormal * SeverityModel.Median([.. _robust.Residual.Select(Math.Abs)])
        );
        return _panel
            .Observations.Select((pair, o) => (pair, Off: _robust.Residual[o]))
            .Where(o => Math.Abs(o.Off) > limit)
            .OrderByDescending(o => Math.Abs(o.Off))
            .Select(o => new OutlierReport(
                _panel.Evaluators[o.pair.Evaluator],
                zones[o.pair.Zone].Zone,
                Four(o.Off)!.Value
            ));
    }

    private static decimal? Four(double? value) =>
        value is { } v && double.IsFinite(v) ? Math.Round((decimal)v, 4, MidpointRounding.AwayFromZero) : null;
}
