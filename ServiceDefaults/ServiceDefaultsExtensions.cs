using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using RegionNet.ServiceDefaults;

#pragma warning disable IDE0130 // The namespace is the one of Aspire's template, so that a service needs no other using.
namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of RegionNet has in common: telemetry, health, service discovery and resilience.</summary>
public static class ServiceDefaultsExtensions
{
    private const string ReadyPath = "/health";
    private const string LivePath = "/alive";

    /// <summary>The meters and sources that the modules name themselves, such as <c>RegionNet.Outbox</c> and <c>RegionNet.Alerts</c>.</summary>
    private const string OwnTelemetry = "RegionNet.*";

    /// <summary>Loggers that write whole addresses, below a warning.</summary>
    private static readonly string[] AddressesInLogs =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.Routing",
        "System.Net.Http.HttpClient",
        "Yarp.ReverseProxy.Forwarder",
    ];

    /// <summary>
    /// Adds telemetry over OTLP (only when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set), the health check <c>self</c>, and, for
    /// every <see cref="HttpClient"/> of the factory, service discovery and the standard resilience pipeline.
    /// Only safe methods are retried: a booking must not be sent twice by a client that can't know whether it arrived.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        AddTelemetry(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), ["live"]);
        builder.Services.PostConfigure<HealthCheckServiceOptions>(RedisIsNeverFatal);
        builder.Services.AddSingleton<HealthLog>();
        builder.Logging.AddFilter(HealthLog.FrameworksOwn, LogLevel.None);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());
            http.AddServiceDiscovery();
        });
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (every check: ready to serve) and <c>/alive</c> (checks tagged <c>live</c>: the process answers). Both are
    /// anonymous in every environment, for orchestrators and the gateway ask them; neither tells more than one word. What is behind a
    /// word other than <c>Healthy</c> stands in the log (<see cref="HealthLog"/>).
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks(
                ReadyPath,
                new HealthCheckOptions { ResponseWriter = app.Services.GetRequiredService<HealthLog>().Answer }
            )
            .AllowAnonymous();
        app.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = check => check.Tags.Contains("live") })
            .AllowAnonymous();
        return app;
    }

    // Spans and measurements that nobody exports are not made; W3C trace ids are handed on regardless.
    private static void AddTelemetry(IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }
        // No scopes, and of requests no entries: they carry the address, and the span that each entry names has it without its secrets.
        builder.Logging.AddOpenTelemetry(logging => logging.IncludeFormattedMessage = true);
        foreach (var category in AddressesInLogs)
        {
            builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(category, LogLevel.Warning);
        }
        builder
            .Services.AddOpenTelemetry()
            .UseOtlpExporter()
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(OwnTelemetry)
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
            )
            .WithTracing(tracing =>
                tracing
                    .AddSource(builder.Environment.ApplicationName, OwnTelemetry)
                    .AddAspNetCoreInstrumentation(options =>
                        options.Filter = context => !IsHealth(context.Request.Path)
                    )
                    .AddHttpClientInstrumentation()
                    .AddProcessor(new UrlSecrets())
            );
    }

    private static bool IsHealth(PathString path) =>
        path.StartsWithSegments(ReadyPath, StringComparison.Ordinal)
        || path.StartsWithSegments(LivePath, StringComparison.Ordinal);

    // Redis holds wake-ups and caches, never truth: a service without it is slower, not unready. This also covers the check that
    // the genuine Aspire client registers.
    private static void RedisIsNeverFatal(HealthCheckServiceOptions options)
    {
        foreach (
            var check in options.Registrations.Where(r =>
                r.Name.StartsWith("StackExchange.Redis", StringComparison.Ordinal)
            )
        )
        {
            check.FailureStatus = HealthStatus.Degraded;
        }
    }
}
