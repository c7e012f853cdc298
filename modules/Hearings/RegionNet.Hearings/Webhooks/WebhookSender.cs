using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>A delivery that a sender has taken for the length of its lease.</summary>
internal sealed record DueDelivery(
    Guid Id,
    Guid WebhookId,
    string Url,
    byte[] SealedSecret,
    string Kind,
    string Body,
    int Attempts
);

/// <summary>Set when a delivery was written in this process.</summary>
internal sealed class WebhookWakeup
{
    public Wakeup Written { get; } = new();
}

/// <summary>
/// Sends what is due. Any number of senders may run: each takes rows with <c>for update skip locked</c> and a lease that outlasts the
/// time-out of a request, so what a killed sender had taken is sent again when its lease ends. At least once, hence, and in no
/// promised order; the receiver knows a repetition by the delivery's id.
/// </summary>
internal sealed partial class WebhookSender(
    HearingsDb db,
    [FromKeyedServices(HearingsModule.Name)] WebhookClient client,
    HearingsSealing sealing,
    WebhookWakeup wakeup,
    [FromKeyedServices(HearingsModule.Name)] WebhookOptions options,
    TimeProvider clock,
    ILogger<WebhookSender> logger
) : BackgroundService
{
    public const int LeaseSeconds = 60;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>Of one subscription at a time, so that a slow receiver does not take the turn of all others.</summary>
    private const int PerWebhook = 4;
    private const int Batch = 32;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendBatch(stoppingToken) > 0) { }
                await wakeup.Written.Wait(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The database is away: the deliveries are safe in it, and wait.
                LogSenderFailed(logger, e);
                await Task.Delay(Poll, clock, stoppingToken);
            }
        }
    }

    /// <returns>How many deliveries were tried.</returns>
    internal async Task<int> SendBatch(CancellationToken ct)
    {
        var lease = Guid.NewGuid();
        var due = await db.Query<DueDelivery>(
            """
            with due as (
                select d.id
                from webhook w
                cross join lateral (
                    select t.id, t.next_attempt_at from webhook_delivery t
                    where t.webhook_id = w.id and t.delivered_at is null and t.dead_at is null and t.next_attempt_at <= now()
                    order by t.next_attempt_at limit @PerWebhook
                    for update skip locked
                ) d
                where w.paused_at is null and w.ended_at is null
                order by d.next_attempt_at limit @Batch
            )
            update webhook_delivery d
            set attempts = d.attempts + 1, lease = @lease, next_attempt_at = now() + make_interval(secs => @LeaseSeconds)
            from due, webhook w
            where d.id = due.id and w.id = d.webhook_id
            returning d.id, d.webhook_id, w.url, w.sealed_secret, d.kind, d.body, d.attempts
            """,
            new
            {
                lease,
                PerWebhook,
                Batch,
                LeaseSeconds,
            },
            ct
        );
        await Task.WhenAll(due.Select(delivery => Send(delivery, lease, ct)));
        return due.Count;
    }

    private async Task Send(DueDelivery delivery, Guid lease, CancellationToken ct)
    {
        WebhookAnswer answer;
        try
        {
            answer =
                delivery.Attempts > options.MaxAttempts
                    ? new WebhookAnswer(null, "The sender ended during the last attempt")
                    : await client.Send(
                        new WebhookCall(delivery.Id, delivery.Url, delivery.Kind, delivery.Body),
                        sealing.Open(delivery.WebhookId, Webhooks.SecretField, delivery.SealedSecret),
                        ct
                    );
        }
        catch (OperationCanceledException)
        {
            await Finish(
                "attempts = attempts - 1, next_attempt_at = now()",
                delivery,
                lease,
                new WebhookAnswer(null, "The sender was stopped during the attempt")
            );
            return;
        }
        catch (CryptographicException)
        {
            answer = new WebhookAnswer(null, "The secret can't be opened: Hearings:PersonalDataKey has changed");
        }
        if (answer.Error is null)
        {
            await Finish("delivered_at = now()", delivery, lease, answer);
            return;
        }
        if (delivery.Attempts >= options.MaxAttempts)
        {
            LogDead(logger, delivery.Kind, delivery.Id, delivery.Attempts, answer.Error);
        }
        await Finish(
            """
            next_attempt_at = now()
                + make_interval(secs => least(21600, @FirstRetrySeconds * power(2, least(attempts, 30) - 1)) * (0.5 + random())),
            dead_at = case when attempts >= @MaxAttempts then now() end
            """,
            delivery,
            lease,
            answer
        );
    }

    /// <summary>Writes what came of an attempt, if it is still this sender's.</summary>
    private Task<IReadOnlyList<int>> Finish(string set, DueDelivery delivery, Guid lease, WebhookAnswer answer) =>
        db.Query<int>(
            $"""
            update webhook_delivery set {set}, lease = null, last_status = @Status, last_error = @Error
            where id = @Id and lease = @lease and delivered_at is null and dead_at is null
            """,
            new
            {
                delivery.Id,
                lease,
                answer.Status,
                answer.Error,
                options.FirstRetrySeconds,
                options.MaxAttempts,
            }
        );

    [LoggerMessage(1, LogLevel.Warning, "The sender of webhooks could not reach its database; it tries again.")]
    private static partial void LogSenderFailed(ILogger logger, Exception e);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "{Kind} is dead: delivery {DeliveryId} failed {Attempts} times, last with: {Error}"
    )]
    private static partial void LogDead(ILogger logger, string kind, Guid deliveryId, int attempts, string error);
}
