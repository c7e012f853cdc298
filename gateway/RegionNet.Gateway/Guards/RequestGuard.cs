using Microsoft.AspNetCore.Antiforgery;
using RegionNet.Gateway.Problems;
using RegionNet.Gateway.Session;
using Yarp.ReverseProxy.Model;

namespace RegionNet.Gateway.Guards;

/// <summary>
/// What is refused before anything is forwarded: a body that is announced as too large, a token in the URL, and whatever another site
/// may have made a signed-in browser send.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await RefusalAsync(context) is { } refusal)
        {
            await context.RefuseAsync(refusal);
            return;
        }
        await next(context);
    }

    private async Task<GatewayRefusal?> RefusalAsync(HttpContext context)
    {
        var request = context.Request;
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config.MaxRequestBodySize;
        if (request.ContentLength > limit)
        {
            return GatewayRefusal.TooLarge;
        }
        var isApi = request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
        var isHub = request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);
        if ((isApi || isHub) && request.Query.ContainsKey("access_token"))
        {
            return GatewayRefusal.TokenInUrl;
        }
        if (SessionTicket.Of(context) is not { } session)
        {
            return null;
        }
        if (isHub && !IsOwnOrigin(request))
        {
            return GatewayRefusal.ForeignOrigin;
        }
        if (!IsSafe(request) && !await antiforgery.IsRequestValidAsync(context))
        {
            return GatewayRefusal.Antiforgery;
        }
        return session.Expired && (isApi || isHub) ? GatewayRefusal.Unavailable : null;
    }

    // Browsers always send Origin on a WebSocket handshake, and cookies with it from any site.
    private static bool IsOwnOrigin(HttpRequest request) =>
        string.Equals(
            request.Headers.Origin.ToString(),
            $"{request.Scheme}://{request.Host}",
            StringComparison.OrdinalIgnoreCase
        );

    // CONNECT is how HTTP/2 opens a WebSocket; the origin check above has covered it.
    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        || HttpMethods.IsHead(request.Method)
        || HttpMethods.IsOptions(request.Method)
        || HttpMethods.IsConnect(request.Method);
}

/// <summary>Binds an anti-forgery token to one session: the same person's next session needs another.</summary>
internal sealed class SessionBoundAntiforgery : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => SessionTicket.Of(context)?.SessionId ?? "";

    public bool ValidateAdditionalData(HttpContext context, string additionalData) =>
        string.Equals(additionalData, GetAdditionalData(context), StringComparison.Ordinal);
}
