using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Lists and searches.</summary>
public sealed class FindingTests(Court court) : IClassFixture<Court>
{
    [Fact]
    public async Task A_room_is_free_unless_taken_turnaround_included()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Shenzhen));
        await Court.Booked(court.ShenzhenClerk, day, 2, room);

        Assert.DoesNotContain(room, await Free(day.AddHours(1), day.AddHours(3)));
        Assert.DoesNotContain(room, await Free(day.AddHours(2.25), day.AddHours(3)));
        // The searched session needs its own turnaround before the next one as well.
        Assert.DoesNotContain(room, await Free(day.AddHours(-1), day));
        Assert.Contains(room, await Free(day.AddHours(2.5), day.AddHours(3)));
        Assert.Contains(room, await Free(day.AddHours(-1), day.AddHours(-0.5)));

        async Task<IEnumerable<Guid>> Free(DateTimeOffset from, DateTimeOffset to) =>
            Ids(await Get($"/api/hearings/free-rooms?from={Escape(from)}&to={Escape(to)}&zone=GBA&limit=200"));
    }

    [Fact]
    public async Task Rooms_are_found_by_zone_capacity_and_working_devices()
    {
        var day = court.FreshDay();
        var (large, small) = (
            await court.Room(Court.Guangzhou, capacity: 80),
            await court.Room(Court.Guangzhou, capacity: 8)
        );
        var manager = court.Person("manager", Court.Guangzhou, Roles.RoomManager);
        await Set("video-link", "in-service");
        await Set("recording", "out-of-service");
        var slot = $"from={Escape(day)}&to={Escape(day.AddHours(1))}&limit=200";

        Assert.Equal([large], await Found("capacity=80&zone=GBA"));
        Assert.Equal([large], await Found("devices=video-link&zone=PRD"));
        Assert.Empty(await Found("devices=video-link,recording"));
        Assert.DoesNotContain(small, await Found("zone=YRD"));
        await Court.Refused(
            await court.SuzhouClerk.GetAsync($"/api/hearings/free-rooms?{slot}&devices=piano"),
            HttpStatusCode.BadRequest,
            "hearings.unknown-device"
        );

        Task<HttpResponseMessage> Set(string kind, string status) =>
            manager.PutAsJsonAsync($"/api/hearings/rooms/{large}/devices/{kind}", new { quantity = 1, status });
        async Task<IEnumerable<Guid>> Found(string query) => Ids(await Get($"/api/hearings/free-rooms?{slot}&{query}"));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        var expected = new List<Guid>();
        for (var n = 0; n < 5; n++)
        {
            expected.Add(await court.Room(Court.Suzhou));
        }
        var found = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await Get($"/api/hearings/rooms?zone=YRD&limit=2" + (cursor is null ? "" : $"&cursor={cursor}"));
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 2);
            found.AddRange(Ids(page));
            cursor = page.GetProperty("next").GetString();
        } while (cursor is not null);

        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Empty(expected.Except(found));
        await Court.Refused(
            await court.SuzhouClerk.GetAsync("/api/hearings/rooms?cursor=%E2%98%83"),
            HttpStatusCode.BadRequest,
            "kernel.invalid-cursor"
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await court.SuzhouClerk.GetAsync("/api/hearings/rooms?limit=201")).StatusCode
        );
    }

    [Fact]
    public async Task A_clerk_lists_the_sessions_of_the_own_organisation_newest_first()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var first = await Court.Booked(court.SuzhouClerk, day, 1, room);
        var second = await Court.Booked(court.SuzhouClerk, day.AddHours(3), 1, room);
        var cancelled = await court.SuzhouClerk.PostAsJsonAsync(
            $"/api/hearings/sessions/{first.GetProperty("id").GetGuid()}/cancellation",
            new { reason = "合议庭调整" }
        );
        Assert.Equal(
            "合议庭调整",
            (await cancelled.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("cancelReason").GetString()
        );

        Assert.Equal(
            [second.GetProperty("id").GetGuid(), first.GetProperty("id").GetGuid()],
            Ids(await Get("/api/hearings/sessions")).Take(2)
        );
        Assert.Equal(
            second.GetProperty("id").GetGuid(),
            Ids(await Get($"/api/hearings/sessions?search={second.GetProperty("number").GetString()}")).Single()
        );
        Assert.Contains(first.GetProperty("id").GetGuid(), Ids(await Get("/api/hearings/sessions?status=cancelled")));
        Assert.DoesNotContain(
            first.GetProperty("id").GetGuid(),
            Ids(await Get("/api/hearings/sessions?status=approved"))
        );
        Assert.Empty(
            Ids(
                await court.ShenzhenClerk.GetFromJsonAsync<JsonElement>(
                    $"/api/hearings/sessions?search={second.GetProperty("number").GetString()}"
                )
            )
        );
        // What is cancelled is free again.
        await Court.Booked(court.GuangzhouClerk, day, 1, room);
    }

    private Task<JsonElement> Get(string uri) => court.SuzhouClerk.GetFromJsonAsync<JsonElement>(uri);

    private static IEnumerable<Guid> Ids(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid());

    private static string Escape(DateTimeOffset instant) => Uri.EscapeDataString(instant.ToString("O"));
}
