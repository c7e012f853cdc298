using RegionNet.Gateway.Problems;

namespace RegionNet.Gateway.Portal;

/// <summary>
/// The published portal beside the gateway: <c>portal/wwwroot</c> and the manifest of its compressed, fingerprinted files. A path that
/// is neither a file nor a service's answers the start page, whose own router takes over.
/// </summary>
internal static class PortalFiles
{
    private const string Manifest = "RegionNet.Portal.staticwebassets.endpoints.json";
    private const string StartPage = "index.html";

    /// <summary>The folder that holds the portal, in the gateway's own output.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "portal");

    public static void MapPortal(this WebApplication app, string folder)
    {
        foreach (var prefix in new[] { "/api", "/hubs", "/bff", "/connect", "/account", "/.well-known" })
        {
            app.Map($"{prefix}/{{**rest}}", NotFound).WithOrder(int.MaxValue - 1).AllowAnonymous();
        }
        app.MapFallback("{*path}", NotFound).AllowAnonymous();
        if (!File.Exists(Path.Combine(folder, "wwwroot", StartPage)))
        {
            app.Logger.LogWarning("The portal has not been published to {Folder}; only the API is served", folder);
            return;
        }
        app.MapStaticAssets(Path.Combine(folder, Manifest)).AllowAnonymous();
        app.MapFallbackToFile(
                "{*path:nonfile}",
                StartPage,
                new StaticFileOptions
                {
                    OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
                }
            )
            .AllowAnonymous();
    }

    private static Task NotFound(HttpContext context) => context.RefuseAsync(GatewayRefusal.NotFound);
}
