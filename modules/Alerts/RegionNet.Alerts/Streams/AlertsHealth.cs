using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RegionNet.Alerts;

/// <summary>Degraded while pushes stand still on this replica; reads by cursor go on, so it stays in service.</summary>
internal sealed class AlertsHealth(AlertPump pump) : IHealthCheck
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(5);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            pump.SinceRound < Tolerated
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(
                    context.Registration.FailureStatus,
                    $"No stream has been read for {pump.SinceRound.TotalSeconds:F0} s."
                )
        );
}
