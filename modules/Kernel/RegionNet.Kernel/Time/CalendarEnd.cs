using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RegionNet.Kernel;

/// <summary>How far the holiday calendar reaches. Past its end deadlines are refused, so somebody has to be told before.</summary>
/// <param name="KnownUntil">The last day of an unbroken run of known years; before the asked day when its own year is not known.</param>
/// <param name="DaysLeft">From the asked day to that one; negative once it is past.</param>
public readonly record struct CalendarEnd(DateOnly KnownUntil, int DaysLeft)
{
    /// <summary>
    /// From fewer days than these it is told: in mid-November, when the State Council's notice of the next year is usually out. The longest
    /// deadlines of 20 working days run into January a month later. A proposal of this product.
    /// </summary>
    public const int TellFrom = 45;

    public bool IsNear => DaysLeft < TellFrom;

    public static CalendarEnd Of(WorkingDays calendar, DateOnly today)
    {
        var until = calendar.KnownUntil(today);
        return new CalendarEnd(until, until.DayNumber - today.DayNumber);
    }

    /// <summary>For the operator.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The holiday calendar ends on {KnownUntil:yyyy-MM-dd}: deadlines that run beyond it are refused. Write the State Council's notice of {KnownUntil.Year + 1} into the file that {WorkingDays.FileVariable} names and restart (docs/operations.md, The holiday calendar)."
        );
}

/// <summary>Degraded, never unhealthy: everything works but what needs a day beyond the calendar.</summary>
internal sealed class CalendarHealth(WorkingDays calendar, TimeProvider clock) : IHealthCheck
{
    public const string Name = "holiday-calendar";

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var end = CalendarEnd.Of(calendar, clock.Today());
        return Task.FromResult(
            end.IsNear
                ? new HealthCheckResult(context.Registration.FailureStatus, end.ToString())
                : HealthCheckResult.Healthy()
        );
    }
}
