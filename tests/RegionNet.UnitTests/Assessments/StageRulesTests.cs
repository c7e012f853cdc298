using RegionNet.Assessments;
using Xunit;

namespace RegionNet.UnitTests.Assessments;

public sealed class StageRulesTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    /// <summary>19 June 2026 is a holiday: from Tuesday 16 five working days last until Tuesday 23.</summary>
    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, "2026-06-30", null)]
    [InlineData(null, "2026-06-22", "assessments.notice-otherwise")]
    [InlineData("2026-06-24", null, "assessments.notice-otherwise")]
    [InlineData("2026-06-22", null, "assessments.notice-otherwise")]
    public void A_notice_otherwise_than_by_rule_and_less_time_to_appeal_have_a_ground(
        string? until,
        string? appealsUntil,
        string? refused
    )
    {
        var wanted = new ResultNotice(new DateOnly(2026, 6, 16), "官网", Day(until), Day(appealsUntil));
        Assert.Equal(refused, StageRules.Judge(wanted, 5, 5, Today).Refusal?.Code);
        var judged = StageRules.Judge(wanted with { Ground = "适逢假期" }, 5, 5, Today).Value;
        Assert.Equal(Day(until) ?? new DateOnly(2026, 6, 23), judged.Until);
        Assert.Equal(Day(appealsUntil) ?? new DateOnly(2026, 6, 23), judged.AppealsUntil);
    }

    [Theory]
    [InlineData("acceptance", "extended", "2026-05-31", "assessments.end-not-later")]
    [InlineData("acceptance", "extended", "2026-03-31", "assessments.end-not-later")]
    [InlineData("acceptance", "extended", "2026-06-01", null)]
    [InlineData("re-review", "renewed", "2026-12-31", "assessments.end-not-later")]
    [InlineData("re-review", "renewed", "2027-01-01", null)]
    [InlineData("re-review", "renewed", null, null)]
    public void A_period_ends_later_than_before(string purpose, string outcome, string? until, string? refused)
    {
        var zone = new GradedZone(
            Guid.NewGuid(),
            "320500",
            "苏州市",
            "Suzhou",
            "good",
            ConstructionUntil: new(2026, 3, 31),
            ValidityUntil: new(2026, 12, 31)
        );
        var named = new ZoneOutcome(zone.Id, outcome, "须整改后再行验收", Day(until));
        Assert.Equal(refused, OutcomeRules.Judge(purpose, [zone], "failed", [named], Today).Refusal?.Code);
    }

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, provider: null);
}
