using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RegionNet.Testing.Faults;

/// <summary>
/// A bad network between clients and a server: cuts connections, freezes them, and loses WebSocket messages on the way to the client.
/// </summary>
public sealed class ChaosProxy : IAsyncDisposable
{
    private readonly Uri _target;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Link, byte> _links = new();
    private readonly Task _accepting;
    private TaskCompletionSource _thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChaosProxy(Uri target)
    {
        _target = target;
        _thawed.SetResult();
        _listener.Start(1_000);
        Address = new UriBuilder(target) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = Accept();
    }

    public Uri Address { get; }

    /// <summary>The share of pushes that get lost, from 0 to 1.</summary>
    public double DropPushes { get; set; }

    public int Dropped => _dropped;

    private int _dropped;

    /// <summary>Cuts this share of the open connections, without a word to either side.</summary>
    public void Cut(double share)
    {
        foreach (var (link, _) in _links)
        {
            if (Random.Shared.NextDouble() < share)
            {
                link.Cut();
            }
        }
    }

    /// <summary>So many of the open connections take nothing any more, as if their clients' processes were stopped.</summary>
    public void Freeze(int connections)
    {
        _thawed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var (link, _) in _links.Take(connections))
        {
            link.Frozen = _thawed.Task;
        }
    }

    public void Thaw() => _thawed.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Thaw();
        _listener.Stop();
        Cut(1);
        await _accepting;
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                _ = Serve(await _listener.AcceptSocketAsync(_stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy is being disposed.
        }
    }

    private async Task Serve(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        var link = new Link(client, server);
        _links.TryAdd(link, 0);
        try
        {
            await server.ConnectAsync(_target.Host, _target.Port, _stop.Token);
            await Task.WhenAny(Copy(client, server, link), Lossy(server, client, link));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side is gone.
        }
        finally
        {
            _links.TryRemove(link, out _);
            link.Cut();
        }
    }

    private static async Task Copy(Socket from, Socket to, Link link)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer) is var read and > 0)
        {
            await link.Frozen;
            await SendAll(to, buffer.AsMemory(0, read));
        }
    }

    /// <summary>Server to client: the answer's head as it is, then, on a WebSocket, message by message.</summary>
    private async Task Lossy(Socket from, Socket to, Link link)
    {
        var held = new MemoryStream();
        var buffer = new byte[64 * 1024];
        bool? upgraded = null;
        while (await from.ReceiveAsync(buffer) is var read and > 0)
        {
            await link.Frozen;
            held.Write(buffer, 0, read);
            if (upgraded is null && HeadEnd(held) is { } end)
            {
                upgraded = Encoding.ASCII.GetString(held.GetBuffer(), 0, 12).EndsWith("101", StringComparison.Ordinal);
                await SendAll(to, held.GetBuffer().AsMemory(0, end));
                Forget(held, end);
            }
            if (upgraded == false)
            {
                await SendAll(to, held.GetBuffer().AsMemory(0, (int)held.Length));
                held.SetLength(0);
            }
            while (
                upgraded == true
                && WebSocketFrames.FirstMessage(held.GetBuffer().AsSpan(0, (int)held.Length)) is { } length
            )
            {
                var message = held.GetBuffer().AsMemory(0, length);
                if (Random.Shared.NextDouble() < DropPushes && message.Span.IndexOf("\"target\":\"alert"u8) >= 0)
                {
                    Interlocked.Increment(ref _dropped);
                }
                else
                {
                    await SendAll(to, message);
                }
                Forget(held, length);
            }
        }
    }

    private static int? HeadEnd(MemoryStream held) =>
        held.GetBuffer().AsSpan(0, (int)held.Length).IndexOf("\r\n\r\n"u8) is var at and >= 0 ? at + 4 : null;

    private static void Forget(MemoryStream held, int count)
    {
        var rest = (int)held.Length - count;
        held.GetBuffer().AsSpan(count, rest).CopyTo(held.GetBuffer());
        held.SetLength(rest);
    }

    private static async Task SendAll(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes)..];
        }
    }

    private sealed class Link(Socket client, Socket server)
    {
        public Task Frozen { get; set; } = Task.CompletedTask;

        public void Cut()
        {
            client.Dispose();
            server.Dispose();
        }
    }
}
