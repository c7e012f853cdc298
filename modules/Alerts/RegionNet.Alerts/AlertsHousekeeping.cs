using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>
/// Removes what is no record of an alert: deliveries after the time for which they can be shown, and groups that nothing can count up any
/// more. Messages, cases, addressees, seen marks, steps and the audit stay.
/// </summary>
internal sealed class AlertsHousekeeping(
    AlertsDb db,
    IOptions<HousekeepingOptions> options,
    TimeProvider clock,
    ILogger<AlertsHousekeeping> logger
) : DueWork(TimeSpan.FromHours(1), clock, logger)
{
    private const int Batch = 500;

    /// <summary>Between two batches, so that everybody else comes first.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    protected override async Task<bool> DoDue(CancellationToken ct)
    {
        var more = await TakeBatch(ct);
        if (more)
        {
            await Task.Delay(Pause, Clock, ct);
        }
        return more;
    }

    /// <returns>Whether there may be more.</returns>
    internal async Task<bool> TakeBatch(CancellationToken ct)
    {
        var deliveries = await db.Query<Guid>(
            """
            delete from delivery where id in (
                select id from delivery
                where created_at < now() - make_interval(days => @DeliveryDays) and ended_at < now() - make_interval(days => @DeliveryDays)
                limit @Batch for update skip locked)
            returning id
            """,
            new { options.Value.DeliveryDays, Batch },
            ct
        );
        // A group counts up for a week at most (alert_rule.group_minutes). One that is missed by a moment is begun anew by who needs it.
        var groups = await db.Query<Guid>(
            """
            delete from alert_group where (zone_code, group_key) in (
                select g.zone_code, g.group_key from alert_group g join alert_case c using (root_id)
                where c.closed_at is not null or c.last_at < now() - interval '8 days'
                limit @Batch for update of g skip locked)
            returning root_id
            """,
            new { Batch },
            ct
        );
        return deliveries.Count == Batch || groups.Count == Batch;
    }
}
