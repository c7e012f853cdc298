using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <param name="MinimumLevel">From which level on mail is sent.</param>
/// <param name="Language">zh or en.</param>
/// <param name="Reminders">Whether the person's own reminders, which have no level, are mailed too. Null: as before, yes at first.</param>
public sealed record SetEmailRequest(
    [property: Required, StringLength(254, MinimumLength = 3)] string? Address,
    [property: Required, AllowedValues("minor", "moderate", "severe", "extreme")] string? MinimumLevel,
    [property: Required, AllowedValues("zh", "en")] string? Language,
    bool? Reminders = null
);

/// <param name="Code">The 8 digits that were sent to the address.</param>
public sealed record VerifyEmailRequest([property: Required, RegularExpression("[0-9]{8}")] string? Code);

/// <param name="Status">pending: nothing is sent before the address is verified; or verified.</param>
/// <param name="CodeExpiresAt">Until when the code that was sent last can be used.</param>
internal sealed record EmailRoadView(
    string Address,
    string MinimumLevel,
    string Language,
    bool Reminders,
    string Status,
    DateTimeOffset? VerifiedAt,
    DateTimeOffset? CodeExpiresAt,
    int Version
);

/// <param name="Offered">email, if the operator has set up a mail server; webhook.</param>
internal sealed record RoadsView(IReadOnlyList<string> Offered, EmailRoadView? Email);

internal sealed record EmailRow
{
    public const string Columns = """
        e.id, e.sealed_address, e.address_print, e.minimum_level, e.language, e.reminders, e.verified_at, e.code_print,
        e.code_expires_at, e.code_tries, e.version, now() as now
        """;

    public Guid Id { get; init; }
    public byte[] SealedAddress { get; init; } = [];
    public string AddressPrint { get; init; } = "";
    public string MinimumLevel { get; init; } = "";
    public string Language { get; init; } = "";
    public bool Reminders { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }
    public string? CodePrint { get; init; }
    public DateTimeOffset? CodeExpiresAt { get; init; }
    public int CodeTries { get; init; }
    public int Version { get; init; }
    public DateTimeOffset Now { get; init; }

    public EmailRoadView View(AlertsSealing sealing) =>
        new(
            sealing.Open(Id, EmailRoads.AddressField, SealedAddress),
            MinimumLevel,
            Language,
            Reminders,
            VerifiedAt is null ? "pending" : "verified",
            VerifiedAt,
            VerifiedAt is null ? CodeExpiresAt : null,
            Version
        );
}

/// <summary>
/// /api/alerts/roads: over which road the caller is told, and from which level on. An address is used once a code that was sent to it
/// has come back; a code lives half an hour and five guesses.
/// </summary>
internal static class EmailRoads
{
    public const string AddressField = "email.address";

    private const int CodeMinutes = 30;
    private const int MostTries = 5;
    private const int MostCodesADay = 10;

    private const string Own = "e.subject = @Subject and e.ended_at is null";

    public static async Task<Ok<RoadsView>> Show(
        HttpContext http,
        AlertsDb db,
        AlertsSealing sealing,
        MailRoad mails,
        CancellationToken ct
    )
    {
        var row = await db.QueryOne<EmailRow>(
            $"select {EmailRow.Columns} from email_road e where {Own}",
            new { http.CurrentUser().Subject },
            ct
        );
        return TypedResults.Ok(new RoadsView(mails.IsOffered ? ["email", "webhook"] : ["webhook"], row?.View(sealing)));
    }

    public static async Task<Results<Ok<EmailRoadView>, RefusalResult>> Set(
        SetEmailRequest request,
        HttpContext http,
        AlertsDb db,
        AlertsSealing sealing,
        MailRoad mails,
        CancellationToken ct
    )
    {
        var address = request.Address!.Trim();
        if (!MailRoad.IsAddress(address))
        {
            return AlertsErrors.AddressInvalid.ToResult();
        }
        if (!mails.IsOffered)
        {
            return AlertsErrors.RoadNotOffered.ToResult();
        }
        var user = http.CurrentUser();
        var print = sealing.Fingerprint(address);
        string? code = null;
        var outcome = await db.InTransaction<EmailRow>(
            user.Actor,
            async tx =>
            {
                code = null;
                var id = Guid.CreateVersion7();
                // Whoever comes second of two at once finds the first one's row, and is an update.
                await tx.Execute(
                    """
                    insert into email_road (id, subject, sealed_address, address_print, minimum_level, language, created_at)
                    values (@id, @Subject, @Sealed, '', @MinimumLevel, @Language, now())
                    on conflict (subject) where ended_at is null do nothing
                    """,
                    new
                    {
                        id,
                        user.Subject,
                        Sealed = sealing.Seal(id, AddressField, address),
                        request.MinimumLevel,
                        request.Language,
                    }
                );
                var row = (await Lock(tx, user.Subject))!;
                await tx.Execute(
                    """
                    update email_road set sealed_address = @Sealed, address_print = @print, minimum_level = @MinimumLevel,
                        language = @Language, reminders = coalesce(@Reminders, reminders), verified_at = case when address_print = @print then verified_at end,
                        version = version + 1
                    where id = @Id
                    """,
                    new
                    {
                        row.Id,
                        Sealed = sealing.Seal(row.Id, AddressField, address),
                        print,
                        request.MinimumLevel,
                        request.Language,
                        request.Reminders,
                    }
                );
                if (row.AddressPrint != print)
                {
                    code = await NewCode(tx, sealing, row.Id);
                    if (code is null)
                    {
                        return AlertsErrors.CodeTooSoon;
                    }
                }
                var set = (await Lock(tx, user.Subject))!;
                tx.Audit(
                    "alerts.road.email-set",
                    row.Id.ToString(),
                    new
                    {
                        set.MinimumLevel,
                        set.Language,
                        set.Reminders,
                    }
                );
                return set;
            },
            ct: ct
        );
        return await Answer(outcome, code, http, sealing, mails, ct);
    }

    /// <summary>POST …/email/code: another code; the one before is void.</summary>
    public static async Task<Results<Ok<EmailRoadView>, RefusalResult>> SendCode(
        HttpContext http,
        AlertsDb db,
        AlertsSealing sealing,
        MailRoad mails,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        string? code = null;
        var outcome = await db.InTransaction<EmailRow>(
            user.Actor,
            async tx =>
            {
                code = null;
                if (await Lock(tx, user.Subject) is not { } row)
                {
                    return AlertsErrors.RoadNotFound;
                }
                if (!mails.IsOffered)
                {
                    return AlertsErrors.RoadNotOffered;
                }
                if (row.VerifiedAt is not null)
                {
                    return row;
                }
                code = await NewCode(tx, sealing, row.Id);
                if (code is null)
                {
                    return AlertsErrors.CodeTooSoon;
                }
                tx.Audit("alerts.road.code-sent", row.Id.ToString(), new { });
                return (await Lock(tx, user.Subject))!;
            },
            ct: ct
        );
        return await Answer(outcome, code, http, sealing, mails, ct);
    }

    public static async Task<Results<Ok<EmailRoadView>, RefusalResult>> Verify(
        VerifyEmailRequest request,
        HttpContext http,
        AlertsDb db,
        AlertsSealing sealing,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var left = -1;
        var outcome = await db.InTransaction<EmailRow>(
            user.Actor,
            async tx =>
            {
                left = -1;
                if (await Lock(tx, user.Subject) is not { } row)
                {
                    return AlertsErrors.RoadNotFound;
                }
                if (row.VerifiedAt is not null)
                {
                    return row;
                }
                if (row.CodePrint is null || row.CodeExpiresAt <= row.Now || row.CodeTries >= MostTries)
                {
                    return AlertsErrors.CodeVoid;
                }
                var right = Print(sealing, row.Id, request.Code!) == row.CodePrint;
                await tx.Execute(
                    right
                        ? "update email_road set verified_at = now(), code_print = null, code_expires_at = null, version = version + 1 where id = @Id"
                        : "update email_road set code_tries = code_tries + 1 where id = @Id",
                    new { row.Id }
                );
                if (!right)
                {
                    // Not a refusal of the transaction: the guess must count.
                    left = MostTries - row.CodeTries - 1;
                }
                tx.Audit("alerts.road.email-verified", row.Id.ToString(), new { }, right ? "done" : "refused");
                return (await Lock(tx, user.Subject))!;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult()
            : left >= 0 ? AlertsErrors.CodeWrong.With("attemptsLeft", left).ToResult()
            : TypedResults.Ok(outcome.Value.View(sealing));
    }

    /// <summary>POST …/email/end: forgets the address. Mails on their way are dropped.</summary>
    public static async Task<Results<NoContent, RefusalResult>> End(HttpContext http, AlertsDb db, CancellationToken ct)
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<Guid>(
            user.Actor,
            async tx =>
            {
                if (await Lock(tx, user.Subject) is not { } row)
                {
                    return AlertsErrors.RoadNotFound;
                }
                await tx.Execute(
                    """
                    update email_road set ended_at = now(), sealed_address = null, address_print = null, code_print = null,
                        code_expires_at = null, version = version + 1
                    where id = @Id
                    """,
                    new { row.Id }
                );
                tx.Audit("alerts.road.email-ended", row.Id.ToString(), new { });
                return row.Id;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.NoContent();
    }

    private static Task<EmailRow?> Lock(Tx tx, string subject) =>
        tx.QueryOne<EmailRow>(
            $"select {EmailRow.Columns} from email_road e where {Own} for update",
            new { Subject = subject }
        );

    /// <returns>Null when the last one is less than a minute old or the day's are used up: nobody is flooded from here.</returns>
    private static async Task<string?> NewCode(Tx tx, AlertsSealing sealing, Guid id)
    {
        var code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        var written = await tx.Execute(
            """
            update email_road set code_print = @Print, code_expires_at = now() + make_interval(mins => @CodeMinutes), code_tries = 0,
                code_sent_at = now(), code_day = current_date,
                codes_that_day = case when code_day = current_date then codes_that_day + 1 else 1 end
            where id = @id and (code_sent_at is null or code_sent_at <= now() - interval '1 minute')
                and (code_day is distinct from current_date or codes_that_day < @MostCodesADay)
            """,
            new
            {
                id,
                Print = Print(sealing, id, code),
                CodeMinutes,
                MostCodesADay,
            }
        );
        return written == 1 ? code : null;
    }

    private static async Task<Results<Ok<EmailRoadView>, RefusalResult>> Answer(
        Outcome<EmailRow> outcome,
        string? code,
        HttpContext http,
        AlertsSealing sealing,
        MailRoad mails,
        CancellationToken ct
    )
    {
        if (outcome.Refusal is { } refusal)
        {
            if (refusal.Status == StatusCodes.Status429TooManyRequests)
            {
                http.Response.Headers.RetryAfter = "60";
            }
            return refusal.ToResult();
        }
        var view = outcome.Value.View(sealing);
        if (code is not null)
        {
            var (subject, text) = MailText.Code(code, CodeMinutes, view.Language == "en");
            var sent = await mails.Send(new Mail(view.Address, subject, text, Guid.CreateVersion7(), null), ct);
            if (sent.Error is not null)
            {
                http.Response.Headers.RetryAfter = "60";
                return AlertsErrors.MailUnavailable.ToResult();
            }
        }
        return TypedResults.Ok(view);
    }

    private static string Print(AlertsSealing sealing, Guid id, string code) =>
        sealing.Fingerprint($"code {id} {code}");
}
