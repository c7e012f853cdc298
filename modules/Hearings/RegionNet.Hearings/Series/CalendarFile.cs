using System.Runtime.Serialization;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Component">Which VEVENT of the file, from 1.</param>
internal sealed record CalendarError(int Component, string? Uid, string Code, string Zh, string En);

/// <summary>A session that a VEVENT asks for.</summary>
/// <param name="RecurrenceId">Its start by the rule, whatever its own start is.</param>
internal sealed record CalendarOccurrence(
    int Component,
    string Uid,
    DateTimeOffset RecurrenceId,
    DateTimeOffset From,
    DateTimeOffset To,
    string Title,
    string? CaseNumber
);

/// <param name="Rrule">Null for a single event.</param>
internal sealed record CalendarEntry(
    string? Rrule,
    IReadOnlyList<DateTimeOffset> Exdates,
    IReadOnlyList<CalendarOccurrence> Occurrences
);

/// <summary>
/// The VEVENTs of an .ics file (RFC 5545) as sessions: RRULE and EXDATE are followed, a VEVENT with RECURRENCE-ID takes the place of that
/// occurrence, what is cancelled is left out. Every VEVENT that can't be a session is an error with its number.
/// </summary>
internal static class CalendarFile
{
    /// <summary>How a case number is written in a calendar, which has no property of its own for it.</summary>
    private const string CaseNumber = "X-REGIONNET-CASE-NUMBER";

    public static Outcome<(IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<CalendarError> Errors)> Read(byte[] file)
    {
        Calendar? calendar;
        try
        {
            calendar = Calendar.Load(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file));
        }
        catch (Exception e) when (e is SerializationException or ArgumentException or FormatException)
        {
            return HearingsErrors.CalendarUnreadable;
        }
        if (calendar is null)
        {
            return HearingsErrors.CalendarUnreadable;
        }
        var (entries, errors) = (new List<CalendarEntry>(), new List<CalendarError>());
        var events = calendar.Events.Select((e, n) => new Numbered(n + 1, e)).ToList();
        foreach (var one in events.GroupBy(e => e.Event.Uid ?? "", StringComparer.Ordinal))
        {
            Read(one.Key, [.. one], entries, errors);
        }
        return (entries, errors);
    }

    private static void Read(
        string uid,
        IReadOnlyList<Numbered> events,
        List<CalendarEntry> entries,
        List<CalendarError> errors
    )
    {
        var masters = events.Where(e => e.Event.RecurrenceIdentifier is null).ToList();
        var others = events.Where(e => e.Event.RecurrenceIdentifier is not null).ToList();
        foreach (var unfit in events)
        {
            if (Unfit(unfit.Event) is { } refusal)
            {
                errors.Add(Error(unfit, uid, refusal));
                return;
            }
        }
        if (masters is not [var master])
        {
            errors.AddRange(
                (masters.Count == 0 ? others : masters.Skip(1)).Select(e =>
                    Error(e, uid, HearingsErrors.CalendarEventMisplaced)
                )
            );
            return;
        }
        if (Cancelled(master.Event))
        {
            return;
        }
        var start = Recurrence.Instant(master.Event.Start!);
        var exdates = master.Event.ExceptionDates.GetAllDates().Select(Recurrence.Instant).ToList();
        var starts = Starts(master.Event, start, exdates);
        if (starts.Refusal is { } notARule)
        {
            errors.Add(Error(master, uid, notARule));
            return;
        }
        var replaced = new Dictionary<DateTimeOffset, Numbered>();
        foreach (var other in others)
        {
            var place = Recurrence.Instant(other.Event.RecurrenceIdentifier!.StartTime);
            if (!starts.Value.Contains(place) || !replaced.TryAdd(place, other))
            {
                errors.Add(Error(other, uid, HearingsErrors.CalendarEventMisplaced));
            }
        }
        var occurrences = starts
            .Value.Select(place => (Place: place, By: replaced.GetValueOrDefault(place)))
            .Where(o => o.By is null || !Cancelled(o.By.Event))
            .Select(o =>
                Of(o.By ?? master, uid, o.Place, o.By is null ? o.Place : Recurrence.Instant(o.By.Event.Start!))
            )
            .ToList();
        if (occurrences.Count > 0)
        {
            entries.Add(new CalendarEntry(master.Event.RecurrenceRule?.ToString(), exdates, occurrences));
        }
    }

    private static Outcome<List<DateTimeOffset>> Starts(
        CalendarEvent master,
        DateTimeOffset start,
        List<DateTimeOffset> exdates
    )
    {
        if (master.RecurrenceRule is not { } rule)
        {
            return new List<DateTimeOffset> { start };
        }
        return Recurrence.Read(rule.ToString()!) is null
            ? HearingsErrors.RuleMalformed
            : Recurrence.Of(master, start, exdates.Contains(start));
    }

    private static Refusal? Unfit(CalendarEvent e)
    {
        try
        {
            if (
                e.Start is not { HasTime: true } start
                || (e.RecurrenceIdentifier is { StartTime.HasTime: false })
                || Length(e) <= TimeSpan.Zero
                || Recurrence.Instant(start) == default
            )
            {
                return HearingsErrors.CalendarEventWithoutTime;
            }
        }
        catch (ArgumentException)
        {
            return HearingsErrors.CalendarEventWithoutTime; // A zone that nobody knows.
        }
        if (
            e.RecurrenceDates.GetAllPeriods().Any()
            || e.RecurrenceDates.GetAllDates().Any()
            || e.Properties.Any(p => p.Name is "EXRULE")
            || e.Properties.Count(p => p.Name is "RRULE") > 1
            || e.RecurrenceIdentifier?.Range == Ical.Net.DataTypes.RecurrenceRange.ThisAndFuture
        )
        {
            return HearingsErrors.CalendarEventUnsupported;
        }
        return e.Summary is { Length: > 0 and <= 200 } ? null : HearingsErrors.CalendarEventWithoutCase;
    }

    private static CalendarOccurrence Of(Numbered e, string uid, DateTimeOffset place, DateTimeOffset from) =>
        new(
            e.Number,
            uid,
            place,
            from,
            from + Length(e.Event),
            e.Event.Summary!,
            e.Event.Properties.FirstOrDefault(p => p.Name == CaseNumber)?.Value?.ToString()
        );

    private static TimeSpan Length(CalendarEvent e) =>
        e.End is { HasTime: true } end
            ? Recurrence.Instant(end) - Recurrence.Instant(e.Start!)
            : e.EffectiveDuration.ToTimeSpanUnspecified();

    private static bool Cancelled(CalendarEvent e) =>
        string.Equals(e.Status, "CANCELLED", StringComparison.OrdinalIgnoreCase);

    private static CalendarError Error(Numbered e, string uid, Refusal refusal) =>
        new(e.Number, uid.Length == 0 ? null : uid, refusal.Code, refusal.Zh, refusal.En);

    private sealed record Numbered(int Number, CalendarEvent Event);
}
