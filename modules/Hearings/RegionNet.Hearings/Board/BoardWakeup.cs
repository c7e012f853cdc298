using RegionNet.Kernel;
using StackExchange.Redis;

namespace RegionNet.Hearings;

/// <summary>
/// Tells every replica, over Redis, that something may have changed on a board. Losing it delays a push until the next poll; the
/// change itself is in PostgreSQL.
/// </summary>
internal sealed class BoardWakeup : IDisposable
{
    private static readonly RedisChannel Channel = RedisChannel.Literal("regionnet:board");

    private readonly IConnectionMultiplexer _redis;
    private readonly HearingsDb _db;

    public BoardWakeup(IConnectionMultiplexer redis, HearingsDb db)
    {
        _redis = redis;
        _db = db;
        _db.Wrote += Announce;
    }

    public Wakeup Local { get; } = new();

    /// <summary>Subscribes as soon as Redis is there, and again whenever it comes back.</summary>
    public void Listen() =>
        _redis.GetSubscriber().Subscribe(Channel, (_, _) => Local.Set(), CommandFlags.FireAndForget);

    public void Dispose()
    {
        _db.Wrote -= Announce;
        Local.Dispose();
    }

    private void Announce(object? sender, EventArgs e)
    {
        Local.Set();
        if (_redis.IsConnected)
        {
            _redis.GetSubscriber().Publish(Channel, RedisValue.EmptyString, CommandFlags.FireAndForget);
        }
    }
}
