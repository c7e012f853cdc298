using Microsoft.Extensions.Time.Testing;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.UnitTests.Kernel;

public sealed class BusinessTimeTests
{
    [Theory]
    [InlineData("2026-11-23T15:59:59Z", "2026-11-23")]
    [InlineData("2026-11-23T16:00:00Z", "2026-11-24")]
    [InlineData("2026-12-31T16:00:00Z", "2027-01-01")]
    public void The_day_turns_at_midnight_in_Shanghai(string utc, string day)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(utc, null));

        Assert.Equal(DateOnly.Parse(day, null), clock.Today());
    }

    [Fact]
    public void A_day_is_24_hours_from_midnight_and_the_next_one_touches_it()
    {
        var day = BusinessTime.Day(new DateOnly(2026, 11, 24));

        Assert.Equal(DateTimeOffset.Parse("2026-11-23T16:00:00Z", null), day.From);
        Assert.Equal(TimeSpan.FromHours(24), day.Length);
        Assert.Equal(day.To, BusinessTime.Day(new DateOnly(2026, 11, 25)).From);
    }

    [Fact]
    public void A_civil_time_carries_the_offset_of_the_zone()
    {
        var at = BusinessTime.At(new DateOnly(2026, 7, 1), new TimeOnly(9, 30));

        Assert.Equal("2026-07-01T09:30:00.0000000+08:00", at.ToString("O"));
        Assert.Equal(at, BusinessTime.Local(at.ToUniversalTime()));
        Assert.Equal(BusinessTime.Offset, BusinessTime.Local(at.ToUniversalTime()).Offset);
    }
}
