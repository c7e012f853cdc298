using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// Calls the subscribers that are pushed to: one signed delta at a time, from the last that was taken on, so that each gets the list in
/// order and whoever was away gets on where it was. Any number may run: each takes subscribers with <c>for update skip locked</c> and a lease.
/// A failed call is tried again after 10 s, 20 s, … at most five minutes, for as long as the grant holds.
/// </summary>
internal sealed partial class DeltaPush(
    DisciplineDb db,
    SubscriberDeltas deltas,
    [FromKeyedServices(DisciplineModule.Name)] WebhookClient client,
    [FromKeyedServices(DisciplineModule.Name)] WebhookOptions options,
    DisciplineSealing sealing,
    ListSignal signal,
    TimeProvider clock,
    ILogger<DeltaPush> logger
) : BackgroundService
{
    public const string Kind = "discipline.list-delta.v1";

    private const int LeaseSeconds = 60;
    private const int LongestRetrySeconds = 300;
    private const int ChangesPerCall = 500;

    private static readonly Actor Pusher = Actor.System("discipline.delta-push");
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var changed = signal.Changed;
                while (await PushDue(stoppingToken) > 0) { }
                await Task.WhenAny(changed, Task.Delay(Poll, clock, stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The database is away: what is due is a comparison of two numbers in it, and waits.
                LogPushFailed(logger, e);
                await Task.Delay(Poll, clock, stoppingToken);
            }
        }
    }

    /// <returns>How many subscribers were called.</returns>
    internal async Task<int> PushDue(CancellationToken ct)
    {
        var lease = Guid.NewGuid();
        var due = await db.Query<SubscriberRow>(
            $"""
            with due as (
                select d.id from subscriber d join list_stream l on l.list_code = d.list_code
                where d.road = 'push' and d.ended_at is null and d.valid @> @today and d.offered < l.head and d.next_attempt_at <= now()
                order by d.next_attempt_at limit 16
                for update of d skip locked
            )
            update subscriber s set lease = @lease, next_attempt_at = now() + make_interval(secs => @LeaseSeconds)
            from due where s.id = due.id
            returning {SubscriberRow.Columns}
            """,
            new
            {
                lease,
                today = clock.Today(),
                LeaseSeconds,
            },
            ct
        );
        await Task.WhenAll(due.Select(subscriber => Push(subscriber, lease, ct)));
        return due.Count;
    }

    private async Task Push(SubscriberRow subscriber, Guid lease, CancellationToken ct)
    {
        var read = await db.InTransaction<SubscriberDelta>(
            Pusher,
            tx => deltas.Read(tx, subscriber, subscriber.Offered, ChangesPerCall),
            ct: ct
        );
        var delta = read.Value;
        WebhookAnswer answer;
        try
        {
            answer = await client.Send(
                new WebhookCall(CallId(delta), subscriber.Url!, Kind, Json.Write(deltas.Sign(delta))),
                sealing.Open(subscriber.Id, Subscriptions.SecretField, subscriber.SealedSecret!),
                ct
            );
        }
        catch (CryptographicException)
        {
            answer = new WebhookAnswer(null, "The secret can't be opened: Discipline:PersonalDataKey has changed");
        }
        await db.InTransaction<bool>(
            Pusher,
            async tx =>
            {
                var mine = await tx.Execute(
                    """
                    update subscriber set lease = null,
                        attempts = case when @Error::text is null then 0 else attempts + 1 end,
                        last_error = @Error,
                        next_attempt_at = case when @Error::text is null then now() else now()
                            + make_interval(secs => least(@LongestRetrySeconds, @First * power(2, least(attempts, 20))) * (0.5 + random())) end
                    where id = @Id and lease = @lease
                    """,
                    new
                    {
                        subscriber.Id,
                        lease,
                        answer.Error,
                        LongestRetrySeconds,
                        First = options.FirstRetrySeconds,
                    }
                );
                if (mine == 1 && answer.Error is null)
                {
                    await ReadDeltas.Offer(tx, subscriber, delta);
                }
                return true;
            },
            ct: CancellationToken.None
        );
    }

    /// <summary>The same for the same changes to the same subscriber, so that the receiver knows a repetition.</summary>
    private static Guid CallId(SubscriberDelta delta) =>
        new(
            SHA256
                .HashData([.. delta.SubscriberId.ToByteArray(), .. Convert.FromHexString(delta.HashAfter)])
                .AsSpan(0, 16)
        );

    [LoggerMessage(1, LogLevel.Warning, "The push of list changes could not reach its database; it tries again.")]
    private static partial void LogPushFailed(ILogger logger, Exception e);
}
