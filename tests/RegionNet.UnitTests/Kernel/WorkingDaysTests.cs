using System.Globalization;
using CsCheck;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.UnitTests.Kernel;

/// <summary>Facts of the State Council's notices, and the arithmetic over them.</summary>
public sealed class WorkingDaysTests
{
    private static readonly WorkingDays Calendar = WorkingDays.Official;

    [Theory]
    [InlineData("2024-02-04", "a Sunday worked for the Spring Festival")]
    [InlineData("2024-02-18", "a Sunday worked for the Spring Festival")]
    [InlineData("2024-02-09", "New Year's Eve of 2024 was not in the notice")]
    [InlineData("2024-10-12", "a Saturday worked for the National Day")]
    [InlineData("2024-12-31", "an ordinary Tuesday")]
    [InlineData("2025-01-26", "a Sunday worked for the Spring Festival")]
    [InlineData("2025-02-08", "a Saturday worked for the Spring Festival")]
    [InlineData("2025-10-09", "the day after the National Day holiday")]
    [InlineData("2026-01-04", "a Sunday worked for the New Year")]
    [InlineData("2026-02-14", "a Saturday worked for the Spring Festival")]
    [InlineData("2026-02-24", "the day after the Spring Festival holiday")]
    [InlineData("2026-02-28", "a Saturday worked for the Spring Festival")]
    [InlineData("2026-09-20", "a Sunday worked for the National Day")]
    [InlineData("2026-10-08", "the day after the National Day holiday")]
    [InlineData("2026-10-10", "a Saturday worked for the National Day")]
    public void Is_a_working_day(string day, string why) => Assert.True(Calendar.IsWorkingDay(Day(day)), why);

    [Theory]
    [InlineData("2024-02-12", "Spring Festival")]
    [InlineData("2024-09-17", "Mid-Autumn Festival, a Tuesday")]
    [InlineData("2025-01-28", "New Year's Eve, a holiday since 2025")]
    [InlineData("2025-05-02", "Labour Day, two days by law since 2025")]
    [InlineData("2025-10-08", "National Day and Mid-Autumn together")]
    [InlineData("2025-10-12", "an ordinary Sunday")]
    [InlineData("2026-01-02", "New Year, a Friday")]
    [InlineData("2026-02-16", "New Year's Eve")]
    [InlineData("2026-02-23", "the last day of the Spring Festival holiday")]
    [InlineData("2026-06-19", "Dragon Boat Festival")]
    [InlineData("2026-09-25", "Mid-Autumn Festival")]
    [InlineData("2026-10-07", "the last day of the National Day holiday")]
    [InlineData("2026-10-11", "an ordinary Sunday")]
    public void Is_a_day_off(string day, string why) => Assert.False(Calendar.IsWorkingDay(Day(day)), why);

    [Theory]
    [InlineData("2026-09-30", "2026-10-08", 1)]
    [InlineData("2026-10-08", "2026-09-30", -1)]
    [InlineData("2026-10-09", "2026-10-10", 1)]
    [InlineData("2026-11-27", "2026-11-28", 0)]
    [InlineData("2026-12-30", "2027-01-04", null)]
    [InlineData("2026-11-27", "2026-11-27", 0)]
    public void So_many_working_days_lie_between(string from, string to, int? count) =>
        Assert.Equal(count, Calendar.Between(Day(from), Day(to)));

    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_so_many_working_days(int year, int count)
    {
        var days = Enumerable.Range(0, 366).Select(new DateOnly(year, 1, 1).AddDays).Where(d => d.Year == year);

        Assert.Equal(count, days.Count(Calendar.IsWorkingDay));
    }

    [Theory]
    [InlineData("2023-12-31")]
    [InlineData("2027-01-01")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void An_unknown_year_is_an_error_not_a_guess(string day)
    {
        var e = Assert.Throws<UnknownYearException>(() => Calendar.IsWorkingDay(Day(day)));
        Assert.Equal(Day(day).Year, e.Year);
    }

    [Fact]
    public void A_period_that_runs_into_an_unknown_year_is_an_error() =>
        Assert.Throws<UnknownYearException>(() => Calendar.Add(Day("2026-12-31"), 1));

    [Theory]
    [InlineData("2026-09-30", 1, "2026-10-08")]
    [InlineData("2026-10-08", 3, "2026-10-12")] // Friday 9, Saturday 10 (worked), Monday 12
    [InlineData("2026-02-13", 2, "2026-02-24")] // Saturday 14 (worked), then nine days off
    [InlineData("2025-12-31", 1, "2026-01-04")]
    [InlineData("2026-10-01", 0, "2026-10-01")]
    public void A_period_starts_the_day_after(string from, int count, string last) =>
        Assert.Equal(Day(last), Calendar.Add(Day(from), count));

    [Fact]
    public void A_period_of_n_ends_on_the_nth_working_day() =>
        Gen.Select(Gen.Int[0, 700], Gen.Int[1, 40])
            .Sample(
                (offset, count) =>
                {
                    var from = new DateOnly(2024, 1, 1).AddDays(offset);
                    var last = Calendar.Add(from, count);
                    var between = Enumerable.Range(1, last.DayNumber - from.DayNumber).Select(from.AddDays);
                    Assert.Equal(count, between.Count(Calendar.IsWorkingDay));
                    Assert.True(Calendar.IsWorkingDay(last));
                }
            );

    [Fact]
    public void A_period_can_not_be_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.Add(Day("2026-01-05"), -1));

    [Fact]
    public void An_operators_file_adds_a_year_and_amends_one()
    {
        var calendar = Read(
            """
            { "years": {
                "2030": { "source": "a notice", "holidays": [["01-01", "01-01"], ["02-02", "02-08"]], "workdays": ["01-27"] },
                "2026": { "source": "an amendment", "holidays": [["12-31", "12-31"]], "workdays": [] }
            } }
            """
        );

        Assert.False(calendar.IsWorkingDay(Day("2030-02-08")));
        Assert.True(calendar.IsWorkingDay(Day("2030-01-27")));
        Assert.False(calendar.IsWorkingDay(Day("2026-12-31")));
        Assert.True(calendar.IsWorkingDay(Day("2025-12-31")));
        Assert.False(calendar.Knows(Day("2029-12-31")));
        Assert.True(Calendar.IsWorkingDay(Day("2026-12-31")));
    }

    [Theory]
    [InlineData("""{ "years": { "2030": { "holidays": [], "workdays": [] } } }""", "source")]
    [InlineData("""{ "years": { "2030": { "source": " ", "holidays": [], "workdays": [] } } }""", "which notice")]
    [InlineData(
        """{ "years": { "2030": { "source": "n", "holidays": [["02-08", "02-02"]], "workdays": [] } } }""",
        "first and a last day"
    )]
    [InlineData(
        """{ "years": { "2030": { "source": "n", "holidays": [["02-30", "03-01"]], "workdays": [] } } }""",
        "2030-02-30"
    )]
    [InlineData("""{ "years": { "2030": { "source": "n", "holidays": [["02-08"]], "workdays": [] } } }""", "02-08")]
    [InlineData("""{ "years": { "2030": { "source": "n", "holidays": [], "workdays": ["01-28"] } } }""", "2030-01-28")]
    [InlineData("""{ "years": { "next": { "source": "n", "holidays": [], "workdays": [] } } }""", "next")]
    [InlineData("""{ "years": { "99999999999": { "source": "n", "holidays": [], "workdays": [] } } }""", "99999999999")]
    [InlineData("""{ "years": [] }""", "")]
    [InlineData("""{ "years": null }""", "Years")]
    [InlineData("""{ "years": { "2030": null } }""", "2030")]
    [InlineData("""{ "years": { "2030": { "source": "n", "holidays": [null], "workdays": [] } } }""", "null")]
    [InlineData("""{ "years": { "2030": { "source": "n", "holidays": [], "workdays": [null] } } }""", "2030-")]
    [InlineData("null", "null")]
    [InlineData("""{ "year": {} }""", "years")]
    [InlineData("2030", "")]
    [InlineData("", "")]
    public void A_file_that_is_no_calendar_is_refused_with_its_reason(string text, string reason)
    {
        var e = Assert.Throws<InvalidOperationException>(() => Read(text));
        Assert.StartsWith("WorkingDays__File: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => WorkingDays.Read("/no/such/calendar.json"));

    private static WorkingDays Read(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            return WorkingDays.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
