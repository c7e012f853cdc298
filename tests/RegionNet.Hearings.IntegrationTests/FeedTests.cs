using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ical.Net.CalendarComponents;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Calendars from outside: what the owner may see at this moment, and for nobody else.</summary>
public sealed class FeedTests(Court court) : IClassFixture<Court>
{
    private const string InUse = "审理庭使用中 / in use";

    [Fact]
    public async Task Each_owner_sees_in_a_feed_what_the_board_shows_them()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        var session = await Court.Booked(court.SuzhouClerk, day, 2, room);
        var id = session.GetProperty("id").GetGuid();

        var mine = await Only(court.SuzhouClerk, "mine", null, id);
        var booker = Assert.Single(await Events(court.SuzhouClerk, "room", room));
        var host = Assert.Single(await Events(court.GuangzhouClerk, "room", room));
        var stranger = Assert.Single(await Events(court.ShenzhenClerk, "room", room));

        foreach (var seen in (CalendarEvent[])[mine, booker, host])
        {
            Assert.Equal(
                ($"{id}@regionnet.cn", "张某诉李某侵害发明专利权纠纷", 1, "CONFIRMED", "Asia/Shanghai"),
                (seen.Uid, seen.Summary, seen.Sequence, seen.Status, seen.Start!.TzId)
            );
            Assert.Equal(day.DateTime, seen.Start.Value);
            Assert.Equal(day.AddHours(2).DateTime, seen.End!.Value);
            Assert.Contains("(2026)苏05民初12号", seen.Description, StringComparison.Ordinal);
            Assert.StartsWith(Court.Guangzhou, seen.Location, StringComparison.Ordinal);
            Assert.NotNull(seen.LastModified);
        }
        Assert.Equal((InUse, 0), (stranger.Summary, stranger.Sequence));
        Assert.Null(stranger.Description);
        Assert.Null(stranger.LastModified);
        Assert.DoesNotContain(id.ToString(), stranger.Uid, StringComparison.Ordinal);
        Assert.DoesNotContain(await Events(court.ShenzhenClerk, "mine", null), e => e.Uid!.Contains($"{id}"));
    }

    [Fact]
    public async Task A_move_keeps_the_identity_and_a_cancellation_is_told_for_thirty_days()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        var session = await Court.Booked(court.SuzhouClerk, day, 1, room);
        var id = session.GetProperty("id").GetGuid();
        var feed = await Create(court.SuzhouClerk, "room", room);
        var strangers = await Create(court.ShenzhenClerk, "room", room);
        var alias = Assert.Single(await Read(strangers)).Uid;

        var move = await court.SuzhouClerk.PostAsJsonAsync(
            $"/api/hearings/sessions/{id}/move",
            new
            {
                from = day.AddHours(3),
                to = day.AddHours(4),
                version = 1,
                reason = "合议庭时间冲突",
            }
        );
        Assert.Equal(HttpStatusCode.OK, move.StatusCode);
        var moved = Assert.Single(await Read(feed));
        Assert.Equal(($"{id}@regionnet.cn", 2), (moved.Uid, moved.Sequence));
        Assert.Equal(day.AddHours(3).DateTime, moved.Start!.Value);
        Assert.Equal(alias, Assert.Single(await Read(strangers)).Uid);

        var cancellation = await court.SuzhouClerk.PostAsJsonAsync(
            $"/api/hearings/sessions/{id}/cancellation",
            new { reason = "当事人撤回" }
        );
        Assert.Equal(HttpStatusCode.OK, cancellation.StatusCode);
        var cancelled = Assert.Single(await Read(feed));
        Assert.Equal(($"{id}@regionnet.cn", 3, "CANCELLED"), (cancelled.Uid, cancelled.Sequence, cancelled.Status));
        Assert.Equal("CANCELLED", (await Only(court.SuzhouClerk, "mine", null, id)).Status);
        Assert.Empty(await Read(strangers));

        court.Clock.Advance(TimeSpan.FromDays(31));
        try
        {
            Assert.Empty(await Read(feed));
        }
        finally
        {
            court.Clock.Advance(TimeSpan.FromDays(-31));
        }
    }

    [Fact]
    public async Task Of_a_closed_hearing_no_feed_says_more_than_that_the_room_is_in_use()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        var booking = JsonSerializer.SerializeToNode(Court.Booking(day, 2, room))!;
        booking["closedGround"] = "trade-secrets";
        booking["parties"] = JsonSerializer.SerializeToNode(
            new[] { new { role = "plaintiff", name = "密封当事人甲" } }
        );
        var answer = await court.SuzhouClerk.PostAsJsonAsync("/api/hearings/sessions", booking);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var number = session.GetProperty("number").GetString()!;

        foreach (
            var (who, scope, target) in new (HttpClient, string, Guid?)[]
            {
                (court.SuzhouClerk, "mine", null),
                (court.SuzhouClerk, "room", room),
                (court.GuangzhouClerk, "room", room),
                (court.GuangzhouClerk, "centre", null),
                (court.ShenzhenClerk, "room", room),
            }
        )
        {
            var text = await court.Host.Anonymous().GetStringAsync(await Create(who, scope, target));
            Assert.Contains(InUse, text, StringComparison.Ordinal);
            foreach (var secret in (string[])["密封", number])
            {
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            }
            var there = Parse(text).Single(e => e.Start!.Value == day.DateTime && e.Location!.Length > 0);
            Assert.Equal(InUse, there.Summary);
        }
    }

    [Fact]
    public async Task A_host_that_shows_case_numbers_shows_them_in_feeds_too()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        await Terms(room, Court.Guangzhou, workingDaysOnly: false, "case-number", (0, 23));
        await Court.Booked(court.SuzhouClerk, day, 2, room);

        Assert.Equal("(2026)苏05民初12号", Assert.Single(await Events(court.ShenzhenClerk, "room", room)).Summary);
    }

    [Fact]
    public async Task A_blackout_takes_the_room_in_the_feed_without_its_reason()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        var manager = court.Person("keeper", Court.Guangzhou, Roles.RoomManager);
        await manager.PostAsJsonAsync(
            $"/api/hearings/rooms/{room}/blackouts",
            new
            {
                from = day,
                to = day.AddHours(3),
                reason = "内部审计",
            }
        );
        var shown = Assert.Single(await Events(court.ShenzhenClerk, "room", room));
        Assert.Equal("不开放 / not available", shown.Summary);
    }

    [Fact]
    public async Task A_feed_that_has_not_changed_is_not_sent_again()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        await Court.Booked(court.SuzhouClerk, day, 1, room);
        var feed = await Create(court.SuzhouClerk, "room", room);
        using var anyone = court.Host.Anonymous();
        var first = await anyone.GetAsync(feed);
        Assert.Equal("text/calendar", first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, (await Conditional(first.Headers.ETag!)).StatusCode);

        await Court.Booked(court.SuzhouClerk, day.AddHours(3), 1, room);
        var second = await Conditional(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(2, Parse(await second.Content.ReadAsStringAsync()).Count);

        async Task<HttpResponseMessage> Conditional(EntityTagHeaderValue known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, feed);
            request.Headers.IfNoneMatch.Add(known);
            return await anyone.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_feed_dies_with_the_account_the_role_or_the_organisation_and_when_revoked()
    {
        var room = await court.Room(Court.Guangzhou);
        var subject = $"leaver {Guid.NewGuid():N}";
        var person = court.Person(subject, Court.Suzhou, Roles.CentreClerk);
        var feed = await Create(person, "room", room);
        await Alive(true);

        court.Host.People.Forget(subject);
        await Alive(false);
        court.Person(subject, Court.Suzhou, Roles.Evaluator);
        await Alive(false);
        court.Person(subject, Court.Shenzhen, Roles.CentreClerk);
        await Alive(false);
        court.Person(subject, Court.Suzhou, Roles.CentreClerk);
        await Alive(true);

        var listed = (await person.GetFromJsonAsync<JsonElement>("/api/hearings/feeds")).GetProperty("items")[0];
        Assert.Equal(feed, listed.GetProperty("path").GetString());
        var revocation = $"/api/hearings/feeds/{listed.GetProperty("id").GetGuid()}/revocation";
        await Court.Refused(
            await court.GuangzhouClerk.PostAsync(revocation, null),
            HttpStatusCode.NotFound,
            "hearings.feed-not-found"
        );
        Assert.Equal(HttpStatusCode.NoContent, (await person.PostAsync(revocation, null)).StatusCode);
        await Alive(false);
        Assert.Empty(
            (await person.GetFromJsonAsync<JsonElement>("/api/hearings/feeds")).GetProperty("items").EnumerateArray()
        );

        async Task Alive(bool alive)
        {
            using var anyone = court.Host.Anonymous();
            Assert.Equal(alive ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await anyone.GetAsync(feed)).StatusCode);
        }
    }

    [Fact]
    public async Task A_token_is_neither_guessed_nor_made_up()
    {
        var feed = await Create(court.SuzhouClerk, "mine", null);
        var token = feed.Split('/')[^1][..^4];
        using var anyone = court.Host.Anonymous();
        var made = new[]
        {
            "x",
            token[..22],
            token[..^1] + (token[^1] == 'A' ? 'B' : 'A'),
            (token[0] == 'A' ? 'B' : 'A') + token[1..],
            System.Buffers.Text.Base64Url.EncodeToString(new byte[48]),
            new string('A', 5_000),
        };
        foreach (var other in made)
        {
            await Court.Refused(
                await anyone.GetAsync($"/api/hearings/feeds/{other}.ics"),
                HttpStatusCode.NotFound,
                "hearings.feed-not-found"
            );
        }
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync(feed)).StatusCode);
    }

    [Fact]
    public async Task Only_what_there_is_gets_a_feed()
    {
        await Refused(new { scope = "room", id = Guid.NewGuid() }, HttpStatusCode.NotFound, "hearings.room-not-found");
        await Refused(
            new { scope = "centre", id = Guid.NewGuid() },
            HttpStatusCode.NotFound,
            "hearings.centre-not-found"
        );
        await Refused(new { scope = "room" }, HttpStatusCode.BadRequest, "hearings.feed-needs-target");
        await Refused(
            new { scope = "mine", id = Guid.NewGuid() },
            HttpStatusCode.BadRequest,
            "hearings.feed-needs-target"
        );
        await Refused(new { scope = "all" }, HttpStatusCode.BadRequest, "kernel.invalid-request");

        async Task Refused(object body, HttpStatusCode status, string code) =>
            await Court.Refused(await court.SuzhouClerk.PostAsJsonAsync("/api/hearings/feeds", body), status, code);
    }

    [Fact]
    public async Task Availability_has_the_hosts_hours_without_holidays_and_with_make_up_days()
    {
        var room = await court.Room(Court.Guangzhou);
        await Terms(room, Court.Guangzhou, workingDaysOnly: true, "busy", (9, 12), (14, 17));
        // A Wednesday.
        var from = new DateTimeOffset(2026, 4, 8, 9, 0, 0, BusinessTime.Offset);
        await Court.Booked(court.GuangzhouClerk, from, 1, room);

        var text = await court.ShenzhenClerk.GetStringAsync($"/api/hearings/rooms/{room}/availability.ics");

        Assert.Contains("BEGIN:VAVAILABILITY", text, StringComparison.Ordinal);
        Assert.Contains("BUSYTYPE:BUSY-UNAVAILABLE", text, StringComparison.Ordinal);
        Assert.Contains("FREEBUSY:20260408T010000Z/20260408T023000Z", text, StringComparison.Ordinal);
        var events = Parse(
            Regex
                .Replace(
                    text,
                    "(BEGIN|END):VAVAILABILITY\r\n|BUSYTYPE[^\n]*\n",
                    "",
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(1)
                )
                .Replace(":AVAILABLE", ":VEVENT", StringComparison.Ordinal)
        );
        var open = events.SelectMany(e => e.GetOccurrences().Select(o => o.Period.StartTime.Value)).Order().ToList();
        var hours = WeeklyHours.Parse(
            "{"
                + string.Join(
                    ',',
                    Enumerable
                        .Range(0, 5)
                        .SelectMany(d =>
                            new[] { $"[{d * 1440 + 540},{d * 1440 + 720})", $"[{d * 1440 + 840},{d * 1440 + 1020})" }
                        )
                )
                + "}"
        );
        var today = DateOnly.FromDateTime(Court.Now.DateTime);
        var expected = Enumerable
            .Range(0, 366)
            .SelectMany(d => hours.Of(today.AddDays(d), workingDaysOnly: true))
            .Select(s => s.From.DateTime)
            .ToList();
        Assert.Equal(expected, open);
        Assert.DoesNotContain(new DateTime(2026, 5, 4, 9, 0, 0), open);
        Assert.Contains(new DateTime(2026, 5, 9, 9, 0, 0), open);
        await Court.Refused(
            await court.ShenzhenClerk.GetAsync($"/api/hearings/rooms/{Guid.NewGuid()}/availability.ics"),
            HttpStatusCode.NotFound,
            "hearings.room-not-found"
        );
    }

    private async Task Terms(
        Guid room,
        string centre,
        bool workingDaysOnly,
        string visibility,
        params (int Opens, int Closes)[] hours
    )
    {
        var answer = await court
            .Person($"keeper of {centre}", centre, Roles.RoomManager)
            .PostAsJsonAsync(
                $"/api/hearings/rooms/{room}/terms",
                new
                {
                    from = "2026-03-03",
                    hours = Enumerable
                        .Range(1, workingDaysOnly ? 5 : 7)
                        .SelectMany(weekday =>
                            hours.Select(h => new
                            {
                                weekday,
                                opens = new TimeOnly(h.Opens, 0),
                                closes = new TimeOnly(h.Closes, 0),
                            })
                        ),
                    workingDaysOnly,
                    visibility,
                    ownShare = 0,
                }
            );
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> Create(HttpClient person, string scope, Guid? id)
    {
        var answer = await person.PostAsJsonAsync("/api/hearings/feeds", new { scope, id });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body.ToString());
        return body.GetProperty("path").GetString()!;
    }

    private async Task<IReadOnlyList<CalendarEvent>> Events(HttpClient person, string scope, Guid? id) =>
        await Read(await Create(person, scope, id));

    private async Task<CalendarEvent> Only(HttpClient person, string scope, Guid? id, Guid session) =>
        (await Events(person, scope, id)).Single(e => e.Uid!.Contains($"{session}", StringComparison.Ordinal));

    private async Task<IReadOnlyList<CalendarEvent>> Read(string feed)
    {
        using var anyone = court.Host.Anonymous();
        return Parse(await anyone.GetStringAsync(feed));
    }

    private static IReadOnlyList<CalendarEvent> Parse(string text) => [.. Ical.Net.Calendar.Load(text)!.Events];
}
