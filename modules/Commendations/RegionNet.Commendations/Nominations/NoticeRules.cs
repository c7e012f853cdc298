using System.ComponentModel.DataAnnotations;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>The days of a notice as somebody wants them.</summary>
/// <param name="Until">The last day; null takes the one by rule.</param>
/// <param name="Ground">Why it ends otherwise than by rule.</param>
/// <param name="Place">Where it is shown: a board, a site.</param>
public sealed record NoticeDays(
    [property: Required] DateOnly? From,
    [property: Required, StringLength(200, MinimumLength = 2)] string Place,
    DateOnly? Until = null,
    [property: StringLength(500, MinimumLength = 2)] string? Ground = null
);

/// <summary>
/// How long a notice runs. Publication days were counted differently in the past, so the first and the last day are explicit;
/// the rule (<c>period_rule</c>) gives only the default: so many working days, the first included.
/// </summary>
internal static class NoticeRules
{
    private const int MostDaysAhead = 60;
    private const int MostDays = 90;

    /// <summary>The last day by rule; null where the holidays of that time are not announced.</summary>
    public static DateOnly? DefaultUntil(DateOnly from, int workingDays)
    {
        try
        {
            return WorkingDays.Official.Add(from.AddDays(-1), workingDays);
        }
        catch (UnknownYearException)
        {
            return null;
        }
    }

    /// <returns>The last day and the last day by rule.</returns>
    public static Outcome<(DateOnly Until, DateOnly? ByRule)> Judge(NoticeDays wanted, int workingDays, DateOnly today)
    {
        var from = wanted.From!.Value;
        if (from < today)
        {
            return CommendationsErrors.NoticeInPast;
        }
        var byRule = DefaultUntil(from, workingDays);
        if ((wanted.Until ?? byRule) is not { } until || (byRule is null && wanted.Ground is null))
        {
            return CommendationsErrors.CalendarUnknown;
        }
        return until < from ? CommendationsErrors.DaysReversed
            : from > today.AddDays(MostDaysAhead) || until > from.AddDays(MostDays) ? CommendationsErrors.NoticeTooFar
            : until != byRule && wanted.Ground is null
                ? CommendationsErrors.NoticeOtherwise.With("defaultUntil", byRule!)
            : (until, byRule);
    }

    /// <summary>Writes the notice of the step that follows.</summary>
    public static Task Write(
        Tx tx,
        NominationRow row,
        string kind,
        NoticeDays wanted,
        DateOnly until,
        DateOnly? byRule
    ) =>
        tx.Execute(
            """
            insert into notice (id, nomination_id, version, kind, unit_id, own_unit_id, days, default_until, ground, place)
            values (gen_random_uuid(), @Id, @Version + 1, @kind, @UnitId, @OwnUnitId, daterange(@From, @until, '[]'), @byRule, @Ground,
                @Place)
            """,
            new
            {
                row.Id,
                row.Version,
                kind,
                row.UnitId,
                row.OwnUnitId,
                wanted.From,
                until,
                byRule,
                Ground = until == byRule ? null : wanted.Ground,
                wanted.Place,
            }
        );

    /// <summary>Working days by the rule that is in force on the first day.</summary>
    public static Task<int> Days(Tx tx, string kind, DateOnly from) =>
        tx.QueryOne<int>(
            "select working_days from period_rule where notice = @kind and valid @> @from",
            new { kind, from }
        );
}
