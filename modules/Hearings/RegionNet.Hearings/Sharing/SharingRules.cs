using System.Globalization;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>What a host's sharing terms allow: its hours, the share it keeps, the quotas of its guests.</summary>
internal static class SharingRules
{
    public static Refusal? RefuseHours(Claim claim, TakingFacts facts)
    {
        foreach (var room in facts.Resources)
        {
            if (room.WeeklyHours is null)
            {
                continue;
            }
            var hours = WeeklyHours.Parse(room.WeeklyHours);
            if (!hours.Cover(claim.During, room.WorkingDaysOnly))
            {
                var open = hours.On(DateOnly.FromDateTime(claim.During.From.DateTime), room.WorkingDaysOnly);
                return HearingsErrors
                    .OutsideHours.With("roomId", room.Id)
                    .Because(
                        $"{room.NameZh}：当日开放时间{(open.Count == 0 ? "无" : string.Join('、', open))}",
                        $"{room.NameEn}: open on that day {(open.Count == 0 ? "never" : string.Join(", ", open))}"
                    );
            }
        }
        return null;
    }

    /// <summary>All guests together leave the host its share of a month's bookable hours (default 30 %, proposal).</summary>
    public static Refusal? RefuseShare(Claim claim, TakingFacts facts)
    {
        foreach (var room in facts.Resources)
        {
            if (room.OwnShare == 0 || room.WeeklyHours is null || room.OrganisationId == claim.OrganisationId)
            {
                continue;
            }
            var day = DateOnly.FromDateTime(claim.During.From.DateTime);
            var bookable = WeeklyHours.Parse(room.WeeklyHours).InMonth(day, room.WorkingDaysOnly);
            var forGuests = bookable * (1 - room.OwnShare);
            if (room.GuestHours + Hours(claim.During) > forGuests)
            {
                return HearingsErrors
                    .HostShareReached.With("roomId", room.Id)
                    .Because(
                        $"{room.NameZh}：本月可供外单位使用{forGuests:0.#}小时，已预约{room.GuestHours:0.#}小时",
                        $"{room.NameEn}: {forGuests:0.#} hours are for guests this month, {room.GuestHours:0.#} are booked"
                    );
            }
        }
        return null;
    }

    public static Refusal? RefuseQuota(Claim claim, TakingFacts facts)
    {
        foreach (var quota in facts.Quotas)
        {
            var rooms = facts.Resources.Count(r => r.Kind == "room" && r.OrganisationId == quota.HostId);
            var wanted = Hours(claim.During) * rooms;
            if (quota.Used + wanted > quota.Hours)
            {
                var (zh, en) = quota.Period == "week" ? ("本周", "this week") : ("本月", "this month");
                return HearingsErrors
                    .QuotaReached.With("hostId", quota.HostId)
                    .Because(
                        $"{zh}配额{quota.Hours:0.#}小时，已用{quota.Used:0.#}小时，本次需{wanted:0.#}小时",
                        $"The quota {en} is {quota.Hours:0.#} hours; {quota.Used:0.#} are used and this session needs {wanted:0.#}"
                    );
            }
        }
        return null;
    }

    private static decimal Hours(Slot during) => (decimal)during.Length.TotalHours;
}

/// <summary>A room's bookable hours as minutes of the week, Monday 00:00 = 0, local time.</summary>
internal sealed class WeeklyHours
{
    private const int MinutesOfDay = 24 * 60;

    private readonly IReadOnlyList<(int From, int To)> _ranges;

    private WeeklyHours(IReadOnlyList<(int, int)> ranges) => _ranges = ranges;

    /// <param name="multirange">As PostgreSQL writes an int4multirange: <c>{[540,720),[840,1050)}</c>.</param>
    public static WeeklyHours Parse(string multirange) =>
        new([
            .. multirange
                .Trim('{', '}')
                .Split(["),"], StringSplitOptions.RemoveEmptyEntries)
                .Select(range => range.Trim('[', ')').Split(','))
                .Select(ends =>
                    (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[1], CultureInfo.InvariantCulture))
                ),
        ]);

    /// <summary>Whether the whole slot is bookable. No slot crosses midnight here: rooms close at night.</summary>
    public bool Cover(Slot during, bool workingDaysOnly)
    {
        var day = DateOnly.FromDateTime(during.From.DateTime);
        if (DayOfHours(day, workingDaysOnly) is not { } weekday)
        {
            return false;
        }
        var from = (weekday * MinutesOfDay) + (during.From.TimeOfDay.TotalMinutes);
        var to = from + during.Length.TotalMinutes;
        return _ranges.Any(r => r.From <= from && to <= r.To);
    }

    /// <summary>A slot in minutes of the week: by its weekday, and by the hours of a working day; null when that is a holiday.</summary>
    public static ((int From, int To) Week, (int From, int To)? Working) MinutesOf(Slot during)
    {
        var day = DateOnly.FromDateTime(during.From.DateTime);
        return (
            Of(((int)day.DayOfWeek + 6) % 7),
            DayOfHours(day, workingDaysOnly: true) is { } weekday ? Of(weekday) : null
        );

        (int, int) Of(int weekday)
        {
            var from = (weekday * MinutesOfDay) + (int)during.From.TimeOfDay.TotalMinutes;
            return (from, from + (int)Math.Ceiling(during.Length.TotalMinutes));
        }
    }

    /// <summary>The open hours of one day, earliest first.</summary>
    public IReadOnlyList<Slot> Of(DateOnly day, bool workingDaysOnly)
    {
        var midnight = BusinessTime.At(day, TimeOnly.MinValue);
        return DayOfHours(day, workingDaysOnly) is { } weekday
            ?
            [
                .. Within(weekday)
                    .Select(r => new Slot(
                        midnight.AddMinutes(r.From - (weekday * MinutesOfDay)),
                        midnight.AddMinutes(r.To - (weekday * MinutesOfDay))
                    ))
                    .OrderBy(slot => slot.From),
            ]
            : [];
    }

    /// <summary>The hours of one day, as <c>09:00–12:00</c>.</summary>
    public IReadOnlyList<string> On(DateOnly day, bool workingDaysOnly) =>
        DayOfHours(day, workingDaysOnly) is { } weekday
            ?
            [
                .. Within(weekday)
                    .Select(r => $"{Clock(r.From - weekday * MinutesOfDay)}–{Clock(r.To - weekday * MinutesOfDay)}"),
            ]
            : [];

    /// <summary>The hours as the host published them, day by day.</summary>
    public IReadOnlyList<OpenHours> Days() =>
        [
            .. Enumerable
                .Range(0, 7)
                .SelectMany(weekday =>
                    Within(weekday)
                        .Select(r => new OpenHours(
                            weekday + 1,
                            TimeOfDay(r.From - (weekday * MinutesOfDay)),
                            TimeOfDay(r.To - (weekday * MinutesOfDay))
                        ))
                ),
        ];

    /// <summary>How many hours the month of this day has.</summary>
    public decimal InMonth(DateOnly day, bool workingDaysOnly)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        var hours = 0m;
        for (var d = first; d.Month == first.Month; d = d.AddDays(1))
        {
            hours += InDay(d, workingDaysOnly);
        }
        return hours;
    }

    /// <summary>How many hours a day has.</summary>
    public decimal InDay(DateOnly day, bool workingDaysOnly) =>
        DayOfHours(day, workingDaysOnly) is { } weekday ? Within(weekday).Sum(r => r.To - r.From) / 60m : 0;

    /// <summary>
    /// Which weekday's hours hold on a day; null when closed. A make-up working day has Monday's hours. Where the State
    /// Council has not announced the year's calendar, weekdays stand as they are: opening is no statutory deadline.
    /// </summary>
    private static int? DayOfHours(DateOnly day, bool workingDaysOnly)
    {
        var weekday = ((int)day.DayOfWeek + 6) % 7;
        if (!workingDaysOnly)
        {
            return weekday;
        }
        try
        {
            if (!WorkingDays.Official.IsWorkingDay(day))
            {
                return null;
            }
            return weekday > 4 ? 0 : weekday;
        }
        catch (UnknownYearException)
        {
            return weekday;
        }
    }

    /// <summary>A make-up working day counts; where the calendar of the year isn't announced, Monday to Friday.</summary>
    public static bool IsWorkingDay(DateOnly day) => DayOfHours(day, workingDaysOnly: true) is >= 0 and < 5;

    private IEnumerable<(int From, int To)> Within(int weekday) =>
        _ranges
            .Select(r =>
                (From: Math.Max(r.From, weekday * MinutesOfDay), To: Math.Min(r.To, (weekday + 1) * MinutesOfDay))
            )
            .Where(r => r.From < r.To);

    /// <summary>Midnight at the end of a day is written as its last minute, the way people fill it in.</summary>
    private static TimeOnly TimeOfDay(int minutes) =>
        TimeOnly.MinValue.Add(TimeSpan.FromMinutes(Math.Min(minutes, MinutesOfDay - 1)));

    private static string Clock(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
}
