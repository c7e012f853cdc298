using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace RegionNet.Kernel;

/// <summary>A question about a year whose holidays the State Council has not announced, or that is not in the data.</summary>
public sealed class UnknownYearException(int year)
    : InvalidOperationException(
        $"The holiday calendar of {year} is not known. Add it to working-days.json once announced."
    )
{
    public int Year { get; } = year;
}

/// <summary>
/// Working days by the State Council's yearly holiday notice, make-up days included. A year that is not in the data is
/// an error, not a guess: a deadline computed from a guess would be wrong in law.
/// </summary>
public sealed class WorkingDays
{
    private readonly FrozenDictionary<int, (FrozenSet<DateOnly> Off, FrozenSet<DateOnly> On)> _years;

    private WorkingDays(FrozenDictionary<int, (FrozenSet<DateOnly>, FrozenSet<DateOnly>)> years) => _years = years;

    /// <summary>The calendar that ships with the product.</summary>
    public static WorkingDays Official { get; } = Load();

    /// <summary>Whether the holidays of the day's year are in the data.</summary>
    public bool Knows(DateOnly day) => _years.ContainsKey(day.Year);

    /// <exception cref="UnknownYearException">The day's year is not in the data.</exception>
    public bool IsWorkingDay(DateOnly day)
    {
        if (!_years.TryGetValue(day.Year, out var year))
        {
            throw new UnknownYearException(day.Year);
        }
        return year.On.Contains(day)
            || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !year.Off.Contains(day));
    }

    /// <summary>The last day of a period of <paramref name="count"/> working days that starts the day after <paramref name="day"/>.</summary>
    /// <param name="count">At least 0; with 0 the answer is <paramref name="day"/> itself.</param>
    /// <exception cref="UnknownYearException">The period runs into a year that is not in the data.</exception>
    public DateOnly Add(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        while (count > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
            {
                count--;
            }
        }
        return day;
    }

    /// <summary>Working days from the day after <paramref name="from"/> to <paramref name="to"/>; negative when that day is past.</summary>
    /// <returns>Null where a year on the way is not in the data.</returns>
    public int? Between(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -Between(to, from);
        }
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            if (!Knows(day))
            {
                return null;
            }
            count += IsWorkingDay(day) ? 1 : 0;
        }
        return count;
    }

    private static WorkingDays Load()
    {
        using var stream = typeof(WorkingDays).Assembly.GetManifestResourceStream(
            "RegionNet.Kernel.Time.working-days.json"
        )!;
        using var document = JsonDocument.Parse(stream);
        var years = new Dictionary<int, (FrozenSet<DateOnly>, FrozenSet<DateOnly>)>();
        foreach (var entry in document.RootElement.GetProperty("years").EnumerateObject())
        {
            var off = new HashSet<DateOnly>();
            foreach (var period in entry.Value.GetProperty("holidays").EnumerateArray())
            {
                var last = Day(entry.Name, period[1]);
                for (var day = Day(entry.Name, period[0]); day <= last; day = day.AddDays(1))
                {
                    off.Add(day);
                }
            }
            var on = entry.Value.GetProperty("workdays").EnumerateArray().Select(day => Day(entry.Name, day));
            years.Add(int.Parse(entry.Name, CultureInfo.InvariantCulture), (off.ToFrozenSet(), on.ToFrozenSet()));
        }
        return new WorkingDays(years.ToFrozenDictionary());
    }

    private static DateOnly Day(string year, JsonElement monthAndDay) =>
        DateOnly.ParseExact($"{year}-{monthAndDay.GetString()}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
