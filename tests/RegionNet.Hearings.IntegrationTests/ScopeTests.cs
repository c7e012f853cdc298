using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Who may do and see what.</summary>
public sealed class ScopeTests(Court court) : IClassFixture<Court>
{
    [Fact]
    public async Task A_session_exists_only_for_its_booker_and_its_hosts()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        var session = await Court.Booked(court.SuzhouClerk, day, 2, room);
        var uri = $"/api/hearings/sessions/{session.GetProperty("id").GetGuid()}";

        Assert.Equal(HttpStatusCode.OK, (await court.SuzhouClerk.GetAsync(uri)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await court.GuangzhouClerk.GetAsync(uri)).StatusCode);
        await Court.Refused(
            await court.ShenzhenClerk.GetAsync(uri),
            HttpStatusCode.NotFound,
            "hearings.session-not-found"
        );
        var reason = new { reason = "不是我的庭审" };
        await Court.Refused(
            await court.ShenzhenClerk.PostAsJsonAsync($"{uri}/cancellation", reason),
            HttpStatusCode.NotFound,
            "hearings.session-not-found"
        );
        await Court.Refused(
            await court.GuangzhouClerk.PostAsJsonAsync($"{uri}/cancellation", reason),
            HttpStatusCode.Forbidden,
            "hearings.not-your-session"
        );
    }

    [Fact]
    public async Task The_board_tells_strangers_only_that_the_room_is_in_use()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        await Court.Booked(court.SuzhouClerk, day, 2, room);

        var mine = await OnBoard(court.SuzhouClerk);
        var hosted = await OnBoard(court.GuangzhouClerk);
        var foreign = await OnBoard(court.ShenzhenClerk);

        Assert.Equal(
            ("full", true),
            (mine.GetProperty("visibility").GetString(), mine.GetProperty("mine").GetBoolean())
        );
        Assert.Equal(
            ("full", false),
            (hosted.GetProperty("visibility").GetString(), hosted.GetProperty("mine").GetBoolean())
        );
        Assert.Equal("busy", foreign.GetProperty("visibility").GetString());
        Assert.DoesNotContain("张某", foreign.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("12号", foreign.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, foreign.GetProperty("sessionId").ValueKind);
        Assert.Equal(day.AddHours(2.5), foreign.GetProperty("blockedTo").GetDateTimeOffset());

        async Task<JsonElement> OnBoard(HttpClient client)
        {
            var board = await client.GetFromJsonAsync<JsonElement>(
                $"/api/hearings/board?day={day:yyyy-MM-dd}&zone=GBA&limit=200"
            );
            var shown = board.GetProperty("items").EnumerateArray().Single(r => r.GetProperty("id").GetGuid() == room);
            return Assert.Single(shown.GetProperty("bookings").EnumerateArray());
        }
    }

    [Fact]
    public async Task A_room_is_changed_only_by_its_own_centre()
    {
        var room = await court.Room(Court.Guangzhou);
        var device = new { quantity = 2, status = "in-service" };
        var uri = $"/api/hearings/rooms/{room}/devices/video-link";
        var host = court.Person("host", Court.Guangzhou, Roles.RoomManager);
        var stranger = court.Person("stranger", Court.Suzhou, Roles.RoomManager);

        await Court.Refused(
            await stranger.PutAsJsonAsync(uri, device),
            HttpStatusCode.NotFound,
            "hearings.room-not-found"
        );
        await Court.Refused(
            await host.PutAsJsonAsync(uri, new { quantity = -1, status = "broken" }),
            HttpStatusCode.BadRequest,
            "kernel.invalid-request"
        );
        var changed = await (await host.PutAsJsonAsync(uri, device)).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(2, changed.GetProperty("version").GetInt32());
        Assert.Equal(
            2,
            Assert.Single(changed.GetProperty("devices").EnumerateArray()).GetProperty("quantity").GetInt32()
        );
    }

    [Fact]
    public async Task Two_rooms_of_a_centre_do_not_share_a_name()
    {
        await court.Room(Court.Shenzhen, "同名审理庭");
        var manager = court.Person("manager", Court.Shenzhen, Roles.RoomManager);
        await Court.Refused(
            await manager.PostAsJsonAsync(
                "/api/hearings/rooms",
                new
                {
                    nameZh = "同名审理庭",
                    nameEn = "Same",
                    capacity = 5,
                }
            ),
            HttpStatusCode.Conflict,
            "hearings.room-name-taken"
        );
    }

    [Theory]
    [InlineData(Roles.ZoneCoordinator, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(Roles.SystemAdministrator, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Evaluator, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Without_the_role_there_is_no_reading_or_booking(
        string role,
        HttpStatusCode read,
        HttpStatusCode book
    )
    {
        var person = court.Person(role, Court.Suzhou, role);
        var booking = Court.Booking(court.FreshDay(), 1, Guid.NewGuid());

        Assert.Equal(read, (await person.GetAsync("/api/hearings/rooms")).StatusCode);
        Assert.Equal(book, (await person.PostAsJsonAsync("/api/hearings/sessions", booking)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await court.Host.Anonymous().PostAsJsonAsync("/api/hearings/sessions", booking)).StatusCode
        );
    }
}
