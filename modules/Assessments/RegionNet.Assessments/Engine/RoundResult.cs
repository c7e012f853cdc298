namespace RegionNet.Assessments;

/// <summary>What follows from a <see cref="RoundInput"/>. Numbers are decimals: totals and scores of two, statistics of four places.</summary>
/// <param name="InputHash">SHA-256 of the input's text, in lower hexadecimal.</param>
/// <param name="Rule">The round's.</param>
/// <param name="CountingMethod">
/// The ranking that counts: the round's rule, or the official trimmed mean where the rule's ranking is withheld.
/// </param>
/// <param name="Withheld">Rankings that can't be had from this panel, and why.</param>
/// <param name="Zones">In the order of the ranking that counts, then of their codes.</param>
internal sealed record RoundResult(
    string Schema,
    string Engine,
    string InputHash,
    string Rule,
    string CountingMethod,
    IReadOnlyList<WithheldRanking> Withheld,
    IReadOnlyList<ZoneResult> Zones,
    PanelReport Panel
)
{
    public const string SchemaName = "regionnet-round-result/1";

    public string Text() => CanonicalJson.Write(this);

    /// <exception cref="System.Text.Json.JsonException">It is no such text.</exception>
    public static RoundResult Of(string text) => CanonicalJson.Read<RoundResult>(text);
}

/// <param name="Reason">
/// <c>not-connected</c>: evaluators fall into groups that share no zone; <c>too-few-zones</c>: an evaluator has fewer than the framework
/// demands; <c>no-panel</c>: nobody marked anything.
/// </param>
/// <param name="Evaluators">Whom it is about.</param>
internal sealed record WithheldRanking(string Method, string Reason, IReadOnlyList<string> Evaluators);

/// <param name="Rank">From 1; equal totals share one.</param>
/// <param name="IsTied">Whether another zone has the same total.</param>
/// <param name="Grade">Code of the framework's grade; the lowest with a veto.</param>
/// <param name="Valid">False when an indicator has too few marks: it counts as 0.</param>
/// <param name="Bonus">As capped.</param>
/// <param name="Deduction">As capped, positive.</param>
/// <param name="Interval">Null when nothing was resampled.</param>
/// <param name="PanelWeights">How much each evaluator's marks count, where the ranking that counts weighs them.</param>
internal sealed record ZoneResult(
    string Zone,
    string Zh,
    string En,
    decimal Total,
    int Rank,
    bool IsTied,
    string Grade,
    bool Valid,
    decimal Bonus,
    decimal Deduction,
    IReadOnlyList<string> Vetoes,
    RankInterval? Interval,
    IReadOnlyList<PanelWeight>? PanelWeights,
    IReadOnlyList<MethodTotal> Methods,
    IReadOnlyList<IndicatorResult> Indicators
);

/// <param name="Weight">At most 1; four decimals.</param>
internal sealed record PanelWeight(string Evaluator, decimal Weight);

/// <summary>What 95 of 100 resamples lie in.</summary>
/// <param name="RankFrom">Best rank of the interval.</param>
/// <param name="GradeChances">Part of the resamples in each grade, as the framework orders them; without regard to vetoes.</param>
/// <param name="IndistinctFrom">Best rank of a zone from which this one can't be told apart (in 95 of 100 resamples above it).</param>
internal sealed record RankInterval(
    int RankFrom,
    int RankTo,
    decimal TotalFrom,
    decimal TotalTo,
    IReadOnlyList<decimal> GradeChances,
    int IndistinctFrom,
    int IndistinctTo
);

internal sealed record MethodTotal(string Method, decimal Total, int Rank);

/// <param name="Points">Of 100, as this zone has it (two decimals; exact in the computation).</param>
/// <param name="Value">As filed; null for a panel's indicator.</param>
/// <param name="Mark">The panel's, by the method that counts; four decimals.</param>
/// <param name="Flag">null, <c>missing</c>, <c>not-applicable</c>, <c>too-few-marks</c>.</param>
/// <param name="Dropped">Evaluators whose mark was dropped as the highest or the lowest.</param>
internal sealed record IndicatorResult(
    string Code,
    decimal Points,
    decimal Score,
    decimal? Value,
    decimal? Mark,
    string? Flag,
    IReadOnlyList<string>? Dropped
)
{
    public const string Missing = "missing";
    public const string NotApplicable = "not-applicable";
    public const string TooFewMarks = "too-few-marks";
}

/// <summary>What the marks say about those who gave them.</summary>
/// <param name="Connected">Whether any two evaluators are linked by zones that they and others scored.</param>
/// <param name="ResidualSd">Of the additive model: what is left when zones and severities are taken out; of 100.</param>
internal sealed record PanelReport(
    bool Connected,
    decimal? ResidualSd,
    IReadOnlyList<EvaluatorReport> Evaluators,
    IReadOnlyList<AgreementReport> Agreement,
    IReadOnlyList<OutlierReport> Outliers
);

/// <param name="Zones">How many the evaluator scored.</param>
/// <param name="Mean">Of the evaluator's panel marks of zones, of 100.</param>
/// <param name="Severity">Additive: above 0 is lenient, below it strict; null where withheld.</param>
/// <param name="Scale">z-score: by which the distance from the own mean is multiplied.</param>
/// <param name="Flag">null, <c>strict</c>, <c>lenient</c>: further off than 2.5 robust standard deviations of all.</param>
internal sealed record EvaluatorReport(
    string Evaluator,
    int Zones,
    decimal Mean,
    decimal? StandardDeviation,
    decimal? Severity,
    decimal? RobustSeverity,
    decimal? Scale,
    string? Flag
);

/// <summary>How far evaluators agree.</summary>
/// <param name="Basis">
/// <c>complete</c>: of those who together scored the same zones, every one all of them; <c>components</c>: of all, estimated.
/// </param>
/// <param name="IccSingle">ICC(2,1).</param>
/// <param name="IccMean">ICC(2,k): of the mean of these k.</param>
/// <param name="W">Kendall's W, corrected for ties; only of a complete panel.</param>
internal sealed record AgreementReport(
    string Basis,
    IReadOnlyList<string> Evaluators,
    int Zones,
    decimal? IccSingle,
    decimal? IccMean,
    decimal? W
)
{
    public const string Complete = "complete";
    public const string Components = "components";
}

/// <summary>An evaluator's marks of a zone that lie off what the zone and the evaluator let expect.</summary>
/// <param name="Residual">Of 100.</param>
internal sealed record OutlierReport(string Evaluator, string Zone, decimal Residual);
