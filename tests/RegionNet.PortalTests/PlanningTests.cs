using RegionNet.Portal.Api;
using RegionNet.Portal.Booking;
using RegionNet.Portal.Displacing;
using RegionNet.Portal.Language;
using RegionNet.Portal.Series;
using RegionNet.Portal.Time;
using Xunit;

namespace RegionNet.PortalTests;

/// <summary>What repeats, and what gives way.</summary>
public sealed class PlanningTests
{
    /// <summary>A Tuesday.</summary>
    private static readonly DateOnly Day = new(2026, 11, 24);

    [Fact]
    public void A_weekly_rule_counts_weeks_from_Monday_and_has_the_first_day_always()
    {
        var rule = new RepeatRule
        {
            Frequency = "weekly",
            Interval = 2,
            Count = 5,
        };
        rule.Weekdays.Add(DayOfWeek.Monday);
        rule.Weekdays.Add(DayOfWeek.Sunday);

        Assert.Equal("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,SU;COUNT=5", rule.Write(Day));
        Assert.Equal(["11-24", "11-29", "12-07", "12-08", "12-13"], rule.Days(Day).Select(d => $"{d:MM-dd}"));
    }

    [Fact]
    public void A_rule_ends_with_its_last_day_in_Beijing()
    {
        var rule = new RepeatRule
        {
            Frequency = "daily",
            ByDay = true,
            Until = new(2026, 11, 26),
        };

        Assert.Equal("FREQ=DAILY;UNTIL=20261126T155959Z", rule.Write(Day));
        Assert.Equal(3, rule.Days(Day).Count());
        rule.Until = new(2026, 11, 23);
        Assert.NotNull(rule.Wrong(Day));
    }

    [Fact]
    public void Months_without_the_day_are_passed_over()
    {
        var rule = new RepeatRule { Frequency = "monthly", Count = 3 };

        Assert.Equal(["01-31", "03-31", "05-31"], rule.Days(new(2027, 1, 31)).Select(d => $"{d:MM-dd}"));
    }

    [Theory]
    [InlineData("daily", 0, 4)]
    [InlineData("daily", 1, 101)]
    [InlineData("daily", 1, 0)]
    [InlineData("weekly", 27, 4)]
    public void What_the_service_would_refuse_is_said_before(string frequency, int interval, int count) =>
        Assert.NotNull(
            new RepeatRule
            {
                Frequency = frequency,
                Interval = interval,
                Count = count,
            }.Wrong(Day)
        );

    [Fact]
    public void Days_left_out_are_told_at_their_time_and_no_hold_goes_along()
    {
        var draft = new BookingDraft
        {
            Day = Day,
            From = 9 * 60,
            To = 10 * 60,
            Except = "hold",
        };
        draft.Repeat.Frequency = "weekly";
        draft.Repeat.Except.Add(Day.AddDays(7));
        draft.Repeat.Except.Add(Day.AddDays(8));

        var series = draft.ToSeries();

        Assert.Equal(["2026-12-01T09:00:00+08:00"], series.Exdates);
        Assert.Equal(("all-or-nothing", null), (series.OnConflict, series.Booking.HoldId));
        draft.Repeat.Except.UnionWith(draft.Repeat.Days(Day));
        Assert.NotNull(draft.Repeat.Wrong(Day));
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR;COUNT=5", "每 2 周，周二、周五，共 5 次")]
    [InlineData("FREQ=DAILY;UNTIL=20261126T155959Z", "每天，至 2026-11-26")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR")]
    [InlineData("FREQ=YEARLY", "FREQ=YEARLY")]
    public void A_rule_reads_as_a_sentence_where_it_is_a_plain_one(string rrule, string words)
    {
        Languages.Choose(Languages.Chinese);
        Assert.Equal(words, RuleWords.Of(rrule));
    }

    [Fact]
    public void Only_who_waits_for_the_same_room_at_that_time_can_have_the_slot()
    {
        var session = Session("s", 9, 11, "a", "b");
        HearingSession[] waiting =
        [
            session,
            Session("earlier", 8, 9, "a"),
            Session("other-room", 9, 11, "c"),
            Session("foreign-room", 9, 11, "b"),
            Session("rival", 10, 12, "a"),
        ];
        waiting[3].Rooms[0].OrganisationId = "elsewhere";

        var plan = new DisplacePlan(session);

        Assert.Equal(["rival"], plan.Rivals(waiting, "centre").Select(r => r.Id));
        plan.From = 14 * 60;
        plan.KeepLength();
        Assert.Equal(16 * 60, plan.To);
    }

    [Fact]
    public void A_moment_in_an_address_is_Beijing_time()
    {
        Assert.True(ChinaTime.TryLocal("2026-11-10T18:30", out var moment));
        Assert.Equal(new DateTimeOffset(2026, 11, 10, 10, 30, 0, TimeSpan.Zero), moment);
        Assert.Equal("2026-11-10T18:30", ChinaTime.Local(moment));
        Assert.False(ChinaTime.TryLocal("yesterday", out _));
    }

    private static HearingSession Session(string id, int from, int to, params string[] rooms) =>
        new()
        {
            Id = id,
            From = ChinaTime.At(Day, from * 60),
            To = ChinaTime.At(Day, to * 60),
            Rooms = [.. rooms.Select(r => new SessionRoom { RoomId = r, OrganisationId = "centre" })],
        };
}
