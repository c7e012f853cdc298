using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using RegionNet.Access.Contracts;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Requests and answers as the tests of queue, search, series and displacement put and read them.</summary>
internal static class Asking
{
    /// <summary>The request with further members, or members replaced.</summary>
    public static Dictionary<string, object?> With(this object request, params (string Name, object? Value)[] more)
    {
        var content = JsonSerializer
            .SerializeToElement(request)
            .EnumerateObject()
            .ToDictionary(p => p.Name, object? (p) => p.Value, StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            content[name] = value;
        }
        return content;
    }

    public static Task<HttpResponseMessage> Ask(this HttpClient client, string path, object content) =>
        client.PostAsJsonAsync($"/api/hearings/{path}", content);

    public static async Task PutAsJson(this HttpClient client, string path, object content) =>
        await client.PutAsJsonAsync($"/api/hearings/{path}", content).Answer(read: false);

    public static async Task<JsonElement> Answer(
        this Task<HttpResponseMessage> asked,
        HttpStatusCode expected = HttpStatusCode.OK,
        bool read = true
    )
    {
        var answer = await asked;
        Assert.True(
            answer.StatusCode == expected,
            $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
        );
        return read ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default;
    }

    public static Task<JsonElement> Get(this HttpClient client, string path) =>
        client.GetAsync($"/api/hearings/{path}").Answer();

    public static async Task<string> StatusOf(this HttpClient client, JsonElement session) =>
        (await client.Get($"sessions/{session.Id()}")).Text("status");

    public static Guid Id(this JsonElement element) => element.GetProperty("id").GetGuid();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static IReadOnlyList<JsonElement> List(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray()];

    public static Task<HttpResponseMessage> Cancel(this HttpClient client, JsonElement session) =>
        client.Ask($"sessions/{session.Id()}/cancellation", new { reason = "当事人撤诉" });

    /// <summary>Open every day from 08:00 to 20:00, with these differences.</summary>
    public static async Task PublishTerms(
        this Court court,
        string centre,
        Guid room,
        DateTimeOffset day,
        params (string Name, object? Value)[] more
    )
    {
        var hours = Enumerable
            .Range(1, 7)
            .Select(weekday => new
            {
                weekday,
                opens = "08:00",
                closes = "20:00",
            });
        await court
            .Person($"host of {centre}", centre, Roles.RoomManager)
            .Ask(
                $"rooms/{room}/terms",
                new
                {
                    from = DateOnly.FromDateTime(day.DateTime),
                    hours,
                    workingDaysOnly = false,
                }.With(more)
            )
            .Answer(HttpStatusCode.Created);
    }

    /// <summary>How many pairs of sessions or blackouts are in one place at one time.</summary>
    public static async Task<long> Overlaps(this Court court)
    {
        await using var connection = await court.Database.Administrator.OpenConnectionAsync();
        return await connection.QuerySingleAsync<long>(
            """
            select count(*) from hearings.allocation a join hearings.allocation b
                on a.resource_id = b.resource_id and a.ctid < b.ctid and a.blocked && b.blocked
            where a.released_at is null and b.released_at is null
            """
        );
    }

    /// <summary>No deadlock or time-out came out as an error of ours.</summary>
    public static void NoServerError(this IEnumerable<HttpResponseMessage> answers) =>
        Assert.All(answers, a => Assert.InRange((int)a.StatusCode, 200, 499));

    public static Guid Organisation(string name) => OrganisationId.Of(name);
}
