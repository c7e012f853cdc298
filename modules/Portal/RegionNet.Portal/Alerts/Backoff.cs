namespace RegionNet.Portal.Alerts;

/// <summary>
/// Waiting before the line is taken up again: anywhere between nothing and a bound that the service sets by how many clients it has, and
/// that doubles with each failure up to 30 s, so that clients do not return in step.
/// </summary>
public static class Backoff
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);

    /// <param name="failures">How many attempts have failed in a row; 0 after a line that worked.</param>
    /// <param name="reconnectSeconds">Over how long the service asks its clients to spread their return.</param>
    /// <param name="draw">From 0 (shortest) to 1 (longest).</param>
    public static TimeSpan After(int failures, int reconnectSeconds, double draw)
    {
        var spread = Math.Max(1, reconnectSeconds);
        var bound =
            failures == 0 ? spread : Math.Min(Longest.TotalSeconds, spread * Math.Pow(2, Math.Clamp(failures, 0, 10)));
        var wait = TimeSpan.FromSeconds(bound * draw);
        return wait < Shortest ? Shortest : wait;
    }
}
