using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.ServiceDiscovery;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace RegionNet.Gateway.Proxy;

/// <summary>
/// Turns the service name of a cluster into one destination for each replica that service discovery lists
/// (<c>services:app:http:0</c>, <c>:1</c>, …), and again whenever that list changes.
/// </summary>
internal sealed class ReplicaResolver(ServiceEndpointResolver services) : IDestinationResolver
{
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations,
        CancellationToken cancellationToken
    )
    {
        var replicas = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal);
        var changes = new List<IChangeToken>();
        foreach (var (name, destination) in destinations)
        {
            var source = await services.GetEndpointsAsync(destination.Address, cancellationToken);
            changes.Add(source.ChangeToken);
            foreach (var address in source.Endpoints.Select(endpoint => Address(endpoint, destination.Address)))
            {
                replicas[$"{name}[{address.Authority}]"] = destination with { Address = address.AbsoluteUri };
            }
        }
        return new ResolvedDestinationCollection(replicas, new CompositeChangeToken(changes));
    }

    /// <summary>An endpoint as an absolute address; one that names no scheme has the scheme asked for.</summary>
    public static Uri Address(ServiceEndpoint endpoint, string askedFor)
    {
        var text = endpoint.ToString() ?? "";
        return text.Contains("://", StringComparison.Ordinal)
            ? new Uri(text)
            : new Uri($"{new Uri(askedFor).Scheme}://{text}");
    }
}
