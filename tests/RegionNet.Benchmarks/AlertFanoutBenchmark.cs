using System.Collections.Concurrent;
using System.Globalization;

namespace RegionNet.Benchmarks;

/// <summary>
/// 1,000 WebSocket clients, alerts of 500 bytes: the service with everything on, and a stock hub that keeps nothing, in a process of
/// its own without a gateway. Both run at once and are measured turn by turn, so that both meet the same neighbours: first at 40
/// alerts a second, then ever faster until the 99th percentile passes 500 ms.
/// </summary>
internal static class AlertFanoutBenchmark
{
    private const int Clients = 1_000;
    private const int Steady = 40;
    private const int SteadyTurns = 4;
    private const double Tolerated = 500;

    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);
    private static readonly int[] Rates = [60, 80, 100, 125, 150, 180, 215, 260, 310, 370, 450, 540];

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        using var hub = await BareHubProcess.Start();
        await using var system = await BenchmarkSystem.Start();
        using var machine = await system.Machine();
        await using var publisher = await AlertPublisher.Create(system);
        using var bare = new Contestant(
            "bare hub",
            due => hub.Publish(due, new string('x', 400)),
            () =>
                new Dictionary<string, double>(StringComparer.Ordinal)
                {
                    ["hub"] = hub.CpuMs,
                    ["client"] = Environment.CpuUsage.TotalTime.TotalMilliseconds,
                }
        );
        using var ours = new Contestant(
            "alerts",
            due => publisher.Raise(due, new string('x', 140)),
            () => system.CpuMs()
        );
        await bare.Connect(hub.Hub, null, null);
        await ours.Connect(
            new Uri(machine.BaseAddress!, "/hubs/alerts"),
            machine.DefaultRequestHeaders.Authorization!.ToString(),
            $"[\"{AlertPublisher.Zone}\",null,null]"
        );
        using var over = new CancellationTokenSource();
        var pings = Ping(bare.Clients.Concat(ours.Clients), over.Token);
        foreach (var contestant in (Contestant[])[bare, ours])
        {
            await contestant.At(Steady, Warmup);
            await contestant.At(2 * Steady, Warmup);
        }
        await Task.Delay(2_000);
        for (var turn = 0; turn < SteadyTurns; turn++)
        {
            await bare.AtSteady(Turn);
            await ours.AtSteady(Turn);
        }
        foreach (var rate in Rates)
        {
            await bare.TryAt(rate);
            await ours.TryAt(rate);
        }
        await over.CancelAsync();
        await pings;
        return new Report(
            "fanout",
            "deliveries/s",
            bare.Sustained,
            ours.Sustained,
            ours.Steady.Percentile(0.5),
            ours.Steady.Percentile(0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["clients"] = Clients,
                ["alerts_per_second"] = Steady,
                ["bare_p50_ms"] = bare.Steady.Percentile(0.5),
                ["bare_p99_ms"] = bare.Steady.Percentile(0.99),
                ["p50_ratio"] = ours.Steady.Percentile(0.5) / bare.Steady.Percentile(0.5),
                ["p99_ratio"] = ours.Steady.Percentile(0.99) / bare.Steady.Percentile(0.99),
                ["sustained_share"] = ours.Sustained / bare.Sustained,
                ["goal"] = "p50 ≤ 2, p99 ≤ 3, share ≥ 0.6",
                ["cpu_us_each"] = ours.CpuMicroseconds(),
                ["bare_cpu_us_each"] = bare.CpuMicroseconds(),
                ["load_after"] = Report.Load(),
            }
        );
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

    /// <summary>One of the two, with its clients.</summary>
    private sealed class Contestant(
        string name,
        Func<IReadOnlyList<long>, Task> publish,
        Func<IReadOnlyDictionary<string, double>> cpuMs
    ) : IDisposable
    {
        private readonly ConcurrentBag<PushClient> _clients = [];
        private readonly Dictionary<string, double> _cpuMs = new(StringComparer.Ordinal);
        private bool _failed;

        public IEnumerable<PushClient> Clients => _clients;

        /// <summary>Over all turns at the steady rate.</summary>
        public Latencies Steady { get; } = new();

        /// <summary>Deliveries a second that it kept up with.</summary>
        public double Sustained { get; private set; } = AlertFanoutBenchmark.Steady * AlertFanoutBenchmark.Clients;

        public async Task Connect(Uri hub, string? authorization, string? arguments)
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, AlertFanoutBenchmark.Clients),
                new ParallelOptions { MaxDegreeOfParallelism = 16 },
                async (_, _) => _clients.Add(await PushClient.Connect(hub, authorization, arguments))
            );
            if (arguments is not null)
            {
                await Task.WhenAll(_clients.Select(c => c.Subscribed)).WaitAsync(TimeSpan.FromSeconds(60));
            }
        }

        public async Task<Latencies> At(int rate, TimeSpan length, Latencies? into = null)
        {
            var latencies = into ?? new Latencies();
            foreach (var client in _clients)
            {
                client.Latencies = latencies;
            }
            var before = latencies.Count;
            var published = await AlertPublisher.AtRate(rate, length, publish);
            await latencies.Reaches(before + ((long)published * AlertFanoutBenchmark.Clients), TimeSpan.FromSeconds(3));
            return latencies;
        }

        public async Task AtSteady(TimeSpan length)
        {
            var before = cpuMs();
            await At(AlertFanoutBenchmark.Steady, length, Steady);
            foreach (var (part, ms) in cpuMs())
            {
                _cpuMs[part] = _cpuMs.GetValueOrDefault(part) + ms - before[part];
            }
            await Console.Error.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: p50 {Steady.Percentile(0.5):F1}, p99 {Steady.Percentile(0.99):F1} ms so far, load {Report.Load()}"
                )
            );
        }

        /// <summary>One turn at this rate, unless an earlier one was too much; a second one if the first was.</summary>
        public async Task TryAt(int rate)
        {
            for (var attempt = 0; attempt < 2 && !_failed; attempt++)
            {
                var turn = await At(rate, Turn);
                var expected = (long)(Turn.TotalSeconds * rate) * AlertFanoutBenchmark.Clients;
                await Console.Error.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}: {rate} alerts/s, p50 {turn.Percentile(0.5):F1}, p99 {turn.Percentile(0.99):F1} ms, {turn.Count} of {expected}, load {Report.Load()}"
                    )
                );
                if (turn.Count >= expected && turn.Percentile(0.99) <= Tolerated)
                {
                    Sustained = rate * AlertFanoutBenchmark.Clients;
                    return;
                }
                await Task.Delay(2_000);
            }
            _failed = true;
        }

        /// <summary>Of each process for one delivery at the steady rate.</summary>
        public IReadOnlyDictionary<string, double> CpuMicroseconds() =>
            _cpuMs.ToDictionary(c => c.Key, c => Math.Round(c.Value * 1_000 / Steady.Count, 1));

        public void Dispose()
        {
            foreach (var client in _clients)
            {
                client.Dispose();
            }
        }
    }
}
