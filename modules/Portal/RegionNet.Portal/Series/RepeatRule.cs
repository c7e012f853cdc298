using System.Globalization;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Series;

/// <summary>
/// How a booking repeats: the part of RFC 5545 that the form offers. It lists the days that it yields so that some can be left out; what
/// is booked the service decides by the rule itself.
/// </summary>
public sealed class RepeatRule
{
    /// <summary>The service takes no longer series.</summary>
    public const int Most = 100;

    private const int MostInterval = 26;
    private static readonly string[] Codes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>Empty: it does not repeat.</summary>
    public string Frequency { get; set; } = "";
    public int Interval { get; set; } = 1;

    /// <summary>Besides the weekday of the first day, which is always among them.</summary>
    public HashSet<DayOfWeek> Weekdays { get; } = [];

    /// <summary>How it ends: after a number of times, or on a day.</summary>
    public bool ByDay { get; set; }
    public int Count { get; set; } = 4;
    public DateOnly? Until { get; set; }

    /// <summary>Days of the rule that are left out.</summary>
    public HashSet<DateOnly> Except { get; } = [];

    /// <summary>Books what can be had, instead of all or nothing.</summary>
    public bool Skips { get; set; }

    public bool On => Frequency.Length > 0;

    public string? Wrong(DateOnly first)
    {
        if (!On)
        {
            return null;
        }
        if (Interval is < 1 or > MostInterval)
        {
            return Texts.Series.BadInterval.With(MostInterval);
        }
        if (ByDay && (Until is not { } until || until < first))
        {
            return Texts.Series.BadUntil;
        }
        var days = Days(first).Take(Most + 1).Count();
        if (days > Most || (!ByDay && Count is < 1 or > Most))
        {
            return Texts.Series.TooMany.With(Most);
        }
        return Days(first).All(Except.Contains) ? Texts.Series.NothingLeft : null;
    }

    /// <summary>The value of an RRULE; a last day is written as the last second of it, in UTC as the standard wants.</summary>
    public string Write(DateOnly first)
    {
        var parts = new List<string> { $"FREQ={Frequency.ToUpperInvariant()}" };
        if (Interval > 1)
        {
            parts.Add($"INTERVAL={Interval.ToString(CultureInfo.InvariantCulture)}");
        }
        if (Frequency == "weekly")
        {
            parts.Add($"BYDAY={string.Join(',', WeekdaysFrom(first).Select(d => Codes[(int)d]))}");
        }
        parts.Add(
            ByDay
                ? $"UNTIL={ChinaTime.At(Until!.Value.AddDays(1), 0).AddSeconds(-1).UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}"
                : $"COUNT={Count.ToString(CultureInfo.InvariantCulture)}"
        );
        return string.Join(';', parts);
    }

    /// <summary>The days of the rule, those that are left out included: they count.</summary>
    public IEnumerable<DateOnly> Days(DateOnly first)
    {
        if (!On || Interval < 1 || (ByDay && Until is null))
        {
            return [];
        }
        var all = Frequency switch
        {
            "weekly" => Weekly(first),
            "monthly" => Monthly(first),
            _ => Daily(first),
        };
        return ByDay ? all.TakeWhile(d => d <= Until) : all.Take(Math.Max(Count, 0));
    }

    private IEnumerable<DateOnly> Daily(DateOnly first)
    {
        for (var day = first; ; day = day.AddDays(Interval))
        {
            yield return day;
        }
    }

    /// <summary>Weeks begin on Monday, as the standard has it where nothing else is said.</summary>
    private IEnumerable<DateOnly> Weekly(DateOnly first)
    {
        var weekdays = WeekdaysFrom(first).ToList();
        for (var monday = first.AddDays(-FromMonday(first.DayOfWeek)); ; monday = monday.AddDays(7 * Interval))
        {
            foreach (var day in weekdays.Select(w => monday.AddDays(FromMonday(w))).Where(d => d >= first))
            {
                yield return day;
            }
        }
    }

    /// <summary>Months that lack the day are passed over.</summary>
    private IEnumerable<DateOnly> Monthly(DateOnly first)
    {
        for (var month = 0; ; month += Interval)
        {
            var day = first.AddMonths(month);
            if (day.Day == first.Day)
            {
                yield return day;
            }
        }
    }

    private IEnumerable<DayOfWeek> WeekdaysFrom(DateOnly first) =>
        Weekdays.Append(first.DayOfWeek).Distinct().OrderBy(FromMonday);

    private static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;
}
