using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using RegionNet.Testing.Faults;

namespace RegionNet.Benchmarks;

/// <summary>The bare hub in a process of its own, as the service under test has its own.</summary>
internal sealed class BareHubProcess : IDisposable
{
    /// <summary>The command by which this program becomes the hub.</summary>
    public const string Command = "bare-hub";

    private readonly Process _process;
    private readonly HttpClient _publisher;

    private BareHubProcess(Process process, Uri address)
    {
        _process = process;
        Hub = new Uri(address, "/hub");
        _publisher = new HttpClient { BaseAddress = address };
    }

    public Uri Hub { get; }

    public double CpuMs
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    public static async Task<BareHubProcess> Start()
    {
        var start = Self(Command, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var process = Process.Start(start)!;
        return new BareHubProcess(process, new Uri((await process.StandardOutput.ReadLineAsync())!));
    }

    /// <summary>This program once more, with another command; its output is the caller's to read.</summary>
    public static ProcessStartInfo Self(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (!Environment.ProcessPath!.EndsWith("RegionNet.Benchmarks", StringComparison.Ordinal))
        {
            start.ArgumentList.Add(typeof(BareHubProcess).Assembly.Location);
        }
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return start;
    }

    /// <summary>What the child does: serves until its parent has ended.</summary>
    public static async Task Serve(int parent)
    {
        await using var hub = await BareHub.Start(port: 0);
        Console.WriteLine(hub.Address);
        using var process = Process.GetProcessById(parent);
        await process.WaitForExitAsync();
    }

    /// <summary>One message for each instant; the hub has accepted them when this returns.</summary>
    public Task Publish(IReadOnlyList<long> instants, string body) =>
        Task.WhenAll(
            instants.Select(async at =>
            {
                using var answer = await _publisher.PostAsJsonAsync(
                    "/publish",
                    new
                    {
                        id = Guid.NewGuid(),
                        subject = at.ToString(CultureInfo.InvariantCulture),
                        body,
                    }
                );
                answer.EnsureSuccessStatusCode();
            })
        );

    public void Dispose()
    {
        _publisher.Dispose();
        _process.Kill();
        _process.Dispose();
    }
}
