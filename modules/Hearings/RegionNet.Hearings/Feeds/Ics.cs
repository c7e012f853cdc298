using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Calendars in iCalendar (RFC 5545), in the business zone.</summary>
internal static class Ics
{
    public const string ContentType = "text/calendar; charset=utf-8";

    private const string Zone = "Asia/Shanghai";

    public static Ical.Net.Calendar Calendar(string name)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//RegionNet//Hearings//ZH" };
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty("X-PUBLISHED-TTL", "PT15M");
        // Written out: the library's own zone says that the offset of 1991 changes every year.
        var zone = new VTimeZone(Zone);
        var standard = new VTimeZoneInfo("STANDARD")
        {
            DtStart = new CalDateTime(1991, 9, 15, 0, 0, 0),
            OffsetFrom = new UtcOffset(BusinessTime.Offset),
            OffsetTo = new UtcOffset(BusinessTime.Offset),
            TimeZoneName = "CST",
        };
        zone.AddChild(standard);
        calendar.AddTimeZone(zone);
        return calendar;
    }

    public static CalDateTime Local(DateTimeOffset instant) => new(BusinessTime.Local(instant).DateTime, Zone);

    public static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, CalDateTime.UtcTzId);

    public static byte[] Write(Ical.Net.Calendar calendar) =>
        Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
}
