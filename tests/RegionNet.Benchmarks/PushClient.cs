using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using RegionNet.Testing.Faults;

namespace RegionNet.Benchmarks;

/// <summary>How long pushes took, counted in tenths of a millisecond up to 20 s, from any thread.</summary>
internal sealed class Latencies
{
    private readonly long[] _buckets = new long[200_000];
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Add(long sinceTimestamp)
    {
        var tenths = (int)Math.Min(199_999, Stopwatch.GetElapsedTime(sinceTimestamp).TotalMilliseconds * 10);
        Interlocked.Increment(ref _buckets[Math.Max(0, tenths)]);
        Interlocked.Increment(ref _count);
    }

    /// <returns>Milliseconds.</returns>
    public double Percentile(double share)
    {
        var wanted = (long)(Count * share);
        var seen = 0L;
        for (var n = 0; n < _buckets.Length; n++)
        {
            seen += _buckets[n];
            if (seen > wanted)
            {
                return n / 10.0;
            }
        }
        return _buckets.Length / 10.0;
    }

    public async Task<bool> Reaches(long count, TimeSpan within)
    {
        var began = Stopwatch.GetTimestamp();
        while (Count < count && Stopwatch.GetElapsedTime(began) < within)
        {
            await Task.Delay(5);
        }
        return Count >= count;
    }
}

/// <summary>
/// A SignalR client that costs next to nothing, so that a thousand of them measure the service and not themselves: a socket, the
/// frames of its WebSocket, and a search for the instant that every pushed alert carries as its subject.
/// </summary>
internal sealed class PushClient : IDisposable
{
    private readonly Socket _socket;
    private readonly TaskCompletionSource<string> _subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _held;
    private int _length;

    private PushClient(Socket socket, int bufferSize)
    {
        _socket = socket;
        _held = new byte[bufferSize];
    }

    /// <summary>Where the instants of pushed alerts go.</summary>
    public Latencies Latencies { get; set; } = new();

    /// <summary>Pushed alerts so far.</summary>
    public int Pushed { get; private set; }

    /// <summary>What <c>Subscribe</c> answered.</summary>
    public Task<string> Subscribed => _subscribed.Task;

    /// <summary>Completes when the connection has ended.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <param name="authorization">The header's value; null for a hub that knows nobody.</param>
    /// <param name="arguments">Of <c>Subscribe</c>, as a JSON array; null to call nothing.</param>
    /// <param name="receiveBuffer">Of the kernel; 0 for its default.</param>
    /// <param name="reads">False for a client that takes nothing once it is connected.</param>
    public static async Task<PushClient> Connect(
        Uri hub,
        string? authorization,
        string? arguments,
        int bufferSize = 16 * 1024,
        int receiveBuffer = 0,
        bool reads = true
    )
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer > 0)
        {
            socket.ReceiveBufferSize = receiveBuffer;
        }
        var client = new PushClient(socket, bufferSize);
        try
        {
            await socket.ConnectAsync("127.0.0.1", hub.Port);
            var head = new StringBuilder()
                .Append(CultureInfo.InvariantCulture, $"GET {hub.AbsolutePath} HTTP/1.1\r\nHost: {hub.Authority}\r\n")
                .Append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"Sec-WebSocket-Key: {Convert.ToBase64String(Guid.NewGuid().ToByteArray())}\r\n"
                );
            if (authorization is not null)
            {
                head.Append(CultureInfo.InvariantCulture, $"Authorization: {authorization}\r\n");
            }
            await client.SendRaw(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
            await client.ReadHead();
            await client.Send("{\"protocol\":\"json\",\"version\":1}\u001e");
            if (arguments is not null)
            {
                await client.Send(
                    $"{{\"type\":1,\"invocationId\":\"1\",\"target\":\"Subscribe\",\"arguments\":{arguments}}}\u001e"
                );
            }
        }
        catch
        {
            client.Dispose();
            throw;
        }
        if (reads)
        {
            client.Ended = client.Read();
        }
        return client;
    }

    /// <summary>The hub takes a silent client for gone after 30 s.</summary>
    public Task Ping() => Send("{\"type\":6}\u001e");

    public void Dispose() => _socket.Dispose();

    private async Task ReadHead()
    {
        while (true)
        {
            var end = _held.AsSpan(0, _length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var status = Encoding.ASCII.GetString(_held, 0, Math.Min(_length, 12));
                if (!status.EndsWith("101", StringComparison.Ordinal))
                {
                    throw new IOException($"No WebSocket: {status}");
                }
                Forget(end + 4);
                return;
            }
            await Receive();
        }
    }

    private async Task Read()
    {
        try
        {
            while (true)
            {
                while (WebSocketFrames.FirstMessage(_held.AsSpan(0, _length)) is { } size)
                {
                    Take(_held.AsSpan(0, size));
                    Forget(size);
                }
                await Receive();
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            _subscribed.TrySetException(new IOException("The connection ended before the answer."));
            _ = _subscribed.Task.Exception;
        }
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        if (!_subscribed.Task.IsCompleted && message.IndexOf("{\"type\":3"u8) is var at and >= 0)
        {
            _subscribed.TrySetResult(Encoding.UTF8.GetString(message[at..]));
            return;
        }
        var marker = "\"subject\":\""u8;
        while (message.IndexOf(marker) is var found and >= 0)
        {
            message = message[(found + marker.Length)..];
            if (Utf8Parser.TryParse(message, out long instant, out _))
            {
                Latencies.Add(instant);
                Pushed++;
            }
        }
    }

    private async Task Receive()
    {
        if (_length == _held.Length)
        {
            Array.Resize(ref _held, 2 * _held.Length);
        }
        var read = await _socket.ReceiveAsync(_held.AsMemory(_length));
        if (read == 0)
        {
            throw new IOException("The server has closed the connection.");
        }
        _length += read;
    }

    private void Forget(int count)
    {
        _held.AsSpan(count, _length - count).CopyTo(_held);
        _length -= count;
    }

    /// <summary>As one text frame, masked with zeros, which leaves the text readable.</summary>
    private Task Send(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        var header = payload.Length < 126 ? 2 : 4;
        var frame = new byte[header + 4 + payload.Length];
        frame[0] = 0x81;
        if (header == 2)
        {
            frame[1] = (byte)(0x80 | payload.Length);
        }
        else
        {
            frame[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }
        payload.CopyTo(frame, header + 4);
        return SendRaw(frame);
    }

    private async Task SendRaw(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await _socket.SendAsync(bytes)..];
        }
    }
}
