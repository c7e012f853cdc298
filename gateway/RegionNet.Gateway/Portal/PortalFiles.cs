using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using RegionNet.Gateway.Problems;

namespace RegionNet.Gateway.Portal;

/// <summary>
/// The published portal beside the gateway: <c>portal/wwwroot</c> and the manifest of its compressed, fingerprinted files. A path that
/// is neither a file nor a service's answers the start page, whose own router takes over.
/// </summary>
internal static partial class PortalFiles
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

    /// <summary>CSP sources of the inline scripts in the start page; none when there is no portal.</summary>
    public static IReadOnlyList<string> InlineScriptHashes(string folder)
    {
        var page = Path.Combine(folder, "wwwroot", StartPage);
        return File.Exists(page)
            ?
            [
                .. InlineScript()
                    .Matches(File.ReadAllText(page).ReplaceLineEndings("\n"))
                    .Select(match => match.Groups["code"].Value)
                    .Select(code =>
                        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(code)))}'"
                    ),
            ]
            : [];
    }

    private static Task NotFound(HttpContext context) => context.RefuseAsync(GatewayRefusal.NotFound);

    [GeneratedRegex(
        @"<script(?![^>]*\ssrc\s*=)[^>]*>(?<code>[^<]*(?:<(?!/script)[^<]*)*)</script>",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex InlineScript();
}
