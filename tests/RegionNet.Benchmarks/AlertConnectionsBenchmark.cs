using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RegionNet.LocalHosting;

namespace RegionNet.Benchmarks;

/// <summary>
/// As many idle clients as the machine's limit on open files lets one gateway carry (it needs two for each), 10,000 at most: memory
/// each, the way of one red alert to all, and their return with their cursors after a kill of the gateway, while somebody else works.
/// </summary>
internal static class AlertConnectionsBenchmark
{
    private const int Wanted = 10_000;
    private const int SparedFiles = 500;

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        var clients = Math.Min(Wanted, (OpenFilesAllowed() - SparedFiles) / 2);
        await using var system = await BenchmarkSystem.Start();
        using var machine = await system.Machine();
        await using var publisher = await AlertPublisher.Create(system);
        var crowd = new Crowd(
            new Uri(machine.BaseAddress!, "/hubs/alerts"),
            machine.DefaultRequestHeaders.Authorization!.ToString()
        );
        await publisher.Raise([Stopwatch.GetTimestamp()], "Body");
        var before = Memory(system);
        var connecting = Stopwatch.GetTimestamp();
        await crowd.Connect(clients);
        var connected = Stopwatch.GetElapsedTime(connecting).TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(5));
        var after = Memory(system);
        using var over = new CancellationTokenSource();
        var pings = AlertFanoutBenchmark.Ping(crowd.Clients, over.Token);
        var quiet = await Probe(machine, TimeSpan.FromSeconds(5));

        await publisher.Raise([Stopwatch.GetTimestamp()], "Body", "extreme");
        await crowd.Latencies.Reaches(clients, TimeSpan.FromSeconds(30));
        var (reached, redP50, redAll) = (
            crowd.Latencies.Count,
            crowd.Latencies.Percentile(0.5),
            crowd.Latencies.Percentile(0.99999)
        );

        using (var gateway = Process.GetProcessById(system.App.GetProcessId("gateway")!.Value))
        {
            gateway.Kill();
        }
        var killed = Stopwatch.GetTimestamp();
        var back = crowd.ComeBack(TimeSpan.FromSeconds(180));
        await publisher.Raise([Stopwatch.GetTimestamp()], "Body");
        while (!await Answers(machine))
        {
            await Task.Delay(100);
        }
        var up = Stopwatch.GetElapsedTime(killed).TotalSeconds;
        var probes = new List<double>();
        do
        {
            probes.AddRange(await Probe(machine, TimeSpan.FromSeconds(1)));
        } while (!back.IsCompleted);
        var (returned, complete) = await back;
        var seconds = Stopwatch.GetElapsedTime(killed).TotalSeconds;
        await over.CancelAsync();
        await pings;
        crowd.Dispose();
        probes.Sort();
        quiet.Sort();
        return new Report(
            "connections",
            "ms (p99 of other requests)",
            Report.Percentile(quiet, 0.99),
            Report.Percentile(probes, 0.99),
            Report.Percentile(probes, 0.5),
            Report.Percentile(probes, 0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["clients"] = clients,
                ["connect_s"] = connected,
                ["app_kib_each"] = (after.App - before.App) / 1024.0 / clients,
                ["gateway_kib_each"] = (after.Gateway - before.Gateway) / 1024.0 / clients,
                ["red_reached"] = reached,
                ["red_p50_ms"] = redP50,
                ["red_all_ms"] = redAll,
                ["gateway_up_s"] = up,
                ["returned"] = returned,
                ["returned_complete"] = complete,
                ["return_s"] = seconds,
                ["reconnect_seconds"] = crowd.Spread,
                ["failed_attempts"] = crowd.Refusals.OrderByDescending(r => r.Value).Take(3).ToDictionary(),
                ["other_requests"] = probes.Count,
                ["goal_p99_ms"] = 500,
            }
        );
    }

    private static async Task<bool> Answers(HttpClient machine)
    {
        try
        {
            using var answer = await machine.GetAsync("/api/hearings/rooms?limit=20");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>What somebody else's requests take, 20 a second.</summary>
    private static async Task<List<double>> Probe(HttpClient machine, TimeSpan length)
    {
        var times = new List<double>();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < length)
        {
            var sent = Stopwatch.GetTimestamp();
            using var answer = await machine.GetAsync("/api/hearings/rooms?limit=20");
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            await Task.Delay(50);
        }
        return times;
    }

    private static (long App, long Gateway) Memory(BenchmarkSystem system)
    {
        return (
            Of(system.App.GetProcessId("app", 0)) + Of(system.App.GetProcessId("app", 1)),
            Of(system.App.GetProcessId("gateway"))
        );

        static long Of(int? id)
        {
            using var process = Process.GetProcessById(id!.Value);
            return process.WorkingSet64;
        }
    }

    private static int OpenFilesAllowed() =>
        int.Parse(
            File.ReadLines("/proc/self/limits")
                .Single(l => l.StartsWith("Max open files", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[4],
            CultureInfo.InvariantCulture
        );

    private sealed class Crowd(Uri hub, string authorization) : IDisposable
    {
        private readonly ConcurrentDictionary<int, PushClient> _clients = new();
        private readonly ConcurrentDictionary<string, int> _refusals = new(StringComparer.Ordinal);
        private string _epoch = "";
        private long _last;

        public IEnumerable<PushClient> Clients => _clients.Values;

        public Latencies Latencies { get; } = new();

        public int Spread { get; private set; }

        /// <summary>Why attempts to come back failed, and how often.</summary>
        public IReadOnlyDictionary<string, int> Refusals => _refusals;

        public async Task Connect(int clients)
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, clients),
                new ParallelOptions { MaxDegreeOfParallelism = 24 },
                async (n, _) => await Open(n, "null", "null")
            );
        }

        /// <summary>Each waits a random part of what the service named, and longer after every failure.</summary>
        /// <returns>How many came back, and how many of them have what was raised meanwhile.</returns>
        public async Task<(int Returned, int Complete)> ComeBack(TimeSpan within)
        {
            var (epoch, last, spread) = (_epoch, _last + 1, Spread);
            var returned = 0;
            var complete = 0;
            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(
                _clients.Keys.Select(async n =>
                {
                    await _clients[n].Ended;
                    _clients[n].Dispose();
                    for (var failures = 0; Stopwatch.GetElapsedTime(began) < within; failures++)
                    {
                        var longest = failures == 0 ? spread : Math.Min(30, spread * Math.Pow(2, failures));
                        await Task.Delay(TimeSpan.FromSeconds(longest * Random.Shared.NextDouble()));
                        try
                        {
                            using var answer = JsonDocument.Parse(
                                await Open(n, $"\"{epoch}\"", last.ToString(CultureInfo.InvariantCulture))
                            );
                            Interlocked.Increment(ref returned);
                            var head = answer.RootElement.GetProperty("result").GetProperty("head").GetInt64();
                            Interlocked.Add(ref complete, head == last + 1 ? 1 : 0);
                            return;
                        }
                        catch (Exception e)
                            when (e
                                    is IOException
                                        or System.Net.Sockets.SocketException
                                        or TimeoutException
                                        or JsonException
                            )
                        {
                            // Not yet: later again.
                            _refusals.AddOrUpdate(e.Message, 1, (_, count) => count + 1);
                        }
                    }
                })
            );
            return (returned, complete);
        }

        public void Dispose()
        {
            foreach (var client in _clients.Values)
            {
                client.Dispose();
            }
        }

        private async Task<string> Open(int n, string epoch, string after)
        {
            var client = await PushClient.Connect(
                hub,
                authorization,
                $"[\"{AlertPublisher.Zone}\",{epoch},{after}]",
                bufferSize: 1024
            );
            client.Latencies = Latencies;
            _clients[n] = client;
            var answer = await client.Subscribed.WaitAsync(TimeSpan.FromSeconds(20));
            if (!answer.Contains("\"result\":", StringComparison.Ordinal))
            {
                client.Dispose();
                throw new IOException($"Subscribe was refused: {answer}");
            }
            if (n == 0 && _epoch.Length == 0)
            {
                using var first = JsonDocument.Parse(answer.TrimEnd('\u001e'));
                var result = first.RootElement.GetProperty("result");
                _epoch = result.GetProperty("epoch").GetString()!;
                _last = result.GetProperty("head").GetInt64();
            }
            if (n % 1_000 == 0)
            {
                using var any = JsonDocument.Parse(answer.TrimEnd('\u001e'));
                Spread = Math.Max(
                    Spread,
                    any.RootElement.GetProperty("result").GetProperty("reconnectSeconds").GetInt32()
                );
            }
            return answer.TrimEnd('\u001e');
        }
    }
}
