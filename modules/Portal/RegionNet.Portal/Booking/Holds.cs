using RegionNet.Portal.Api;
using RegionNet.Portal.Board;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Booking;

/// <summary>Rooms kept for a while before they are booked. The hold belongs to the basket and ends by itself.</summary>
public sealed class Holds(ApiClient api, Basket basket)
{
    /// <summary>Time for a telephone call.</summary>
    public const int Minutes = 15;

    public async Task Take()
    {
        var held = await api.Send<NewHold, HearingSession>(
            HttpMethod.Post,
            "/api/hearings/holds",
            new NewHold
            {
                From = ChinaTime.Iso(ChinaTime.At(basket.Day, basket.From)),
                To = ChinaTime.Iso(ChinaTime.At(basket.Day, basket.To)),
                RoomIds = [.. basket.Rooms.Select(r => r.Room.Id)],
                Minutes = Minutes,
            }
        );
        basket.Keep(held);
    }

    /// <summary>Gives the rooms back before the time is over.</summary>
    public async Task Release(string reason)
    {
        if (basket.Hold is { } hold)
        {
            await api.Send<ReasonRequest, HearingSession>(
                HttpMethod.Post,
                $"/api/hearings/sessions/{hold.Id}/cancellation",
                new ReasonRequest { Reason = reason }
            );
            basket.LetGo();
        }
    }

    /// <summary>Puts a hold made earlier into the basket, so that it can be booked.</summary>
    public async Task Resume(string id, CancellationToken cancel)
    {
        var held = await api.Get<HearingSession>($"/api/hearings/sessions/{Uri.EscapeDataString(id)}", cancel);
        if (held.Status != "held")
        {
            return;
        }
        basket.Clear();
        var day = ChinaTime.DateOf(held.From);
        basket.SetTime(day, ChinaTime.MinutesInto(day, held.From), ChinaTime.MinutesInto(day, held.To));
        foreach (var room in held.Rooms)
        {
            basket.Add(room.AsRoom(), null, []);
        }
        basket.Keep(held);
    }
}
