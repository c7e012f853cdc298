using System.Collections.Concurrent;
using System.Globalization;

namespace RegionNet.Benchmarks;

/// <summary>
/// 1,000 WebSocket clients, alerts of 500 bytes: a stock hub that keeps nothing, in a process of its own without a gateway, then the
/// service with everything on. First at 40 alerts a second, then ever faster until the 99th percentile passes 500 ms.
/// </summary>
internal static class AlertFanoutBenchmark
{
    private const int Clients = 1_000;
    private const int Steady = 40;
    private const double Tolerated = 500;

    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(4);
    private static readonly int[] Rates = [60, 80, 100, 120, 140, 160, 190, 220, 260, 300, 360, 430, 520, 620, 750, 900];

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        Result bare;
        using (var hub = await BareHubProcess.Start())
        {
            bare = await Measure(
                "bare hub",
                hub.Hub,
                null,
                null,
                due => hub.Publish(due, new string('x', 400)),
                () =>
                    new Dictionary<string, double>(StringComparer.Ordinal)
                    {
                        ["hub"] = hub.CpuMs,
                        ["client"] = Environment.CpuUsage.TotalTime.TotalMilliseconds,
                    }
            );
        }
        Result ours;
        await using (var system = await BenchmarkSystem.Start())
        {
            using var machine = await system.Machine();
            await using var publisher = await AlertPublisher.Create(system);
            ours = await Measure(
                "alerts",
                new Uri(machine.BaseAddress!, "/hubs/alerts"),
                machine.DefaultRequestHeaders.Authorization!.ToString(),
                $"[\"{AlertPublisher.Zone}\",null,null]",
                due => publisher.Raise(due, new string('x', 140)),
                system.CpuMs
            );
        }
        return new Report(
            "fanout",
            "deliveries/s",
            bare.Sustained,
            ours.Sustained,
            ours.P50,
            ours.P99,
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["clients"] = Clients,
                ["alerts_per_second"] = Steady,
                ["bare_p50_ms"] = bare.P50,
                ["bare_p99_ms"] = bare.P99,
                ["p50_ratio"] = ours.P50 / bare.P50,
                ["p99_ratio"] = ours.P99 / bare.P99,
                ["sustained_share"] = ours.Sustained / bare.Sustained,
                ["goal"] = "p50 ≤ 2, p99 ≤ 3, share ≥ 0.6",
                ["cpu_us_each"] = ours.CpuMicroseconds,
                ["bare_cpu_us_each"] = bare.CpuMicroseconds,
                ["load_after"] = Report.Load(),
            }
        );
    }

    private static async Task<Result> Measure(
        string name,
        Uri hub,
        string? authorization,
        string? arguments,
        Func<IReadOnlyList<long>, Task> publish,
        Func<IReadOnlyDictionary<string, double>> cpuMs
    )
    {
        var clients = new ConcurrentBag<PushClient>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Clients),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (_, _) => clients.Add(await PushClient.Connect(hub, authorization, arguments))
        );
        if (arguments is not null)
        {
            await Task.WhenAll(clients.Select(c => c.Subscribed)).WaitAsync(TimeSpan.FromSeconds(60));
        }
        using var over = new CancellationTokenSource();
        var pings = Ping(clients, over.Token);
        try
        {
            await At(Steady, Warmup);
            await At(4 * Steady / 2, Warmup / 2);
            await Task.Delay(1_000);
            var before = cpuMs();
            var steady = await At(Steady, Measured);
            var cpu = cpuMs().ToDictionary(c => c.Key, c => Math.Round((c.Value - before[c.Key]) * 1_000 / steady.Count, 1));
            var (p50, p99) = (steady.Percentile(0.5), steady.Percentile(0.99));
            var sustained = Steady;
            foreach (var rate in Rates)
            {
                var step = await At(rate, Step);
                var expected = (long)(Step.TotalSeconds * rate) * Clients;
                await Console.Error.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}: {rate} alerts/s, p50 {step.Percentile(0.5):F1}, p99 {step.Percentile(0.99):F1} ms, {step.Count} of {expected}"
                    )
                );
                if (step.Count < expected || step.Percentile(0.99) > Tolerated)
                {
                    break;
                }
                sustained = rate;
            }
            await Console.Error.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{name}: at {Steady}/s p50 {p50:F1}, p99 {p99:F1} ms, CPU µs each {string.Join(", ", cpu)}")
            );
            return new Result(p50, p99, sustained * Clients, cpu);
        }
        finally
        {
            await over.CancelAsync();
            await pings;
            foreach (var client in clients)
            {
                client.Dispose();
            }
        }

        async Task<Latencies> At(int rate, TimeSpan length)
        {
            var latencies = new Latencies();
            foreach (var client in clients)
            {
                client.Latencies = latencies;
            }
            var published = await AlertPublisher.AtRate(rate, length, publish);
            await latencies.Reaches((long)published * Clients, TimeSpan.FromSeconds(3));
            return latencies;
        }
    }

    internal static async Task Ping(IEnumerable<PushClient> clients, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var client in clients)
            {
                try
                {
                    await client.Ping();
                }
                catch (Exception e) when (e is System.Net.Sockets.SocketException or ObjectDisposedException)
                {
                    // It has ended; whoever waits for its alerts will say so.
                }
            }
        }
    }

    /// <param name="CpuMicroseconds">Of each process for one delivery at the steady rate.</param>
    private sealed record Result(double P50, double P99, double Sustained, IReadOnlyDictionary<string, double> CpuMicroseconds);
}
