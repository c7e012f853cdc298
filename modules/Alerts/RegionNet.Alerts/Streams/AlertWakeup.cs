using Microsoft.Extensions.Logging;
using RegionNet.Kernel;
using StackExchange.Redis;

namespace RegionNet.Alerts;

/// <summary>
/// Tells every replica, over Redis, that a stream has grown. Losing it delays a push until the next poll; the alert
/// itself is in PostgreSQL.
/// </summary>
internal sealed partial class AlertWakeup(IConnectionMultiplexer redis, ILogger<AlertWakeup> logger) : IDisposable
{
    private static readonly RedisChannel Channel = RedisChannel.Literal("regionnet:alerts");

    public Wakeup Local { get; } = new();

    public void Announce()
    {
        Local.Set();
        if (redis.IsConnected)
        {
            redis.GetSubscriber().Publish(Channel, RedisValue.EmptyString, CommandFlags.FireAndForget);
        }
    }

    public async Task Listen()
    {
        try
        {
            await redis.GetSubscriber().SubscribeAsync(Channel, (_, _) => Local.Set());
        }
        catch (RedisException e)
        {
            // The multiplexer subscribes by itself once Redis is there; until then the poll delivers.
            LogRedisAway(logger, e);
        }
    }

    public void Dispose() => Local.Dispose();

    [LoggerMessage(1, LogLevel.Warning, "Redis is away; alerts are delivered by poll.")]
    private static partial void LogRedisAway(ILogger logger, Exception e);
}
