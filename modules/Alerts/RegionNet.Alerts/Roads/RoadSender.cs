using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// Carries what is due. Any number of senders may run: each claims rows with <c>for update skip locked</c> and a lease that outlasts
/// an attempt, so what a killed sender had taken is tried again when its lease ends. At least once, hence; a repetition has the id of
/// the first. Whether a recipient may still be told is asked when it is sent, not when it was written.
/// </summary>
internal sealed partial class RoadSender(
    AlertsDb db,
    MailRoad mails,
    [FromKeyedServices(AlertsModule.Name)] WebhookClient webhooks,
    [FromKeyedServices(AlertsModule.Name)] WebhookOptions webhookOptions,
    IOptions<MailOptions> mailOptions,
    AlertsSealing sealing,
    ICurrentUserSource people,
    IZoneDirectory zones,
    ILogger<RoadSender> logger
)
{
    private const int LeaseSeconds = 120;
    private const int Batch = 16;

    /// <summary>Of one webhook at a time, so that a slow receiver does not take the turn of all others.</summary>
    private const int PerWebhook = 4;

    private static readonly Meter Meter = new("RegionNet.Alerts");
    private static readonly Counter<long> Carried = Meter.CreateCounter<long>("regionnet.alerts.deliveries");

    /// <returns>How many deliveries were tried.</returns>
    public Task<int> SendMails(CancellationToken ct) =>
        Send(
            """
            select d.id, d.alert_id from delivery d
            where d.road = 'email' and d.status = 'pending' and d.next_attempt_at <= now()
            order by d.next_attempt_at limit @Batch for update skip locked
            """,
            Mail,
            mailOptions.Value.MaxAttempts,
            mailOptions.Value.FirstRetrySeconds,
            ct
        );

    /// <returns>How many deliveries were tried.</returns>
    public Task<int> SendWebhooks(CancellationToken ct) =>
        Send(
            """
            select t.id, t.alert_id from alert_webhook w cross join lateral (
                select d.id, d.alert_id, d.next_attempt_at from delivery d
                where d.webhook_id = w.id and d.road = 'webhook' and d.status = 'pending' and d.next_attempt_at <= now()
                order by d.next_attempt_at limit @PerWebhook for update skip locked
            ) t
            where w.paused_at is null and w.ended_at is null
            order by t.next_attempt_at limit @Batch
            """,
            Webhook,
            webhookOptions.MaxAttempts,
            webhookOptions.FirstRetrySeconds,
            ct
        );

    private async Task<int> Send(
        string claim,
        Func<Due, CancellationToken, Task<Answer>> carry,
        int maxAttempts,
        double firstRetrySeconds,
        CancellationToken ct
    )
    {
        var lease = Guid.NewGuid();
        var due = await db.Query<Due>(
            $"""
            with due as ({claim})
            update delivery d
            set attempts = d.attempts + 1, lease = @lease, next_attempt_at = now() + make_interval(secs => @LeaseSeconds)
            from due left join alert a on a.id = due.alert_id where d.id = due.id
            returning d.id, d.road, d.alert_id, d.notice_id, d.subject, d.webhook_id, d.attempts, a.root_id, a.sequence
            """,
            new
            {
                lease,
                Batch,
                PerWebhook,
                LeaseSeconds,
            },
            ct
        );
        // A recipient has the messages of one alert in their order, as far as none of them has to be tried again.
        await Task.WhenAll(
            due.GroupBy(d => (d.Subject, d.WebhookId, d.RootId))
                .Select(async messages =>
                {
                    foreach (var delivery in messages.OrderBy(d => d.Sequence))
                    {
                        await One(delivery);
                    }
                })
        );
        return due.Count;

        async Task One(Due delivery)
        {
            Answer answer;
            try
            {
                answer =
                    delivery.Attempts > maxAttempts
                        ? new Answer(null, "The sender ended during the last attempt")
                        : await carry(delivery, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                await Finish(
                    "attempts = attempts - 1, next_attempt_at = now()",
                    new Answer(null, "The sender was stopped during the attempt")
                );
                return;
            }
            catch (CryptographicException)
            {
                answer = new Answer(null, "A secret can't be opened: Alerts:PersonalDataKey has changed");
            }
            var status =
                answer.Error is null ? "delivered"
                : answer.IsPointless ? "dropped"
                : answer.IsFinal || delivery.Attempts >= maxAttempts ? "dead"
                : "pending";
            if (status == "dead")
            {
                LogDead(logger, delivery.Road, delivery.Id, delivery.Attempts, answer.Error!);
            }
            if (status != "pending")
            {
                Carried.Add(1, new("road", delivery.Road), new("outcome", status));
            }
            await Finish(
                status == "pending"
                    ? """
                    next_attempt_at = now()
                        + make_interval(secs => least(21600, @firstRetrySeconds * power(2, least(attempts, 30) - 1)) * (0.5 + random()))
                    """
                    : $"status = '{status}', ended_at = now()",
                answer
            );

            // What came of it is written, if the attempt is still this sender's.
            Task<IReadOnlyList<int>> Finish(string set, Answer came) =>
                db.Query<int>(
                    $"""
                    update delivery set {set}, lease = null, last_status = @Status, last_error = @Error
                    where id = @Id and lease = @lease and status = 'pending'
                    """,
                    new
                    {
                        delivery.Id,
                        lease,
                        came.Status,
                        came.Error,
                        firstRetrySeconds,
                    }
                );
        }
    }

    private Task<Answer> Mail(Due delivery, CancellationToken ct) =>
        delivery.NoticeId is null ? MailAlert(delivery, ct) : MailNotice(delivery, ct);

    private async Task<Answer> MailAlert(Due delivery, CancellationToken ct)
    {
        var message = await Message(delivery, ct);
        if (
            await people.Find(delivery.Subject!, ct) is not { } person
            || !AlertsPolicies.Desk.Any(person.Has)
            || !person.Reads(message.ZoneCode)
        )
        {
            return Answer.Pointless("The person no longer reads the alerts of this zone");
        }
        if (await Address(delivery, notice: false, ct) is not { } to)
        {
            return Answer.Pointless("The person has no verified address any more");
        }
        var zone = (await zones.Zones(ct)).FirstOrDefault(z => z.Code == message.ZoneCode);
        var (subject, text) = MailText.Of(
            message,
            zone ?? new ZoneName(message.ZoneCode, message.ZoneCode, message.ZoneCode),
            to.Language == "en"
        );
        return await Hand(delivery, to, subject, text, message.RootId, ct);
    }

    private async Task<Answer> MailNotice(Due delivery, CancellationToken ct)
    {
        var notice = (
            await db.QueryOne<PersonalNotice>(
                $"select {PersonalNotice.Columns} from personal_notice n where n.id = @NoticeId",
                new { delivery.NoticeId },
                ct
            )
        )!;
        if (await people.Find(notice.Subject, ct) is not { } person || !person.Has(notice.Role))
        {
            return Answer.Pointless("The person has no account any more, or not the role that it concerns");
        }
        if (await Address(delivery, notice: true, ct) is not { } to)
        {
            return Answer.Pointless("The person has no verified address any more, or wants no reminders");
        }
        var (subject, text) = MailText.Of(notice, mailOptions.Value.PortalUrl, to.Language == "en");
        return await Hand(delivery, to, subject, text, thread: null, ct);
    }

    /// <returns>The person's verified address; null also where reminders are not wanted, for a notice.</returns>
    private Task<EmailRow?> Address(Due delivery, bool notice, CancellationToken ct) =>
        db.QueryOne<EmailRow>(
            $"""
            select {EmailRow.Columns} from email_road e
            where e.subject = @Subject and e.ended_at is null and e.verified_at is not null and (e.reminders or not @notice)
            """,
            new { delivery.Subject, notice },
            ct
        );

    private async Task<Answer> Hand(
        Due delivery,
        EmailRow to,
        string subject,
        string text,
        Guid? thread,
        CancellationToken ct
    )
    {
        var address = sealing.Open(to.Id, EmailRoads.AddressField, to.SealedAddress);
        var answer = await mails.Send(new Mail(address, subject, text, delivery.Id, thread), ct);
        return new Answer(answer.Status, answer.Error, answer.IsFinal);
    }

    private async Task<Answer> Webhook(Due delivery, CancellationToken ct)
    {
        var message = await Message(delivery, ct);
        var to = await db.QueryOne<(string Url, byte[] SealedSecret, string Owner)>(
            "select url, sealed_secret, owner from alert_webhook where id = @WebhookId",
            new { delivery.WebhookId },
            ct
        );
        if (
            await people.Find(to.Owner, ct) is not { } owner
            || !AlertsPolicies.Coordinators.Any(owner.Has)
            || !owner.Coordinates(message.ZoneCode)
        )
        {
            return Answer.Pointless("The person who answers for the webhook no longer coordinates this zone");
        }
        var body = Json.Write(
            new
            {
                DeliveryId = delivery.Id,
                // An alert carries no more of people than its reader may query; who is behind an address is not known.
                Alert = message with
                {
                    ActorName = null,
                    Note = null,
                },
            }
        );
        var answer = await webhooks.Send(
            new WebhookCall(delivery.Id, to.Url, $"alerts.{message.MessageType}", body),
            sealing.Open(delivery.WebhookId!.Value, AlertWebhooks.SecretField, to.SealedSecret),
            ct
        );
        return new Answer(answer.Status, answer.Error);
    }

    private async Task<AlertView> Message(Due delivery, CancellationToken ct) =>
        (
            await db.QueryOne<AlertView>(
                $"select {AlertView.Columns}, null::timestamptz as seen_at from alert a where a.id = @AlertId",
                new { delivery.AlertId },
                ct
            )
        )!;

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "A delivery by {Road} is dead: {DeliveryId} failed {Attempts} times, last with: {Error}"
    )]
    private static partial void LogDead(ILogger logger, string road, Guid deliveryId, int attempts, string error);

    private sealed record Due(
        Guid Id,
        string Road,
        Guid? AlertId,
        Guid? NoticeId,
        string? Subject,
        Guid? WebhookId,
        int Attempts,
        Guid? RootId,
        long? Sequence
    );

    /// <param name="IsFinal">No further attempt would change it.</param>
    /// <param name="IsPointless">Nobody is there any more who may be told.</param>
    private sealed record Answer(int? Status, string? Error, bool IsFinal = false, bool IsPointless = false)
    {
        public static Answer Pointless(string why) => new(null, why, IsPointless: true);
    }
}
