using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenIddict.Abstractions;

namespace RegionNet.Access.Tokens;

/// <summary>Every hour removes tokens and authorizations that can no longer be used. Several replicas may do so at once.</summary>
internal sealed class TokenPruning(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TokenPruning> logger)
    : BackgroundService
{
    /// <summary>Longer than any token lives, so that the reuse of a spent refresh token is still recognised.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(13);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await hourly.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var before = clock.GetUtcNow() - Kept;
                var tokens = await scope
                    .ServiceProvider.GetRequiredService<IOpenIddictTokenManager>()
                    .PruneAsync(before, stoppingToken);
                await scope
                    .ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>()
                    .PruneAsync(before, stoppingToken);
                logger.LogInformation("{Tokens} spent tokens removed", tokens);
            }
            catch (Exception e) when (e is NpgsqlException or AggregateException)
            {
                logger.LogWarning(e, "Spent tokens were not removed; the next hour tries again");
            }
        }
    }
}
