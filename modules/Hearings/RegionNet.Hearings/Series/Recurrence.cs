using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>The occurrences of a recurrence rule (RFC 5545 §3.3.10), at the same wall-clock time in the business zone.</summary>
internal static class Recurrence
{
    public const int MostOccurrences = 100;
    public const string Zone = "Asia/Shanghai";

    /// <summary>Increments without an occurrence after which a rule is taken to have none, such as 30 February.</summary>
    private const int MostEmptySteps = 2_000;

    /// <param name="start">The first occurrence: the rule must yield it, or the standard leaves open what is meant.</param>
    public static Outcome<List<DateTimeOffset>> Of(
        string rrule,
        DateTimeOffset start,
        IEnumerable<DateTimeOffset> exdates
    )
    {
        if (Read(rrule) is not { } rule)
        {
            return HearingsErrors.RuleMalformed;
        }
        var component = new CalendarEvent { Start = Local(start), RecurrenceRule = rule };
        component.ExceptionDates.AddRange(exdates.Select(Local));
        return Of(component, start, excluded: exdates.Any(e => e == start));
    }

    /// <summary>Of a component that was read from a calendar, in its own zone.</summary>
    public static Outcome<List<DateTimeOffset>> Of(CalendarEvent component, DateTimeOffset start, bool excluded)
    {
        try
        {
            var occurrences = component
                .GetOccurrences(null, new EvaluationOptions { MaxUnmatchedIncrementsLimit = MostEmptySteps })
                .Take(MostOccurrences + 1)
                .Select(o => Instant(o.Period.StartTime))
                .ToList();
            if (occurrences.Count > MostOccurrences)
            {
                return HearingsErrors.SeriesTooLong;
            }
            return occurrences.Count == 0 || (!excluded && occurrences[0] != start)
                ? HearingsErrors.StartNotInRule
                : occurrences;
        }
        catch (EvaluationLimitExceededException)
        {
            return HearingsErrors.RuleMalformed;
        }
    }

    /// <returns>Null for what is no rule, or one that sessions can't follow: more than once a day, or UNTIL not in UTC.</returns>
    public static RecurrenceRule? Read(string rrule)
    {
        try
        {
            var rule = new RecurrenceRule(rrule);
            return
                rrule.Length > 0
                && rule.Frequency
                    is Ical.Net.FrequencyType.Daily
                        or Ical.Net.FrequencyType.Weekly
                        or Ical.Net.FrequencyType.Monthly
                        or Ical.Net.FrequencyType.Yearly
                && rule.ByHour.Count + rule.ByMinute.Count + rule.BySecond.Count == 0
                && rule.Until is null or { HasTime: true, IsUtc: true }
                ? rule
                : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>An instant of a calendar; a time without a zone is meant in the business zone.</summary>
    public static DateTimeOffset Instant(CalDateTime at) =>
        BusinessTime.Local(
            at.IsFloating
                ? new DateTimeOffset(at.Value.Ticks, BusinessTime.Offset)
                : new DateTimeOffset(at.AsUtc.Ticks, TimeSpan.Zero)
        );

    private static CalDateTime Local(DateTimeOffset at) =>
        new(DateTime.SpecifyKind(BusinessTime.Local(at).DateTime, DateTimeKind.Unspecified), Zone);
}
