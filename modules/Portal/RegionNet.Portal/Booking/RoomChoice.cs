using RegionNet.Portal.Api;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Booking;

/// <summary>Rooms and one time for all of them: what a booking and a move have in common.</summary>
public abstract class RoomChoice
{
    protected RoomChoice() { }

    /// <summary>Begins with what a session has now, which is no obstacle to itself.</summary>
    protected RoomChoice(HearingSession session)
    {
        Except = session.Id;
        var day = ChinaTime.DateOf(session.From);
        Day = day;
        From = ChinaTime.MinutesInto(day, session.From);
        To = ChinaTime.MinutesInto(day, session.To);
        Rooms.AddRange(session.Rooms.Select(r => r.AsRoom()));
    }

    public DateOnly? Day { get; set; }

    /// <summary>Minutes after midnight, Beijing time.</summary>
    public int From { get; set; }
    public int To { get; set; }
    public List<Room> Rooms { get; } = [];

    /// <summary>Ids of rooms that the service said are taken at the time last submitted.</summary>
    public HashSet<string> Taken { get; } = new(StringComparer.Ordinal);

    /// <summary>A session whose own bookings are no obstacle: the one that moves, or the hold that becomes the booking.</summary>
    public string? Except { get; set; }
}
