using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using RegionNet.LocalHosting;

namespace RegionNet.LocalHostingTests;

public sealed class FailureTests
{
    [Fact]
    public async Task A_service_that_never_gets_healthy_fails_with_those_that_wait_for_it()
    {
        await using var host = AppHostProcess.Start(["--profile", "failing"]);

        Assert.Equal(1, await host.ExitCodeAsync());

        Assert.Contains("ended 3 times before it was healthy, last with exit code 3.", host.Output);
        Assert.Contains("| sample: told to fail", host.Output);
        Assert.DoesNotContain("Ready:", host.Output);
        Assert.DoesNotContain("   at ", host.Output);
        // The last sentence names the cause, not those that failed for it.
        Assert.Matches("^app-x-[01] ended 3 times", host.LastError);
        Assert.Empty(LinuxProcesses.ChildrenOf(host.Id));
    }

    [Fact]
    public async Task A_task_that_fails_keeps_those_that_wait_for_its_completion_from_starting()
    {
        await using var host = AppHostProcess.Start([], ("SAMPLE_TASK_EXIT", "7"));

        Assert.Equal(1, await host.ExitCodeAsync());

        Assert.Contains("task-0 ended with exit code 7.", host.Output);
        Assert.DoesNotContain("app-x-0      Starting", host.Output);
    }

    [Fact]
    public async Task What_threw_is_shown_with_its_reason_and_without_its_stack()
    {
        await using var host = AppHostProcess.Start([], ("SAMPLE_TASK_EXIT", "many"));

        Assert.Equal(1, await host.ExitCodeAsync());

        Assert.Contains("| Unhandled exception. System.FormatException: The input string 'many'", host.Output);
        Assert.DoesNotContain("   at ", host.Output);
    }

    [Fact]
    public async Task Waiting_for_the_health_of_what_failed_throws_the_reason()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>([
            "--profile=failing",
        ]);
        await using var app = await builder.BuildAsync();
        await app.StartAsync();
        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            app.ResourceNotifications.WaitForResourceHealthyAsync("door")
        );
        Assert.Equal("door was not started, because app-x failed.", failure.Message);
        await app.ResourceNotifications.WaitForResourceAsync("app-x", KnownResourceStates.FailedToStart);
    }

    [Fact]
    public async Task A_missing_program_is_named_in_one_sentence_with_what_installs_it()
    {
        await using var host = AppHostProcess.Start(["--Local:PostgresBin=/nowhere"]);
        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Equal(
            "PostgreSQL is missing on this machine: apt-get install -y postgresql (or run ./start, which installs it).",
            host.Output.Trim()
        );
    }

    [Fact]
    public async Task A_missing_launch_profile_is_named()
    {
        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>(["--profile", "nobody"])
        );
        Assert.Contains("There is no launch profile 'nobody'", failure.Message);
    }

    [Fact]
    public async Task Another_publisher_is_refused_by_name()
    {
        await using var host = AppHostProcess.Start(["--operation", "publish", "--step", "publish-kubernetes"]);
        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("LocalHosting can't do '--operation publish --step publish-kubernetes'", host.Output);
    }

    [Fact]
    public void Restarts_back_off_to_a_limit()
    {
        var policy = RestartPolicy.Default;
        Assert.Equal(TimeSpan.FromMilliseconds(250), policy.Delay(0));
        Assert.Equal(TimeSpan.FromMilliseconds(500), policy.Delay(1));
        Assert.Equal(TimeSpan.FromSeconds(4), policy.Delay(4));
        Assert.Equal(TimeSpan.FromSeconds(15), policy.Delay(7));
        Assert.Equal(TimeSpan.FromSeconds(15), policy.Delay(1000));
    }

    [Theory]
    [InlineData("localhost:6380,password=a=b", "localhost", 6380, "a=b", false)]
    [InlineData("redis.example.cn:6380,ssl=True,abortConnect=false", "redis.example.cn", 6380, null, true)]
    [InlineData("cache", "cache", 6379, null, false)]
    public void A_redis_connection_string_is_read(string text, string host, int port, string? password, bool tls) =>
        Assert.Equal(new RedisAddress(host, port, password, tls), RedisAddress.Parse(text));
}
