using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace RegionNet.Kernel;

/// <summary>What every service that answers the API has in common: problem documents, the caller, a denying fallback.</summary>
public static class KernelWeb
{
    public static IServiceCollection AddKernelWeb(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddValidation();
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context =>
            {
                var refusal = context.ProblemDetails.Status switch
                {
                    400 => KernelErrors.InvalidRequest,
                    404 => KernelErrors.NotFound,
                    >= 500 => KernelErrors.Unexpected,
                    _ => null,
                };
                context.ProblemDetails.Extensions["traceId"] = RefusalResult.TraceId(context.HttpContext);
                if (refusal is not null && !context.ProblemDetails.Extensions.ContainsKey("code"))
                {
                    context.ProblemDetails.Extensions["code"] = refusal.Code;
                    context.ProblemDetails.Title = Language.IsEnglish(context.HttpContext) ? refusal.En : refusal.Zh;
                }
            }
        );
        services.AddExceptionHandler<DatabaseRefusals>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Encoder = Json.Options.Encoder);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusingAuthorization>();
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
                    http.User = user is null ? new ClaimsPrincipal(new ClaimsIdentity()) : Principal(user);
                    if (user is not null)
                    {
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

    /// <summary>
    /// What the database says no to, wherever it was asked: text that it can't hold (U+0000) is the request's fault, and its being away
    /// or overloaded passes. Anything else is a failure of ours. Needs <c>UseExceptionHandler</c>.
    /// </summary>
    private sealed class DatabaseRefusals : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken ct)
        {
            var refusal = exception.GetBaseException() switch
            {
                PostgresException
                {
                    SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter
                } => KernelErrors.InvalidRequest,
                _ when exception is NpgsqlException { IsTransient: true } => KernelErrors.Unavailable,
                _ => null,
            };
            if (refusal is null || http.Response.HasStarted)
            {
                return false;
            }
            if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
            {
                http.Response.Headers.RetryAfter = "2";
            }
            await refusal.ToResult().ExecuteAsync(http);
            return true;
        }
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
