using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace RegionNet.Testing;

/// <summary>A mail server that keeps what it is given: as much of SMTP (RFC 5321) as a client needs.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string To, MimeMessage Mail)> _mails = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _replies = new(StringComparer.Ordinal);
    private readonly LoopbackServer _server;

    public SmtpSink() => _server = new LoopbackServer(Talk);

    public int Port => _server.Port;

    public IReadOnlyList<MimeMessage> To(string address) => [.. _mails.Where(m => m.To == address).Select(m => m.Mail)];

    /// <summary>The next mails to this address are answered so, each with one of these, for example <c>451 later</c>.</summary>
    public void Refuse(string address, params string[] replies)
    {
        var queue = _replies.GetOrAdd(address, _ => new ConcurrentQueue<string>());
        foreach (var reply in replies)
        {
            queue.Enqueue(reply);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Talk(NetworkStream stream, CancellationToken ct)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 sink");
        var to = "";
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-sink\r\n250 8BITMIME");
                    break;
                case "RCPT":
                    to = line[
                        (line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)
                    ];
                    await writer.WriteLineAsync(
                        _replies.TryGetValue(to, out var queue) && queue.TryDequeue(out var reply) ? reply : "250 ok"
                    );
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    await Receive(reader, to, ct);
                    await writer.WriteLineAsync("250 kept");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task Receive(StreamReader reader, string to, CancellationToken ct)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(ct) is { } line && line != ".")
        {
            text.Append(CultureInfo.InvariantCulture, $"{(line.StartsWith('.') ? line[1..] : line)}\r\n");
        }
        using var content = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        _mails.Enqueue((to, await MimeMessage.LoadAsync(content, ct)));
    }
}
