using RegionNet.Kernel;

namespace RegionNet.Discipline;

internal sealed record ListRow(
    string Code,
    string Zh,
    string En,
    string BasisZh,
    string BasisEn,
    bool Official,
    bool Publishes,
    string? PersonsBasis
);

/// <summary>One version of a ground.</summary>
internal sealed record GroundRow(
    string Id,
    string Code,
    string ListCode,
    string Zh,
    string En,
    string BasisZh,
    string BasisEn,
    bool Official,
    string? PersonsBasis,
    bool MayBeLeft
);

/// <summary>One version of a period: its ordinary term, the longest, and when repair may be applied for.</summary>
internal sealed record PeriodRow(
    string Id,
    string ListCode,
    string? GroundCode,
    int TermMonths,
    int LongestMonths,
    int? RepairAfterMonths,
    int? RepairBlockMonths,
    string BasisZh,
    string BasisEn,
    bool Official
);

/// <param name="Unit">calendar or working.</param>
internal sealed record DeadlineRow(
    string Id,
    string Code,
    string? ListCode,
    int Days,
    string Unit,
    string Zh,
    string En,
    string BasisZh,
    string BasisEn,
    bool Official
)
{
    /// <summary>The last day, the day of <paramref name="from"/> not counted; null where the holidays are not announced yet.</summary>
    public DateOnly? After(DateOnly from) => After(from, Days, Unit);

    public static DateOnly? After(DateOnly from, int days, string unit)
    {
        if (unit == "calendar")
        {
            return from.AddDays(days);
        }
        try
        {
            return WorkingDays.Official.Add(from, days);
        }
        catch (UnknownYearException)
        {
            return null;
        }
    }
}

/// <summary>What is to be done next, and by when.</summary>
internal sealed record Due(DateOnly? On, string RuleId);

/// <summary>The dated rules, as they hold on a day. The row of the list or ground itself goes before the general one.</summary>
internal static class Rules
{
    public const string GroundColumns =
        "id, code, list_code, zh, en, basis_zh, basis_en, official, persons_basis, may_be_left";

    public const string PeriodColumns = """
        id, list_code, ground_code, term_months, longest_months, repair_after_months, repair_block_months, basis_zh, basis_en, official
        """;

    public const string DeadlineColumns = "id, code, list_code, days, unit, zh, en, basis_zh, basis_en, official";

    public static Task<GroundRow?> Ground(Tx tx, string list, string code, DateOnly on) =>
        tx.QueryOne<GroundRow>(
            $"""
            select {GroundColumns} from ground where list_code = @list and code = @code and valid @> @on
                and exists (select 1 from list_kind k where k.code = @list and k.valid @> @on)
            """,
            new
            {
                list,
                code,
                on,
            }
        );

    /// <summary>The version that holds on a day of the ground of which another version is known.</summary>
    public static Task<GroundRow?> GroundToday(Tx tx, string id, DateOnly on) =>
        tx.QueryOne<GroundRow>(
            $"""
            select {GroundColumns} from ground
            where (list_code, code) = (select g.list_code, g.code from ground g where g.id = @id) and valid @> @on
            """,
            new { id, on }
        );

    public static Task<PeriodRow?> Period(Tx tx, string list, string ground, DateOnly on) =>
        tx.QueryOne<PeriodRow>(
            $"""
            select {PeriodColumns} from period_rule
            where list_code = @list and (ground_code = @ground or ground_code is null) and valid @> @on
            order by ground_code nulls last limit 1
            """,
            new
            {
                list,
                ground,
                on,
            }
        );

    public static Task<PeriodRow?> Period(Tx tx, string id) =>
        tx.QueryOne<PeriodRow>($"select {PeriodColumns} from period_rule where id = @id", new { id });

    public static Task<DeadlineRow?> Deadline(Tx tx, string code, string list, DateOnly on) =>
        tx.QueryOne<DeadlineRow>(
            $"""
            select {DeadlineColumns} from deadline_rule
            where code = @code and (list_code = @list or list_code is null) and valid @> @on
            order by list_code nulls last limit 1
            """,
            new
            {
                code,
                list,
                on,
            }
        );

    /// <summary>By when the thing is to be done that is counted from a day; null where no rule says.</summary>
    public static async Task<Due?> Due(Tx tx, string code, string list, DateOnly from) =>
        await Deadline(tx, code, list, from) is { } rule ? new Due(rule.After(from), rule.Id) : null;
}
