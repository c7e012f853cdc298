using System.Globalization;
using RegionNet.Portal.Api;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Board;

public enum CellState
{
    Free,
    Past,
    Busy,

    /// <summary>Only the turnaround of a neighbouring session lies in it; a session here would overlap that.</summary>
    Turnaround,
}

/// <summary>
/// One room's day in half hours. A session takes its time and the turnaround after it, so a cell just before a session is not free
/// either: whatever ends there would have its own turnaround run into that session. Minutes count from midnight, Beijing time.
/// </summary>
public static class BoardHours
{
    public const int Step = 30;

    /// <summary>The turnaround where none can be read from the day's bookings (the service decides, this only shades cells).</summary>
    public const int DefaultTurnaround = 30;

    public static CellState At(IReadOnlyList<BoardBooking> bookings, DateOnly day, int minute, int now)
    {
        var state = minute + Step <= now ? CellState.Past : CellState.Free;
        foreach (var booking in bookings)
        {
            var (from, to, blocked) = Minutes(booking, day);
            if (from < minute + Step && to > minute)
            {
                return CellState.Busy;
            }
            var turnaround = TurnaroundOf(bookings);
            if (from < minute + Step + turnaround && blocked > minute && state == CellState.Free)
            {
                state = CellState.Turnaround;
            }
        }
        return state;
    }

    /// <summary>Would a session of these minutes, with its turnaround, meet a booking?</summary>
    public static bool Clashes(IReadOnlyList<BoardBooking> bookings, DateOnly day, int from, int to)
    {
        var turnaround = TurnaroundOf(bookings);
        return bookings.Any(b => Minutes(b, day) is var m && m.From < to + turnaround && m.Blocked > from);
    }

    public static (int From, int To, int Blocked) Minutes(BoardBooking booking, DateOnly day) =>
        (
            ChinaTime.MinutesInto(day, booking.From),
            ChinaTime.MinutesInto(day, booking.To),
            ChinaTime.MinutesInto(day, booking.BlockedTo)
        );

    /// <summary>The booking whose own time (not turnaround) lies in the cell.</summary>
    public static BoardBooking? BookingAt(IReadOnlyList<BoardBooking> bookings, DateOnly day, int minute) =>
        bookings.FirstOrDefault(b => Minutes(b, day) is var m && m.From < minute + Step && m.To > minute);

    /// <summary>The unbroken runs of free cells of a day.</summary>
    public static IReadOnlyList<(int From, int To)> FreeSpans(
        IReadOnlyList<BoardBooking> bookings,
        DateOnly day,
        int opens,
        int closes,
        int now
    )
    {
        var spans = new List<(int From, int To)>();
        for (var minute = opens; minute < closes; minute += Step)
        {
            if (At(bookings, day, minute, now) != CellState.Free)
            {
                continue;
            }
            if (spans.Count > 0 && spans[^1].To == minute)
            {
                spans[^1] = (spans[^1].From, minute + Step);
            }
            else
            {
                spans.Add((minute, minute + Step));
            }
        }
        return spans;
    }

    /// <summary>Reads <c>08:00</c> as minutes after midnight.</summary>
    public static int Parse(string? clock, int otherwise) =>
        TimeOnly.TryParseExact(clock, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.Hour * 60 + time.Minute
            : otherwise;

    private static int TurnaroundOf(IReadOnlyList<BoardBooking> bookings) =>
        bookings.Count == 0 ? DefaultTurnaround : (int)bookings.Max(b => (b.BlockedTo - b.To).TotalMinutes);
}
