using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Every version of a session, and the board of a day as it stood before.</summary>
public sealed class HistoryTests(Court court) : IClassFixture<Court>
{
    [Fact]
    public async Task The_board_of_a_day_is_shown_as_it_stood_at_each_earlier_moment()
    {
        var (day, a, b) = (court.FreshDay(), await court.Room(Court.Guangzhou), await court.Room(Court.Guangzhou));
        var clerk = court.SuzhouClerk;
        var empty = Then();
        var session = await Court.Booked(clerk, day, 2, a);
        var cancelled = await Court.Booked(clerk, day.AddHours(4), 1, a);
        await Hold(day.AddHours(7), a, minutes: 5);
        var booked = Then();
        await Move(session, 1, day.AddDays(1), b);
        await Post($"sessions/{Id(cancelled)}/cancellation", new { reason = "当事人撤诉" });
        court.Clock.Advance(TimeSpan.FromMinutes(6));
        var away = Then();
        await Move(session, 2, day, a);
        var back = Then();
        var manager = court.Person("manager", Court.Guangzhou, Roles.RoomManager);
        var blackout = await manager.PostAsJsonAsync(
            $"/api/hearings/rooms/{b}/blackouts",
            new
            {
                from = day,
                to = day.AddHours(3),
                reason = "检修",
            }
        );
        var blackedOut = Then();
        await manager.PostAsync(
            $"/api/hearings/blackouts/{(await blackout.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid()}/lifting",
            null
        );
        var lifted = Then();

        Assert.Empty(await Board(a, empty));
        Assert.Equal([day, day.AddHours(4), day.AddHours(7)], Starts(await Board(a, booked)));
        Assert.Empty(await Board(a, away));
        Assert.Equal([day], Starts(await Board(a, back)));
        Assert.Empty(await Board(b, back));
        Assert.True((await Board(b, blackedOut)).Single().GetProperty("blackedOut").GetBoolean());
        Assert.Empty(await Board(b, lifted));
        // The board of now and that of this moment are the same.
        Assert.Equal(
            (await Board(a, null)).Select(x => x.GetProperty("blockedTo").GetDateTimeOffset()),
            (await Board(a, lifted)).Select(x => x.GetProperty("blockedTo").GetDateTimeOffset())
        );
        // Strangers see of then what they see of now: that the room was in use.
        var stranger = (await Board(a, booked, court.ShenzhenClerk))[0];
        Assert.Equal("busy", stranger.GetProperty("visibility").GetString());
        Assert.DoesNotContain("张某", stranger.GetRawText(), StringComparison.Ordinal);
        await Court.Refused(
            await clerk.GetAsync(Uri(court.Clock.GetUtcNow().AddHours(1))),
            HttpStatusCode.BadRequest,
            "hearings.not-yet-then"
        );

        // A moment of its own: changes before it are in it, changes after it are not.
        DateTimeOffset Then()
        {
            court.Clock.Advance(TimeSpan.FromMinutes(1));
            var then = court.Clock.GetUtcNow();
            court.Clock.Advance(TimeSpan.FromMinutes(1));
            return then;
        }

        string Uri(DateTimeOffset? asOf) =>
            $"/api/hearings/board?day={day:yyyy-MM-dd}&zone=GBA&limit=200"
            + (
                asOf is { } then
                    ? $"&asOf={System.Uri.EscapeDataString(then.ToString("O", CultureInfo.InvariantCulture))}"
                    : ""
            );

        async Task<List<JsonElement>> Board(Guid room, DateTimeOffset? asOf, HttpClient? who = null)
        {
            var board = await (who ?? clerk).GetFromJsonAsync<JsonElement>(Uri(asOf));
            return
            [
                .. board
                    .GetProperty("items")
                    .EnumerateArray()
                    .Single(r => r.GetProperty("id").GetGuid() == room)
                    .GetProperty("bookings")
                    .EnumerateArray(),
            ];
        }

        Task Move(JsonElement what, int version, DateTimeOffset to, Guid room) =>
            Post(
                $"sessions/{Id(what)}/move",
                new
                {
                    from = to,
                    to = to.AddHours(2),
                    version,
                    roomIds = new[] { room },
                }
            );

        Task Hold(DateTimeOffset from, Guid room, int minutes) =>
            Post(
                "holds",
                new
                {
                    from,
                    to = from.AddHours(1),
                    roomIds = new[] { room },
                    minutes,
                }
            );

        async Task Post(string path, object body) =>
            Assert.True((await clerk.PostAsJsonAsync($"/api/hearings/{path}", body)).IsSuccessStatusCode, path);
    }

    [Fact]
    public async Task A_version_says_who_changed_which_field_and_why_as_far_as_the_reader_may_see()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        var session = await Court.Booked(court.SuzhouClerk, day, 2, room);
        await Ok(
            $"sessions/{Id(session)}/amendment",
            new
            {
                version = 1,
                title = "王某诉赵某商业秘密纠纷",
                caseNumber = "(2026)苏05民初13号",
                closedGround = "trade-secrets",
                reason = "当事人申请不公开审理",
                parties = new[] { new { role = "plaintiff", name = "王某" } },
            }
        );
        await Ok(
            $"sessions/{Id(session)}/move",
            new
            {
                from = day.AddHours(1),
                to = day.AddHours(3),
                version = 2,
                reason = "法官冲突",
            }
        );

        var mine = await Versions(court.SuzhouClerk);
        Assert.Equal([3, 2, 1], mine.Select(v => v.GetProperty("version").GetInt32()));
        Assert.Equal(["moved", "amended", "booked"], mine.Select(v => v.GetProperty("change").GetString()));
        Assert.Equal("法官冲突", mine[0].GetProperty("reason").GetString());
        Assert.Equal("suzhou", mine[0].GetProperty("by").GetString());
        var from = Field(mine[0], "from");
        Assert.Equal(day, from.GetProperty("old").GetDateTimeOffset());
        Assert.Equal(day.AddHours(1), from.GetProperty("new").GetDateTimeOffset());
        Assert.Equal("王某诉赵某商业秘密纠纷", Field(mine[1], "title").GetProperty("new").GetString());
        Assert.Contains("王某", Field(mine[1], "parties").GetProperty("new").GetRawText(), StringComparison.Ordinal);

        var host = await Versions(court.GuangzhouClerk);
        Assert.Equal(day, Field(host[0], "from").GetProperty("old").GetDateTimeOffset());
        var text = string.Concat(host.Select(v => v.GetRawText()));
        foreach (var secret in (string[])["张某", "王某", "12号", "13号", "trade-secrets", "不公开"])
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await court.ShenzhenClerk.GetAsync($"/api/hearings/sessions/{Id(session)}/versions")).StatusCode
        );

        async Task Ok(string path, object body) =>
            Assert.Equal(
                HttpStatusCode.OK,
                (await court.SuzhouClerk.PostAsJsonAsync($"/api/hearings/{path}", body)).StatusCode
            );

        async Task<List<JsonElement>> Versions(HttpClient who) =>
            [
                .. (await who.GetFromJsonAsync<JsonElement>($"/api/hearings/sessions/{Id(session)}/versions"))
                    .GetProperty("items")
                    .EnumerateArray(),
            ];
    }

    private static JsonElement Field(JsonElement version, string name) =>
        version.GetProperty("fields").EnumerateArray().Single(f => f.GetProperty("field").GetString() == name);

    private static Guid Id(JsonElement session) => session.GetProperty("id").GetGuid();

    private static IEnumerable<DateTimeOffset> Starts(IEnumerable<JsonElement> bookings) =>
        bookings.Select(b => b.GetProperty("from").GetDateTimeOffset());
}
