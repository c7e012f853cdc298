using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// Marks sessions at which nobody has checked in by the minutes of the host's terms (the shortest of its rooms; 30 without terms)
/// and gives their rooms free, to the waiting list first. Any number of these may run.
/// </summary>
internal sealed class NoShows(HearingsDb db, TimeProvider clock, ILogger<NoShows> logger)
    : DueWork(TimeSpan.FromSeconds(5), clock, logger)
{
    private static readonly Actor Marker = Actor.System("hearings.no-shows");

    protected override Task<bool> DoDue(CancellationToken ct) => MarkOne(ct);

    /// <summary>Only of the last week: what is older was held before sessions were checked in, or while the system was away.</summary>
    internal async Task<bool> MarkOne(CancellationToken ct)
    {
        var outcome = await db.InTransaction<bool>(
            Marker,
            async tx =>
            {
                var now = Clock.GetUtcNow();
                var absent = await tx.QueryOne<SessionRow>(
                    $"""
                    select {SessionRow.Columns} from session s
                    where s.during && @Week and s.status in ('approved', 'published') and lower(s.during) > @Since
                        and lower(s.during) + make_interval(mins => coalesce((
                            select min(t.no_show_minutes) from sharing_terms t
                            where t.room_id = any(s.resource_ids)
                                and t.valid @> (lower(s.during) at time zone 'Asia/Shanghai')::date
                        ), 30)) <= @now
                    order by lower(s.during) limit 1 for update of s skip locked
                    """,
                    new
                    {
                        now,
                        Since = now.AddDays(-7),
                        Week = new Slot(now.AddDays(-7), now),
                    }
                );
                if (absent is null)
                {
                    return false;
                }
                await CancelSession.End(tx, absent, "no-show", "开庭后未按时签到", Marker, now);
                return true;
            },
            ct: ct
        );
        return outcome.Refusal is null && outcome.Value;
    }
}
