using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>
/// One open stream of server-sent events: ends with its client, its process, its token, or the scope it was opened in.
/// </summary>
internal sealed class EventLine : IOpenLine, IDisposable
{
    private readonly string _zone;
    private readonly OpenLines _open;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _ended;
    private readonly ITimer? _expiry;

    /// <param name="ends">What ends it from outside.</param>
    /// <param name="tokenEnds">Null when the token does not say.</param>
    public EventLine(
        string subject,
        string zone,
        OpenLines open,
        CancellationToken[] ends,
        DateTimeOffset? tokenEnds,
        TimeProvider clock
    )
    {
        Subject = subject;
        (_zone, _open, _clock) = (zone, open, clock);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(ends);
        if (tokenEnds - clock.GetUtcNow() is { } left)
        {
            _expiry = clock.CreateTimer(
                _ => End(),
                state: null,
                left > TimeSpan.Zero ? left : TimeSpan.Zero,
                Timeout.InfiniteTimeSpan
            );
        }
        open.Add(this);
    }

    public string Subject { get; }

    /// <summary>It has none: it reads at its client's pace.</summary>
    public int Pending => 0;

    public CancellationToken Ended => _ended.Token;

    public void Judge(CurrentUser? user)
    {
        if (user is null || !user.Reads(_zone) || !user.Roles.Overlaps(AlertsPolicies.Desk))
        {
            AlertMetrics.Cut("scope");
            End();
        }
    }

    /// <returns>Null when the line ended before the answer.</returns>
    public async Task<StreamPage?> Ask(Func<CancellationToken, Task<StreamPage>> read)
    {
        try
        {
            return await read(Ended);
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <returns>Whether the stream grew, or the line ended, within the time.</returns>
    public async Task<bool> Grows(Task grown, TimeSpan within)
    {
        try
        {
            await grown.WaitAsync(within, _clock, Ended);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    public void Dispose()
    {
        _open.Remove(this);
        _expiry?.Dispose();
        _ended.Dispose();
    }

    private void End()
    {
        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Its request has just ended by itself.
        }
    }
}
