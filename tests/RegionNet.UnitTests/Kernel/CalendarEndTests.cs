using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.UnitTests.Kernel;

/// <summary>When somebody is told that the calendar needs its next year.</summary>
public sealed class CalendarEndTests
{
    /// <summary>Beside the years that ship (2024 to 2026) the year 2028, so that there is a gap.</summary>
    private static readonly WorkingDays Calendar = WithYear(2028);

    [Theory]
    [InlineData("2024-01-01", "2026-12-31", 1095, false)]
    [InlineData("2026-11-16", "2026-12-31", 45, false)]
    [InlineData("2026-11-17", "2026-12-31", 44, true)]
    [InlineData("2026-12-31", "2026-12-31", 0, true)]
    [InlineData("2027-02-01", "2026-12-31", -32, true)] // its own year is not known
    [InlineData("2028-03-01", "2028-12-31", 305, false)]
    [InlineData("2020-01-01", "2019-12-31", -1, true)] // before everything known
    public void The_calendar_reaches_so_far(string today, string until, int left, bool near)
    {
        var end = CalendarEnd.Of(Calendar, Day(today));

        Assert.Equal(new CalendarEnd(Day(until), left), end);
        Assert.Equal(near, end.IsNear);
    }

    [Fact]
    public async Task From_mid_November_the_health_is_degraded_and_says_what_to_do_until_the_next_year_is_there()
    {
        // 16 November in Beijing, as long as it lasts.
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 16, 15, 59, 59, TimeSpan.Zero));
        Assert.Equal(HealthStatus.Healthy, (await Ask(Calendar)).Status);

        clock.Advance(TimeSpan.FromSeconds(1));

        var asked = await Ask(Calendar);
        Assert.Equal(HealthStatus.Degraded, asked.Status);
        Assert.Contains("ends on 2026-12-31", asked.Description, StringComparison.Ordinal);
        Assert.Contains("notice of 2027", asked.Description, StringComparison.Ordinal);
        Assert.Contains("WorkingDays__File", asked.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await Ask(WithYear(2027))).Status);

        Task<HealthCheckResult> Ask(WorkingDays calendar)
        {
            var check = new CalendarHealth(calendar, clock);
            return check.CheckHealthAsync(
                new HealthCheckContext
                {
                    Registration = new HealthCheckRegistration(
                        CalendarHealth.Name,
                        check,
                        HealthStatus.Degraded,
                        tags: null
                    ),
                }
            );
        }
    }

    private static WorkingDays WithYear(int year)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(
                file,
                $$"""{ "years": { "{{year}}": { "source": "a notice", "holidays": [], "workdays": [] } } }"""
            );
            return WorkingDays.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
