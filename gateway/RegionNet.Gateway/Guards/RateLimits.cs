using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using RegionNet.Gateway.Problems;
using RegionNet.Gateway.Session;

namespace RegionNet.Gateway.Guards;

/// <summary>
/// Token buckets: one for each session or bearer token, one for each address, and a narrow one for each address at the sign-in
/// pages. The portal's files and the health checks are not counted.
/// </summary>
internal static class RateLimits
{
    public static void Add(IServiceCollection services, RateLimitOptions limits) =>
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                Partition(context => IsCounted(context) ? Address(context) : null, limits.Address),
                Partition(context => IsSignIn(context) ? Address(context) : null, limits.SignIn),
                Partition(context => IsCounted(context) ? Person(context) : null, limits.Person)
            );
            options.OnRejected = async (rejected, _) =>
            {
                var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                    ? (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, 3600)
                    : 1;
                await rejected.HttpContext.RefuseAsync(GatewayRefusal.RateLimited, seconds);
            };
        });

    private static PartitionedRateLimiter<HttpContext> Partition(Func<HttpContext, string?> key, Bucket bucket) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            key(context) is { } partition
                ? RateLimitPartition.GetTokenBucketLimiter(partition, _ => Options(bucket))
                : RateLimitPartition.GetNoLimiter("")
        );

    // Refilled ten times a second where that gives whole tokens, so that a steady client is not served in bursts.
    private static TokenBucketRateLimiterOptions Options(Bucket bucket) =>
        new()
        {
            TokenLimit = bucket.Burst,
            TokensPerPeriod = bucket.PerSecond >= 10 ? bucket.PerSecond / 10 : bucket.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(bucket.PerSecond >= 10 ? 100 : 1000),
            QueueLimit = 0,
            AutoReplenishment = true,
        };

    private static bool IsCounted(HttpContext context) =>
        IsUnder(context, "/api") || IsUnder(context, "/hubs") || IsUnder(context, "/bff") || IsSignIn(context);

    private static bool IsSignIn(HttpContext context) =>
        IsUnder(context, "/account") || IsUnder(context, "/connect") || IsUnder(context, "/bff/sign-in");

    private static bool IsUnder(HttpContext context, string path) =>
        context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "local";

    private static string? Person(HttpContext context)
    {
        if (SessionTicket.Of(context) is { } session)
        {
            return session.SessionId;
        }
        // A made-up token only opens a bucket of its own; the address's bucket still counts it.
        var bearer = context.Request.Headers.Authorization.ToString();
        return bearer.Length == 0
            ? null
            : Address(context) + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(bearer)));
    }
}
