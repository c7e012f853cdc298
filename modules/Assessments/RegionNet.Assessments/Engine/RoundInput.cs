using System.Text.Json.Serialization;

namespace RegionNet.Assessments;

/// <summary>
/// Everything that a round's result follows from, and nothing else: no clock, no database. Its canonical JSON is stored and exported, and
/// <c>recompute</c> makes the same result of it.
/// </summary>
/// <param name="Schema"><see cref="SchemaName"/>.</param>
/// <param name="Round">The round's code.</param>
/// <param name="FrameworkHash">SHA-256 of the framework's canonical JSON, in lower hexadecimal.</param>
/// <param name="Rule">Which ranking counts: one of <see cref="RankingMethod.All"/>.</param>
/// <param name="Resamples">How often weights and evaluators are drawn anew for the intervals.</param>
/// <param name="WeightSpread">By which part of itself a weight may be drawn up or down, for example 0.2.</param>
/// <param name="Seed">Of <see cref="Draws"/>.</param>
/// <param name="Zones">In any order; the result does not depend on it.</param>
internal sealed record RoundInput(
    string Schema,
    string Round,
    Framework Framework,
    string FrameworkHash,
    string Rule,
    int Resamples,
    decimal WeightSpread,
    long Seed,
    IReadOnlyList<ZoneInput> Zones
)
{
    public const string SchemaName = "regionnet-round-input/1";

    public string Text() => CanonicalJson.Write(this);

    /// <exception cref="System.Text.Json.JsonException">It is no such text.</exception>
    public static RoundInput Of(string text) => CanonicalJson.Read<RoundInput>(text);
}

/// <param name="Zone">GB/T 2260 of the place.</param>
/// <param name="Panel">Marks by evaluator; of those whose assignment stands.</param>
internal sealed record ZoneInput(
    string Zone,
    string Zh,
    string En,
    IReadOnlyList<FilingInput> Filings,
    IReadOnlyList<PanelInput> Panel,
    IReadOnlyList<AdjustmentInput> Adjustments,
    IReadOnlyList<VetoInput> Vetoes
);

/// <param name="Value">As the zone stated it and the evidence check left it; null: nothing was filed.</param>
/// <param name="NotApplicable">Asked for and approved.</param>
/// <param name="Evidence">SHA-256 of the files that count, in lower hexadecimal.</param>
internal sealed record FilingInput(
    string Indicator,
    decimal? Value,
    bool NotApplicable,
    IReadOnlyList<string> Evidence
);

/// <param name="Evaluator">The pseudonym, one in a round.</param>
internal sealed record PanelInput(string Evaluator, IReadOnlyList<MarkInput> Marks);

/// <param name="Mark">0 to 100, two decimals.</param>
internal sealed record MarkInput(string Indicator, decimal Mark);

/// <param name="Kind"><c>bonus</c> or <c>deduction</c>.</param>
/// <param name="Points">Positive in both.</param>
internal sealed record AdjustmentInput(string Kind, decimal Points, string Reason)
{
    public const string Bonus = "bonus";
    public const string Deduction = "deduction";
}

/// <summary>A veto that two have approved.</summary>
/// <param name="Code">Of the framework's vetoes.</param>
/// <param name="Fact">What happened.</param>
internal sealed record VetoInput(string Code, string Fact);

/// <summary>The rankings that are shown side by side; the round's rule is one of them.</summary>
internal static class RankingMethod
{
    /// <summary>The official one: highest and lowest dropped where enough marks are there.</summary>
    public const string Trimmed = "trimmed";

    public const string Raw = "raw";

    /// <summary>Each evaluator's marks brought to the mean and the spread of all.</summary>
    public const string ZScore = "z-score";

    /// <summary>Least squares: a mark is the zone's worth and the evaluator's severity.</summary>
    public const string Additive = "additive";

    /// <summary>The same where a mark that fits badly counts less (Huber).</summary>
    public const string Robust = "robust";

    public static readonly IReadOnlyList<string> All = [Trimmed, Raw, ZScore, Additive, Robust];
}
