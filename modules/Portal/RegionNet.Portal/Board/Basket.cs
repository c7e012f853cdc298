using RegionNet.Portal.Api;

namespace RegionNet.Portal.Board;

/// <summary>A room chosen for a booking, with the bookings that were known for one day when the board last showed it.</summary>
public sealed record ChosenRoom(Room Room, DateOnly? KnownFor, IReadOnlyList<BoardBooking> Bookings);

/// <summary>
/// The rooms chosen for one session, over any zones, and the one time they share. It outlives the page, so that a room in Suzhou stays
/// chosen while the board shows Guangzhou.
/// </summary>
public sealed class Basket
{
    /// <summary>The most rooms that one session may take.</summary>
    public const int Limit = 10;

    private readonly List<ChosenRoom> _rooms = [];

    public IReadOnlyList<ChosenRoom> Rooms => _rooms;
    public DateOnly Day { get; private set; }

    /// <summary>Minutes after midnight.</summary>
    public int From { get; private set; }
    public int To { get; private set; }

    /// <summary>The last choice was one room too many.</summary>
    public bool Full { get; private set; }

    /// <summary>The hold that keeps the rooms while the booking is written.</summary>
    public HearingSession? Hold { get; private set; }

    public event Action? Changed;

    public bool Has(string roomId) => _rooms.Exists(r => r.Room.Id == roomId);

    /// <summary>
    /// Presses one half hour of a room. In a room not chosen yet it adds the room, and moves the shared time there if it lies outside;
    /// in a chosen room, outside the time stretches the time to it, inside gives the room up.
    /// </summary>
    public void Press(BoardRoom room, DateOnly day, int minute)
    {
        var fresh = _rooms.Count == 0 || Day != day;
        var inside = !fresh && minute >= From && minute < To;
        if (fresh)
        {
            SetTime(day, minute, minute + BoardHours.Step);
        }
        else if (Has(room.Id))
        {
            if (inside)
            {
                Remove(room.Id);
                return;
            }
            SetTime(day, Math.Min(From, minute), Math.Max(To, minute + BoardHours.Step));
        }
        else if (!inside)
        {
            SetTime(day, minute, minute + To - From);
        }
        Add(room, day, room.Bookings);
    }

    /// <summary>Chooses a room for a span of minutes, given in either order.</summary>
    public void Span(BoardRoom room, DateOnly day, int one, int other)
    {
        SetTime(day, Math.Min(one, other), Math.Max(one, other) + BoardHours.Step);
        Add(room, day, room.Bookings);
    }

    public void Add(Room room, DateOnly? knownFor, IReadOnlyList<BoardBooking> bookings)
    {
        Full = !Has(room.Id) && _rooms.Count >= Limit;
        if (!Full && !Has(room.Id))
        {
            _rooms.Add(new ChosenRoom(room, knownFor, bookings));
        }
        Changed?.Invoke();
    }

    /// <summary>The board has fresh news of a room.</summary>
    public void Refresh(BoardRoom room, DateOnly day)
    {
        var at = _rooms.FindIndex(r => r.Room.Id == room.Id);
        if (at >= 0)
        {
            _rooms[at] = new ChosenRoom(room, day, room.Bookings);
        }
    }

    public void SetTime(DateOnly day, int from, int to)
    {
        (Day, From, To) = (day, from, to);
        Changed?.Invoke();
    }

    public void Remove(string roomId)
    {
        _rooms.RemoveAll(r => r.Room.Id == roomId);
        Full = false;
        Changed?.Invoke();
    }

    /// <summary>Other rooms and another time in place of the chosen ones; a hold stays.</summary>
    public void Replace(DateOnly day, int from, int to, IEnumerable<Room> rooms)
    {
        _rooms.Clear();
        _rooms.AddRange(rooms.Select(r => new ChosenRoom(r, null, [])));
        Full = false;
        SetTime(day, from, to);
    }

    public void Keep(HearingSession hold)
    {
        Hold = hold;
        Changed?.Invoke();
    }

    public void LetGo()
    {
        Hold = null;
        Changed?.Invoke();
    }

    public void Clear()
    {
        _rooms.Clear();
        Hold = null;
        Full = false;
        Changed?.Invoke();
    }

    /// <summary>Is it known that this room is taken at the shared time? The service has the last word.</summary>
    public bool Clashes(ChosenRoom room) =>
        room.KnownFor == Day
        && BoardHours.Clashes(
            Hold is null ? room.Bookings : [.. room.Bookings.Where(b => b.SessionId != Hold.Id)],
            Day,
            From,
            To
        );
}
