using System.Globalization;
using System.Text.Json;

namespace RegionNet.Benchmarks;

/// <summary>What a benchmark measured: our figure beside a limit measured in the same run.</summary>
/// <param name="Unit">Of <paramref name="Limit"/> and <paramref name="Ours"/>.</param>
/// <param name="Limit">What the machine gave for the bare work, just before.</param>
/// <param name="LoadBefore">The machine's one-minute load average when the run began.</param>
/// <param name="More">What else is worth knowing.</param>
internal sealed record Report(
    string Name,
    string Unit,
    double Limit,
    double Ours,
    double P50Ms,
    double P99Ms,
    double LoadBefore,
    IReadOnlyDictionary<string, object> More
)
{
    public string ToJson()
    {
        var fields = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["name"] = Name,
            ["unit"] = Unit,
            ["limit"] = Math.Round(Limit, 2),
            ["ours"] = Math.Round(Ours, 2),
            ["ratio"] = Limit > 0 ? Math.Round(Ours / Limit, 4) : 0,
            ["p50_ms"] = Math.Round(P50Ms, 2),
            ["p99_ms"] = Math.Round(P99Ms, 2),
            ["load_before"] = LoadBefore,
        };
        foreach (var (key, value) in More)
        {
            fields[key] = value is double d ? Math.Round(d, 2) : value;
        }
        return JsonSerializer.Serialize(fields);
    }

    public static double Load() =>
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

    /// <param name="sorted">Ascending.</param>
    public static double Percentile(IReadOnlyList<double> sorted, double share) =>
        sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
