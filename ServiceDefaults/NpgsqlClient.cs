#if !ASPIRE
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using RegionNet.ServiceDefaults;

#pragma warning disable IDE0130 // Same names and namespace as the genuine Aspire.Npgsql, which takes this file's place under Orchestrator=Aspire.
namespace Microsoft.Extensions.Hosting;

/// <summary>Settings of a PostgreSQL client, bound from <c>Aspire:Npgsql</c> and then <c>Aspire:Npgsql:{name}</c>.</summary>
public sealed class NpgsqlSettings
{
    /// <summary>The connection string; <c>ConnectionStrings:{name}</c> wins over the bound value.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Leaves this data source out of <c>/health</c>.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Adds no tracing of commands.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>Adds no meter.</summary>
    public bool DisableMetrics { get; set; }
}

/// <summary>PostgreSQL for a service without Aspire's client package: the same calls and the same configuration keys.</summary>
public static class NpgsqlClientExtensions
{
    /// <summary>Registers the <see cref="NpgsqlDataSource"/> named by <c>ConnectionStrings:{connectionName}</c>.</summary>
    /// <exception cref="InvalidOperationException">At start, when no connection string is configured.</exception>
    public static void AddNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null
    ) => Add(builder, connectionName, serviceKey: null, configureSettings, configureDataSourceBuilder);

    /// <summary>The same under the service key <paramref name="name"/>, for a process with several data sources.</summary>
    /// <exception cref="InvalidOperationException">At start, when no connection string is configured.</exception>
    public static void AddKeyedNpgsqlDataSource(
        this IHostApplicationBuilder builder,
        string name,
        Action<NpgsqlSettings>? configureSettings = null,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder = null
    ) => Add(builder, name, name, configureSettings, configureDataSourceBuilder);

    private static void Add(
        IHostApplicationBuilder builder,
        string name,
        string? serviceKey,
        Action<NpgsqlSettings>? configureSettings,
        Action<NpgsqlDataSourceBuilder>? configureDataSourceBuilder
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var settings = new NpgsqlSettings();
        var section = builder.Configuration.GetSection("Aspire:Npgsql");
        section.Bind(settings);
        section.GetSection(name).Bind(settings);
        if (builder.Configuration.GetConnectionString(name) is { Length: > 0 } configured)
        {
            settings.ConnectionString = configured;
        }
        configureSettings?.Invoke(settings);

        string ConnectionString() =>
            settings.ConnectionString is { Length: > 0 } value
                ? value
                : throw new InvalidOperationException(
                    $"No PostgreSQL connection is configured: set ConnectionStrings:{name} or Aspire:Npgsql:{name}:ConnectionString."
                );

        NpgsqlDataSource Create(IServiceProvider services)
        {
            var dataSource = new NpgsqlDataSourceBuilder(ConnectionString()) { Name = name };
            dataSource.UseLoggerFactory(services.GetService<Logging.ILoggerFactory>());
            configureDataSourceBuilder?.Invoke(dataSource);
            return dataSource.Build();
        }

        if (serviceKey is null)
        {
            builder.Services.AddSingleton(Create);
        }
        else
        {
            builder.Services.AddKeyedSingleton(serviceKey, (services, _) => Create(services));
        }
        RequiredConnections.Add(builder.Services, _ => ConnectionString());
        if (!settings.DisableHealthChecks)
        {
            var check = new HealthCheckRegistration(
                serviceKey is null ? "PostgreSql" : $"PostgreSql_{serviceKey}",
                services => new NpgsqlHealthCheck(
                    serviceKey is null
                        ? services.GetRequiredService<NpgsqlDataSource>()
                        : services.GetRequiredKeyedService<NpgsqlDataSource>(serviceKey)
                ),
                HealthStatus.Unhealthy,
                tags: null,
                timeout: TimeSpan.FromSeconds(5)
            );
            builder.Services.AddHealthChecks().Add(check);
        }
        if (!settings.DisableTracing)
        {
            builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddNpgsql());
        }
        if (!settings.DisableMetrics)
        {
            builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddMeter("Npgsql"));
        }
    }

    private sealed class NpgsqlHealthCheck(NpgsqlDataSource dataSource) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken = default
        )
        {
            try
            {
                await using var command = dataSource.CreateCommand("select 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
            }
        }
    }
}
#endif
