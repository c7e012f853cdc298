using Microsoft.Extensions.ServiceDiscovery;
using RegionNet.Gateway.Proxy;

namespace RegionNet.Gateway.Session;

/// <summary>
/// The way from the gateway to Access for discovery, keys, tokens and revocation. Access publishes the gateway's public address, and
/// the gateway can't be its own client, so every request goes to a replica of the service instead, under the public host. A replica that
/// refuses the connection is followed by the next.
/// </summary>
internal sealed class BackChannel(ServiceEndpointResolver services, string service)
    : DelegatingHandler(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), UseCookies = false })
{
    private int turn;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var publicAddress = request.RequestUri ?? throw new InvalidOperationException("A request needs an address.");
        request.Headers.Host = publicAddress.Authority;
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", publicAddress.Authority);
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", publicAddress.Scheme);

        var source = await services.GetEndpointsAsync($"http://{service}", cancellationToken);
        var first = Interlocked.Increment(ref turn) & int.MaxValue;
        for (var tried = 0; ; tried++)
        {
            var replica = source.Endpoints[(first + tried) % source.Endpoints.Count];
            request.RequestUri = new Uri(
                ReplicaResolver.Address(replica, $"http://{service}"),
                publicAddress.PathAndQuery
            );
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException failure)
                when (failure.HttpRequestError == HttpRequestError.ConnectionError && tried + 1 < source.Endpoints.Count
                )
            {
                // The next replica, then.
            }
        }
    }
}
