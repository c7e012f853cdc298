using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MiniExcelLibs;
using RegionNet.Access.Contracts;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>A hearing begins, ends, or nobody comes; and the report tells these apart.</summary>
public sealed class CheckInTests : IAsyncLifetime
{
    private readonly Court _court = new();

    public ValueTask InitializeAsync() => _court.InitializeAsync();

    public ValueTask DisposeAsync() => _court.DisposeAsync();

    [Fact]
    public async Task A_hearing_begins_in_its_time_with_its_recording_and_ends()
    {
        var (day, room) = (_court.FreshDay(), await _court.Room(Court.Guangzhou));
        var manager = _court.Person("manager", Court.Guangzhou, Roles.RoomManager);
        await Device("in-service");
        var session = await Booked(day, 2, room, recording: true);
        var uri = $"/api/hearings/sessions/{session}";

        await Court.Refused(await Post("check-in"), HttpStatusCode.Conflict, "hearings.not-its-time");
        await Court.Refused(await Post("end"), HttpStatusCode.Conflict, "hearings.not-in-session");
        _court.Clock.Set(day.AddMinutes(-10));
        await Device("out-of-service");
        await Court.Refused(await Post("check-in"), HttpStatusCode.Conflict, "hearings.recording-down");
        await Device("in-service");
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _court.ShenzhenClerk.PostAsync($"{uri}/check-in", null)).StatusCode
        );
        // The host's clerk, who is there.
        var begun = await (
            await _court.GuangzhouClerk.PostAsync($"{uri}/check-in", null)
        ).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("in-session", begun.GetProperty("status").GetString());
        await Court.Refused(await Post("check-in"), HttpStatusCode.Conflict, "hearings.cannot-begin");
        await Court.Refused(await Post("archive"), HttpStatusCode.Conflict, "hearings.not-ended");
        _court.Clock.Set(day.AddMinutes(80));
        Assert.Equal(HttpStatusCode.OK, (await Post("end")).StatusCode);
        await Court.Refused(
            await _court.GuangzhouClerk.PostAsync($"{uri}/archive", null),
            HttpStatusCode.Forbidden,
            "hearings.not-your-session"
        );
        Assert.Equal(HttpStatusCode.OK, (await Post("archive")).StatusCode);

        Task<HttpResponseMessage> Post(string step) => _court.SuzhouClerk.PostAsync($"{uri}/{step}", null);

        async Task Device(string status) =>
            Assert.Equal(
                HttpStatusCode.OK,
                (
                    await manager.PutAsJsonAsync(
                        $"/api/hearings/rooms/{room}/devices/recording",
                        new { quantity = 1, status }
                    )
                ).StatusCode
            );
    }

    [Fact]
    public async Task Only_one_of_many_rivals_begins_a_hearing()
    {
        var (day, room) = (_court.FreshDay(), await _court.Room(Court.Guangzhou));
        var session = await Booked(day, 1, room);
        _court.Clock.Set(day);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(n =>
                    (n % 2 == 0 ? _court.SuzhouClerk : _court.GuangzhouClerk).PostAsync(
                        $"/api/hearings/sessions/{session}/check-in",
                        null
                    )
                )
        );
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(11, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_session_that_nobody_attends_frees_its_room_after_the_hosts_minutes()
    {
        var (day, room, strict) = (
            _court.FreshDay(),
            await _court.Room(Court.Guangzhou),
            await _court.Room(Court.Guangzhou)
        );
        var manager = _court.Person("manager", Court.Guangzhou, Roles.RoomManager);
        await Terms(manager, strict, noShow: 10);
        var (usual, impatient) = (await Booked(day, 3, room), await Booked(day, 3, strict));

        _court.Clock.Set(day.AddMinutes(11));
        await Becomes(impatient, "no-show");
        Assert.Equal("approved", await Status(usual));
        _court.Clock.Set(day.AddMinutes(31));
        await Becomes(usual, "no-show");
        // What was to last three hours is free for the rest of them.
        await Booked(day.AddHours(1), 1, room);
    }

    [Fact]
    public async Task The_report_tells_booked_held_and_used_apart_for_whom_it_concerns()
    {
        var (day, room, other) = (
            _court.FreshDay(),
            await _court.Room(Court.Guangzhou),
            await _court.Room(Court.Shenzhen)
        );
        var used = await Booked(day, 4, room);
        await Booked(day, 2, other);
        var cancelled = await Booked(day.AddHours(6), 1, room);
        await _court.SuzhouClerk.PostAsJsonAsync(
            $"/api/hearings/sessions/{cancelled}/cancellation",
            new { reason = "撤诉" }
        );
        var hold = await _court.ShenzhenClerk.PostAsJsonAsync(
            "/api/hearings/holds",
            new
            {
                from = day.AddHours(8),
                to = day.AddHours(9),
                roomIds = new[] { room },
                minutes = 5,
            }
        );
        Assert.Equal(HttpStatusCode.Created, hold.StatusCode);
        _court.Clock.Set(day);
        await _court.SuzhouClerk.PostAsync($"/api/hearings/sessions/{used}/check-in", null);
        _court.Clock.Set(day.AddMinutes(90));
        await _court.SuzhouClerk.PostAsync($"/api/hearings/sessions/{used}/end", null);

        var host = _court.Person("manager", Court.Guangzhou, Roles.RoomManager);
        var centre = Assert.Single((await Report(host, "centre")).EnumerateArray());
        Assert.Equal(OrganisationId.Of(Court.Guangzhou).ToString(), centre.GetProperty("key").GetString());
        Assert.Equal((4m, 1m), (Hours(centre, "booked"), Hours(centre, "held")));
        Assert.InRange(Hours(centre, "used"), 1.5m, 1.52m);
        Assert.True(Hours(centre, "open") >= 12);
        var guest = Assert.Single((await Report(host, "guest")).EnumerateArray(), g => Hours(g, "booked") > 0);
        Assert.Equal(OrganisationId.Of(Court.Suzhou).ToString(), guest.GetProperty("key").GetString());
        // The coordinator of the zone sees both centres, a stranger none of them.
        var coordinator = _court.Host.As(
            TestPeople.Person("gba", OrganisationId.Of(Court.Guangzhou), [Roles.ZoneCoordinator], ["GBA"])
        );
        var zone = Assert.Single(
            (await Report(coordinator, "zone")).EnumerateArray(),
            z => z.GetProperty("key").GetString() == "GBA"
        );
        Assert.Equal(6m, Hours(zone, "booked"));
        Assert.Empty(
            (await Report(_court.Person("outsider", Court.Suzhou, Roles.RoomManager), "guest")).EnumerateArray()
        );

        using var workbook = new MemoryStream(await host.GetByteArrayAsync(Uri("centre") + "&format=xlsx"));
        Assert.Contains(
            workbook.Query().Cast<IDictionary<string, object>>(),
            row => row.Values.Contains(Court.Guangzhou)
        );
        await Court.Refused(
            await host.GetAsync("/api/hearings/reports/utilisation?from=2026-01-01&to=2027-06-01&by=centre"),
            HttpStatusCode.BadRequest,
            "hearings.range-too-long"
        );

        string Uri(string by) => $"/api/hearings/reports/utilisation?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}&by={by}";

        async Task<JsonElement> Report(HttpClient who, string by) =>
            (await who.GetFromJsonAsync<JsonElement>(Uri(by))).GetProperty("items");

        static decimal Hours(JsonElement row, string what) => row.GetProperty($"{what}Hours").GetDecimal();
    }

    private async Task<Guid> Booked(DateTimeOffset from, double hours, Guid room, bool recording = false)
    {
        var response = await _court.SuzhouClerk.PostAsJsonAsync(
            "/api/hearings/sessions",
            new
            {
                title = "张某诉李某侵害发明专利权纠纷",
                caseNumber = "(2026)苏05民初12号",
                mode = "on-site",
                hearingClass = "mediation",
                from,
                to = from.AddHours(hours),
                roomIds = new[] { room },
                needs = new { recording },
            }
        );
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task Terms(HttpClient manager, Guid room, int noShow)
    {
        var response = await manager.PostAsJsonAsync(
            $"/api/hearings/rooms/{room}/terms",
            new
            {
                from = "2026-03-03",
                hours = Enumerable
                    .Range(1, 7)
                    .Select(weekday => new
                    {
                        weekday,
                        opens = "08:00",
                        closes = "20:00",
                    }),
                workingDaysOnly = false,
                turnaroundMinutes = 30,
                needsApproval = false,
                visibility = "busy",
                ownShare = 0,
                noShowMinutes = noShow,
            }
        );
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private Task Becomes(Guid session, string status) =>
        Eventually.Becomes(() => Status(session), s => s == status, TimeSpan.FromSeconds(15));

    private async Task<string> Status(Guid session) =>
        (await _court.SuzhouClerk.GetFromJsonAsync<JsonElement>($"/api/hearings/sessions/{session}"))
            .GetProperty("status")
            .GetString()!;
}
