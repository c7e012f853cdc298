using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace RegionNet.Kernel;

/// <summary>A question about a year whose holidays the State Council has not announced, or that is not in the data.</summary>
public sealed class UnknownYearException(int year)
    : InvalidOperationException(
        $"The holiday calendar of {year} is not known. Once it is announced, add it (docs/operations.md)."
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
    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly FrozenDictionary<int, (FrozenSet<DateOnly> Off, FrozenSet<DateOnly> On)> _years;

    private WorkingDays(FrozenDictionary<int, (FrozenSet<DateOnly>, FrozenSet<DateOnly>)> years) => _years = years;

    /// <summary>Names a file of the form of <c>working-days.json</c> with years that are not in the product yet.</summary>
    public const string FileVariable = "WorkingDays__File";

    /// <summary>The calendar that ships with the product, and what the operator's file (<see cref="FileVariable"/>) adds to it.</summary>
    public static WorkingDays Official { get; } = Read(Environment.GetEnvironmentVariable(FileVariable));

    /// <summary>Whether the holidays of the day's year are in the data.</summary>
    public bool Knows(DateOnly day) => _years.ContainsKey(day.Year);

    /// <summary>
    /// The last day of the unbroken run of known years that <paramref name="day"/> is in; if its own year is not known, of the run before it.
    /// </summary>
    public DateOnly KnownUntil(DateOnly day)
    {
        var year = _years.Keys.Where(y => y <= day.Year).DefaultIfEmpty(day.Year - 1).Max();
        while (_years.ContainsKey(year + 1))
        {
            year++;
        }
        return new DateOnly(year, 12, 31);
    }

    /// <exception cref="UnknownYearException">The day's year is not in the data.</exception>
    public bool IsWorkingDay(DateOnly day)
    {
        if (!_years.TryGetValue(day.Year, out var year))
        {
            throw new UnknownYearException(day.Year);
        }
        return year.On.Contains(day) || (!IsWeekend(day) && !year.Off.Contains(day));
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

    /// <param name="file">A year in it takes the place of the product's, should a notice be amended. Null or empty: none.</param>
    /// <exception cref="InvalidOperationException">The file can't be read, or a year of it is no notice.</exception>
    public static WorkingDays Read(string? file)
    {
        var years = new Dictionary<int, (FrozenSet<DateOnly>, FrozenSet<DateOnly>)>();
        using (
            var shipped = typeof(WorkingDays).Assembly.GetManifestResourceStream(
                "RegionNet.Kernel.Time.working-days.json"
            )!
        )
        {
            Add(years, shipped);
        }
        if (string.IsNullOrEmpty(file))
        {
            return new WorkingDays(years.ToFrozenDictionary());
        }
        try
        {
            using var added = File.OpenRead(file);
            Add(years, added);
            return new WorkingDays(years.ToFrozenDictionary());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            throw new InvalidOperationException($"{FileVariable}: {file} is no holiday calendar. {e.Message}", e);
        }
    }

    private static void Add(Dictionary<int, (FrozenSet<DateOnly>, FrozenSet<DateOnly>)> years, Stream calendar)
    {
        var notices =
            JsonSerializer.Deserialize<Notices>(calendar, s_strict) ?? throw new FormatException("It is null.");
        foreach (var (year, notice) in notices.Years)
        {
            // The reader of JSON does not look at the values of a dictionary, nor into lists.
            if (string.IsNullOrWhiteSpace(notice?.Source))
            {
                throw new FormatException($"{year} does not say which notice it is from.");
            }
            var off = new HashSet<DateOnly>();
            foreach (var holiday in notice.Holidays)
            {
                if (holiday is not [var from, var to] || Day(year, from) > Day(year, to))
                {
                    throw new FormatException(
                        $"A holiday of {year} is a first and a last day, not {JsonSerializer.Serialize(holiday)}."
                    );
                }
                for (var day = Day(year, from); day <= Day(year, to); day = day.AddDays(1))
                {
                    off.Add(day);
                }
            }
            var on = notice.Workdays.Select(day => Day(year, day)).ToFrozenSet();
            if (!on.All(IsWeekend))
            {
                throw new FormatException(
                    $"{on.First(d => !IsWeekend(d)):yyyy-MM-dd} is worked anyway: it is no weekend."
                );
            }
            years[Day(year, "01-01").Year] = (off.ToFrozenSet(), on);
        }
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static DateOnly Day(string year, string monthAndDay) =>
        DateOnly.ParseExact($"{year}-{monthAndDay}", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Notices(IReadOnlyDictionary<string, Notice> Years);

    /// <param name="Source">Number of the State Council's notice.</param>
    /// <param name="Holidays">First and last days off, as month-day.</param>
    /// <param name="Workdays">Saturdays and Sundays worked in exchange.</param>
    private sealed record Notice(
        string Source,
        IReadOnlyList<IReadOnlyList<string>> Holidays,
        IReadOnlyList<string> Workdays
    );
}
