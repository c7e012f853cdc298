using RegionNet.Kernel;
using StackExchange.Redis;

namespace RegionNet.Alerts;

/// <summary>
/// Tells every replica, over Redis, that a stream has grown. Losing it delays a push until the next poll; the alert
/// itself is in PostgreSQL.
/// </summary>
internal sealed class AlertWakeup(IConnectionMultiplexer redis) : IDisposable
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

    /// <summary>Subscribes as soon as Redis is there, and again whenever it comes back.</summary>
    public void Listen() => redis.GetSubscriber().Subscribe(Channel, (_, _) => Local.Set(), CommandFlags.FireAndForget);

    public void Dispose() => Local.Dispose();
}
