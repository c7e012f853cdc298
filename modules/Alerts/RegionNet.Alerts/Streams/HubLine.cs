using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>
/// One hub connection: the streams it is pushed, and a short queue of what its socket has not taken yet. Nobody waits for it. When
/// the queue is full the connection is cut, which costs its client nothing but a new connection: it resumes by its cursor.
/// </summary>
internal sealed class HubLine(HubConnectionContext connection, OpenLines open) : IOpenLine
{
    /// <summary>
    /// Messages, each of which all connections share: a full queue holds on to a few seconds of a busy stream, and twice as long as
    /// <see cref="AlertsModule.SendTimeout"/> tolerates a socket that takes nothing.
    /// </summary>
    internal const int MostPending = 64;

    private readonly Lock _gate = new();
    private readonly Queue<SerializedHubMessage> _pending = new();
    private readonly ConcurrentDictionary<LiveStream, byte> _streams = new();
    private bool _sending;
    private bool _cut;

    public string Id => connection.ConnectionId;

    public string Subject { get; } = connection.User.FindFirstValue("sub") ?? "";

    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    public void Join(LiveStream stream)
    {
        _streams.TryAdd(stream, 0);
        stream.Lines.TryAdd(this, 0);
        if (connection.ConnectionAborted.IsCancellationRequested)
        {
            LeaveAll(); // It ended meanwhile, and what runs at its end may have run before this.
        }
    }

    public void LeaveAll()
    {
        foreach (var stream in _streams.Keys)
        {
            Leave(stream);
        }
    }

    /// <summary>Writes it at once if the socket keeps up, else queues it; never waits.</summary>
    public void Send(SerializedHubMessage message)
    {
        lock (_gate)
        {
            if (_cut)
            {
                return;
            }
            if (_sending)
            {
                if (_pending.Count < MostPending)
                {
                    _pending.Enqueue(message);
                    return;
                }
                _cut = true;
                _pending.Clear();
            }
            else
            {
                var written = connection.WriteAsync(message).AsTask();
                if (!written.IsCompletedSuccessfully)
                {
                    _sending = true;
                    _ = SendPending(written);
                }
                return;
            }
        }
        AlertMetrics.Cut("slow");
        Abort();
    }

    /// <summary>Takes away what the person may no longer read, and the connection from one who may read nothing.</summary>
    public void Judge(CurrentUser? user)
    {
        if (user is null || !user.Roles.Overlaps(AlertsPolicies.Desk))
        {
            AlertMetrics.Cut("scope");
            LeaveAll();
            Abort();
            return;
        }
        foreach (var stream in _streams.Keys.Where(stream => !user.Reads(stream.Zone)))
        {
            Leave(stream);
            Send(HubMessages.Left(stream.Zone));
        }
    }

    public void Abort() => connection.Abort();

    /// <summary>The connection has ended.</summary>
    public void End()
    {
        LeaveAll();
        open.Remove(this);
    }

    private void Leave(LiveStream stream)
    {
        stream.Lines.TryRemove(this, out _);
        _streams.TryRemove(stream, out _);
    }

    private async Task SendPending(Task written)
    {
        try
        {
            await written;
            while (Next() is { } message)
            {
                await connection.WriteAsync(message);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Abort(); // The socket is gone, and a line that keeps nothing can't go on in order.
        }
    }

    private SerializedHubMessage? Next()
    {
        lock (_gate)
        {
            _sending = _pending.TryDequeue(out var message);
            return message;
        }
    }
}

/// <summary>What the hub pushes, made once for all connections.</summary>
internal static class HubMessages
{
    /// <summary>New alerts of one stream, in order.</summary>
    public static SerializedHubMessage Alerts(IReadOnlyList<AlertView> alerts) => Push("alerts", alerts);

    public static SerializedHubMessage Head(StreamHead head) => Push("head", head);

    /// <summary>The stream is no longer in the caller's scope.</summary>
    public static SerializedHubMessage Left(string zone) => Push("left", new { zoneCode = zone });

    private static SerializedHubMessage Push(string target, object argument) =>
        new(new InvocationMessage(target, [argument]));
}
