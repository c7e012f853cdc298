using Microsoft.Net.Http.Headers;
using RegionNet.Gateway.Session;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace RegionNet.Gateway.Proxy;

/// <summary>
/// What of a caller's credentials reaches a service. To <c>/api</c> and <c>/hubs</c>: the session's access token, or else the caller's
/// own bearer token, and no cookie. To Access's pages and endpoints: Access's cookies and no token of ours.
/// </summary>
internal static class Credentials
{
    public static void Add(TransformBuilderContext transforms)
    {
        var template = transforms.Route.Match.Path ?? "";
        var takesToken =
            template.StartsWith("/api/", StringComparison.Ordinal)
            || template.StartsWith("/hubs/", StringComparison.Ordinal);
        transforms.AddOriginalHost();
        transforms.AddRequestTransform(takesToken ? UseToken : KeepForeignCookies);
    }

    private static ValueTask UseToken(RequestTransformContext context)
    {
        var headers = context.ProxyRequest.Headers;
        headers.Remove(HeaderNames.Cookie);
        if (SessionTicket.Of(context.HttpContext) is { } session)
        {
            headers.Remove(HeaderNames.Authorization);
            headers.TryAddWithoutValidation(HeaderNames.Authorization, $"Bearer {session.AccessToken}");
        }
        return ValueTask.CompletedTask;
    }

    private static ValueTask KeepForeignCookies(RequestTransformContext context)
    {
        var headers = context.ProxyRequest.Headers;
        headers.Remove(HeaderNames.Cookie);
        var kept = context
            .HttpContext.Request.Headers.Cookie.SelectMany(header =>
                (header ?? "").Split(';', StringSplitOptions.TrimEntries)
            )
            .Where(cookie => cookie.Length > 0 && !SessionCookies.IsOurs(cookie))
            .ToArray();
        if (kept.Length > 0)
        {
            headers.TryAddWithoutValidation(HeaderNames.Cookie, string.Join("; ", kept));
        }
        return ValueTask.CompletedTask;
    }
}
