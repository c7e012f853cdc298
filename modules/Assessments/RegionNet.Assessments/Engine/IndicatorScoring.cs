namespace RegionNet.Assessments;

/// <summary>Scores of indicators that need no panel, exactly.</summary>
internal static class IndicatorScoring
{
    /// <summary>Which part of its points a value earns.</summary>
    /// <param name="value">
    /// linear and step: what was reached; deduct: the number of events. Below 0 events count as none.
    /// </param>
    /// <returns>From 0 to 1.</returns>
    public static Ratio Part(Framework framework, FrameworkNode leaf, decimal value) =>
        leaf.Method switch
        {
            FrameworkNode.Linear => Linear(leaf.Floor!.Value, leaf.Target!.Value, value),
            FrameworkNode.Step => Of(
                leaf.Steps!.LastOrDefault(s => s.From <= value)?.Points ?? 0,
                framework.FullMark(leaf)
            ),
            FrameworkNode.Deduct => Of(
                Math.Max(0, framework.FullMark(leaf) - Events(framework, leaf, value) * leaf.DeductPerEvent!.Value),
                framework.FullMark(leaf)
            ),
            _ => throw new InvalidOperationException($"{leaf.Code} is scored by its panel."),
        };

    private static Ratio Linear(decimal floor, decimal target, decimal value)
    {
        var reached = target > floor ? Math.Clamp(value, floor, target) : Math.Clamp(value, target, floor);
        return Ratio.Of(reached - floor) / Ratio.Of(target - floor);
    }

    /// <summary>More events than take everything take no more: numbers stay small.</summary>
    private static decimal Events(Framework framework, FrameworkNode leaf, decimal value) =>
        Math.Clamp(value, 0, decimal.Ceiling(framework.FullMark(leaf) / leaf.DeductPerEvent!.Value));

    private static Ratio Of(decimal part, decimal whole) => Ratio.Of(part) / Ratio.Of(whole);
}
