using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// Removes deliveries that have arrived or were given up, after the time for which they can be shown. What they told of stays in the
/// sessions' versions and in the audit.
/// </summary>
internal sealed class WebhookHousekeeping(
    HearingsDb db,
    IOptions<HousekeepingOptions> options,
    TimeProvider clock,
    ILogger<WebhookHousekeeping> logger
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
        var removed = await db.Query<Guid>(
            """
            delete from webhook_delivery where id in (
                select id from webhook_delivery
                where created_at < now() - make_interval(days => @DeliveryDays)
                    and coalesce(delivered_at, dead_at) < now() - make_interval(days => @DeliveryDays)
                limit @Batch for update skip locked)
            returning id
            """,
            new { options.Value.DeliveryDays, Batch },
            ct
        );
        return removed.Count == Batch;
    }
}
