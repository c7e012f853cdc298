using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>As much of clamd as a client needs: zINSTREAM, pieces with their lengths, one answer. Finds EICAR's own string.</summary>
public sealed class ClamdStub : IAsyncDisposable
{
    public const string Eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public ClamdStub()
    {
        _listener.Start();
        _serving = Serve();
    }

    /// <summary>The length of each file that came whole.</summary>
    public ConcurrentQueue<int> Scanned { get; } = new();

    /// <summary>Answered instead, as long as it is set.</summary>
    public string? Answer { get; set; }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task Serve()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(Talk(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var command = new byte["zINSTREAM\0".Length];
                await stream.ReadExactlyAsync(command, _end.Token);
                if (Encoding.ASCII.GetString(command) != "zINSTREAM\0")
                {
                    await stream.WriteAsync("UNKNOWN COMMAND\0"u8.ToArray(), _end.Token);
                    return;
                }
                using var file = new MemoryStream();
                var length = new byte[4];
                while (true)
                {
                    await stream.ReadExactlyAsync(length, _end.Token);
                    var size = BinaryPrimitives.ReadInt32BigEndian(length);
                    if (size == 0)
                    {
                        break;
                    }
                    var piece = new byte[size];
                    await stream.ReadExactlyAsync(piece, _end.Token);
                    file.Write(piece);
                }
                var found = Encoding.Latin1.GetString(file.ToArray()).Contains(Eicar, StringComparison.Ordinal);
                if (Answer is null)
                {
                    Scanned.Enqueue((int)file.Length);
                }
                var answer = Answer ?? (found ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK");
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"), _end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The client has gone, or the test is over.
            }
        }
    }
}
