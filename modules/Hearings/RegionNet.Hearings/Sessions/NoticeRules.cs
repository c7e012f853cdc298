using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// When the parties must have been told. The rules are rows of <c>notice_rule</c> with their legal basis; here is only how
/// days are counted: the day of the hearing does not count, so "3 days before the 10th" ends on the 7th.
/// </summary>
internal static class NoticeRules
{
    /// <summary>No run of holidays stretches five working days over more than this, so a hearing beyond it can always be noticed.</summary>
    private const int CertainlyTimelyDays = 30;

    /// <returns>The last lawful day; null where the holiday calendar of the days before the hearing is not announced yet.</returns>
    public static DateOnly? LastDay(int days, string unit, DateOnly hearing)
    {
        if (unit == "calendar")
        {
            return hearing.AddDays(-days);
        }
        try
        {
            for (var left = days; left > 0; )
            {
                hearing = hearing.AddDays(-1);
                if (WorkingDays.Official.IsWorkingDay(hearing))
                {
                    left--;
                }
            }
            return hearing;
        }
        catch (UnknownYearException)
        {
            return null;
        }
    }

    public static DateOnly? Due(NoticeRuleRow? rule, Slot during) =>
        rule is null ? null : LastDay(rule.Days, rule.Unit, DateOnly.FromDateTime(during.From.DateTime));

    /// <summary>A booking that can no longer be noticed in time needs a recorded ground.</summary>
    public static Refusal? Refuse(Claim claim, NoticeRuleRow? rule, DateTimeOffset now)
    {
        if (rule is null || claim.NoticeGround is not null)
        {
            return null;
        }
        var today = DateOnly.FromDateTime(BusinessTime.Local(now).DateTime);
        if (Due(rule, claim.During) is { } due)
        {
            return today <= due
                ? null
                : HearingsErrors
                    .NoticeTooLate.With("noticeDue", due)
                    .Because(
                        $"最迟应于{due:yyyy年M月d日}通知。依据：{rule.BasisZh}",
                        $"The last day for the notice was {due:yyyy-MM-dd}. Basis: {rule.BasisEn}"
                    );
        }
        var hearing = DateOnly.FromDateTime(claim.During.From.DateTime);
        return hearing.DayNumber - today.DayNumber > CertainlyTimelyDays ? null : HearingsErrors.CalendarUnknown;
    }
}
