using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace RegionNet.Kernel;

/// <summary>What every service that answers the API has in common: problem documents, the caller, a denying fallback.</summary>
public static class KernelWeb
{
    public static IServiceCollection AddKernelWeb(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        // An operator's calendar that can't be read stops the start, not the first deadline.
        _ = WorkingDays.Official;
        services
            .AddHealthChecks()
            .Add(
                new HealthCheckRegistration(
                    CalendarHealth.Name,
                    provider => new CalendarHealth(WorkingDays.Official, provider.GetRequiredService<TimeProvider>()),
                    HealthStatus.Degraded,
                    tags: null
                )
            );
        services.AddValidation();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
        services.Configure<ExceptionHandlerOptions>(options =>
        {
            options.StatusCodeSelector = Status;
            // What the caller did wrong is answered; the log of errors is for what we did wrong.
            options.SuppressDiagnosticsCallback = handled =>
                Status(handled.Exception) < StatusCodes.Status500InternalServerError;
        });
        // In Development a request that does not bind would throw instead of answering 400.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Encoder = Json.Options.Encoder);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusingAuthorization>();
        HubRefusals.Add(services);
        services
            .AddAuthorizationBuilder()
            // An endpoint that names no policy is closed; a test finds it.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        return services;
    }

    /// <summary>Between authentication and authorization: loads the caller, and refuses a subject that has none.</summary>
    public static IApplicationBuilder UseCurrentUser(this IApplicationBuilder app) =>
        app.Use(
            async (http, next) =>
            {
                if (
                    http.User.Identity?.IsAuthenticated == true
                    && http.User.FindFirstValue("sub") is { } subject
                    && http.RequestServices.GetRequiredService<ICurrentUserSource>() is var source
                )
                {
                    var user = await source.Find(subject, http.RequestAborted);
                    var answer = http.Features.Get<IAuthenticateResultFeature>();
                    var token = answer?.AuthenticateResult?.Ticket;
                    http.User = user is null ? new ClaimsPrincipal(new ClaimsIdentity()) : Principal(user);
                    if (user is not null)
                    {
                        if (answer is not null && token is not null)
                        {
                            // Setting the user has dropped it, and with it when the token ends, which closes a long connection.
                            answer.AuthenticateResult = AuthenticateResult.Success(
                                new AuthenticationTicket(http.User, token.Properties, token.AuthenticationScheme)
                            );
                        }
                        http.Features.Set(user with { Address = http.Connection.RemoteIpAddress?.ToString() });
                    }
                }
                await next(http);
            }
        );

    /// <summary>The caller. Only behind a policy, which guarantees that there is one.</summary>
    public static CurrentUser CurrentUser(this HttpContext http) =>
        http.Features.Get<CurrentUser>()
        ?? throw new InvalidOperationException($"{http.Request.Path} has no policy that requires a caller.");

    /// <summary>When the caller's token ends; null when it does not say.</summary>
    public static DateTimeOffset? TokenEnds(this HttpContext http) =>
        http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;

    private static int Status(Exception exception) =>
        exception.GetBaseException() is PostgresException { SqlState: { } state } && IsUnstorableText(state)
            ? StatusCodes.Status400BadRequest
            : exception switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                NpgsqlException { IsTransient: true } or TimeoutException => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            };

    // U+0000, the one character that PostgreSQL's text can't hold, may stand in any JSON string: the request's fault, not ours.
    private static bool IsUnstorableText(string sqlState) =>
        sqlState is PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter;

    /// <summary>Gives the framework's own problem documents a code, a trace id and a title in the caller's language.</summary>
    private static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Extensions["traceId"] = RefusalResult.TraceId(context.HttpContext);
        if (problem.Extensions.ContainsKey("code"))
        {
            return;
        }
        var refusal = problem.Status switch
        {
            400 => KernelErrors.InvalidRequest,
            404 => KernelErrors.NotFound,
            503 => KernelErrors.Unavailable,
            >= 500 => KernelErrors.Unexpected,
            _ => null,
        };
        problem.Extensions["code"] = refusal?.Code ?? $"kernel.http-{problem.Status}";
        if (refusal is not null)
        {
            problem.Title = Language.IsEnglish(context.HttpContext) ? refusal.En : refusal.Zh;
        }
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.HttpContext.Response.Headers.RetryAfter = "2";
        }
    }

    private static ClaimsPrincipal Principal(CurrentUser user)
    {
        var identity = new ClaimsIdentity("regionnet", "name", "role");
        identity.AddClaim(new Claim("sub", user.Subject));
        identity.AddClaim(new Claim("name", user.DisplayName));
        foreach (var role in user.Roles)
        {
            identity.AddClaim(new Claim("role", role));
        }
        return new ClaimsPrincipal(identity);
    }

    /// <summary>401 and 403 as problem documents.</summary>
    private sealed class RefusingAuthorization : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult
        )
        {
            if (authorizeResult.Succeeded)
            {
                return next(context);
            }
            var signedIn = context.User.Identity?.IsAuthenticated == true;
            return (signedIn ? KernelErrors.Forbidden : KernelErrors.NotSignedIn).ToResult().ExecuteAsync(context);
        }
    }
}
