namespace RegionNet.Portal.Alerts;

public static class AlertLevels
{
    /// <summary>From the highest.</summary>
    public static readonly IReadOnlyList<string> All = ["extreme", "severe", "moderate", "minor"];

    /// <summary>3 for red down to 0 for blue.</summary>
    public static int Rank(string level) =>
        level switch
        {
            "extreme" => 3,
            "severe" => 2,
            "moderate" => 1,
            _ => 0,
        };
}
