using Microsoft.Extensions.Primitives;

namespace RegionNet.Gateway.Guards;

/// <summary>
/// Sets the browser's protections on every answer, a service's included. A content policy of the service's own stays
/// beside the gateway's, and a browser keeps to both: a service can only be stricter, as the account pages are.
/// </summary>
internal static class SecurityHeaders
{
    // Blazor compiles its assemblies in the browser, which is all that 'wasm-unsafe-eval' allows; its components set inline styles.
    private const string Policy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
        + "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; "
        + "object-src 'none'";

    /// <summary>The address of a door's page is its key: nobody is told where one comes from.</summary>
    private const string Door = "/door";

    /// <summary>Must be the first middleware of the pipeline.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                // Asked before the fallback to the start page writes another path.
                var referrer = context.Request.Path.StartsWithSegments(Door, StringComparison.Ordinal)
                    ? "no-referrer"
                    : "same-origin";
                context.Response.OnStarting(() =>
                {
                    var headers = context.Response.Headers;
                    headers.ContentSecurityPolicy = StringValues.Concat(Policy, headers.ContentSecurityPolicy);
                    headers.XContentTypeOptions = "nosniff";
                    headers.XFrameOptions = "DENY";
                    headers["Referrer-Policy"] = referrer;
                    headers["Permissions-Policy"] =
                        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
                    headers["Cross-Origin-Opener-Policy"] = "same-origin";
                    headers["Cross-Origin-Resource-Policy"] = "same-origin";
                    headers.Remove("Server");
                    headers.Remove("X-Powered-By");
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
}
