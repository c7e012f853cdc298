using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;
using RegionNet.LocalHosting;

namespace RegionNet.LocalHostingTests;

/// <summary>SampleAppHost through the testing builder, started once for the tests that only look or that leave it healthy.</summary>
public sealed class RunningApplication : IAsyncLifetime
{
    private IDistributedApplicationTestingBuilder? _builder;

    public DistributedApplication App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SampleAppHost>();
        App = await _builder.BuildAsync();
        await App.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await App.ResourceNotifications.WaitForResourceHealthyAsync("door", limit.Token);
    }

    public ValueTask DisposeAsync() => _builder!.DisposeAsync();
}

public sealed class RunningApplicationTests(RunningApplication running) : IClassFixture<RunningApplication>
{
    private DistributedApplication App => running.App;

    [Fact]
    public async Task Resources_start_in_the_order_in_which_they_wait()
    {
        var taskEnded = await TimeInLogAsync("task", 0, "ended");
        var first = await TimeInLogAsync("app-x", 0, "started");
        var second = await TimeInLogAsync("app-x", 1, "started");
        var door = await TimeInLogAsync("door", 0, "started");

        Assert.True(taskEnded < first);
        Assert.True(taskEnded < second);
        Assert.True(first < door);
        Assert.True(second < door);
    }

    [Fact]
    public async Task A_service_is_told_what_Aspire_would_tell_it()
    {
        var database = new NpgsqlConnectionStringBuilder(await App.GetConnectionStringAsync("regionnet"));
        var redis = await App.GetConnectionStringAsync("redis");

        var environment = await EnvironmentAsync("app-x", 1);

        Assert.Equal(
            database.ConnectionString,
            new NpgsqlConnectionStringBuilder(environment["ConnectionStrings__regionnet"]).ConnectionString
        );
        Assert.Equal(database.Host, environment["REGIONNET_HOST"]);
        Assert.Equal(database.Port.ToString(), environment["REGIONNET_PORT"]);
        Assert.Equal("postgres", environment["REGIONNET_USERNAME"]);
        Assert.Equal(database.Password, environment["REGIONNET_PASSWORD"]);
        Assert.Equal("regionnet", environment["REGIONNET_DATABASENAME"]);
        Assert.Equal(
            $"postgresql://postgres:{database.Password}@127.0.0.1:{database.Port}/regionnet",
            environment["REGIONNET_URI"]
        );
        Assert.Equal(redis, environment["ConnectionStrings__redis"]);
        Assert.StartsWith("redis://:", environment["REDIS_URI"], StringComparison.Ordinal);
        Assert.Equal(Text(App.GetEndpoint("door")), environment["services__door__http__0"]);
        Assert.Equal(Text(App.GetEndpoint("door")), environment["DOOR_HTTP"]);
        Assert.Equal(Text(App.GetReplicaEndpoint("app-x", 1)), environment["ASPNETCORE_URLS"]);
        Assert.Equal("app-x", environment["OTEL_SERVICE_NAME"]);
        Assert.Equal("service.instance.id=app-x-1", environment["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.Equal("Staging", environment["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal("other", environment["SAMPLE_PROFILE"]);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", environment.Keys);
    }

    [Fact]
    public async Task Every_replica_has_a_port_of_its_own_and_is_listed_by_its_index()
    {
        var environment = await EnvironmentAsync("door", 0);

        Assert.Equal(Text(App.GetReplicaEndpoint("app-x", 0)), environment["services__app-x__http__0"]);
        Assert.Equal(Text(App.GetReplicaEndpoint("app-x", 1)), environment["services__app-x__http__1"]);
        Assert.Equal(Text(App.GetReplicaEndpoint("app-x", 0)), environment["APP_X_HTTP"]);
        Assert.NotEqual(App.GetReplicaEndpoint("app-x", 0), App.GetReplicaEndpoint("app-x", 1));
        Assert.DoesNotContain("ConnectionStrings__regionnet", environment.Keys);
        Assert.Equal("http", environment["SAMPLE_PROFILE"]);
    }

    [Fact]
    public async Task The_database_takes_queries_and_keeps_Chinese()
    {
        await using var source = NpgsqlDataSource.Create((await App.GetConnectionStringAsync("regionnet"))!);
        await using var command = source.CreateCommand(
            "select current_database() || ' ' || current_setting('max_connections') || ' ' || current_setting('fsync') || ' ' || ('苏州' ~ '^\\w+$')"
        );
        Assert.Equal("regionnet 300 on true", await command.ExecuteScalarAsync());
    }

    [Fact]
    public void The_servers_do_not_run_as_root()
    {
        Assert.NotEqual("0", LinuxProcesses.User(App.GetProcessId("postgres")!.Value));
        var redis = App.GetProcessId("redis")!.Value;
        // Garnet takes the place of a Redis server that is not installed, and runs as we do: its files are in our package folder.
        var garnet = LinuxProcesses.CommandLine(redis).Contains("GarnetServer.dll", StringComparison.Ordinal);
        Assert.Equal(garnet && Environment.IsPrivilegedProcess, LinuxProcesses.User(redis) == "0");
    }

    [Theory]
    [InlineData("app-x", 1)]
    [InlineData("door", 0)]
    [InlineData("redis", 0)]
    [InlineData("postgres", 0)]
    public async Task What_is_killed_comes_back_at_the_same_place(string resource, int replica)
    {
        var before = App.GetProcessId(resource, replica)!.Value;
        var restarts = App.GetRestarts(resource, replica);

        Linux.Signal(before, Linux.SigKill);

        await Eventually.HoldsAsync(() => App.GetRestarts(resource, replica) > restarts);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await App.ResourceNotifications.WaitForResourceHealthyAsync(resource, limit.Token);
        Assert.NotEqual(before, App.GetProcessId(resource, replica));
        if (resource is "app-x")
        {
            using var client = new HttpClient { BaseAddress = App.GetReplicaEndpoint(resource, replica) };
            Assert.Equal("ok", await client.GetStringAsync("/health"));
        }
    }

    [Fact]
    public async Task A_service_that_ends_by_itself_is_started_again_even_with_exit_code_0()
    {
        var restarts = App.GetRestarts("app-x");
        using var client = App.CreateHttpClient("app-x");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync("/exit/0"));
        await Eventually.HoldsAsync(() => App.GetRestarts("app-x") > restarts);
        await App.ResourceNotifications.WaitForResourceHealthyAsync("app-x");
    }

    [Fact]
    public void What_does_not_exist_is_refused_by_name()
    {
        Assert.Throws<ArgumentException>(() => App.GetEndpoint("nobody"));
        Assert.Throws<ArgumentException>(() => App.GetEndpoint("door", "https"));
        Assert.Throws<ArgumentException>(() => App.GetEndpoint("redis"));
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync(string resource, int replica)
    {
        using var client = new HttpClient { BaseAddress = App.GetReplicaEndpoint(resource, replica) };
        return (await client.GetFromJsonAsync<Dictionary<string, string>>("/environment"))!;
    }

    /// <summary>The sample programs print the clock's ticks at what they do first.</summary>
    private async Task<long> TimeInLogAsync(string resource, int replica, string what)
    {
        var log = await File.ReadAllTextAsync(App.GetLogFile(resource, replica));
        var match = Regex.Match(log, $"{what} at (?<ticks>\\d+)", RegexOptions.None, TimeSpan.FromSeconds(1));
        return long.Parse(match.Groups["ticks"].Value);
    }

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
