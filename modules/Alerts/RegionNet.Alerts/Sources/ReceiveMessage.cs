using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <param name="AlertIds">The messages it became in the streams, one for each zone.</param>
internal sealed record SourceReceipt(string Id, IReadOnlyList<Guid> AlertIds);

/// <summary>
/// POST /api/alerts/sources/{id}/messages: an outside system raises, updates or cancels alerts. It signs what it sends; what is not
/// signed, too old, known already, too large or malformed is refused before anything is stored. 2xx means that it is kept, and so
/// does 409 <c>alerts.source-replayed</c>: a sender that got no answer sends the same message again.
/// </summary>
internal static class ReceiveMessage
{
    public const int LargestBody = 32 * 1024;

    private static readonly TimeSpan OldestMessage = TimeSpan.FromMinutes(5);

    public static async Task<Results<Created<SourceReceipt>, RefusalResult>> Handle(
        Guid id,
        HttpRequest http,
        AlertsDb db,
        AlertsSealing sealing,
        AlertWakeup wakeup,
        CancellationToken ct
    )
    {
        var (source, body, refusal) = await Admit(id, http, db, sealing, LargestBody, AlertsErrors.SourceTooLarge, ct);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }
        var message = SourceMessage.Read(body, out var problem);
        if (message is null)
        {
            // The names of the fields are English in either language.
            return AlertsErrors.SourceMalformed.Because(problem, problem).ToResult();
        }
        if (Refuse(message, source!) is { } unfit)
        {
            return unfit.ToResult();
        }
        var actor = new Actor(
            $"source:{source!.Id}",
            source.Code,
            source.OrganisationId,
            http.HttpContext.Connection.RemoteIpAddress?.ToString()
        );
        var outcome = await db.InTransaction<SourceReceipt>(
            actor,
            tx => Take(tx, source, message, SHA256.HashData(body), SentAt(http)),
            ct: ct
        );
        if (outcome.Refusal is { } refused)
        {
            return refused.ToResult();
        }
        wakeup.Announce();
        return TypedResults.Created((string?)null, outcome.Value);
    }

    /// <summary>The source that signed a request, and its body; or why it is not taken.</summary>
    public static async Task<(AlertSources.SourceRow? Source, byte[] Body, Refusal? Refusal)> Admit(
        Guid id,
        HttpRequest http,
        AlertsDb db,
        AlertsSealing sealing,
        int largest,
        Refusal tooLarge,
        CancellationToken ct
    )
    {
        if (!TryReadSignature(http, out var timestamp, out var signature))
        {
            return (null, [], AlertsErrors.SourceUnsigned);
        }
        if (await ReadBody(http, largest, ct) is not { } body)
        {
            return (null, [], tooLarge);
        }
        var source = await db.QueryOne<AlertSources.SourceRow>(
            $"select {AlertSources.SourceRow.Columns}, now() as now from alert_source s where s.id = @id and s.ended_at is null",
            new { id },
            ct
        );
        // Nobody learns which sources there are.
        if (source is null || !Verify(sealing, source, timestamp, body, signature))
        {
            return (null, [], AlertsErrors.SourceSignature);
        }
        return (source.Now - DateTimeOffset.FromUnixTimeSeconds(timestamp)).Duration() > OldestMessage
            ? (null, [], AlertsErrors.SourceStale)
            : (source, body, null);
    }

    private static DateTimeOffset SentAt(HttpRequest http) =>
        TryReadSignature(http, out var timestamp, out _)
            ? DateTimeOffset.FromUnixTimeSeconds(timestamp)
            : throw new InvalidOperationException("The request was not admitted.");

    private static bool TryReadSignature(HttpRequest http, out long timestamp, out byte[] signature)
    {
        signature = [];
        var given = http.Headers["X-RegionNet-Signature"].ToString();
        if (
            !long.TryParse(
                http.Headers["X-RegionNet-Timestamp"].ToString(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out timestamp
            )
            || timestamp > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || !given.StartsWith("sha256=", StringComparison.Ordinal)
            || given.Length != "sha256=".Length + 64
            || !given["sha256=".Length..].All(char.IsAsciiHexDigit)
        )
        {
            return false;
        }
        signature = Convert.FromHexString(given["sha256=".Length..]);
        return true;
    }

    /// <returns>Null when there is more than <paramref name="largest"/> bytes; no more than that is ever held.</returns>
    public static async Task<byte[]?> ReadBody(HttpRequest http, int largest, CancellationToken ct)
    {
        if (http.ContentLength > largest)
        {
            return null;
        }
        var buffer = new byte[largest + 1];
        var length = await http.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length > largest ? null : buffer[..length];
    }

    private static bool Verify(
        AlertsSealing sealing,
        AlertSources.SourceRow source,
        long timestamp,
        byte[] body,
        byte[] signature
    )
    {
        var key = Encoding.UTF8.GetBytes(sealing.Open(source.Id, AlertSources.KeyField, source.SealedKey));
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{timestamp.ToString(CultureInfo.InvariantCulture)}."), .. body];
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, signed), signature);
    }

    private static Refusal? Refuse(SourceMessage message, AlertSources.SourceRow source)
    {
        if (message.OccurredAt > source.Now + OldestMessage)
        {
            return AlertsErrors.SourceMalformed.Because("occurredAt 晚于当前时间", "occurredAt lies in the future");
        }
        if (message.ExpiresAt <= source.Now)
        {
            return AlertsErrors.ExpiryPassed;
        }
        return
            message.Type == "alert"
            && (
                !message.Zones.All(z => source.ZoneCodes.Contains(z))
                || Levels.Rank(message.Level) > Levels.Rank(source.MaximumLevel)
            )
            ? AlertsErrors.SourceNotAllowed.With("zones", source.ZoneCodes).With("maximumLevel", source.MaximumLevel)
            : null;
    }

    private static async Task<Outcome<SourceReceipt>> Take(
        Tx tx,
        AlertSources.SourceRow source,
        SourceMessage message,
        byte[] hash,
        DateTimeOffset sentAt
    )
    {
        var eventId = Guid.CreateVersion7();
        await tx.Execute(
            """
            insert into source_message (source_id, message_id, event_id, message_type, refers_to, body_hash, sent_at, received_at)
            values (@SourceId, @Id, @eventId, @Type, @RefersTo, @hash, @sentAt, now())
            """,
            new
            {
                SourceId = source.Id,
                message.Id,
                eventId,
                message.Type,
                message.RefersTo,
                hash,
                sentAt,
            }
        );
        await tx.Execute("update alert_source set last_message_at = now() where id = @Id", new { source.Id });
        tx.Audit(
            "alerts.source.message",
            source.Id.ToString(),
            new
            {
                message.Id,
                message.Type,
                message.RefersTo,
            }
        );
        var entries =
            message.Type == "alert"
                ? await AlertRaising.Write(tx, [Draft(source, message, eventId)])
                : await Follow(tx, source, message, eventId);
        return entries.Count == 0
            ? AlertsErrors.AlertEnded
            : new SourceReceipt(message.Id, [.. entries.Select(e => e.Id)]);
    }

    private static AlertDraft Draft(AlertSources.SourceRow source, SourceMessage message, Guid eventId)
    {
        var kind = $"source.{source.Code}.{message.Kind}";
        var subject = message.Subject.Length > 0 ? message.Subject : $"{source.Code}:{message.Id}";
        return new AlertDraft(
            new EventContext(eventId, kind, subject, message.OccurredAt, nameof(ReceiveMessage)),
            message.Zones,
            kind,
            message.Level,
            message.TitleZh,
            message.TitleEn,
            message.BodyZh,
            message.BodyEn
        )
        {
            Organisations = [source.OrganisationId],
            ExpiresAt = message.ExpiresAt,
        };
    }

    /// <summary>An update or a cancellation goes to the alerts that the first message raised and that are still open.</summary>
    private static async Task<IReadOnlyList<AlertEntry>> Follow(
        Tx tx,
        AlertSources.SourceRow source,
        SourceMessage message,
        Guid eventId
    )
    {
        var roots = await tx.Query<Guid>(
            """
            select a.root_id from source_message m join alert a on a.event_id = m.event_id
            where m.source_id = @SourceId and m.message_id = @RefersTo and a.message_type = 'alert'
            """,
            new { SourceId = source.Id, message.RefersTo }
        );
        var open = (await Cases.Lock(tx, roots)).Where(c => c.IsOpen).ToList();
        var clocks = await Clocks.Read(tx);
        var entries = new List<AlertEntry>();
        foreach (var alert in open)
        {
            AlertEntry entry;
            if (message.Type == "cancel")
            {
                var note = message.BodyZh.Length is > 0 and <= 500 ? message.BodyZh : null;
                entry = (await Cases.Move(tx, alert, "cancelled", tx.Actor, note)).Entry;
            }
            else
            {
                var updated = alert with
                {
                    TitleZh = message.TitleZh,
                    TitleEn = message.TitleEn,
                    BodyZh = message.BodyZh,
                    BodyEn = message.BodyEn,
                    ExpiresAt = message.ExpiresAt ?? alert.ExpiresAt,
                };
                entry = updated.Tell("updated") with { Rings = alert.SilenceId is null && clocks.Rings(alert.Level) };
                await Cases.Update(tx, updated, entry.Id);
            }
            entries.Add(entry with { EventId = eventId, OccurredAt = message.OccurredAt });
        }
        await Addressees.ToldBefore(tx, [.. entries.Where(e => !e.Silenced)]);
        await StreamWriter.Append(tx, entries);
        return entries;
    }
}
