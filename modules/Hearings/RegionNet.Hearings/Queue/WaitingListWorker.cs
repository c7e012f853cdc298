using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// Tries waiting sessions that nothing stands in the way of although no transaction freed their slot: a hold that expired by itself, a
/// turnaround made shorter. Those whose time has come without luck are taken off the list. Any number of these may run.
/// </summary>
internal sealed class WaitingListWorker(HearingsDb db, TimeProvider clock, ILogger<WaitingListWorker> logger)
    : DueWork(TimeSpan.FromSeconds(1), clock, logger)
{
    private static readonly Actor Worker = Actor.System("hearings.waiting-list");

    protected override async Task<bool> DoDue(CancellationToken ct)
    {
        await TryAll(ct);
        while (await EndOne(ct)) { }
        return false;
    }

    /// <summary>In rank order; each session in a transaction of its own.</summary>
    internal async Task TryAll(CancellationToken ct)
    {
        var unhindered = await db.Query<Guid>(
            $"""
            select s.id from session s
            where s.status = 'waiting' and lower(s.during) > @now and not exists (
                select 1 from unnest(s.resource_ids) as wanted (id)
                join allocation a on a.resource_id = wanted.id and a.released_at is null and a.blocked && s.during
                where a.expires_at is null or a.expires_at > @now
            )
            order by {Priority.Rank} limit 100
            """,
            new { now = Clock.GetUtcNow() },
            ct
        );
        foreach (var id in unhindered)
        {
            await db.InTransaction<bool>(
                Worker,
                async tx =>
                {
                    var waiting = await tx.QueryOne<SessionRow>(
                        $"""
                        select {SessionRow.Columns} from session s where s.id = @id and s.status = 'waiting'
                        for update of s skip locked
                        """,
                        new { id }
                    );
                    return waiting is not null && await Promotion.Try(tx, waiting, Clock.GetUtcNow()) is not null;
                },
                ct: ct
            );
        }
    }

    private async Task<bool> EndOne(CancellationToken ct)
    {
        var outcome = await db.InTransaction<bool>(
            Worker,
            async tx =>
            {
                var now = Clock.GetUtcNow();
                var late = await tx.QueryOne<SessionRow>(
                    $"""
                    select {SessionRow.Columns} from session s where s.status = 'waiting' and lower(s.during) <= @now
                    order by s.id limit 1 for update of s skip locked
                    """,
                    new { now }
                );
                if (late is null)
                {
                    return false;
                }
                await CancelSession.End(tx, late, "withdrawn", "候补期间未能腾出时段", Worker, now);
                return true;
            },
            ct: ct
        );
        return outcome.Value;
    }
}
