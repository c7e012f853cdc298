using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>An interval of each working day, in local minutes from midnight, and the days from which and until which it holds.</summary>
/// <param name="Until">The first day on which it no longer holds; null while it lasts.</param>
internal sealed record BusinessHours(int From, int To, DateOnly? Since, DateOnly? Until)
{
    public bool HoldsOn(DateOnly day) => (Since is null || Since <= day) && (Until is null || day < Until);
}

/// <summary>Clocks that run in working time: on working days of the State Council's calendar, within the business hours.</summary>
internal sealed class WorkingTime(IReadOnlyList<BusinessHours> hours, WorkingDays calendar)
{
    /// <summary>Beyond it there are no hours any more: the configuration has none, and the clock runs plainly.</summary>
    private const int Horizon = 60;

    public bool IsOpen(DateTimeOffset at) => Intervals(Day(at)).Any(i => i.Contains(at));

    /// <param name="unit">minutes, of plain time; working-hours; or working-days: the same time of day, so many working days on.</param>
    public DateTimeOffset Add(DateTimeOffset from, int amount, string unit) =>
        unit switch
        {
            "minutes" => from.AddMinutes(amount),
            "working-hours" => AddHours(from, amount),
            "working-days" => AddDays(from, amount),
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Not a unit of a clock."),
        };

    private DateTimeOffset AddHours(DateTimeOffset from, int count)
    {
        var left = TimeSpan.FromHours(count);
        var first = Day(from);
        for (var day = first; day < first.AddDays(Horizon); day = day.AddDays(1))
        {
            foreach (var interval in Intervals(day).Where(i => i.To > from))
            {
                var start = interval.From > from ? interval.From : from;
                if (left <= interval.To - start)
                {
                    return start + left;
                }
                left -= interval.To - start;
            }
        }
        return from.AddHours(count);
    }

    private DateTimeOffset AddDays(DateTimeOffset from, int count)
    {
        var start = NextOpen(from);
        var day = Day(start);
        for (var left = count; left > 0; )
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
            {
                left--;
            }
        }
        return NextOpen(BusinessTime.At(day, TimeOnly.FromDateTime(BusinessTime.Local(start).DateTime)));
    }

    /// <summary>The instant itself if it lies in business hours, else when they next begin.</summary>
    private DateTimeOffset NextOpen(DateTimeOffset at)
    {
        for (var (day, last) = (Day(at), Day(at).AddDays(Horizon)); day < last; day = day.AddDays(1))
        {
            if (Intervals(day).Where(i => i.To > at).Take(1).ToList() is [var next])
            {
                return next.From > at ? next.From : at;
            }
        }
        return at;
    }

    /// <summary>All business hours of these days, in order.</summary>
    public IReadOnlyList<Slot> Open(DateOnly from, DateOnly to)
    {
        var open = new List<Slot>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            open.AddRange(Intervals(day));
        }
        return open;
    }

    private IEnumerable<Slot> Intervals(DateOnly day) =>
        IsWorkingDay(day)
            ? hours
                .Where(h => h.HoldsOn(day))
                .OrderBy(h => h.From)
                .Select(h => new Slot(Midnight(day).AddMinutes(h.From), Midnight(day).AddMinutes(h.To)))
            : [];

    /// <summary>
    /// A year whose holidays are not announced yet counts its weekdays: these clocks are this product's own, and an alert late in
    /// December must be raised all the same.
    /// </summary>
    private bool IsWorkingDay(DateOnly day) =>
        calendar.Knows(day)
            ? calendar.IsWorkingDay(day)
            : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(BusinessTime.Local(at).DateTime);

    private static DateTimeOffset Midnight(DateOnly day) => BusinessTime.At(day, TimeOnly.MinValue);
}
