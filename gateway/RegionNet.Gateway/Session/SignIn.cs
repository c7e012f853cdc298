using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.ServiceDiscovery;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Npgsql;
using RegionNet.Gateway.Proxy;
using RegionNet.ServiceDefaults;

namespace RegionNet.Gateway.Session;

/// <summary>
/// Signs people in with the OpenID code flow and PKCE, against Access or an outside issuer, and keeps the session in one encrypted
/// cookie. Nothing of it is kept in the process, so it outlives any gateway that issued it.
/// </summary>
internal static class SignIn
{
    public const string SessionScheme = "session";
    public const string OpenIdScheme = "openid";

    public static void Add(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var signIn = configuration.GetSection(SignInOptions.Section).Get<SignInOptions>() ?? new SignInOptions();
        var publicUrl = PublicUrl(configuration, signIn);
        var https = publicUrl.Scheme == Uri.UriSchemeHttps;

        builder.AddPostgresDataProtection("gateway");
        builder.Services.AddSingleton<Issuer>();
        builder.Services.AddSingleton(services => new TokenRefresh(
            services.GetRequiredService<Issuer>().RedeemAsync,
            services.GetRequiredService<TimeProvider>()
        ));
        builder.Services.AddScoped<SessionCookieEvents>();
        builder
            .Services.AddAuthentication()
            .AddCookie(
                SessionScheme,
                options =>
                {
                    options.Cookie.Name = SessionCookies.Name(https);
                    options.Cookie.Path = "/";
                    options.Cookie.HttpOnly = true;
                    options.Cookie.SameSite = SameSiteMode.Strict;
                    options.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                    // Idleness is judged by SessionCookieEvents; this only bounds a session whose tokens never end.
                    options.ExpireTimeSpan = TimeSpan.FromDays(1);
                    options.SlidingExpiration = false;
                    options.EventsType = typeof(SessionCookieEvents);
                }
            )
            .AddOpenIdConnect(OpenIdScheme, options => Configure(options, configuration, signIn, publicUrl, https));
        builder
            .Services.AddOptions<OpenIdConnectOptions>(OpenIdScheme)
            .Configure<ServiceEndpointResolver>(
                (options, services) =>
                {
                    if (string.IsNullOrEmpty(signIn.Authority))
                    {
                        options.BackchannelHttpHandler = new BackChannel(
                            services,
                            RouteTable.Service(configuration, RouteTable.Access)
                        );
                    }
                }
            );
    }

    private static void Configure(
        OpenIdConnectOptions options,
        IConfiguration configuration,
        SignInOptions signIn,
        Uri publicUrl,
        bool https
    )
    {
        options.SignInScheme = SessionScheme;
        options.Authority = signIn.Authority is { Length: > 0 } outside ? outside : publicUrl.AbsoluteUri;
        options.RequireHttpsMetadata = options.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        options.ClientId = signIn.ClientId;
        options.ClientSecret = ClientSecret(configuration, signIn);
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.SaveTokens = true;
        options.DisableTelemetry = true;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.RemoteSignOutPath = PathString.Empty; // A link on another site must not sign anyone out.
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("offline_access");
        options.Scope.Add("regionnet");
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax; // The answer may come from another site; Strict would lose it.
            cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.HttpOnly = true;
        }
        options.Events = new OpenIdConnectEvents
        {
            OnTicketReceived = context =>
            {
                var properties = context.Properties ?? throw new InvalidOperationException("A ticket has properties.");
                var subject =
                    context.Principal?.FindFirst("sub")?.Value
                    ?? throw new InvalidOperationException("The issuer named no subject.");
                context.Principal = SessionProperties.NewPrincipal(subject);
                properties.Keep(properties.Tokens());
                properties.MarkActive(
                    context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()
                );
                return Task.CompletedTask;
            },
            // The end-session request carries no state, so the handler itself would not know where to go from here.
            OnSignedOutCallbackRedirect = context =>
            {
                context.Response.Redirect("/");
                context.HandleResponse();
                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                // A stale tab, a second press of "back", a refusal at the issuer: back to the portal, signed out.
                context
                    .HttpContext.RequestServices.GetRequiredService<ILogger<SessionTicket>>()
                    .LogWarning(context.Failure, "A sign-in could not be completed");
                context.Response.Redirect("/?sign-in=failed");
                context.HandleResponse();
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>The gateway's public address.</summary>
    /// <exception cref="InvalidOperationException">It is not configured and can't be read from ASPNETCORE_URLS.</exception>
    public static Uri PublicUrl(IConfiguration configuration, SignInOptions signIn)
    {
        var text = signIn.PublicUrl is { Length: > 0 } configured
            ? configured
            : (configuration["urls"] ?? "").Split(';', StringSplitOptions.TrimEntries)[0];
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new InvalidOperationException(
                $"The gateway's public address is not known ('{text}'): set SignIn:PublicUrl, or name a host in ASPNETCORE_URLS."
            );
    }

    private static string ClientSecret(IConfiguration configuration, SignInOptions signIn)
    {
        if (signIn.ClientSecret is { Length: > 0 } configured)
        {
            return configured;
        }
        var password = new NpgsqlConnectionStringBuilder(ModuleConnection.Administrator(configuration)).Password ?? "";
        return Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(password),
                Encoding.UTF8.GetBytes("regionnet:client:regionnet-gateway")
            )
        );
    }
}
