using RegionNet.Portal.Api;

namespace RegionNet.Portal.Board;

/// <summary>By what a booking is held while it is carried.</summary>
public enum Grip
{
    Whole,
    Start,
    End,
}

/// <summary>
/// A booking in somebody's hand, by pointer or by keyboard: where it was, and where it would be put down. Steps are half hours;
/// minutes that do not lie on one stay as they are.
/// </summary>
public sealed class Carried(BoardBooking booking, string room, (int From, int To) was, int opens, int closes)
{
    private int _grabbed;
    private Grip _grip;

    public BoardBooking Booking { get; } = booking;

    /// <summary>The room it was taken from.</summary>
    public string Origin { get; } = room;
    public string Room { get; private set; } = room;
    public int From { get; private set; } = was.From;
    public int To { get; private set; } = was.To;

    public bool Changed => Room != Origin || From != was.From || To != was.To;

    /// <summary>A pointer took hold of it at this half hour.</summary>
    public Carried GrabbedAt(int minute, Grip grip)
    {
        (_grabbed, _grip) = (minute - From, grip);
        return this;
    }

    /// <summary>The pointer is over a half hour of a room; only the whole booking changes rooms.</summary>
    public void Over(string room, int minute)
    {
        switch (_grip)
        {
            case Grip.Start:
                From = Math.Clamp(minute, opens, To - BoardHours.Step);
                break;
            case Grip.End:
                To = Math.Clamp(minute + BoardHours.Step, From + BoardHours.Step, closes);
                break;
            default:
                Room = room;
                Shift(Snap(minute - _grabbed - was.From));
                break;
        }
    }

    /// <summary>One step by keyboard: in time, or with <paramref name="stretch"/> of the end only.</summary>
    public void Step(int steps, bool stretch)
    {
        if (stretch)
        {
            To = Math.Clamp(To + steps * BoardHours.Step, From + BoardHours.Step, closes);
        }
        else
        {
            Shift(From - was.From + steps * BoardHours.Step);
        }
    }

    /// <summary>One row up or down in the order of the board.</summary>
    public void Into(IReadOnlyList<BoardRoom> rooms, int rows)
    {
        var at = rooms.ToList().FindIndex(r => r.Id == Room);
        Room = rooms[Math.Clamp(at + rows, 0, rooms.Count - 1)].Id;
    }

    private void Shift(int minutes)
    {
        var length = To - From;
        From = Math.Clamp(was.From + minutes, opens, Math.Max(opens, closes - length));
        To = From + length;
    }

    private static int Snap(int minutes) =>
        (int)Math.Round((double)minutes / BoardHours.Step, MidpointRounding.AwayFromZero) * BoardHours.Step;
}

/// <summary>Where a carried booking was put down.</summary>
public sealed record BoardMove(BoardBooking Booking, string Origin, string Room, int From, int To)
{
    /// <summary>The board as it will look if the service agrees: the session's bookings in every room take the new time.</summary>
    public List<BoardRoom> Apply(IReadOnlyList<BoardRoom> rooms, DateTimeOffset from, DateTimeOffset to)
    {
        var carried = Booking.At(from, to);
        return
        [
            .. rooms.Select(room =>
            {
                var others = room.Bookings.Where(b => b.SessionId != Booking.SessionId).ToList();
                var had = room.Bookings.Find(b => b.SessionId == Booking.SessionId);
                if (room.Id == Room)
                {
                    return room.With(others.Append(carried));
                }
                if (had is null)
                {
                    return room;
                }
                return room.With(room.Id == Origin ? others : others.Append(had.At(from, to)));
            }),
        ];
    }
}
