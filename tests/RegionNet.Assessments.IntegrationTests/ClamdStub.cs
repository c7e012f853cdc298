using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using RegionNet.Testing;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>As much of clamd as a client needs: zINSTREAM, pieces with their lengths, one answer. Finds EICAR's own string.</summary>
public sealed class ClamdStub : IAsyncDisposable
{
    public const string Eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private readonly LoopbackServer _server;

    public ClamdStub() => _server = new LoopbackServer(Talk);

    /// <summary>The length of each file that came whole.</summary>
    public ConcurrentQueue<int> Scanned { get; } = new();

    /// <summary>Answered instead, as long as it is set.</summary>
    public string? Answer { get; set; }

    public string Address => $"127.0.0.1:{_server.Port}";

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Talk(NetworkStream stream, CancellationToken ct)
    {
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command, ct);
        if (Encoding.ASCII.GetString(command) != "zINSTREAM\0")
        {
            await stream.WriteAsync("UNKNOWN COMMAND\0"u8.ToArray(), ct);
            return;
        }
        using var file = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, ct);
            var size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size == 0)
            {
                break;
            }
            var piece = new byte[size];
            await stream.ReadExactlyAsync(piece, ct);
            file.Write(piece);
        }
        var found = Encoding.Latin1.GetString(file.ToArray()).Contains(Eicar, StringComparison.Ordinal);
        if (Answer is null)
        {
            Scanned.Enqueue((int)file.Length);
        }
        var answer = Answer ?? (found ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"), ct);
    }
}
