using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>
/// GET /api/hearings/rooms/{id}/availability.ics: when a room can be had in the year ahead, as VAVAILABILITY (RFC 7953) by the
/// host's terms with its holidays taken out, and as VFREEBUSY what of that is taken already, turnaround included.
/// </summary>
internal static class RoomAvailability
{
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Handle(
        Guid id,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var room = await db.QueryOne<RoomFacts>(
            "select name_zh, organisation_id from room where id = @id",
            new { id },
            ct
        );
        if (room is null)
        {
            return HearingsErrors.RoomNotFound.ToResult();
        }
        var now = clock.GetUtcNow();
        var today = clock.Today();
        var end = today.AddDays((int)BookingRules.FarthestAhead.TotalDays);
        var terms = await db.Query<Terms>(
            """
            select id, lower(valid) as "from", upper(valid) as until, weekly_hours::text as weekly_hours, working_days_only
            from sharing_terms where room_id = @id and valid && daterange(@today, @end) order by valid
            """,
            new
            {
                id,
                today,
                end,
            },
            ct
        );
        var taken = await db.Query<Slot>(
            """
            select a.blocked from allocation a
            where a.resource_id = @id and a.released_at is null and a.blocked && @Window
                and (a.expires_at is null or a.expires_at > @now)
            order by a.blocked
            """,
            new
            {
                id,
                now,
                Window = new Slot(BusinessTime.Day(today).From, BusinessTime.Day(end).From),
            },
            ct
        );
        var host = await zones.Organisation(room.OrganisationId, ct);
        var calendar = Ics.Calendar($"{host?.Zh} {room.NameZh}");
        var stamp = Ics.Utc(now);
        // Days for which no terms are published are bookable at any hour, and so outside every VAVAILABILITY.
        foreach (var t in terms)
        {
            var (from, until) = (t.From < today ? today : t.From, t.Until is { } u && u < end ? u : end);
            calendar.AddChild(Of(t, from, until, stamp));
        }
        var busy = new FreeBusy
        {
            Uid = $"busy-{id}@regionnet.cn",
            DtStamp = stamp,
            DtStart = Ics.Utc(BusinessTime.Day(today).From),
            DtEnd = Ics.Utc(BusinessTime.Day(end).From),
        };
        foreach (var slot in taken)
        {
            busy.Entries.Add(new FreeBusyEntry(new Period(Ics.Utc(slot.From), Ics.Utc(slot.To)), FreeBusyStatus.Busy));
        }
        calendar.AddChild(busy);
        return TypedResults.File(Ics.Write(calendar), Ics.ContentType);
    }

    private static Availability Of(Terms terms, DateOnly from, DateOnly until, CalDateTime stamp)
    {
        var availability = new Availability { Uid = $"{terms.Id}@regionnet.cn", DtStamp = stamp };
        availability.Properties.Set("DTSTART", Ics.Local(BusinessTime.Day(from).From));
        availability.Properties.Set("DTEND", Ics.Local(BusinessTime.Day(until).From));
        availability.AddProperty("BUSYTYPE", "BUSY-UNAVAILABLE");
        var hours = WeeklyHours.Parse(terms.WeeklyHours);
        var days = Enumerable.Range(0, until.DayNumber - from.DayNumber).Select(from.AddDays).ToList();
        var open = days.ToDictionary(day => day, day => hours.Of(day, terms.WorkingDaysOnly));
        foreach (var weekday in days.GroupBy(day => day.DayOfWeek))
        {
            // The usual hours of this weekday, whatever the calendar of holidays makes of single days.
            var usual = hours.Of(weekday.First(), workingDaysOnly: false);
            var day = BusinessTime.Day(weekday.First()).From;
            foreach (var slot in usual)
            {
                var (starts, length) = (slot.From - day, slot.Length);
                var kept = weekday.Where(d => open[d].Contains(At(d, starts, length))).ToList();
                if (kept.Count > 0)
                {
                    availability.AddChild(
                        Weekly(terms, kept, [.. weekday.Except(kept)], d => At(d, starts, length), stamp)
                    );
                }
            }
        }
        // Weekends that the State Council made working days have Monday's hours.
        foreach (var slot in days.SelectMany(day => open[day].Except(hours.Of(day, workingDaysOnly: false))))
        {
            availability.AddChild(Once(terms, slot, stamp));
        }
        return availability;

        static Slot At(DateOnly day, TimeSpan starts, TimeSpan length)
        {
            var from = BusinessTime.Day(day).From + starts;
            return new Slot(from, from + length);
        }
    }

    private static Available Weekly(
        Terms terms,
        List<DateOnly> kept,
        DateOnly[] closed,
        Func<DateOnly, Slot> slot,
        CalDateTime stamp
    )
    {
        var available = Once(terms, slot(kept[0]), stamp);
        if (kept.Count == 1)
        {
            return available;
        }
        available.RecurrenceRule = new RecurrenceRule(FrequencyType.Weekly) { Until = Ics.Utc(slot(kept[^1]).From) };
        foreach (var day in closed.Where(d => d > kept[0] && d < kept[^1]))
        {
            available.ExceptionDates.Add(Ics.Local(slot(day).From));
        }
        return available;
    }

    private static Available Once(Terms terms, Slot slot, CalDateTime stamp) =>
        new()
        {
            Uid = $"{terms.Id}-{slot.From:yyyyMMddHHmm}@regionnet.cn",
            DtStamp = stamp,
            Start = Ics.Local(slot.From),
            End = Ics.Local(slot.To),
        };

    /// <summary>Ical.Net knows neither component of RFC 7953, but writes any that has a name.</summary>
    private sealed class Availability : UniqueComponent
    {
        public Availability() => Name = "VAVAILABILITY";
    }

    private sealed class Available : CalendarEvent
    {
        public Available() => Name = "AVAILABLE";
    }

    private sealed record RoomFacts(string NameZh, Guid OrganisationId);

    private sealed record Terms(Guid Id, DateOnly From, DateOnly? Until, string WeeklyHours, bool WorkingDaysOnly);
}
