namespace RegionNet.Testing;

/// <summary>
/// A clock that a test sets, which then runs on. Its timers are the machine's: waits inside the product pass in real time,
/// so that a retry or a poll is never stuck on a clock that stands still.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _set = start;
    private long _setAt = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return (_set + System.GetElapsedTime(_setAt)).ToUniversalTime();
        }
    }

    public void Set(DateTimeOffset instant)
    {
        lock (_gate)
        {
            _set = instant;
            _setAt = System.GetTimestamp();
        }
    }

    public void Advance(TimeSpan by) => Set(GetUtcNow() + by);
}
