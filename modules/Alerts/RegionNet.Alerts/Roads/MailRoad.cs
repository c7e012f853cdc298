using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace RegionNet.Alerts;

/// <summary>What came of handing a mail to the server.</summary>
/// <param name="Status">The server's last reply, if there was one.</param>
/// <param name="Error">Null: the server took it.</param>
/// <param name="IsFinal">The server will not take it, however often it is tried.</param>
internal sealed record MailAnswer(int? Status, string? Error, bool IsFinal = false);

/// <param name="Id">The same at each attempt, so that a mailbox that knows it keeps one copy.</param>
/// <param name="Thread">What mails of one alert have in common; null for a mail of its own.</param>
internal sealed record Mail(string To, string Subject, string Text, Guid Id, Guid? Thread);

/// <summary>Hands mails to the operator's mail server, one conversation each.</summary>
internal sealed class MailRoad(IOptions<MailOptions> options, TimeProvider clock)
{
    public bool IsOffered => options.Value.IsOffered;

    /// <summary>A single address without a name, as it stands.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= 254
        && text.All(c => char.IsAscii(c) && !char.IsControl(c) && c is not (' ' or '<' or '>' or ',' or ';' or '"'))
        && text.Split('@') is [{ Length: > 0 and <= 64 }, { Length: > 0 }]
        && MailboxAddress.TryParse(text, out var mailbox)
        && mailbox.Address == text;

    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; whether it arrived is unknown.</exception>
    public async Task<MailAnswer> Send(Mail mail, CancellationToken ct)
    {
        var settings = options.Value;
        if (!settings.IsOffered)
        {
            return new MailAnswer(null, "No mail server is configured", IsFinal: true);
        }
        using var message = Compose(mail, settings.From!);
        using var smtp = new SmtpClient { Timeout = settings.TimeoutSeconds * 1000 };
        using var timeOut = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeOut.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        try
        {
            await smtp.ConnectAsync(settings.Host!, settings.Port, Security(settings.Security), timeOut.Token);
            if (settings.UserName is { } user)
            {
                await smtp.AuthenticateAsync(user, settings.Password!, timeOut.Token);
            }
            await smtp.SendAsync(message, timeOut.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new MailAnswer(null, $"No answer within {settings.TimeoutSeconds} s");
        }
        catch (SmtpCommandException e)
        {
            // 5xx is the server's last word on this mail; the text may repeat the address and is left out.
            return new MailAnswer(
                (int)e.StatusCode,
                $"SMTP {(int)e.StatusCode} ({e.ErrorCode})",
                (int)e.StatusCode >= 500
            );
        }
        catch (Exception e)
            when (e
                    is AuthenticationException
                        or SslHandshakeException
                        or ProtocolException
                        or ServiceNotConnectedException
                        or NotSupportedException
                        or IOException
                        or SocketException
            )
        {
            return new MailAnswer(
                null,
                e is SocketException s ? $"No connection ({s.SocketErrorCode})" : $"No connection ({e.GetType().Name})"
            );
        }
        try
        {
            await smtp.DisconnectAsync(quit: true, timeOut.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The server has taken the mail; how it takes its leave changes nothing.
        }
        return new MailAnswer(250, null);
    }

    private MimeMessage Compose(Mail mail, string from)
    {
        var domain = from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = clock.GetUtcNow(),
            MessageId = $"{mail.Id}@{domain}",
            Body = new TextPart("plain") { Text = mail.Text },
        };
        message.From.Add(new MailboxAddress("RegionNet", from));
        message.To.Add(new MailboxAddress(null, mail.To));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.Thread is { } thread)
        {
            message.References.Add($"{thread}@{domain}");
        }
        return message;
    }

    private static SecureSocketOptions Security(string security) =>
        security switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
}
