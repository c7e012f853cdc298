namespace RegionNet.Benchmarks;

/// <summary>
/// One reader takes nothing, 20 healthy ones follow 60 alerts of 20 KB a second: what the frozen one costs the others, at a stock hub
/// and at the service. The frozen one hangs directly on a replica, so that no proxy's buffers hide it. The publisher waits for each
/// publication, as one does who wants to know whether it was accepted.
/// </summary>
internal static class AlertStallBenchmark
{
    private const int Healthy = 20;
    private const int PerSecond = 60;
    private const double Goal = 50;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(20);
    private static readonly string Body = new('x', 20_000);

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        Latencies bare;
        using (var hub = await BareHubProcess.Start())
        {
            bare = await Measure(hub.Hub, hub.Hub, null, null, due => hub.Publish(due, Body));
        }
        await using var system = await BenchmarkSystem.Start();
        using var machine = await system.Machine();
        await using var publisher = await AlertPublisher.Create(system);
        var ours = await Measure(
            new Uri(machine.BaseAddress!, "/hubs/alerts"),
            new Uri(system.Replica(0), "/hubs/alerts"),
            machine.DefaultRequestHeaders.Authorization!.ToString(),
            $"[\"{AlertPublisher.Zone}\",null,null]",
            due => publisher.Raise(due, Body)
        );
        return new Report(
            "stall",
            "ms (p99)",
            bare.Percentile(0.99),
            ours.Percentile(0.99),
            ours.Percentile(0.5),
            ours.Percentile(0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["healthy"] = Healthy,
                ["bare_p50_ms"] = bare.Percentile(0.5),
                ["bare_delivered"] = bare.Count,
                ["delivered"] = ours.Count,
                ["expected"] = (long)(Measured.TotalSeconds * PerSecond) * Healthy,
                ["goal_p99_ms"] = Goal,
            }
        );
    }

    private static async Task<Latencies> Measure(
        Uri hub,
        Uri replica,
        string? authorization,
        string? arguments,
        Func<IReadOnlyList<long>, Task> publish
    )
    {
        var clients = new List<PushClient>();
        for (var n = 0; n < Healthy; n++)
        {
            clients.Add(await PushClient.Connect(hub, authorization, arguments));
        }
        using var over = new CancellationTokenSource();
        var pings = AlertFanoutBenchmark.Ping(clients, over.Token);
        await AlertPublisher.AtRate(PerSecond, TimeSpan.FromSeconds(10), publish);
        using var frozen = await PushClient.Connect(
            replica,
            authorization,
            arguments,
            receiveBuffer: 4 * 1024,
            reads: false
        );
        var latencies = new Latencies();
        clients.ForEach(c => c.Latencies = latencies);
        var published = await AlertPublisher.AtRate(PerSecond, Measured, publish);
        await latencies.Reaches((long)published * Healthy, TimeSpan.FromSeconds(30));
        await over.CancelAsync();
        await pings;
        clients.ForEach(c => c.Dispose());
        return latencies;
    }
}
