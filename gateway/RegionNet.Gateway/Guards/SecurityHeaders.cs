namespace RegionNet.Gateway.Guards;

/// <summary>Sets the browser's protections on every answer, a service's included: the gateway's word replaces a service's.</summary>
internal static class SecurityHeaders
{
    /// <param name="app">The pipeline; this must be its first middleware.</param>
    /// <param name="inlineScriptHashes">
    /// CSP sources (<c>'sha256-…'</c>) of the inline scripts in the portal's start page: Blazor writes its import map inline.
    /// </param>
    public static void UseSecurityHeaders(this IApplicationBuilder app, IEnumerable<string> inlineScriptHashes)
    {
        var scripts = string.Join(' ', ["'self'", "'wasm-unsafe-eval'", .. inlineScriptHashes]);
        var policy =
            $"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
            + "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; "
            + "object-src 'none'";
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    var headers = context.Response.Headers;
                    headers.ContentSecurityPolicy = policy;
                    headers.XContentTypeOptions = "nosniff";
                    headers.XFrameOptions = "DENY";
                    headers["Referrer-Policy"] = "same-origin";
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
}
