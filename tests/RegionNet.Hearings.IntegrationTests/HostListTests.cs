using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>What a host sees of the sessions that others hold in its rooms.</summary>
public sealed class HostListTests(Court court) : IClassFixture<Court>
{
    private HttpClient SuzhouHost => court.Person("suzhou host", Court.Suzhou, Roles.RoomManager);
    private HttpClient GuangzhouHost => court.Person("guangzhou host", Court.Guangzhou, Roles.RoomManager);

    [Fact]
    public async Task A_host_lists_what_others_hold_in_its_rooms_and_nobody_elses()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var theirs = await Court.Booked(court.GuangzhouClerk, day, 1, room);
        var own = await Court.Booked(court.SuzhouClerk, day.AddHours(3), 1, room);
        var elsewhere = await Court.Booked(court.GuangzhouClerk, day, 1, await court.Room(Court.Shenzhen));
        var hold = await court.GuangzhouClerk.PostAsJsonAsync(
            "/api/hearings/holds",
            new
            {
                from = day.AddHours(6),
                to = day.AddHours(7),
                roomIds = new[] { room },
            }
        );
        Assert.Equal(HttpStatusCode.Created, hold.StatusCode);

        var hosted = await Ids(SuzhouHost, "role=host");

        Assert.Contains(Id(theirs), hosted);
        Assert.DoesNotContain(Id(own), hosted);
        Assert.DoesNotContain(Id(elsewhere), hosted);
        Assert.DoesNotContain(Id(await hold.Content.ReadFromJsonAsync<JsonElement>()), hosted);
        Assert.DoesNotContain(Id(theirs), await Ids(GuangzhouHost, "role=host"));
    }

    [Fact]
    public async Task What_waits_for_a_hosts_word_leaves_its_list_once_the_word_is_given()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var second = await court.Room(Court.Shenzhen);
        await Terms(SuzhouHost, room);
        await Terms(court.Person("shenzhen host", Court.Shenzhen, Roles.RoomManager), second);
        var session = await Court.Booked(court.GuangzhouClerk, day, 1, room, second);
        Assert.Contains(Id(session), await Ids(SuzhouHost, "role=approver"));
        Assert.DoesNotContain(Id(session), await Ids(GuangzhouHost, "role=approver"));
        Assert.True((await Show(SuzhouHost, session)).GetProperty("awaitsMyDecision").GetBoolean());
        Assert.False((await Show(court.GuangzhouClerk, session)).GetProperty("awaitsMyDecision").GetBoolean());

        var answer = await SuzhouHost.PostAsJsonAsync(
            $"/api/hearings/sessions/{Id(session)}/decision",
            new { decision = "approved", version = 1 }
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(Id(session), await Ids(SuzhouHost, "role=approver"));
        // The other host has not answered yet.
        Assert.Equal("submitted", (await Show(SuzhouHost, session)).GetProperty("status").GetString());
        var decisions = $"/api/hearings/sessions/{Id(session)}/decisions";
        var said = await court.GuangzhouClerk.GetFromJsonAsync<JsonElement>(decisions);
        Assert.Equal("approved", said[0].GetProperty("decision").GetString());
        Assert.Equal(Court.Suzhou, said[0].GetProperty("organisationZh").GetString());
        await Court.Refused(
            await court.Person("nanjing", "中国（南京）知识产权保护中心", Roles.CentreClerk).GetAsync(decisions),
            HttpStatusCode.NotFound,
            "hearings.session-not-found"
        );
    }

    [Fact]
    public async Task Several_statuses_are_asked_for_at_once_and_the_title_of_a_closed_hearing_is_not_found_by_its_host()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var closed = await court.GuangzhouClerk.PostAsJsonAsync(
            "/api/hearings/sessions",
            new
            {
                title = "涉商业秘密案",
                caseNumber = "(2026)粤73民初1号",
                mode = "on-site",
                hearingClass = "court",
                from = day,
                to = day.AddHours(1),
                roomIds = new[] { room },
                closedGround = "trade-secrets",
            }
        );
        var id = Id(await closed.Content.ReadFromJsonAsync<JsonElement>());

        Assert.Contains(id, await Ids(SuzhouHost, "role=host&status=approved,published"));
        Assert.DoesNotContain(id, await Ids(SuzhouHost, "role=host&status=cancelled,ended"));
        Assert.DoesNotContain(id, await Ids(SuzhouHost, "role=host&search=商业秘密"));
        Assert.Contains(id, await Ids(court.GuangzhouClerk, "search=商业秘密"));
        await Court.Refused(
            await SuzhouHost.GetAsync("/api/hearings/sessions?status=approved,nonsense"),
            HttpStatusCode.BadRequest,
            "hearings.unknown-status"
        );
    }

    [Fact]
    public async Task What_is_held_in_a_span_of_days_is_listed_in_the_order_of_the_hearings()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var later = Id(await Court.Booked(court.GuangzhouClerk, day.AddHours(4), 1, room));
        var sooner = Id(await Court.Booked(court.GuangzhouClerk, day, 1, room));
        var next = Id(await Court.Booked(court.GuangzhouClerk, day.AddDays(1), 1, room));
        string Span(int from, int to) =>
            $"from={Uri.EscapeDataString($"{day.AddDays(from).Date:yyyy-MM-dd}T00:00:00+08:00")}&to={Uri.EscapeDataString($"{day.AddDays(to).Date:yyyy-MM-dd}T00:00:00+08:00")}";

        Assert.Equal([sooner, later], await Ids(SuzhouHost, $"role=host&{Span(0, 1)}"));
        Assert.Equal([sooner, later, next], await Ids(court.GuangzhouClerk, Span(0, 2)));
        Assert.Equal([next], await Ids(SuzhouHost, $"role=host&status=approved&{Span(1, 2)}"));
        // Page by page nothing is left out and nothing comes twice.
        var paged = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await SuzhouHost.GetFromJsonAsync<JsonElement>(
                $"/api/hearings/sessions?role=host&limit=1&{Span(0, 2)}{(cursor is null ? "" : $"&cursor={cursor}")}"
            );
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(Id));
            cursor = page.GetProperty("next").GetString();
        } while (cursor is not null);
        Assert.Equal([sooner, later, next], paged);
        await Court.Refused(
            await SuzhouHost.GetAsync($"/api/hearings/sessions?{Span(2, 1)}"),
            HttpStatusCode.BadRequest,
            "hearings.slot-not-after-start"
        );
    }

    private static Guid Id(JsonElement session) => session.GetProperty("id").GetGuid();

    private static Task<JsonElement> Show(HttpClient person, JsonElement session) =>
        person.GetFromJsonAsync<JsonElement>($"/api/hearings/sessions/{Id(session)}");

    private static async Task<IReadOnlyList<Guid>> Ids(HttpClient person, string query)
    {
        var page = await person.GetFromJsonAsync<JsonElement>($"/api/hearings/sessions?limit=200&{query}");
        return [.. page.GetProperty("items").EnumerateArray().Select(Id)];
    }

    private static async Task Terms(HttpClient host, Guid room)
    {
        var answer = await host.PostAsJsonAsync(
            $"/api/hearings/rooms/{room}/terms",
            new
            {
                from = Court.Now.ToString("yyyy-MM-dd"),
                hours = Enumerable
                    .Range(1, 7)
                    .Select(weekday => new
                    {
                        weekday,
                        opens = "08:00:00",
                        closes = "20:00:00",
                    }),
                workingDaysOnly = false,
                needsApproval = true,
            }
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
