using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Cause lists and doors: what everybody may see, and the code that begins a hearing.</summary>
public sealed class PublicTests : IAsyncLifetime
{
    private readonly Court _court = new();

    public ValueTask InitializeAsync() => _court.InitializeAsync();

    public ValueTask DisposeAsync() => _court.DisposeAsync();

    [Fact]
    public async Task The_cause_list_announces_published_public_hearings_and_keeps_what_it_announced()
    {
        var (day, room) = (_court.FreshDay(), await _court.Room(Court.Guangzhou));
        var announced = await Booked(day, room, "张某诉李某侵害发明专利权纠纷");
        var closed = await Booked(day.AddHours(2), room, "赵某诉钱某商业秘密纠纷", closedGround: "trade-secrets");
        await Booked(day.AddHours(4), room, "尚未公告的庭审");
        Assert.Equal(0, (await List()).GetProperty("version").GetInt32());
        await Publish(announced);
        await Publish(closed);

        var first = await List();
        var cause = Assert.Single(first.GetProperty("items").EnumerateArray());
        Assert.Equal("张某诉李某侵害发明专利权纠纷", cause.GetProperty("title").GetString());
        Assert.Equal(day, cause.GetProperty("from").GetDateTimeOffset());
        Assert.Equal(1, first.GetProperty("version").GetInt32());
        Assert.Equal(1, await Announces(Court.Guangzhou));
        await _court.Room(Court.Suzhou);
        Assert.Equal(0, await Announces(Court.Suzhou));
        // Shown again, even to many at once, it is the same version.
        var again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => List()));
        Assert.All(again, a => Assert.Equal(first.GetProperty("hash").GetString(), a.GetProperty("hash").GetString()));

        var second = await Booked(day.AddHours(6), room, "王某诉孙某商标权纠纷");
        await Publish(second);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => List()));
        await Ok(
            $"sessions/{announced}/move",
            new
            {
                from = day.AddDays(1),
                to = day.AddDays(1).AddHours(1),
                version = 2,
                reason = "合议庭冲突",
            }
        );
        await List();
        var versions = (await Get($"{ListUri()}/versions")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([3, 2, 1], versions.Select(v => v.GetProperty("version").GetInt32()));
        Assert.Equal(
            "张某诉李某侵害发明专利权纠纷",
            Title(Assert.Single(versions[0].GetProperty("removed").EnumerateArray()))
        );
        Assert.Equal("王某诉孙某商标权纠纷", Title(Assert.Single(versions[1].GetProperty("added").EnumerateArray())));

        // Closed later: gone from the list and from what is shown of earlier ones.
        await Ok(
            $"sessions/{second}/amendment",
            new
            {
                version = 2,
                title = "王某诉孙某商标权纠纷",
                caseNumber = "(2026)苏05民初12号",
                closedGround = "privacy",
                reason = "当事人申请",
            }
        );
        Assert.Empty((await List()).GetProperty("items").EnumerateArray());
        Assert.DoesNotContain("王某", (await Get($"{ListUri()}/versions")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await _court.Host.Anonymous().GetAsync($"/api/hearings/public/causes/{Guid.NewGuid()}/{day:yyyy-MM-dd}")
            ).StatusCode
        );

        string ListUri() => $"/api/hearings/public/causes/{OrganisationId.Of(Court.Guangzhou)}/{day:yyyy-MM-dd}";

        Task<JsonElement> List() => Get(ListUri());

        async Task<int> Announces(string centre) =>
            (await Get($"/api/hearings/public/causes?day={day:yyyy-MM-dd}"))
                .EnumerateArray()
                .Single(c => c.GetProperty("centreId").GetGuid() == OrganisationId.Of(centre))
                .GetProperty("hearings")
                .GetInt32();

        static string? Title(JsonElement item) => item.GetProperty("title").GetString();
    }

    [Fact]
    public async Task A_door_shows_its_room_takes_the_code_and_locks_after_wrong_ones()
    {
        var (day, room) = (_court.FreshDay(), await _court.Room(Court.Guangzhou));
        var manager = _court.Person("manager", Court.Guangzhou, Roles.RoomManager);
        var stranger = _court.Person("stranger", Court.Suzhou, Roles.RoomManager);
        var session = await Booked(day, room, "张某诉李某侵害发明专利权纠纷");
        var closed = await Booked(day.AddHours(2), room, "赵某诉钱某商业秘密纠纷", closedGround: "trade-secrets");
        await Publish(session);
        await Publish(closed);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await stranger.PostAsJsonAsync($"/api/hearings/rooms/{room}/doors", new { label = "东门" })).StatusCode
        );
        var door = await (
            await manager.PostAsJsonAsync($"/api/hearings/rooms/{room}/doors", new { label = "东门" })
        ).Content.ReadFromJsonAsync<JsonElement>();
        var uri = $"/api/hearings/doors/{door.GetProperty("token").GetString()}";
        var tablet = _court.Host.Anonymous();

        _court.Clock.Set(day.AddMinutes(-5));
        var response = await tablet.GetAsync(uri);
        var page = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(JsonValueKind.Null, page.GetProperty("now").ValueKind);
        Assert.Equal("张某诉李某侵害发明专利权纠纷", page.GetProperty("next").GetProperty("title").GetString());
        Assert.True(page.GetProperty("next").GetProperty("checkIn").GetBoolean());
        tablet.DefaultRequestHeaders.IfNoneMatch.Add(new EntityTagHeaderValue(response.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, (await tablet.GetAsync(uri)).StatusCode);

        // However many try at once, the fifth wrong code locks the door; then not even the right one opens it.
        var code = (await Get($"/api/hearings/sessions/{session}", _court.SuzhouClerk))
            .GetProperty("checkInCode")
            .GetString()!;
        var wrong = code == "000000" ? "000001" : "000000";
        var tries = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Enter(wrong)));
        Assert.Equal(4, tries.Count(t => t.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(8, tries.Count(t => t.StatusCode == HttpStatusCode.TooManyRequests));
        var locked = await Enter(code);
        Assert.NotNull(locked.Headers.RetryAfter);
        await Court.Refused(locked, HttpStatusCode.TooManyRequests, "hearings.door-locked");
        await Court.Refused(await Enter("12345"), HttpStatusCode.BadRequest, "kernel.invalid-request");

        _court.Clock.Set(day.AddMinutes(11));
        var begun = await (await Enter(code)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(begun.GetProperty("now").GetProperty("inSession").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, (await tablet.GetAsync(uri)).StatusCode);
        // Of the closed hearing the door shows that the room is in use.
        var next = begun.GetProperty("next");
        Assert.False(next.GetProperty("announced").GetBoolean());
        Assert.Equal(JsonValueKind.Null, next.GetProperty("number").ValueKind);
        Assert.DoesNotContain("赵某", begun.GetRawText(), StringComparison.Ordinal);

        var forged = uri[..^1] + (uri[^1] == '0' ? '1' : '0');
        Assert.Equal(HttpStatusCode.NotFound, (await _court.Host.Anonymous().GetAsync(forged)).StatusCode);
        var id = door.GetProperty("id").GetGuid();
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await stranger.PostAsync($"/api/hearings/doors/{id}/revocation", null)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await manager.PostAsync($"/api/hearings/doors/{id}/revocation", null)).StatusCode
        );
        await Court.Refused(
            await _court.Host.Anonymous().GetAsync(uri),
            HttpStatusCode.NotFound,
            "hearings.door-not-found"
        );

        Task<HttpResponseMessage> Enter(string digits) =>
            _court.Host.Anonymous().PostAsJsonAsync($"{uri}/check-in", new { code = digits });
    }

    private async Task<Guid> Booked(DateTimeOffset from, Guid room, string title, string? closedGround = null)
    {
        var response = await _court.SuzhouClerk.PostAsJsonAsync(
            "/api/hearings/sessions",
            new
            {
                title,
                caseNumber = "(2026)苏05民初12号",
                mode = "on-site",
                hearingClass = "court",
                from,
                to = from.AddHours(1),
                roomIds = new[] { room },
                closedGround,
            }
        );
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private async Task Publish(Guid session) =>
        Assert.Equal(
            HttpStatusCode.OK,
            (await _court.SuzhouClerk.PostAsync($"/api/hearings/sessions/{session}/notice", null)).StatusCode
        );

    private async Task Ok(string path, object body)
    {
        var response = await _court.SuzhouClerk.PostAsJsonAsync($"/api/hearings/{path}", body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private Task<JsonElement> Get(string uri, HttpClient? who = null) =>
        (who ?? _court.Host.Anonymous()).GetFromJsonAsync<JsonElement>(uri);
}
