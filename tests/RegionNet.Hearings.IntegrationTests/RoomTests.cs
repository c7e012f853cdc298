using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>What a room is, and who changes it.</summary>
public sealed class RoomTests(Court court) : IClassFixture<Court>
{
    private HttpClient Keeper => court.Person("keeper", Court.Suzhou, Roles.RoomManager);

    [Fact]
    public async Task A_room_is_changed_by_its_centre_on_its_newest_version()
    {
        var room = await court.Room(Court.Suzhou);

        var changed = await Change(Keeper, room, Facts("第九审理庭", 1)).Answer();

        Assert.Equal(
            ("第九审理庭", 33, true, 2),
            (
                changed.Text("nameZh"),
                changed.GetProperty("capacity").GetInt32(),
                changed.GetProperty("accessible").GetBoolean(),
                changed.GetProperty("version").GetInt32()
            )
        );
        await Court.Refused(
            await Change(Keeper, room, Facts("第九审理庭", 1)),
            HttpStatusCode.PreconditionFailed,
            "hearings.stale-room"
        );
        await Court.Refused(
            await Change(court.Person("stranger", Court.Guangzhou, Roles.RoomManager), room, Facts("别的庭", 2)),
            HttpStatusCode.NotFound,
            "hearings.room-not-found"
        );
    }

    [Fact]
    public async Task Two_rooms_of_a_centre_never_have_the_same_name()
    {
        await court.Room(Court.Suzhou, "第一联合庭");
        var other = await court.Room(Court.Suzhou);

        await Court.Refused(
            await Change(Keeper, other, Facts("第一联合庭", 1)),
            HttpStatusCode.Conflict,
            "hearings.room-name-taken"
        );
    }

    [Fact]
    public async Task Of_two_who_change_the_same_version_at_once_one_is_told()
    {
        var room = await court.Room(Court.Suzhou);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => Change(Keeper, room, Facts($"并发庭 {n}", 1)))
        );

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    private static object Facts(string nameZh, int version) =>
        new
        {
            nameZh,
            nameEn = "Room 9",
            capacity = 33,
            accessible = true,
            version,
        };

    private static Task<HttpResponseMessage> Change(HttpClient keeper, Guid room, object facts) =>
        keeper.PutAsJsonAsync($"/api/hearings/rooms/{room}", facts);
}
