using System.Globalization;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Time;

/// <summary>
/// Beijing time, UTC+08:00 all year (no daylight saving since 1991). The browser's own zone is never used: a hearing in Suzhou is at the
/// same hour for whoever looks at it.
/// </summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    private static readonly string[] WeekdaysZh = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
    private static readonly string[] WeekdaysEn = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public static DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow().ToOffset(Offset);

    public static DateOnly Today(TimeProvider clock) => DateOf(clock.GetUtcNow());

    public static DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Offset).DateTime);

    public static TimeOnly TimeOf(DateTimeOffset time) => TimeOnly.FromDateTime(time.ToOffset(Offset).DateTime);

    /// <summary>A day and minutes after its midnight, as a moment.</summary>
    public static DateTimeOffset At(DateOnly day, int minutes) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Offset).AddMinutes(minutes);

    /// <summary>Minutes from the midnight of <paramref name="day"/>; negative before it, above 1440 after it.</summary>
    public static int MinutesInto(DateOnly day, DateTimeOffset time) => (int)(time - At(day, 0)).TotalMinutes;

    /// <summary>ISO 8601 day, as the API takes it: 2026-11-24.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 with offset: 2026-11-24T09:00:00+08:00.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Beijing time without offset, as addresses have it: 2026-11-24T09:00.</summary>
    public static string Local(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    public static bool TryLocal(string? text, out DateTimeOffset time)
    {
        var read = DateTime.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local
        );
        time = read ? new DateTimeOffset(local, Offset) : default;
        return read;
    }

    public static string Weekday(DateOnly day) =>
        Languages.Pick(WeekdaysZh[(int)day.DayOfWeek], WeekdaysEn[(int)day.DayOfWeek]);

    /// <summary>2026-11-24 周二, or 2026-11-24 Tue.</summary>
    public static string Day(DateOnly day) => $"{Iso(day)} {Weekday(day)}";

    public static string Clock(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Clock(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");

    public static string Exact(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Minute(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The day once, then both times; the second day too when the span crosses midnight.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to) =>
        DateOf(from) == DateOf(to)
            ? $"{Day(DateOf(from))} {Clock(from)}–{Clock(to)}"
            : $"{Minute(from)} – {Minute(to)}";
}
