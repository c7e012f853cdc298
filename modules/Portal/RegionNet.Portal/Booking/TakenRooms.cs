using System.Text.Json;

namespace RegionNet.Portal.Booking;

/// <summary>Reads the <c>rooms</c> of a room-taken problem: ids, or objects that carry one.</summary>
public static class TakenRooms
{
    public static IEnumerable<string> Read(JsonElement rooms)
    {
        if (rooms.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }
        foreach (var room in rooms.EnumerateArray())
        {
            var id = room.ValueKind switch
            {
                JsonValueKind.String => room.GetString(),
                JsonValueKind.Object when room.TryGetProperty("roomId", out var inner) => inner.GetString(),
                JsonValueKind.Object when room.TryGetProperty("id", out var inner) => inner.GetString(),
                _ => null,
            };
            if (id is not null)
            {
                yield return id;
            }
        }
    }
}
