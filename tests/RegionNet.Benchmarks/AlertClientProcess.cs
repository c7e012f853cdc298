using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using RegionNet.EndToEndTests;
using RegionNet.Testing.Driver;
using RegionNet.Testing.Faults;

namespace RegionNet.Benchmarks;

/// <summary>
/// Some clients of a stream in a process of their own, which can be stopped (SIGSTOP) as a laptop is that is closed: it reads nothing,
/// answers nothing, and its connections stay open.
/// </summary>
internal sealed class AlertClientProcess : IAsyncDisposable
{
    /// <summary>The command by which this program becomes the clients.</summary>
    public const string Command = "alert-clients";

    private readonly Process _process;
    private readonly Follower[] _followers;
    private readonly Task _reading;

    private AlertClientProcess(Process process, int clients)
    {
        _process = process;
        _followers = [.. Enumerable.Range(0, clients).Select(_ => new Follower())];
        _reading = Read();
    }

    public IReadOnlyList<IFollower> Followers => _followers;

    /// <param name="door">Where their sockets go; all else goes to the gateway.</param>
    public static async Task<AlertClientProcess> Start(Uri gateway, Uri door, int clients)
    {
        var start = BareHubProcess.Self(
            Command,
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
            gateway.ToString(),
            door.ToString(),
            clients.ToString(CultureInfo.InvariantCulture)
        );
        var process = Process.Start(start)!;
        if (await process.StandardOutput.ReadLineAsync() != "connected")
        {
            throw new InvalidOperationException("The clients' process did not connect.");
        }
        return new AlertClientProcess(process, clients);
    }

    /// <summary>The process is stopped while the other faults happen, and for so long at least.</summary>
    public Fault Stop(TimeSpan length, params IReadOnlyList<Fault> meanwhile) =>
        new(
            $"a process of {_followers.Length} clients stopped{string.Concat(meanwhile.Select(f => $", {f.Name}"))}",
            async ct =>
            {
                var until = Task.Delay(length, ct);
                AlertFaults.Send("STOP", _process.Id);
                try
                {
                    foreach (var fault in meanwhile)
                    {
                        await fault.Happen(ct);
                    }
                    await until;
                }
                finally
                {
                    AlertFaults.Send("CONT", _process.Id);
                }
            }
        );

    /// <summary>What the child does: each message a client applies is a line, the client's number and the message's id.</summary>
    public static async Task Follow(int parent, Uri gateway, Uri door, int clients)
    {
        using var person = await PortalSession.SignIn(gateway, "gba.coordinator");
        var feeds = new List<AlertFeed>();
        for (var n = 0; n < clients; n++)
        {
            feeds.Add(await AlertFeed.Open(person, AlertFaults.Zone, door));
        }
        Console.WriteLine("connected");
        using var alive = Process.GetProcessById(parent);
        var told = new int[clients];
        while (!alive.HasExited)
        {
            for (var n = 0; n < clients; n++)
            {
                foreach (var id in feeds[n].Received.Skip(told[n]))
                {
                    Console.WriteLine($"{n} {id}");
                    told[n]++;
                }
            }
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _reading;
        _process.Dispose();
    }

    private async Task Read()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is [var client, var id])
            {
                _followers[int.Parse(client, CultureInfo.InvariantCulture)].Ids.Enqueue(id);
            }
        }
    }

    private sealed class Follower : IFollower
    {
        public ConcurrentQueue<string> Ids { get; } = new();

        public IReadOnlyList<string> Received => [.. Ids];

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
