using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace RegionNet.Alerts;

/// <summary>Section <c>Alerts:Limits</c>: what one person may have and do at once, counted on each replica.</summary>
internal sealed class AlertLimitOptions
{
    public const string Section = "Alerts:Limits";

    /// <summary>Open connections of one person: tabs, wall displays and programs together.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsPerPerson { get; set; } = 20;

    /// <summary>Hub invocations of one person in the long run, per second.</summary>
    [Range(1, 1_000_000)]
    public int CallsPerSecond { get; set; } = 20;

    /// <summary>Hub invocations of one person at once: every connection subscribes to every zone when it opens.</summary>
    [Range(1, 1_000_000)]
    public int CallBurst { get; set; } = 200;
}

/// <summary>Holds each person to <see cref="AlertLimitOptions"/>.</summary>
internal sealed class AlertLimits(IOptions<AlertLimitOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _connections = PartitionedRateLimiter.Create<string, string>(
        subject =>
            RateLimitPartition.GetConcurrencyLimiter(
                subject,
                _ => new ConcurrencyLimiterOptions { PermitLimit = options.Value.ConnectionsPerPerson }
            ),
        StringComparer.Ordinal
    );

    private readonly PartitionedRateLimiter<string> _calls = PartitionedRateLimiter.Create<string, string>(
        subject =>
            RateLimitPartition.GetTokenBucketLimiter(
                subject,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = options.Value.CallBurst,
                    TokensPerPeriod = options.Value.CallsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }
            ),
        StringComparer.Ordinal
    );

    /// <returns>The place of one connection, given back when disposed; null when the person has too many.</returns>
    public IDisposable? Connect(string subject)
    {
        var place = _connections.AttemptAcquire(subject);
        if (place.IsAcquired)
        {
            return place;
        }
        place.Dispose();
        AlertMetrics.Cut("limit");
        return null;
    }

    public bool MayCall(string subject)
    {
        using var token = _calls.AttemptAcquire(subject);
        return token.IsAcquired;
    }

    public void Dispose()
    {
        _connections.Dispose();
        _calls.Dispose();
    }
}
