using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using RegionNet.Gateway.Guards;
using RegionNet.Gateway.Portal;
using RegionNet.Gateway.Problems;
using RegionNet.Gateway.Proxy;
using RegionNet.Gateway.Session;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace RegionNet.Gateway;

/// <summary>Puts the gateway together. The order of the middleware is the order of its defences.</summary>
internal static class GatewayHost
{
    /// <param name="args">The command line.</param>
    /// <param name="portal">The folder of the published portal.</param>
    /// <param name="change">What a test sets differently; null in production.</param>
    /// <exception cref="InvalidOperationException">Configuration that the gateway can't do without is missing.</exception>
    public static WebApplication Build(string[] args, string portal, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ContentRootPath = AppContext.BaseDirectory,
                WebRootPath = Directory.Exists(portal) ? Path.Combine(portal, "wwwroot") : null,
            }
        );
        change?.Invoke(builder);
        var configuration = builder.Configuration;
        RouteTable.RequireServices(configuration);
        builder
            .Services.AddOptions<GatewayOptions>()
            .BindConfiguration(GatewayOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        var options = configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions();

        builder.AddServiceDefaults();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Math.Max(
                options.EvidenceBodyBytes,
                Math.Max(options.ApiBodyBytes, options.OtherBodyBytes)
            );
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 60;
            kestrel.Limits.MaxRequestLineSize = 8 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        SignIn.Add(builder);
        GatewayPolicies.Add(builder.Services);
        RateLimits.Add(builder.Services, options.RateLimits);
        builder.Services.AddRequestTimeouts();
        AddAntiforgery(builder.Services);
        AddProxy(builder.Services, configuration, options);

        var app = builder.Build();
        app.UseSecurityHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts(); // Sent over https only.
        }
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerException });
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseMiddleware<HubEntrance>();
        app.UseAuthentication(); // Here only the issuer's answer at /signin-oidc; the session is read by the policies.
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseMiddleware<RequestGuard>();
        app.MapDefaultEndpoints();
        app.MapBff();
        app.MapReverseProxy(pipeline =>
        {
            pipeline.Use(Retry.OnAnotherReplicaAsync);
            pipeline.UseLoadBalancing();
            pipeline.UsePassiveHealthChecks();
        });
        app.MapPortal(portal);
        return app;
    }

    private static void AddAntiforgery(IServiceCollection services)
    {
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, SessionBoundAntiforgery>();
        services.AddAntiforgery(options =>
        {
            options.HeaderName = "X-RegionNet-Antiforgery";
            options.Cookie.Name = SessionCookies.Antiforgery;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressReadingTokenFromFormBody = true; // The body belongs to the service behind.
            options.SuppressXFrameOptionsHeader = true; // Set, more strictly, by SecurityHeaders.
        });
    }

    private static void AddProxy(IServiceCollection services, IConfiguration configuration, GatewayOptions options)
    {
        services.AddSingleton<IDestinationResolver, ReplicaResolver>();
        services.AddSingleton<IPassiveHealthCheckPolicy, BrokenConnectionPolicy>();
        services
            .AddReverseProxy()
            .LoadFromMemory(RouteTable.Routes(configuration, options), RouteTable.Clusters(configuration))
            .ConfigureHttpClient(
                (_, handler) =>
                {
                    handler.ConnectTimeout = TimeSpan.FromSeconds(2);
                    handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60);
                }
            )
            .AddTransforms(Credentials.Add);
    }

    private static Task AnswerException(HttpContext context) =>
        context.RefuseAsync(
            context.Features.Get<IExceptionHandlerFeature>()?.Error
                is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                ? GatewayRefusal.TooLarge
            : context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException
                ? GatewayRefusal.BadRequest
            : GatewayRefusal.Internal
        );
}
