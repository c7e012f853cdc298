using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RegionNet.Kernel;

/// <summary>
/// Delivers a module's events to the handlers of all modules. Any number of relays may run: a row is claimed with
/// <c>for update skip locked</c> for as long as it is being delivered, so a relay that dies gives it back at once, and
/// events of one subject are delivered one after the other.
/// </summary>
internal sealed partial class OutboxRelay(
    Db db,
    string module,
    IEnumerable<EventSubscription> subscriptions,
    IServiceProvider services,
    TimeProvider clock,
    ILogger<OutboxRelay> logger
) : BackgroundService
{
    /// <summary>A commit in this process wakes the relay; this interval finds what another process left behind.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>For how long a replayed request still answers its first result.</summary>
    private static readonly TimeSpan ReplayWindow = TimeSpan.FromDays(7);

    /// <summary>
    /// Between two batches. What comes after a pause is delivered at once; in a crowd, events gather this long and share a
    /// transaction.
    /// </summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(50);

    private const int Batch = 100;
    private const int MaxErrorLength = 4_000;
    internal const int MaxAttempts = 12;

    private static readonly ActivitySource Activities = new("RegionNet.Outbox");
    private static readonly Meter Meter = new("RegionNet.Outbox");
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>("regionnet.outbox.lag", "s");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("regionnet.outbox.failures");

    private static readonly ConcurrentDictionary<OutboxRelay, byte> Running = new();

    private long _roundEnded = clock.GetTimestamp();
    private double _waited;

    static OutboxRelay() =>
        Meter.CreateObservableGauge(
            "regionnet.outbox.behind",
            () => Running.Keys.Select(r => new Measurement<double>(r.Behind.TotalSeconds, r.Tag)),
            "s",
            "How long the oldest event that is due waits for its delivery."
        );

    /// <summary>
    /// How far the relay lags: what the oldest event of the last round had waited since it was due, and what has passed since that
    /// round. Seconds of work are counted, not of the wall clock, so that a clock that is set does not look like a lag.
    /// </summary>
    public TimeSpan Behind =>
        TimeSpan.FromSeconds(Volatile.Read(ref _waited)) + clock.GetElapsedTime(Volatile.Read(ref _roundEnded));

    private KeyValuePair<string, object?> Tag { get; } = new("module", module);

    private readonly ILookup<string, EventSubscription> _subscriptions = subscriptions.ToLookup(s => s.Kind);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Running.TryAdd(this, 0);
        await using var ended = stoppingToken.Register(() => Running.TryRemove(this, out _));
        var purgedAt = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DeliverBatch(stoppingToken) is var due and > 0)
                {
                    if (due < Batch)
                    {
                        await Task.Delay(Spacing, clock, stoppingToken);
                    }
                }
                if (clock.GetUtcNow() - purgedAt > TimeSpan.FromHours(1))
                {
                    purgedAt = clock.GetUtcNow();
                    await db.Query<int>(
                        "delete from idempotency where created_at < @before",
                        new { before = purgedAt - ReplayWindow },
                        stoppingToken
                    );
                }
                await db.Committed.Wait(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The database is away: the events are safe in it, and wait.
                LogRelayFailed(logger, module, e);
                await Task.Delay(Poll, clock, stoppingToken);
            }
        }
    }

    /// <returns>How many events were delivered or put off.</returns>
    internal async Task<int> DeliverBatch(CancellationToken ct)
    {
        await using var connection = await db.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var tx = new Tx(connection, transaction, Actor.System($"{module}.relay"), clock, ct);
        var due = await tx.Query<OutboxRow>(
            """
            select o.id, o.event_id, o.kind, o.subject, o.payload::text as payload, o.trace_parent, o.occurred_at, o.attempts,
                extract(epoch from now() - greatest(o.occurred_at, o.next_attempt_at))::float8 as waited
            from outbox o
            where o.done_at is null and o.dead_at is null and o.next_attempt_at <= now()
                -- The first of its subject. Ordered by both, so that each row costs one look into outbox_pending_subject.
                and o.id = (
                    select e.id from outbox e
                    where e.subject = o.subject and e.done_at is null and e.dead_at is null
                    order by e.subject, e.id limit 1
                )
            order by o.id
            limit @Batch
            for update of o skip locked
            """,
            new { Batch }
        );
        if (due.Count == 0)
        {
            RoundEnded(0);
            return 0;
        }
        var errors = await Deliver(due, ct);
        foreach (var (row, error) in errors)
        {
            Failures.Add(1, Tag);
            await tx.Execute(
                """
                update outbox set attempts = attempts + 1, last_error = @Error,
                    next_attempt_at = now() + make_interval(secs => least(300, power(2, attempts))),
                    dead_at = case when attempts + 1 >= @MaxAttempts then now() end
                where id = @Id
                """,
                new
                {
                    row.Id,
                    Error = Storable(string.Join('\n', error)),
                    MaxAttempts,
                }
            );
        }
        var done = due.Where(row => !errors.ContainsKey(row)).ToList();
        if (done.Count > 0)
        {
            await tx.Execute(
                "update outbox set done_at = now() where id = any(@Ids)",
                new { Ids = done.ConvertAll(row => row.Id).ToArray() }
            );
        }
        await transaction.CommitAsync(CancellationToken.None);
        RoundEnded(due.Max(row => row.Waited));
        foreach (var row in done)
        {
            Lag.Record((clock.GetUtcNow() - row.OccurredAt).TotalSeconds, Tag);
        }
        return due.Count;
    }

    private void RoundEnded(double waited)
    {
        Volatile.Write(ref _waited, waited);
        Volatile.Write(ref _roundEnded, clock.GetTimestamp());
    }

    /// <summary>
    /// Calls every handler, also after one has failed: a handler must not wait for the faults of another. Those that have done
    /// their work are called again with the others and know the repetition by their inbox.
    /// </summary>
    /// <returns>What went wrong with which event; an event that is not in it has been handled by all.</returns>
    private async Task<Dictionary<OutboxRow, List<string>>> Deliver(IReadOnlyList<OutboxRow> due, CancellationToken ct)
    {
        var errors = new Dictionary<OutboxRow, List<string>>();
        foreach (var rows in due.GroupBy(row => row.Kind, StringComparer.Ordinal).Select(kind => kind.ToArray()))
        {
            foreach (var subscription in _subscriptions[rows[0].Kind])
            {
                if (subscription.InBatches && rows.Length > 1 && await Try(subscription, rows, ct) is null)
                {
                    continue;
                }
                foreach (var row in rows)
                {
                    if (await Try(subscription, [row], ct) is not { } e)
                    {
                        continue;
                    }
                    LogDeliveryFailed(logger, row.Kind, row.EventId, subscription.Handler, row.Attempts + 1, e);
                    if (!errors.TryGetValue(row, out var told))
                    {
                        errors[row] = told = [];
                    }
                    told.Add($"{subscription.Handler}: {e.GetType().Name}: {e.Message}");
                }
            }
        }
        return errors;
    }

    /// <returns>Why it failed; null when the handler has done its work.</returns>
    private async Task<Exception?> Try(EventSubscription subscription, OutboxRow[] rows, CancellationToken ct)
    {
        // A span belongs to one trace; of a batch it is that of its first event.
        using var activity = Activities.StartActivity(
            $"deliver {rows[0].Kind}",
            ActivityKind.Consumer,
            rows[0].TraceParent
        );
        try
        {
            await subscription.Deliver(
                services,
                Array.ConvertAll(
                    rows,
                    row =>
                        (
                            new EventContext(row.EventId, row.Kind, row.Subject, row.OccurredAt, subscription.Handler),
                            row.Payload
                        )
                ),
                ct
            );
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException && !ct.IsCancellationRequested)
        {
            return e;
        }
    }

    // What PostgreSQL takes as text, and no more than a reader wants: an error that can't be noted would undo the whole batch.
    private static string Storable(string error) =>
        (error.Length > MaxErrorLength ? error[..MaxErrorLength] : error).Replace('\0', ' ');

    [LoggerMessage(1, LogLevel.Warning, "The relay of {Module} could not reach its database; it tries again.")]
    private static partial void LogRelayFailed(ILogger logger, string module, Exception e);

    [LoggerMessage(2, LogLevel.Error, "{Kind} {EventId} failed in {Handler}, attempt {Attempt}.")]
    private static partial void LogDeliveryFailed(
        ILogger logger,
        string kind,
        Guid eventId,
        string handler,
        int attempt,
        Exception e
    );

    private sealed record OutboxRow(
        long Id,
        Guid EventId,
        string Kind,
        string Subject,
        string Payload,
        string? TraceParent,
        DateTimeOffset OccurredAt,
        int Attempts,
        double Waited
    );
}
