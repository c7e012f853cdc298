using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace RegionNet.Access.Tokens;

/// <summary>
/// The public address of the system, which is also the issuer of its tokens: <c>Access:Issuer</c>, else the gateway's address as
/// the orchestrator gives it (<c>services:gateway:http:0</c>).
/// </summary>
internal static class IssuerAddress
{
    private static readonly PathString[] Paths = ["/connect", "/.well-known", "/account"];

    /// <exception cref="InvalidOperationException">Neither is configured, or the value is no http(s) address.</exception>
    public static Uri Of(IConfiguration configuration)
    {
        var value = configuration["Access:Issuer"] ?? configuration["services:gateway:http:0"];
        return Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new Uri(address.GetLeftPart(UriPartial.Authority) + "/")
            : throw new InvalidOperationException(
                "The public address is not known: set Access:Issuer to the address at which people reach the gateway."
            );
    }

    /// <summary>
    /// Whatever door a request for the issuer's own paths came through, redirects, metadata and cookies are written for the public
    /// address. So no forwarded header has to be trusted for it.
    /// </summary>
    public sealed class PublicAddressFilter(IConfiguration configuration) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                Uri? issuer = null;
                app.Use(
                    (http, following) =>
                    {
                        foreach (var path in Paths)
                        {
                            if (http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
                            {
                                issuer ??= Of(configuration);
                                http.Request.Scheme = issuer.Scheme;
                                http.Request.Host = HostString.FromUriComponent(issuer);
                            }
                        }
                        return following(http);
                    }
                );
                next(app);
            };
    }
}
