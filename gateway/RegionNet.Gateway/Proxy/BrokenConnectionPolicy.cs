using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace RegionNet.Gateway.Proxy;

/// <summary>
/// Passive health: one broken connection takes a replica out for the reactivation period. The stock policy waits for ten requests a
/// minute, which a quiet night never has, and would go on offering a dead replica until the active check finds it.
/// </summary>
internal sealed class BrokenConnectionPolicy(IDestinationHealthUpdater updater) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "BrokenConnection";

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        var broken =
            context.GetForwarderErrorFeature()?.Error
            is ForwarderError.Request
                or ForwarderError.RequestBodyDestination
                or ForwarderError.ResponseBodyDestination
                or ForwarderError.UpgradeResponseDestination;
        if (broken && !context.RequestAborted.IsCancellationRequested)
        {
            var period = cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod ?? TimeSpan.FromSeconds(2);
            updater.SetPassive(cluster, destination, DestinationHealth.Unhealthy, period);
        }
    }
}
