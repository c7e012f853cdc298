using RegionNet.Portal.Api;
using RegionNet.Portal.Board;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Booking;

/// <summary>Says of chosen rooms whether they are free at a time, from the board of their centres; the service has the last word.</summary>
public sealed class RoomCheck(ApiClient api)
{
    private const int MostRooms = 200;

    private readonly Dictionary<(DateOnly Day, string Organisation), List<BoardRoom>> _boards = [];

    /// <summary>Reads the boards that are not known yet.</summary>
    public async Task Learn(RoomChoice choice, CancellationToken cancel)
    {
        if (choice.Day is not { } day)
        {
            return;
        }
        foreach (
            var centre in choice
                .Rooms.Select(r => r.OrganisationId)
                .Distinct(StringComparer.Ordinal)
                .Where(o => o.Length > 0 && !_boards.ContainsKey((day, o)))
                .ToList()
        )
        {
            var board = await api.Get<Api.Board>(
                new ApiQuery("/api/hearings/board")
                    .With("day", ChinaTime.Iso(day))
                    .With("organisationId", centre)
                    .With("limit", $"{MostRooms}"),
                cancel
            );
            _boards[(day, centre)] = board.Items;
        }
    }

    /// <summary>The rooms are read anew at the next question.</summary>
    public void Forget() => _boards.Clear();

    /// <returns>True or false where the board of that day is known, else null.</returns>
    public bool? IsFree(Room room, RoomChoice choice)
    {
        if (
            choice.Day is not { } day
            || !_boards.TryGetValue((day, room.OrganisationId), out var board)
            || board.Find(r => r.Id == room.Id) is not { } known
        )
        {
            return null;
        }
        return !BoardHours.Clashes(
            [.. known.Bookings.Where(b => b.SessionId is null || b.SessionId != choice.Except)],
            day,
            choice.From,
            choice.To
        );
    }
}
