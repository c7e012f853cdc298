using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using RegionNet.LocalHosting;

namespace RegionNet.LocalHostingTests;

public sealed class LifetimeTests
{
    [Fact]
    public async Task An_orderly_stop_goes_in_reverse_and_leaves_nothing()
    {
        await using var host = await AppHostProcess.Start([]).ReadyAsync();
        var children = LinuxProcesses.ChildrenOf(host.Id);
        Assert.Equal(5, children.Count);

        Assert.Equal(0, await host.TerminateAsync());

        Assert.All(children, child => Assert.False(LinuxProcesses.Runs(child)));
        var order = Regex
            .Matches(host.Output, @"s  (?<name>\S+) +Exited", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["name"].Value)
            .ToList();
        Assert.Equal("door-0", order[0]);
        Assert.Equal(["app-x-0", "app-x-1"], order[1..3].Order(StringComparer.Ordinal));
        Assert.Equal(["postgres", "redis"], order[3..].Order(StringComparer.Ordinal));
        Assert.Contains(
            "stopped at",
            await File.ReadAllTextAsync(Path.Combine(host.DataDirectory, "logs", "door-0.log"))
        );
    }

    [Fact]
    public async Task No_orphan_is_left_when_the_AppHost_is_killed()
    {
        await using var host = await AppHostProcess.Start([]).ReadyAsync();
        var children = LinuxProcesses.ChildrenOf(host.Id);
        Assert.Equal(5, children.Count);

        host.Kill();

        await Eventually.HoldsAsync(() => !children.Exists(LinuxProcesses.Runs), seconds: 5);
        await Eventually.HoldsAsync(() => LinuxProcesses.NamedIn(host.DataDirectory).Count == 0, seconds: 5);
    }

    [Fact]
    public async Task Data_survives_a_run_and_goes_with_reset_and_two_runs_on_it_are_refused()
    {
        await using var first = await AppHostProcess.Start([]).ReadyAsync();
        await using (var second = AppHostProcess.Start(["--data", first.DataDirectory]))
        {
            Assert.Equal(1, await second.ExitCodeAsync());
            Assert.Contains($"Another run uses {first.DataDirectory}", second.Output);
        }
        var password = await File.ReadAllTextAsync(Path.Combine(first.DataDirectory, "postgres-password"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(first.DataDirectory, "postgres-password"))
        );
        await first.TerminateAsync();

        var start = Stopwatch.GetTimestamp();
        await using (var again = AppHostProcess.Start(["--data", first.DataDirectory]))
        {
            await again.ReadyAsync();
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(15), again.Output);
            Assert.Equal(password, await File.ReadAllTextAsync(Path.Combine(first.DataDirectory, "postgres-password")));
            await again.TerminateAsync();
        }
        await using var reset = AppHostProcess.Start(["--reset", "--data", first.DataDirectory]);
        await reset.ReadyAsync();
        Assert.NotEqual(password, await File.ReadAllTextAsync(Path.Combine(first.DataDirectory, "postgres-password")));
        await reset.TerminateAsync();
    }

    [Fact]
    public async Task A_taken_port_is_said_and_another_is_used()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 20443);
        try
        {
            taken.Start();
        }
        catch (SocketException)
        {
            // Somebody else has it; that serves as well.
        }
        await using var host = await AppHostProcess.Start([]).ReadyAsync();
        Assert.Contains("Port 20443 of door's launch profile is taken", host.Output);
        Assert.DoesNotContain("Ready: http://localhost:20443", host.Output);
    }

    [Fact]
    public async Task Garnet_serves_where_redis_server_is_missing()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>([
            "--Local:RedisServer=/nowhere/redis-server",
        ]);
        await using var app = await builder.BuildAsync();
        await app.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await app.ResourceNotifications.WaitForResourceHealthyAsync("redis", limit.Token);
        Assert.Contains("GarnetServer.dll", LinuxProcesses.CommandLine(app.GetProcessId("redis")!.Value));
        Assert.DoesNotContain("assword", LinuxProcesses.CommandLine(app.GetProcessId("redis")!.Value));
    }

    [Fact]
    public async Task An_outside_server_is_used_and_none_is_started()
    {
        await using var inside = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>();
        await using var server = await inside.BuildAsync();
        await server.StartAsync();
        await server.ResourceNotifications.WaitForResourceHealthyAsync("regionnet");
        await server.ResourceNotifications.WaitForResourceHealthyAsync("redis");
        var database = (await server.GetConnectionStringAsync("regionnet"))!;
        var redis = (await server.GetConnectionStringAsync("redis"))!;

        await using var host = AppHostProcess.Start(
            [],
            ("ConnectionStrings__regionnet", database),
            ("ConnectionStrings__redis", redis)
        );
        await host.ReadyAsync();
        Assert.Equal(3, LinuxProcesses.ChildrenOf(host.Id).Count);
        Assert.False(Directory.Exists(Path.Combine(host.DataDirectory, "postgres")));
        await host.TerminateAsync();

        await using var reset = AppHostProcess.Start(["--reset"], ("ConnectionStrings__regionnet", database));
        Assert.Equal(1, await reset.ExitCodeAsync());
        Assert.Contains("--reset does not empty a server of somebody else's", reset.Output);
    }
}
