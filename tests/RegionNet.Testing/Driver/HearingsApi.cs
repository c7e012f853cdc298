using System.Net.Http.Json;
using System.Text.Json;

namespace RegionNet.Testing.Driver;

/// <summary>What users do with hearing rooms, in their words.</summary>
public static class HearingsApi
{
    public const string Suzhou = "中国（苏州）知识产权保护中心";
    public const string Guangzhou = "中国（广州）知识产权保护中心";

    /// <summary>The ids of a centre's rooms.</summary>
    public static async Task<Guid[]> RoomsOf(this HttpClient api, string centre)
    {
        var page = await api.GetFromJsonAsync<JsonElement>("/api/hearings/rooms?limit=200");
        return
        [
            .. page.GetProperty("items")
                .EnumerateArray()
                .Where(r =>
                    string.Equals(r.GetProperty("organisationZh").GetString(), centre, StringComparison.Ordinal)
                )
                .Select(r => r.GetProperty("id").GetGuid()),
        ];
    }

    public static Task<HttpResponseMessage> Book(
        this HttpClient api,
        DateTimeOffset from,
        TimeSpan length,
        Guid[] rooms,
        string? idempotencyKey = null
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/hearings/sessions")
        {
            Content = JsonContent.Create(Booking(from, length, rooms)),
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }
        return api.SendAsync(request);
    }

    /// <summary>The body of a booking.</summary>
    /// <param name="waits">Whether it joins the waiting list if something is taken.</param>
    public static object Booking(DateTimeOffset from, TimeSpan length, Guid[] rooms, bool waits = false) =>
        new
        {
            title = "远程口头审理",
            caseNumber = "4W118023",
            mode = "point-to-point",
            hearingClass = "oral-hearing",
            from,
            to = from + length,
            roomIds = rooms,
            joinWaitingList = waits,
        };

    public static Task<HttpResponseMessage> Cancel(this HttpClient api, Guid session, string reason) =>
        api.PostAsJsonAsync($"/api/hearings/sessions/{session}/cancellation", new { reason });

    /// <summary>09:00 in China on a day some days from now, on which rooms may be booked.</summary>
    public static DateTimeOffset MorningIn(int days)
    {
        var today = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date;
        return new DateTimeOffset(today.AddDays(days).AddHours(9), TimeSpan.FromHours(8));
    }
}
