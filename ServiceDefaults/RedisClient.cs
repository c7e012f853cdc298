#if !ASPIRE
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNet.ServiceDefaults;
using StackExchange.Redis;

#pragma warning disable IDE0130 // Same names and namespace as the genuine Aspire.StackExchange.Redis, which takes this file's place under Orchestrator=Aspire.
namespace Microsoft.Extensions.Hosting;

/// <summary>Settings of a Redis client, bound from <c>Aspire:StackExchange:Redis</c> and then <c>…:{name}</c>.</summary>
public sealed class StackExchangeRedisSettings
{
    /// <summary>The StackExchange.Redis configuration string; <c>ConnectionStrings:{name}</c> wins over the bound value.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Leaves Redis out of <c>/health</c>.</summary>
    public bool DisableHealthChecks { get; set; }
}

/// <summary>Redis for a service without Aspire's client package: the same calls and the same configuration keys.</summary>
public static class RedisClientExtensions
{
    /// <summary>
    /// Registers <see cref="IConnectionMultiplexer"/>. It is made on first use, connects in the background for as long as it takes, and
    /// a call while Redis is away fails within two seconds. The health check then says Degraded, not Unhealthy.
    /// </summary>
    /// <exception cref="InvalidOperationException">At start, when no connection string is configured.</exception>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        // Several modules of one process may ask for the same client; a health check may be registered only once.
        if (builder.Services.Any(service => service.ServiceType == typeof(IConnectionMultiplexer)))
        {
            return;
        }
        var settings = new StackExchangeRedisSettings();
        var section = builder.Configuration.GetSection("Aspire:StackExchange:Redis");
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        if (builder.Configuration.GetConnectionString(connectionName) is { Length: > 0 } configured)
        {
            settings.ConnectionString = configured;
        }
        configureSettings?.Invoke(settings);

        string ConnectionString() =>
            settings.ConnectionString is { Length: > 0 } value
                ? value
                : throw new InvalidOperationException(
                    $"No Redis connection is configured: set ConnectionStrings:{connectionName} or Aspire:StackExchange:Redis:{connectionName}:ConnectionString."
                );

        builder.Services.AddSingleton<IConnectionMultiplexer>(_ =>
        {
            var options = ConfigurationOptions.Parse(ConnectionString());
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 1000;
            options.SyncTimeout = 2000;
            options.AsyncTimeout = 2000;
            options.BacklogPolicy = BacklogPolicy.FailFast;
            section.GetSection("ConfigurationOptions").Bind(options);
            section.GetSection($"{connectionName}:ConfigurationOptions").Bind(options);
            configureOptions?.Invoke(options);
            return ConnectionMultiplexer.Connect(options);
        });
        RequiredConnections.Add(builder.Services, _ => ConnectionString());
        if (!settings.DisableHealthChecks)
        {
            var check = new HealthCheckRegistration(
                "StackExchange.Redis",
                services => new RedisHealthCheck(services.GetRequiredService<IConnectionMultiplexer>()),
                HealthStatus.Degraded,
                tags: null,
                timeout: TimeSpan.FromSeconds(3)
            );
            builder.Services.AddHealthChecks().Add(check);
        }
    }

    private sealed class RedisHealthCheck(IConnectionMultiplexer redis) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            try
            {
                await redis.GetDatabase().PingAsync();
                return HealthCheckResult.Healthy();
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
            }
        }
    }
}
#endif
