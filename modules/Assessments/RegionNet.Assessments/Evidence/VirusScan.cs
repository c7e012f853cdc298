using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Section <c>Assessments:Scanner</c>. Without an address files stay unscanned and say so.</summary>
internal sealed class ScannerOptions
{
    public const string Section = "Assessments:Scanner";

    /// <summary>Of clamd, host:port.</summary>
    [RegularExpression(@"^[^\s:]+:[0-9]{1,5}$")]
    public string? Address { get; set; }

    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;

    public bool IsConfigured => !string.IsNullOrEmpty(Address);
}

/// <param name="Finding">What was found; null when the file is clean.</param>
internal sealed record ScanResult(string? Finding);

internal interface IVirusScanner
{
    /// <param name="write">Writes the file to a stream, whole.</param>
    /// <exception cref="VirusScanException">The scanner can't say; the file stays unscanned.</exception>
    Task<ScanResult> Scan(Func<Stream, CancellationToken, Task> write, CancellationToken ct);
}

internal sealed class VirusScanException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// clamd over TCP (command INSTREAM of clamd(8)): length-prefixed pieces, ended by an empty one; answers <c>stream: OK</c> or
/// <c>stream: NAME FOUND</c>.
/// </summary>
internal sealed class ClamdScanner(ScannerOptions options) : IVirusScanner
{
    private const int LongestAnswer = 1_000;

    public async Task<ScanResult> Scan(Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            var at = options.Address!.LastIndexOf(':');
            using var client = new TcpClient();
            await client.ConnectAsync(
                options.Address[..at],
                int.Parse(options.Address[(at + 1)..], provider: null),
                timeout.Token
            );
            await using var stream = client.GetStream();
            await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), timeout.Token);
            await using (var pieces = new Pieces(stream))
            {
                await write(pieces, timeout.Token);
            }
            await stream.WriteAsync(new byte[4], timeout.Token);
            return Read(await Answer(stream, timeout.Token));
        }
        catch (Exception e)
            when (e is SocketException or IOException
                || (e is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            throw new VirusScanException($"clamd at {options.Address} did not answer.", e);
        }
    }

    private static ScanResult Read(string answer) =>
        answer == "stream: OK" ? new ScanResult(Finding: null)
        : answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal)
            ? new ScanResult(answer["stream: ".Length..^" FOUND".Length])
        : throw new VirusScanException($"clamd answered: {answer}");

    private static async Task<string> Answer(NetworkStream stream, CancellationToken ct)
    {
        var text = new byte[LongestAnswer];
        var length = 0;
        while (length < text.Length && await stream.ReadAsync(text.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            if (text.AsSpan(0, length).Contains((byte)0))
            {
                break;
            }
        }
        return Encoding.UTF8.GetString(text, 0, length).TrimEnd('\0', '\n');
    }

    /// <summary>Puts its length before each piece that is written.</summary>
    private sealed class Pieces(Stream to) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            if (buffer.IsEmpty)
            {
                return; // Would end the stream.
            }
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, buffer.Length);
            await to.WriteAsync(length, cancellationToken);
            await to.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

/// <summary>
/// Brings unscanned files to the scanner, one at a time in each process, oldest first. No lock is held meanwhile: a file is claimed for
/// longer than the scanner may take, so it is scanned once, and again if the process dies. A scanner that is away is asked again.
/// </summary>
internal sealed partial class ScanEvidence(
    AssessmentsDb db,
    IVirusScanner scanner,
    ScannerOptions options,
    TimeProvider clock,
    ILogger<ScanEvidence> logger
) : DueWork(TimeSpan.FromSeconds(2), clock, logger)
{
    /// <summary>What the scanner could not judge; it stands in nobody's way and is asked about again when all others are done.</summary>
    private readonly HashSet<Guid> _later = [];

    protected override async Task<bool> DoDue(CancellationToken ct)
    {
        if (await Claim(ct) is not { } id)
        {
            _later.Clear();
            return false;
        }
        try
        {
            var result = await scanner.Scan((to, stop) => GiveEvidence.Copy(db, id, to, stop), ct);
            await Keep(id, result, ct);
        }
        catch (VirusScanException e)
        {
            LogNotScanned(logger, id, e);
            _later.Add(id);
            await Write(
                tx => tx.Execute("update evidence_file set scan_claimed_until = null where id = @id", new { id }),
                ct
            );
        }
        return true;
    }

    private async Task<Guid?> Claim(CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        return await Write(
            tx =>
                tx.QueryOne<Guid?>(
                    """
                    update evidence_file set scan_claimed_until = @until where id = (
                        select id from evidence_file
                        where scan_state = 'unscanned' and id <> all(@later) and (scan_claimed_until is null or scan_claimed_until < @now)
                        order by uploaded_at limit 1 for no key update skip locked)
                    returning id
                    """,
                    new
                    {
                        later = _later.ToArray(),
                        now,
                        until = now.AddSeconds(options.TimeoutSeconds).AddMinutes(1),
                    }
                ),
            ct
        );
    }

    private Task Keep(Guid id, ScanResult result, CancellationToken ct) =>
        Write(
            async tx =>
            {
                var written = await tx.Execute(
                    """
                    update evidence_file set scan_state = @state, scanned_at = @now, finding = @finding, scan_claimed_until = null
                    where id = @id and scan_state = 'unscanned'
                    """,
                    new
                    {
                        id,
                        state = result.Finding is null ? "clean" : "infected",
                        now = Clock.GetUtcNow(),
                        finding = result.Finding is { Length: > 200 } longName ? longName[..200] : result.Finding,
                    }
                );
                if (written == 1)
                {
                    tx.Audit("assessments.evidence.scanned", id.ToString(), new { result.Finding });
                }
                return written;
            },
            ct
        );

    private async Task<T> Write<T>(Func<Tx, Task<T>> work, CancellationToken ct) =>
        (await db.InTransaction<T>(Actor.System("assessments.scan"), async tx => await work(tx), ct: ct)).Value;

    [LoggerMessage(2, LogLevel.Warning, "Evidence {File} could not be scanned and stays unscanned; it is tried again.")]
    private static partial void LogNotScanned(ILogger logger, Guid file, Exception e);
}
