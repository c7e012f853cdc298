using RegionNet.EndToEndTests;
using RegionNet.Testing.Driver;
using RegionNet.Testing.Faults;

namespace RegionNet.Benchmarks;

/// <summary>
/// The fault suite in full length: 100 clients, ten of them in a process of their own, every fault alone and all at once, each client the
/// identical ordered set. <c>REGIONNET_FAULTS</c> with parts of names, separated by commas, runs those faults only.
/// </summary>
internal static class AlertFaultsBenchmark
{
    private const int Clients = 100;
    private const int Apart = 10;

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        await using var system = await BenchmarkSystem.Start();
        await using var source = AlertFaults.Source(await system.Database());
        await using var proxy = new ChaosProxy(system.Gateway);
        using var machine = await system.Machine();
        using var coordinator = await PortalSession.SignIn(system.Gateway, "gba.coordinator");
        var room = (await machine.RoomsOf(HearingsApi.Guangzhou))[1];
        var faults = new AlertFaults(system.App, proxy);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(12));
        var head = await AlertFaults.Head(source);
        var connected = await faults.Connect(coordinator, Clients - Apart);
        await using var apart = await AlertClientProcess.Start(system.Gateway, proxy.Address, Apart);
        var clients = connected.Concat(apart.Followers).ToList();
        var result = await FaultRun.Run(
            clients,
            (n, ct) => AlertFaults.Book(machine, room, n, ct),
            publishers: 2,
            TimeSpan.FromMilliseconds(150),
            Chosen([
                new Fault("no fault", ct => Task.Delay(5_000, ct)),
                faults.Kill("app"),
                faults.Kill("gateway"),
                faults.StopRedis(TimeSpan.FromSeconds(10)),
                faults.Kill("redis"),
                faults.RestartPostgres(),
                faults.Kill("postgres"),
                faults.CutSockets(times: 12),
                faults.LosePushes(TimeSpan.FromSeconds(20)),
                apart.Stop(TimeSpan.FromSeconds(30)),
                apart.Stop(
                    TimeSpan.FromSeconds(30),
                    faults.LosePushes(TimeSpan.FromSeconds(3)),
                    faults.CutSockets(times: 3),
                    faults.StopRedis(TimeSpan.FromSeconds(3)),
                    faults.Kill("app"),
                    faults.Kill("gateway"),
                    faults.RestartPostgres()
                ),
            ]),
            () => AlertFaults.Truth(source, head),
            TimeSpan.FromSeconds(60),
            deadline.Token
        );
        foreach (var client in connected)
        {
            await client.DisposeAsync();
        }
        return new Report(
            "faults",
            "alerts lost, doubled or out of order",
            0,
            result.Lost + result.Doubled + result.Unequal + result.Unwritten,
            0,
            0,
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["clients"] = result.Clients,
                ["published"] = result.Published,
                ["lost"] = result.Lost,
                ["doubled"] = result.Doubled,
                ["unequal_clients"] = result.Unequal,
                ["published_not_once"] = result.Unwritten,
                ["breaks"] = connected.Sum(c => c.Breaks),
                ["pulls"] = connected.Sum(c => c.Pulls),
                ["pushes_lost"] = proxy.Dropped,
                ["seconds"] = result.Seconds,
            }
        );
    }

    private static IReadOnlyList<Fault> Chosen(IReadOnlyList<Fault> faults) =>
        Environment.GetEnvironmentVariable("REGIONNET_FAULTS") is { Length: > 0 } parts
            ? [.. faults.Where(f => parts.Split(',').Any(p => f.Name.Contains(p, StringComparison.Ordinal)))]
            : faults;
}
