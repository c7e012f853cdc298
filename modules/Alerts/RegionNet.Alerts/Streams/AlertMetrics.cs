using System.Diagnostics.Metrics;

namespace RegionNet.Alerts;

/// <summary>What the streams measure, under the meter <c>RegionNet.Alerts</c>.</summary>
internal static class AlertMetrics
{
    private static readonly Meter Meter = new("RegionNet.Alerts");

    private static readonly Histogram<double> LagSeconds = Meter.CreateHistogram<double>(
        "regionnet.alerts.lag",
        "s",
        "From the commit of the fact to the push of its alert."
    );

    private static readonly Counter<long> CutLines = Meter.CreateCounter<long>(
        "regionnet.alerts.cut",
        description: "Open connections that the service ended, by reason: slow, scope, limit."
    );

    private static readonly Counter<long> Resumes = Meter.CreateCounter<long>(
        "regionnet.alerts.resumes",
        description: "Returns with a cursor, by what answered them: memory or database."
    );

    private static readonly Counter<long> GapAlerts = Meter.CreateCounter<long>(
        "regionnet.alerts.gaps",
        description: "Alerts that clients fetched by cursor because no push had brought them."
    );

    public static void Lag(TimeSpan lag) => LagSeconds.Record(lag.TotalSeconds);

    public static void Cut(string reason) => CutLines.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public static void Resumed(string from) => Resumes.Add(1, new KeyValuePair<string, object?>("from", from));

    public static void Gap(int alerts)
    {
        if (alerts > 0)
        {
            GapAlerts.Add(alerts);
        }
    }

    public static void Observe(OpenLines lines)
    {
        Meter.CreateObservableGauge("regionnet.alerts.connections", () => lines.Count);
        Meter.CreateObservableGauge(
            "regionnet.alerts.queue.depth",
            () => lines.All.Sum(line => line.Pending),
            description: "Pushes that wait for a socket, over all connections of this replica."
        );
        Meter.CreateObservableGauge(
            "regionnet.alerts.queue.longest",
            () => lines.All.Select(line => line.Pending).DefaultIfEmpty().Max(),
            description: "The longest queue of one connection; a full one is cut."
        );
    }
}
