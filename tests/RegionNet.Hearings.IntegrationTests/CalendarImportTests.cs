using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>A calendar of another program becomes sessions, or says event by event why not.</summary>
public sealed class CalendarImportTests(Court court) : IClassFixture<Court>
{
    [Fact]
    public async Task A_series_with_an_exception_and_a_moved_occurrence_is_booked_as_the_calendar_has_it()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var file = Calendar(
            $"UID:a\nSUMMARY:专利侵权口审\nX-REGIONNET-CASE-NUMBER:(2026)苏05民初8号\n{At("DTSTART", day)}\n{At("DTEND", day.AddHours(1))}\nRRULE:FREQ=WEEKLY;COUNT=4\n{At("EXDATE", day.AddDays(7))}",
            $"UID:a\nSUMMARY:改期\n{At("RECURRENCE-ID", day.AddDays(14))}\n{At("DTSTART", day.AddDays(15))}\nDURATION:PT2H",
            $"UID:a\nSUMMARY:取消\nSTATUS:CANCELLED\n{At("RECURRENCE-ID", day.AddDays(21))}\n{At("DTSTART", day.AddDays(21))}\nDURATION:PT1H",
            $"UID:b\nSUMMARY:调解\nDTSTART:{day.AddHours(4).UtcDateTime:yyyyMMdd'T'HHmmss'Z'}\nDURATION:PT1H",
            $"UID:c\nSUMMARY:没有时区\nDTSTART:{day.AddDays(1).DateTime:yyyyMMdd'T'HHmmss}\nDURATION:PT1H"
        );

        var dry = await Import(file, room, "caseNumber=X-1").Answer();
        Assert.False(dry.GetProperty("applied").GetBoolean());
        Assert.All(dry.List("items"), i => Assert.Equal(JsonValueKind.Null, i.GetProperty("sessionId").ValueKind));
        Assert.Empty(dry.List("errors"));
        // Nothing of it was kept, and the same again books it.
        var done = await Import(file, room, "caseNumber=X-1&dryRun=false").Answer();

        var items = done.List("items");
        Assert.Equal(
            [day, day.AddDays(15), day.AddHours(4), day.AddDays(1)],
            items.Select(i => i.GetProperty("from").GetDateTimeOffset())
        );
        Assert.Equal(
            dry.List("items").Select(i => i.GetProperty("from").GetDateTimeOffset()),
            items.Select(i => i.GetProperty("from").GetDateTimeOffset())
        );
        Assert.Equal([1, 2, 4, 5], items.Select(i => i.GetProperty("component").GetInt32()));
        var moved = await court.SuzhouClerk.Get($"sessions/{items[1].GetProperty("sessionId").GetGuid()}");
        Assert.Equal(
            ("改期", "X-1", day.AddDays(14), day.AddDays(15).AddHours(2)),
            (
                moved.Text("title"),
                moved.Text("caseNumber"),
                moved.GetProperty("recurrenceId").GetDateTimeOffset(),
                moved.GetProperty("to").GetDateTimeOffset()
            )
        );
        var series = await court.SuzhouClerk.Get($"series/{items[0].GetProperty("seriesId").GetGuid()}");
        Assert.Equal(2, series.List("items").Count);
        Assert.Equal("(2026)苏05民初8号", series.List("items")[0].Text("caseNumber"));
        Assert.Equal(JsonValueKind.Null, items[2].GetProperty("seriesId").ValueKind);
    }

    [Fact]
    public async Task Every_event_that_cannot_be_a_session_is_named()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var good = $"{At("DTSTART", day)}\nDURATION:PT1H";
        var file = Calendar(
            $"UID:1\nSUMMARY:全天\nDTSTART;VALUE=DATE:20260601",
            $"UID:2\nSUMMARY:无期限\n{good}\nRRULE:FREQ=DAILY",
            $"UID:3\nSUMMARY:每小时\n{good}\nRRULE:FREQ=HOURLY;COUNT=2",
            $"UID:4\n{good}",
            $"UID:5\nSUMMARY:孤立\n{At("RECURRENCE-ID", day)}\n{good}",
            $"UID:6\nSUMMARY:附加日\n{good}\n{At("RDATE", day.AddDays(3))}",
            $"UID:7\nSUMMARY:火星\nDTSTART;TZID=Mars/Base:20260601T090000\nDURATION:PT1H",
            $"UID:8\nSUMMARY:过长\n{At("DTSTART", day)}\nDURATION:PT13H",
            $"UID:9\nSUMMARY:可以\n{good}"
        );

        var dry = await Import(file, room, "caseNumber=X-1").Answer();
        var refused = await Import(file, room, "caseNumber=X-1&dryRun=false").Answer(HttpStatusCode.BadRequest);
        Assert.Equal("hearings.calendar-has-errors", refused.Text("code"));

        (int, string)[] expected =
        [
            (1, "hearings.calendar-event-without-time"),
            (2, "hearings.series-too-long"),
            (3, "hearings.rule-malformed"),
            (4, "hearings.calendar-event-without-case"),
            (5, "hearings.calendar-event-misplaced"),
            (6, "hearings.calendar-event-unsupported"),
            (7, "hearings.calendar-event-without-time"),
            (8, "hearings.slot-too-long"),
        ];
        Assert.Equal(expected, Errors(dry));
        Assert.Equal(expected, Errors(refused));
        Assert.Equal(9, Assert.Single(dry.List("items")).GetProperty("component").GetInt32());
        var without = await Import(file, room, "").Answer();
        Assert.Contains((9, "hearings.calendar-event-without-case"), Errors(without));

        static IEnumerable<(int, string)> Errors(JsonElement answer) =>
            answer.List("errors").Select(e => (e.GetProperty("component").GetInt32(), e.Text("code"))).Order();
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n")]
    public async Task What_is_no_calendar_is_refused(string file) =>
        await Court.Refused(
            await Import(file, await court.Room(Court.Suzhou), "caseNumber=X-1"),
            HttpStatusCode.BadRequest,
            "hearings.calendar-unreadable"
        );

    [Fact]
    public async Task Too_much_is_refused() =>
        await Court.Refused(
            await Import(new string('x', (1024 * 1024) + 1), await court.Room(Court.Suzhou), "caseNumber=X-1"),
            HttpStatusCode.BadRequest,
            "hearings.calendar-too-large"
        );

    [Fact]
    public async Task What_is_taken_is_reported_dry_refused_whole_or_skipped()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        await Court.Booked(court.GuangzhouClerk, day, 1, room);
        var file = Calendar(
            $"UID:1\nSUMMARY:冲突\n{At("DTSTART", day)}\nDURATION:PT1H",
            $"UID:2\nSUMMARY:可以\n{At("DTSTART", day.AddHours(3))}\nDURATION:PT1H"
        );

        var dry = await Import(file, room, "caseNumber=X-1").Answer();
        Assert.Equal("hearings.room-taken", dry.List("items")[0].Text("code"));
        Assert.Equal(JsonValueKind.Null, dry.List("items")[1].GetProperty("code").ValueKind);
        await Court.Refused(
            await Import(file, room, "caseNumber=X-1&dryRun=false"),
            HttpStatusCode.Conflict,
            "hearings.series-conflict"
        );
        var done = await Import(file, room, "caseNumber=X-1&dryRun=false&onConflict=skip").Answer();
        Assert.Equal(
            [false, true],
            done.List("items").Select(i => i.GetProperty("sessionId").ValueKind == JsonValueKind.String)
        );
    }

    [Fact]
    public async Task Imports_and_bookings_at_once_leave_no_overlap_and_no_error()
    {
        var (a, b) = (await court.Room(Court.Suzhou), await court.Room(Court.Guangzhou));
        for (var round = 0; round < 3; round++)
        {
            var day = court.FreshDay().AddDays(40 + (10 * round));
            var file = Calendar(
                $"UID:1\nSUMMARY:系列\n{At("DTSTART", day)}\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=4",
                $"UID:2\nSUMMARY:单次\n{At("DTSTART", day.AddHours(3))}\nDURATION:PT1H"
            );
            var imports = Enumerable
                .Range(0, 6)
                .Select(n =>
                    Import(
                        file,
                        n % 2 == 0 ? a : b,
                        $"roomId={(n % 2 == 0 ? b : a)}&caseNumber=X-1&dryRun=false&onConflict=skip"
                    )
                );
            var bookings = Enumerable
                .Range(0, 16)
                .Select(n =>
                    court.GuangzhouClerk.Ask(
                        "sessions",
                        Court.Booking(day.AddDays(n % 4), 1, n % 2 == 0 ? [b, a] : [a])
                    )
                );

            var answers = await Task.WhenAll([.. imports, .. bookings]);

            answers.NoServerError();
        }
        Assert.Equal(0, await court.Overlaps());
    }

    private Task<HttpResponseMessage> Import(string file, Guid room, string query) =>
        court.SuzhouClerk.PostAsync(
            $"/api/hearings/calendar-imports?roomId={room}&hearingClass=training&{query}",
            new StringContent(file, Encoding.UTF8, "text/calendar")
        );

    private static string Calendar(params string[] events) =>
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
        + string.Concat(
            events.Select(e => $"BEGIN:VEVENT\r\n{e.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\nEND:VEVENT\r\n")
        )
        + "END:VCALENDAR\r\n";

    private static string At(string property, DateTimeOffset at) =>
        $"{property};TZID=Asia/Shanghai:{at.DateTime:yyyyMMdd'T'HHmmss}";
}
