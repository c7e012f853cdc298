using System.Net;
using System.Text.Json;
using Npgsql;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Series by RFC 5545: which days, all or nothing or skip, and each occurrence with a life of its own.</summary>
public sealed class SeriesTests(Court court) : IClassFixture<Court>
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    [Theory]
    // 2026-04-07 is a Tuesday. The examples follow RFC 5545 §3.8.5.3 with another start.
    [InlineData("FREQ=WEEKLY;COUNT=4;BYDAY=TU,TH", "04-07 04-09 04-14 04-16")]
    [InlineData("FREQ=DAILY;INTERVAL=10;COUNT=3", "04-07 04-17 04-27")]
    [InlineData("FREQ=DAILY;UNTIL=20260409T010000Z", "04-07 04-08 04-09")]
    [InlineData("FREQ=DAILY;UNTIL=20260409T005959Z", "04-07 04-08")]
    [InlineData("FREQ=MONTHLY;COUNT=3;BYDAY=1TU", "04-07 05-05 06-02")]
    [InlineData("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=7,-1", "04-07 04-30 05-07")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5;COUNT=2", "04-07 05-07")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "04-07 04-12 04-21 04-26")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "04-07 04-19 04-21 05-03")]
    [InlineData("FREQ=YEARLY;BYMONTH=4;BYDAY=TU;BYMONTHDAY=1,2,3,4,5,6,7;COUNT=1", "04-07")]
    public void The_days_are_those_of_the_standard(string rrule, string days)
    {
        var start = new DateTimeOffset(2026, 4, 7, 9, 0, 0, China);

        var occurrences = Recurrence.Of(rrule, start, []);

        Assert.Equal(days.Split(' '), occurrences.Value.Select(o => $"{o:MM-dd}"));
        Assert.All(
            occurrences.Value,
            o => Assert.Equal((new TimeOnly(9, 0), China), (TimeOnly.FromDateTime(o.DateTime), o.Offset))
        );
    }

    [Theory]
    [InlineData("FREQ=HOURLY;COUNT=2", "hearings.rule-malformed")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20260409T010000Z", "hearings.rule-malformed")]
    [InlineData("FREQ=DAILY;UNTIL=20260409", "hearings.rule-malformed")]
    [InlineData("FREQ=DAILY;COUNT=2;BYHOUR=9,14", "hearings.rule-malformed")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "hearings.rule-malformed")]
    [InlineData("COUNT=2", "hearings.rule-malformed")]
    [InlineData("every Tuesday", "hearings.rule-malformed")]
    [InlineData("FREQ=DAILY", "hearings.series-too-long")]
    [InlineData("FREQ=DAILY;COUNT=101", "hearings.series-too-long")]
    [InlineData("FREQ=WEEKLY;COUNT=2;BYDAY=MO", "hearings.start-not-in-rule")]
    public void What_is_no_rule_for_sessions_is_refused(string rrule, string code) =>
        Assert.Equal(code, Recurrence.Of(rrule, new DateTimeOffset(2026, 4, 7, 9, 0, 0, China), []).Refusal?.Code);

    [Fact]
    public async Task Every_occurrence_is_a_session_of_its_own_and_the_rest_is_cancelled_together()
    {
        var (day, room, other) = (court.FreshDay(), await court.Room(Court.Suzhou), await court.Room(Court.Suzhou));
        var series = await court
            .SuzhouClerk.Ask(
                "series",
                Series(day, "FREQ=WEEKLY;COUNT=4", room).With(("exdates", new[] { day.AddDays(14) }))
            )
            .Answer(HttpStatusCode.Created);
        var sessions = series.List("items");
        Assert.Equal(
            [day, day.AddDays(7), day.AddDays(21)],
            sessions.Select(s => s.GetProperty("from").GetDateTimeOffset())
        );
        Assert.Equal(3, sessions.Select(s => s.Text("number")).Distinct().Count());

        // One is moved and keeps its place, one is called off alone.
        var moved = await court
            .SuzhouClerk.Ask(
                $"sessions/{sessions[1].Id()}/move",
                new
                {
                    from = day.AddDays(8),
                    to = day.AddDays(8).AddHours(1),
                    version = 1,
                    roomIds = new[] { other },
                }
            )
            .Answer();
        Assert.Equal(day.AddDays(7), moved.GetProperty("recurrenceId").GetDateTimeOffset());
        await court.SuzhouClerk.Cancel(sessions[0]).Answer();
        var rest = await court
            .SuzhouClerk.Ask($"series/{series.Id()}/cancellation", new { reason = "全案撤回" })
            .Answer();

        Assert.All(rest.List("items"), s => Assert.Equal("cancelled", s.Text("status")));
        Assert.Equal(
            [day, day.AddDays(7), day.AddDays(21)],
            rest.List("items").Select(s => s.GetProperty("recurrenceId").GetDateTimeOffset())
        );
        await Court.Refused(
            await court.SuzhouClerk.Ask($"series/{series.Id()}/cancellation", new { reason = "全案撤回" }),
            HttpStatusCode.Conflict,
            "hearings.series-over"
        );
        await Court.Refused(
            await court.GuangzhouClerk.GetAsync($"/api/hearings/series/{series.Id()}"),
            HttpStatusCode.NotFound,
            "hearings.series-not-found"
        );
    }

    [Fact]
    public async Task All_or_nothing_names_every_conflict_and_skip_books_the_others()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        await Court.Booked(court.GuangzhouClerk, day.AddDays(7), 1, room);
        var request = Series(day, "FREQ=WEEKLY;COUNT=3", room);

        var refused = await court.SuzhouClerk.Ask("series", request).Answer(HttpStatusCode.Conflict);
        Assert.Equal("hearings.series-conflict", refused.Text("code"));
        var conflict = Assert.Single(refused.List("conflicts"));
        Assert.Equal(day.AddDays(7), conflict.GetProperty("recurrenceId").GetDateTimeOffset());
        Assert.Equal("hearings.room-taken", conflict.Text("code"));
        // Nothing of it was kept.
        await Court.Booked(court.GuangzhouClerk, day, 1, room);

        var kept = await court
            .SuzhouClerk.Ask("series", request.With(("onConflict", "skip")))
            .Answer(HttpStatusCode.Created);
        Assert.Equal(day.AddDays(14), Assert.Single(kept.List("items")).GetProperty("from").GetDateTimeOffset());
        Assert.Equal(2, (await court.SuzhouClerk.Get($"series/{kept.Id()}")).List("skipped").Count);
    }

    [Fact]
    public async Task A_quota_counts_what_the_series_has_taken_already()
    {
        var (day, room) = (court.FreshDay().AddDays(60), await court.Room(Court.Shenzhen));
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7) + 7);
        await court
            .Person("host with a quota", Court.Shenzhen, Access.Contracts.Roles.RoomManager)
            .Ask(
                "quotas",
                new
                {
                    period = "week",
                    hours = 2,
                    from = DateOnly.FromDateTime(monday.DateTime),
                }
            )
            .Answer(HttpStatusCode.Created);

        var series = await court
            .GuangzhouClerk.Ask("series", Series(monday, "FREQ=DAILY;COUNT=3", room).With(("onConflict", "skip")))
            .Answer(HttpStatusCode.Created);

        Assert.Equal(2, series.List("items").Count);
        Assert.Equal("hearings.quota-reached", Assert.Single(series.List("skipped")).Text("code"));
    }

    [Fact]
    public async Task A_series_and_bookings_at_once_leave_no_overlap_and_no_error()
    {
        var (a, b) = (await court.Room(Court.Suzhou), await court.Room(Court.Guangzhou));
        for (var round = 0; round < 3; round++)
        {
            var day = court.FreshDay().AddDays(30 * round);
            var series = Enumerable
                .Range(0, 6)
                .Select(n =>
                    court.SuzhouClerk.Ask(
                        "series",
                        Series(day, "FREQ=DAILY;COUNT=5", n % 2 == 0 ? [a, b] : [b, a])
                            .With(("onConflict", n < 3 ? "skip" : "all-or-nothing"))
                    )
                );
            var bookings = Enumerable
                .Range(0, 15)
                .Select(n =>
                    court.GuangzhouClerk.Ask(
                        "sessions",
                        Court.Booking(day.AddDays(n % 5), 1, n % 2 == 0 ? [b, a] : [a])
                    )
                );

            var answers = await Task.WhenAll([.. series, .. bookings]);

            answers.NoServerError();
            Assert.Contains(answers, r => r.StatusCode == HttpStatusCode.Created);
        }
        Assert.Equal(0, await court.Overlaps());
    }

    [Fact]
    public async Task The_database_itself_fills_each_place_of_a_series_once()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var series = await court
            .SuzhouClerk.Ask("series", Series(day, "FREQ=DAILY;COUNT=2", room))
            .Answer(HttpStatusCode.Created);
        await using var command = court
            .Database.Module("hearings")
            .CreateCommand("update session set recurrence_id = $2, version = version + 1 where id = $1");
        command.Parameters.AddWithValue(series.List("items")[1].Id());
        command.Parameters.AddWithValue(day.ToUniversalTime());

        var twice = await Assert.ThrowsAsync<PostgresException>(() =>
            command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal("session_once_in_series", twice.ConstraintName);
    }

    private static object Series(DateTimeOffset day, string rrule, params Guid[] rooms) =>
        new { rrule, booking = JsonSerializer.SerializeToElement(Court.Booking(day, 1, rooms)) };
}
