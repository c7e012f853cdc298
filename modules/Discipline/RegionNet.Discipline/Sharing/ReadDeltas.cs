using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// GET /api/discipline/subscriptions/{id}/deltas?after=&amp;limit=&amp;wait=: what the list told after a change, signed, for the subscriber
/// itself. With <c>wait</c> it answers when there is something, or after so many seconds. Without <c>after</c> it goes on from the last
/// confirmed change.
/// </summary>
internal static class ReadDeltas
{
    public const int LargestPage = 2_000;

    /// <summary>How long a change of another process may go unnoticed by those who wait.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    public static async Task<Results<Ok<SignedDelta>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        SubscriberDeltas deltas,
        ListSignal signal,
        TimeProvider clock,
        CancellationToken ct,
        [Range(0, long.MaxValue)] long? after,
        [Range(1, LargestPage)] int? limit,
        [Range(0, 25)] int? wait
    )
    {
        var user = http.CurrentUser();
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var changed = signal.Changed;
            var outcome = await Give(db, deltas, user, id, after, limit ?? 500, clock);
            if (outcome.Refusal is { } refusal)
            {
                return refusal.ToResult();
            }
            var left = TimeSpan.FromSeconds(wait ?? 0) - Stopwatch.GetElapsedTime(began);
            if (outcome.Value.Changes.Count > 0 || left <= TimeSpan.Zero)
            {
                return TypedResults.Ok(deltas.Sign(outcome.Value));
            }
            await Task.WhenAny(changed, Task.Delay(left < Poll ? left : Poll, clock, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Reads on, and writes down what the subscriber has been given.</summary>
    private static Task<Outcome<SubscriberDelta>> Give(
        DisciplineDb db,
        SubscriberDeltas deltas,
        CurrentUser user,
        Guid id,
        long? after,
        int limit,
        TimeProvider clock
    ) =>
        db.InTransaction<SubscriberDelta>(
            user.Actor,
            async tx =>
            {
                var subscriber = await tx.QueryOne<SubscriberRow>(
                    $"select {SubscriberRow.Columns} from subscriber s where s.id = @id and {SubscriberRow.Own}",
                    SubscriberRow.Scope(user, new { id })
                );
                if (subscriber is null)
                {
                    return SharingErrors.SubscriptionNotFound;
                }
                if (!subscriber.IsActive(clock.Today()))
                {
                    return SharingErrors.SubscriptionEnded;
                }
                var delta = await deltas.Read(tx, subscriber, after ?? subscriber.Acknowledged, limit);
                if (delta.Refusal is null && delta.Value.Until > subscriber.Offered)
                {
                    await Offer(tx, subscriber, delta.Value);
                }
                return delta;
            }
        );

    /// <summary>Says in the record, and in the audit, what leaves.</summary>
    public static async Task Offer(Tx tx, SubscriberRow subscriber, SubscriberDelta delta)
    {
        await tx.Execute(
            "update subscriber set offered = greatest(offered, @Until) where id = @SubscriberId",
            new { delta.Until, delta.SubscriberId }
        );
        tx.Audit(
            "discipline.delta.given",
            delta.SubscriberId.ToString(),
            new
            {
                delta.ListCode,
                subscriber.Road,
                delta.After,
                delta.Until,
            }
        );
    }
}

/// <summary>Tells those who wait in this process that something was written.</summary>
internal sealed class ListSignal
{
    private TaskCompletionSource _next = New();

    public ListSignal(DisciplineDb db)
    {
        db.Wrote += (_, _) => Interlocked.Exchange(ref _next, New()).TrySetResult();
    }

    /// <summary>Completes with the next commit; take it before looking.</summary>
    public Task Changed => Volatile.Read(ref _next).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
