namespace RegionNet.Alerts;

/// <summary>How far a client is with a stream.</summary>
/// <param name="Subject">Who asks.</param>
/// <param name="Epoch">The epoch of the client's cursor; null when it has none.</param>
/// <param name="Sequence">The last number the client has applied; null when it has none.</param>
internal sealed record StreamCursor(string Zone, string Subject, string? Epoch, long? Sequence)
{
    public StreamCursor After(StreamPage page) =>
        this with
        {
            Epoch = page.Epoch,
            Sequence =
                page.Items.Count > 0 ? page.Items[^1].Sequence
                : Sequence <= page.Head ? Sequence
                : page.Head,
        };
}

/// <summary>
/// Answers a cursor: a recent one from memory, an older one from the database, a few at a time so that a crowd that comes back
/// leaves the database to everybody else.
/// </summary>
internal sealed class CatchUp(AlertStreams streams, LiveStreams live) : IDisposable
{
    /// <summary>Reads of the streams at once on this replica.</summary>
    private const int AtOnce = 6;

    private readonly SemaphoreSlim _turn = new(AtOnce);

    /// <summary>What follows the cursor. Items from memory carry no seen marks, as pushes carry none.</summary>
    public async Task<StreamPage> After(StreamCursor cursor, int limit, CancellationToken ct)
    {
        var current = await streams.Epoch(ct);
        if (
            cursor.Sequence is { } after
            && (cursor.Epoch is null || cursor.Epoch == current)
            && live.Of(cursor.Zone).After(after, limit) is { } recent
        )
        {
            return new StreamPage(current, recent.Head, recent.Items) { FromMemory = true };
        }
        return await Read(cursor, limit, ct);
    }

    /// <summary>The same from the database alone, with the caller's seen marks.</summary>
    public async Task<StreamPage> Read(StreamCursor cursor, int limit, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return await streams.Read(cursor.Zone, cursor.Subject, cursor.Epoch, cursor.Sequence, limit, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
