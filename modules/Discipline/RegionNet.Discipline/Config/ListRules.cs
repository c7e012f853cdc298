using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="On">The day on which these rules hold.</param>
internal sealed record RulesView(
    DateOnly On,
    IReadOnlyList<ListRow> Lists,
    IReadOnlyList<GroundRow> Grounds,
    IReadOnlyList<PeriodRow> Periods,
    IReadOnlyList<DeadlineRow> Deadlines
);

/// <summary>
/// GET /api/discipline/rules: lists, grounds, periods and deadlines with the article each comes from, as they hold on a day. official =
/// false marks a proposal of this product. A handful of rows, so no pages.
/// </summary>
internal static class ListRules
{
    public static async Task<Ok<RulesView>> Handle(
        DisciplineDb db,
        TimeProvider clock,
        DateOnly? on,
        CancellationToken ct
    )
    {
        var day = new { on = on ?? clock.Today() };
        return TypedResults.Ok(
            new RulesView(
                day.on,
                await db.Query<ListRow>(
                    """
                    select code, zh, en, basis_zh, basis_en, official, publishes, persons_basis from list_kind
                    where valid @> @on order by code
                    """,
                    day,
                    ct
                ),
                await db.Query<GroundRow>(
                    $"select {Rules.GroundColumns} from ground where valid @> @on order by list_code, id",
                    day,
                    ct
                ),
                await db.Query<PeriodRow>(
                    $"select {Rules.PeriodColumns} from period_rule where valid @> @on order by list_code, id",
                    day,
                    ct
                ),
                await db.Query<DeadlineRow>(
                    $"select {Rules.DeadlineColumns} from deadline_rule where valid @> @on order by id",
                    day,
                    ct
                )
            )
        );
    }
}
