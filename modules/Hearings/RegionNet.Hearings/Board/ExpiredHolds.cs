using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// Takes holds that have run out off the boards. Whoever wants such a room doesn't wait for this: a taker releases what has expired.
/// </summary>
internal sealed class ExpiredHolds(HearingsDb db, TimeProvider clock, ILogger<ExpiredHolds> logger)
    : DueWork(TimeSpan.FromSeconds(1), clock, logger)
{
    private static readonly Actor Releaser = Actor.System("hearings.expired-holds");

    protected override async Task<bool> DoDue(CancellationToken ct)
    {
        await ReleaseExpired(ct);
        return false;
    }

    /// <summary>Passes by what somebody is just taking: that one releases it.</summary>
    internal async Task ReleaseExpired(CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        const string expired = "released_at is null and expires_at is not null and expires_at <= @now";
        if (!await db.QueryOne<bool>($"select exists (select 1 from allocation where {expired})", new { now }, ct))
        {
            return;
        }
        await db.InTransaction<int>(
            Releaser,
            async tx =>
            {
                var locked = await tx.Query<Guid>(
                    $"""
                    select id from resource where id in (select resource_id from allocation where {expired})
                    order by id for no key update skip locked
                    """,
                    new { now }
                );
                var released = await tx.Query<Guid>(
                    $"""
                    update allocation set released_at = expires_at where {expired} and resource_id = any(@locked)
                    returning session_id
                    """,
                    new { now, locked }
                );
                if (released.Count > 0)
                {
                    tx.Audit(
                        "hearings.hold.expired",
                        released[0].ToString(),
                        new { sessions = released.Distinct().ToArray() }
                    );
                }
                return released.Count;
            },
            ct: ct
        );
    }
}
