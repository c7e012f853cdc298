using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>What a host's sharing terms, blackouts and quotas allow, judged in the transaction that books.</summary>
public sealed class SharingTests(Court court) : IClassFixture<Court>
{
    // 2026-05-04 and 05 are public holidays, 2026-05-09 is a make-up working Saturday (State Council's notice for 2026).
    private static readonly DateTimeOffset Holiday = new(2026, 5, 4, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset MakeUpSaturday = new(2026, 5, 9, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Wednesday = new(2026, 5, 13, 9, 0, 0, TimeSpan.FromHours(8));

    private HttpClient Host => court.Person("guangzhou host", Court.Guangzhou, Roles.RoomManager);

    [Fact]
    public async Task A_room_is_booked_in_its_hours_only()
    {
        var room = await court.Room(Court.Guangzhou);
        await Terms(room, share: 0);

        await Court.Booked(court.SuzhouClerk, Wednesday, 3, room);
        await Refused(court.SuzhouClerk, Wednesday.AddHours(3.5), 1, room, "hearings.outside-hours");
        // Over the midday break.
        await Refused(court.SuzhouClerk, Wednesday.AddHours(2), 4, room, "hearings.outside-hours");
        await Refused(court.SuzhouClerk, Wednesday.AddDays(3), 1, room, "hearings.outside-hours");
        await Refused(court.SuzhouClerk, Holiday, 1, room, "hearings.outside-hours");
        await Court.Booked(court.SuzhouClerk, MakeUpSaturday, 1, room);

        Assert.DoesNotContain(room, await Free(Holiday));
        Assert.Contains(room, await Free(MakeUpSaturday.AddHours(5)));
        Assert.DoesNotContain(room, await Free(Wednesday.AddHours(8.5)));
    }

    [Fact]
    public async Task Terms_decide_the_turnaround_and_hold_from_their_day_on()
    {
        var room = await court.Room(Court.Guangzhou);
        await Terms(room, share: 0, turnaround: 60, from: new DateOnly(2026, 5, 13));
        await Court.Booked(court.SuzhouClerk, Wednesday, 1, room);
        await Refused(court.SuzhouClerk, Wednesday.AddHours(1.5), 1, room, "hearings.room-taken");
        await Court.Booked(court.SuzhouClerk, Wednesday.AddHours(2), 1, room);
        // The day before has no terms yet.
        await Court.Booked(court.SuzhouClerk, Wednesday.AddDays(-1), 1, room);
        await Court.Booked(court.SuzhouClerk, Wednesday.AddDays(-1).AddHours(1.5), 1, room);

        var terms = await Host.GetFromJsonAsync<JsonElement>($"/api/hearings/rooms/{room}/terms");
        Assert.Equal(10, terms[0].GetProperty("hours").GetArrayLength());
        await Court.Refused(
            await PostTerms(room, share: 0, from: new DateOnly(2026, 5, 13)),
            HttpStatusCode.Conflict,
            "hearings.later-terms-published"
        );
    }

    [Fact]
    public async Task Guests_leave_the_host_its_share_of_the_month()
    {
        var room = await court.Room(Court.Guangzhou);
        // May 2026 has 19 working days, makes 19 × 6.5 = 123.5 hours; of these 5 % are for guests: 6.175 hours.
        await Terms(room, share: 0.95m);
        await Court.Booked(court.SuzhouClerk, Wednesday, 3, room);
        await Court.Booked(court.ShenzhenClerk, Wednesday.AddHours(5), 3, room);

        await Refused(court.SuzhouClerk, Wednesday.AddDays(1), 1, room, "hearings.host-share-reached");

        await Court.Booked(court.GuangzhouClerk, Wednesday.AddDays(1), 3, room);
        await Court.Booked(court.SuzhouClerk, Wednesday.AddMonths(1).AddDays(-2), 3, room);
    }

    [Fact]
    public async Task Of_fifty_rivals_one_hour_below_the_quota_one_is_admitted()
    {
        var guest = court.Person("nanjing", "中国（南京）知识产权保护中心", Roles.CentreClerk);
        var answer = await Host.PostAsJsonAsync(
            "/api/hearings/quotas",
            new
            {
                guestId = OrganisationId.Of("中国（南京）知识产权保护中心"),
                period = "week",
                hours = 4,
                from = "2026-06-01",
            }
        );
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var week = new DateTimeOffset(2026, 6, 8, 9, 0, 0, TimeSpan.FromHours(8));
        await Court.Booked(guest, week, 3, await court.Room(Court.Guangzhou));
        var rooms = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => court.Room(Court.Guangzhou)));

        var answers = await Task.WhenAll(
            rooms.Select(
                (room, n) =>
                    guest.PostAsJsonAsync("/api/hearings/sessions", Court.Booking(week.AddDays(n % 5), 1, room))
            )
        );

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
        {
            await Court.Refused(refused, HttpStatusCode.Conflict, "hearings.quota-reached");
        }
        // Another week, and another guest, have hours of their own.
        await Court.Booked(guest, week.AddDays(7), 4, rooms[0]);
        await Court.Booked(court.SuzhouClerk, week.AddDays(8), 8, rooms[0]);
    }

    [Fact]
    public async Task A_hold_counts_once_against_share_and_quota_when_it_becomes_a_booking()
    {
        var guest = court.Person("wuxi", "中国（无锡）知识产权保护中心", Roles.CentreClerk);
        await Quota(OrganisationId.Of("中国（无锡）知识产权保护中心"), "2026-05-01", hours: 4);
        var room = await court.Room(Court.Guangzhou);
        // For guests 6.175 hours of May.
        await Terms(room, share: 0.95m);
        var answer = await guest.PostAsJsonAsync(
            "/api/hearings/holds",
            new
            {
                roomIds = new[] { room },
                from = Wednesday.AddHours(5),
                to = Wednesday.AddHours(8.5),
                minutes = 30,
            }
        );
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var holdId = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        var booked = await guest.PostAsJsonAsync(
            "/api/hearings/sessions",
            new
            {
                title = "侵害发明专利权纠纷",
                caseNumber = "(2026)苏02民初11号",
                mode = "on-site",
                hearingClass = "court",
                from = Wednesday.AddHours(5),
                to = Wednesday.AddHours(8.5),
                roomIds = new[] { room },
                holdId,
            }
        );

        Assert.True(booked.StatusCode == HttpStatusCode.Created, await booked.Content.ReadAsStringAsync());
        await Refused(guest, Wednesday.AddDays(1), 1, room, "hearings.quota-reached");
    }

    [Fact]
    public async Task A_quota_set_before_a_later_one_ends_where_that_begins()
    {
        var guest = OrganisationId.Of("中国（常州）知识产权保护中心");
        await Quota(guest, "2026-09-01", hours: 10);

        var sooner = await Quota(guest, "2026-08-01", hours: 5);
        Assert.Equal("2026-08-31", sooner.GetProperty("until").GetString());

        var rivals = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Quota(guest, "2026-08-15", hours: n)));
        Assert.All(rivals, r => Assert.Equal("2026-08-31", r.GetProperty("until").GetString()));
    }

    [Fact]
    public async Task A_hearing_needs_a_room_and_not_only_what_is_brought_into_one()
    {
        var answer = await Host.PostAsJsonAsync(
            "/api/hearings/assets",
            new
            {
                kind = "device",
                identifier = "GZ-M-77",
                nameZh = "移动取证车载机",
                nameEn = "Mobile device of a room-less hearing",
            }
        );
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var asset = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        await Court.Refused(
            await court.GuangzhouClerk.PostAsJsonAsync(
                "/api/hearings/sessions",
                Court.Booking(court.FreshDay(), 1, asset)
            ),
            HttpStatusCode.NotFound,
            "hearings.room-not-found"
        );
    }

    private async Task<JsonElement> Quota(Guid guest, string from, int hours)
    {
        var answer = await Host.PostAsJsonAsync(
            "/api/hearings/quotas",
            new
            {
                guestId = guest,
                period = "week",
                hours,
                from,
            }
        );
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    [Fact]
    public async Task A_blackout_takes_the_room_and_is_refused_where_sessions_stand()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        var session = await Court.Booked(court.SuzhouClerk, day, 1, room);
        var whole = new
        {
            from = day,
            to = day.AddDays(2),
            reason = "空调检修",
        };
        await Court.Refused(await BlackOut(whole), HttpStatusCode.Conflict, "hearings.sessions-in-the-way");
        await Court.Refused(
            await court
                .Person("stranger", Court.Suzhou, Roles.RoomManager)
                .PostAsJsonAsync($"/api/hearings/rooms/{room}/blackouts", whole),
            HttpStatusCode.NotFound,
            "hearings.room-not-found"
        );
        await court.SuzhouClerk.PostAsJsonAsync(
            $"/api/hearings/sessions/{session.GetProperty("id").GetGuid()}/cancellation",
            new { reason = "改在线上" }
        );
        var blackout = await (await BlackOut(whole)).Content.ReadFromJsonAsync<JsonElement>();

        await Refused(court.SuzhouClerk, day.AddHours(3), 1, room, "hearings.room-taken");
        Assert.DoesNotContain(room, await Free(day.AddHours(3)));
        var lifted = await Host.PostAsync(
            $"/api/hearings/blackouts/{blackout.GetProperty("id").GetGuid()}/lifting",
            content: null
        );
        Assert.Equal(HttpStatusCode.NoContent, lifted.StatusCode);
        await Court.Booked(court.SuzhouClerk, day.AddHours(3), 1, room);

        Task<HttpResponseMessage> BlackOut(object request) =>
            Host.PostAsJsonAsync($"/api/hearings/rooms/{room}/blackouts", request);
    }

    private async Task Terms(Guid room, decimal share, int turnaround = 30, DateOnly? from = null)
    {
        var answer = await PostTerms(room, share, turnaround, from);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Monday to Friday, 09:00–12:00 and 14:00–17:30, by the working-day calendar.</summary>
    private Task<HttpResponseMessage> PostTerms(Guid room, decimal share, int turnaround = 30, DateOnly? from = null) =>
        Host.PostAsJsonAsync(
            $"/api/hearings/rooms/{room}/terms",
            new
            {
                from = from ?? new DateOnly(2026, 4, 1),
                hours = Enumerable
                    .Range(1, 5)
                    .SelectMany(weekday =>
                        new[]
                        {
                            new
                            {
                                weekday,
                                opens = "09:00",
                                closes = "12:00",
                            },
                            new
                            {
                                weekday,
                                opens = "14:00",
                                closes = "17:30",
                            },
                        }
                    ),
                turnaroundMinutes = turnaround,
                ownShare = share,
            }
        );

    private static async Task Refused(HttpClient clerk, DateTimeOffset from, double hours, Guid room, string code) =>
        await Court.Refused(
            await clerk.PostAsJsonAsync("/api/hearings/sessions", Court.Booking(from, hours, room)),
            HttpStatusCode.Conflict,
            code
        );

    private async Task<IEnumerable<Guid>> Free(DateTimeOffset from)
    {
        var page = await court.SuzhouClerk.GetFromJsonAsync<JsonElement>(
            $"/api/hearings/free-rooms?from={Uri.EscapeDataString($"{from:O}")}&to={Uri.EscapeDataString($"{from.AddHours(0.5):O}")}&organisationId={OrganisationId.Of(Court.Guangzhou)}&limit=200"
        );
        return page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("id").GetGuid());
    }
}
