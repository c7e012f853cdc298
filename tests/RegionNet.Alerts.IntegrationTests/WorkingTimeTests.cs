using System.Globalization;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Clocks that run on working days between 09:00 and 12:00 and between 13:30 and 17:30.</summary>
public sealed class WorkingTimeTests
{
    private static readonly WorkingTime Time = new(
        [new BusinessHours(540, 720, null, null), new BusinessHours(810, 1050, null, null)],
        WorkingDays.Official
    );

    [Theory]
    // Red runs round the clock.
    [InlineData("2026-11-27 17:55", 30, "minutes", "2026-11-27 18:25")]
    [InlineData("2026-10-01 03:00", 60, "minutes", "2026-10-01 04:00")]
    // Within a day, over noon, over night, over the weekend.
    [InlineData("2026-11-23 09:00", 2, "working-hours", "2026-11-23 11:00")]
    [InlineData("2026-11-23 10:00", 2, "working-hours", "2026-11-23 12:00")]
    [InlineData("2026-11-23 11:30", 2, "working-hours", "2026-11-23 15:00")]
    [InlineData("2026-11-23 12:30", 2, "working-hours", "2026-11-23 15:30")]
    [InlineData("2026-11-23 16:30", 2, "working-hours", "2026-11-24 10:00")]
    [InlineData("2026-11-27 17:55", 2, "working-hours", "2026-11-30 11:00")]
    [InlineData("2026-11-27 17:55", 4, "working-hours", "2026-11-30 14:30")]
    [InlineData("2026-11-27 07:00", 7, "working-hours", "2026-11-27 17:30")]
    // A Saturday worked in exchange, and the week of National Day.
    [InlineData("2026-10-09 17:00", 2, "working-hours", "2026-10-10 10:30")]
    [InlineData("2026-09-30 17:00", 2, "working-hours", "2026-10-08 10:30")]
    // The same time of day, so many working days on; what comes outside the hours counts from when they begin.
    [InlineData("2026-11-23 10:15", 1, "working-days", "2026-11-24 10:15")]
    [InlineData("2026-11-27 10:15", 1, "working-days", "2026-11-30 10:15")]
    [InlineData("2026-11-27 17:55", 1, "working-days", "2026-12-01 09:00")]
    [InlineData("2026-11-23 12:30", 2, "working-days", "2026-11-25 13:30")]
    [InlineData("2026-09-30 09:30", 3, "working-days", "2026-10-10 09:30")]
    // A year whose holidays are not announced: its weekdays.
    [InlineData("2026-12-31 16:00", 3, "working-days", "2027-01-05 16:00")]
    public void A_clock_runs_in_working_time(string from, int amount, string unit, string due) =>
        Assert.Equal(At(due), Time.Add(At(from), amount, unit));

    [Theory]
    [InlineData("2026-11-27 17:29", true)]
    [InlineData("2026-11-27 17:30", false)]
    [InlineData("2026-11-27 12:00", false)]
    [InlineData("2026-11-28 10:00", false)]
    [InlineData("2026-10-10 10:00", true)]
    public void It_knows_when_it_is_open(string at, bool open) => Assert.Equal(open, Time.IsOpen(At(at)));

    [Fact]
    public void Hours_hold_from_the_day_they_are_dated()
    {
        var change = new DateOnly(2026, 11, 24);
        var time = new WorkingTime(
            [new BusinessHours(540, 720, null, change), new BusinessHours(600, 660, change, null)],
            WorkingDays.Official
        );
        Assert.Equal(At("2026-11-24 10:30"), time.Add(At("2026-11-23 11:30"), 1, "working-hours"));
    }

    [Fact]
    public void Without_any_hours_an_alert_still_has_a_clock() =>
        Assert.Equal(
            At("2026-11-23 11:00"),
            new WorkingTime([], WorkingDays.Official).Add(At("2026-11-23 09:00"), 2, "working-hours")
        );

    private static DateTimeOffset At(string local) =>
        new(DateTime.Parse(local, CultureInfo.InvariantCulture), BusinessTime.Offset);
}
