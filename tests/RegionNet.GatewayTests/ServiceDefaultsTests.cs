using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using RegionNet.Testing;
using StackExchange.Redis;
using Xunit;

namespace RegionNet.GatewayTests;

public sealed class ServiceDefaultsTests
{
    [Fact]
    public async Task A_service_without_Redis_is_degraded_and_still_ready()
    {
        var builder = Builder(new() { ["ConnectionStrings:redis"] = DeadEndpoint() });
        builder.AddServiceDefaults();
        builder.AddRedisClient("redis");
        using var host = builder.Build();

        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Equal(HealthStatus.Degraded, report.Entries["StackExchange.Redis"].Status);
        Assert.Equal(HealthStatus.Healthy, report.Entries["self"].Status);
    }

    [Fact]
    public async Task A_call_while_Redis_is_away_fails_at_once()
    {
        var builder = Builder(new() { ["ConnectionStrings:redis"] = DeadEndpoint() });
        builder.AddRedisClient("redis");
        using var host = builder.Build();
        var redis = host.Services.GetRequiredService<IConnectionMultiplexer>();
        var started = TimeProvider.System.GetTimestamp();

        await Assert.ThrowsAnyAsync<RedisException>(() => redis.GetDatabase().StringGetAsync("x"));

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_dead_database_is_unhealthy_and_a_living_one_healthy()
    {
        await using var database = await TestDatabase.CreateEmpty();
        var builder = Builder(
            new()
            {
                ["ConnectionStrings:good"] = database.AdministratorConnectionString,
                ["Aspire:Npgsql:bad:ConnectionString"] = "Host=127.0.0.1;Port=1;Username=x;Password=x;Timeout=2",
            }
        );
        builder.AddServiceDefaults();
        builder.AddKeyedNpgsqlDataSource("good");
        builder.AddKeyedNpgsqlDataSource("bad");
        using var host = builder.Build();

        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Healthy, report.Entries["PostgreSql_good"].Status);
        Assert.Equal(HealthStatus.Unhealthy, report.Entries["PostgreSql_bad"].Status);
    }

    [Fact]
    public async Task What_is_not_well_is_logged_when_it_begins_and_once_a_day_and_not_at_every_question()
    {
        var clock = new FakeTimeProvider();
        using var log = new CapturedLog();
        var lagging = false;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddServiceDefaults();
        builder
            .Services.AddHealthChecks()
            .AddCheck("lag", () => lagging ? HealthCheckResult.Degraded("It lags.") : HealthCheckResult.Healthy());
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Equal((0, "Healthy"), await Ask());
        lagging = true;
        Assert.Equal((1, "Degraded"), await Ask());
        Assert.Equal((1, "Degraded"), await Ask());
        clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        Assert.Equal((1, "Degraded"), await Ask());
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal((2, "Degraded"), await Ask());
        lagging = false;
        Assert.Equal((2, "Healthy"), await Ask());
        lagging = true;
        Assert.Equal((3, "Degraded"), await Ask());
        Assert.Single(log.Lines, line => line.Contains("all is well again", StringComparison.Ordinal));

        async Task<(int Said, string Answer)> Ask()
        {
            var answer = await client.GetStringAsync("/health");
            return (log.Lines.Count(line => line.Contains("It lags.", StringComparison.Ordinal)), answer);
        }
    }

    [Fact]
    public async Task Settings_given_in_code_win_over_configuration()
    {
        await using var database = await TestDatabase.CreateEmpty();
        var builder = Builder(new() { ["ConnectionStrings:regionnet"] = "Host=elsewhere" });
        builder.AddNpgsqlDataSource("regionnet", s => s.ConnectionString = database.AdministratorConnectionString);
        using var host = builder.Build();

        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select 7");

        Assert.Equal(7, await command.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("regionnet")]
    [InlineData("redis")]
    public async Task A_missing_connection_string_stops_the_start_and_is_named(string name)
    {
        var builder = Builder([]);
        if (name == "redis")
        {
            builder.AddRedisClient(name);
        }
        else
        {
            builder.AddNpgsqlDataSource(name);
        }
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains($"ConnectionStrings:{name}", failure.Message, StringComparison.Ordinal);
    }

    private static HostApplicationBuilder Builder(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        return builder;
    }

    private static string DeadEndpoint() => new Uri(Replica.DeadAddress()).Authority;
}
