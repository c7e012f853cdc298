using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <param name="From">Local time, minutes from midnight.</param>
/// <param name="To">Likewise; the first minute after.</param>
internal sealed record HoursView(int From, int To);

/// <param name="Target">reminder (those it was addressed to), unit-head, zone-lead or national.</param>
/// <param name="Unit">minutes, round the clock; working-hours or working-days.</param>
internal sealed record ClockStepView(string Level, int Step, string Target, int Amount, string Unit);

internal sealed record ClocksView(IReadOnlyList<HoursView> BusinessHours, IReadOnlyList<ClockStepView> Steps);

/// <summary>
/// GET /api/alerts/clocks: who is told when nobody acknowledges, by level, and the business hours, as they hold today. They are dated rows
/// that the service itself may not write, and a proposal of this product.
/// </summary>
internal static class ShowClocks
{
    public static async Task<Ok<ClocksView>> Handle(AlertsDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = new { Today = clock.Today() };
        var hours = await db.Query<HoursView>(
            """
            select lower(minutes) as "from", upper(minutes) as "to" from business_hours where valid @> @Today::date order by minutes
            """,
            today,
            ct
        );
        var steps = await db.Query<ClockStepView>(
            """
            select level, step::int, target, amount, unit from escalation_rule where valid @> @Today::date
            order by level_rank(level) desc, step
            """,
            today,
            ct
        );
        return TypedResults.Ok(new ClocksView(hours, steps));
    }
}
