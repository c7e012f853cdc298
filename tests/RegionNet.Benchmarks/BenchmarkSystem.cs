using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using RegionNet.LocalHosting;
using RegionNet.Testing.Driver;

namespace RegionNet.Benchmarks;

/// <summary>The whole system on an empty database of its own, durable as in production.</summary>
internal sealed class BenchmarkSystem(IDistributedApplicationTestingBuilder builder, DistributedApplication app)
    : IAsyncDisposable
{
    /// <summary>Linux reports processor time in hundredths of a second.</summary>
    private const double TickMs = 10;

    public static async Task<BenchmarkSystem> Start()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([]);
        var app = await builder.BuildAsync();
        await app.StartAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", patience.Token);
        return new BenchmarkSystem(builder, app);
    }

    public Task<HttpClient> Machine() => MachineClient.Connect(Gateway);

    public DistributedApplication App => app;

    public Uri Gateway => app.GetEndpoint("gateway", "http");

    /// <summary>The address of one replica of the App, past the gateway.</summary>
    public Uri Replica(int replica) => app.GetReplicaEndpoint("app", replica);

    public async Task<string> Redis() => (await app.GetConnectionStringAsync("redis"))!;

    public async Task<string> Database() => (await app.GetConnectionStringAsync("regionnet"))!;

    /// <summary>Processor milliseconds each of so many pieces of work has cost since <paramref name="before"/>.</summary>
    public IReadOnlyDictionary<string, double> CpuMsPer(int pieces, IReadOnlyDictionary<string, double> before) =>
        CpuMs().ToDictionary(c => c.Key, c => (c.Value - before[c.Key]) / pieces, StringComparer.Ordinal);

    /// <summary>
    /// Processor milliseconds used so far, by part of the system: PostgreSQL with all its backends, and the client, which
    /// is this process.
    /// </summary>
    public IReadOnlyDictionary<string, double> CpuMs()
    {
        var server = app.GetProcessId("postgres") ?? 0;
        var backends = Directory
            .EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Select(name => Stat(name!))
            .Where(stat => stat is not null && stat[1] == server.ToString(CultureInfo.InvariantCulture));
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["app"] = Of(app.GetProcessId("app", 0)) + Of(app.GetProcessId("app", 1)),
            ["gateway"] = Of(app.GetProcessId("gateway")),
            ["postgres"] = Of(server) + backends.Sum(Ticks),
            ["client"] = Of(Environment.ProcessId),
        };

        static double Of(int? id) => id is { } pid ? Ticks(Stat(pid.ToString(CultureInfo.InvariantCulture))) : 0;
        static double Ticks(string[]? stat) =>
            stat is null
                ? 0
                : TickMs
                    * (
                        double.Parse(stat[11], CultureInfo.InvariantCulture)
                        + double.Parse(stat[12], CultureInfo.InvariantCulture)
                    );
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await builder.DisposeAsync();
    }

    /// <summary>The fields of /proc/PID/stat behind the command's name: state first, then the parent.</summary>
    private static string[]? Stat(string pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // It ended between the listing and the reading.
        }
    }
}
