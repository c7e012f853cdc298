namespace RegionNet.Portal.Alerts;

/// <summary>Waiting between attempts: doubling from 1 s up to 30 s, each wait drawn from its upper half so that clients do not return in step.</summary>
public static class Backoff
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="attempt">How many attempts have failed in a row, from 1.</param>
    /// <param name="draw">From 0 (shortest) to 1 (longest).</param>
    public static TimeSpan After(int attempt, double draw)
    {
        var full = Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Clamp(attempt - 1, 0, 10)));
        return TimeSpan.FromSeconds(full * (0.5 + 0.5 * draw));
    }
}
