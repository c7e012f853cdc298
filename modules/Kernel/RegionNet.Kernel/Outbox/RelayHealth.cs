using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RegionNet.Kernel;

/// <summary>
/// Degraded, never unhealthy: a replica whose relay lags still answers requests, and taking it out would help nobody. The event is
/// safe in the outbox, but those who wait for it should be looked after.
/// </summary>
internal sealed class RelayHealth(OutboxRelay relay) : IHealthCheck
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(10);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            relay.Behind < Tolerated
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(
                    context.Registration.FailureStatus,
                    $"The relay is {relay.Behind.TotalSeconds:F0} s behind."
                )
        );
}
