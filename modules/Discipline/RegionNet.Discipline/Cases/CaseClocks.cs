using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// Gives a day to deadlines of cases that run into a year whose holidays have been announced meanwhile. A clock runs from the day of the
/// step that started it. Any number may run.
/// </summary>
internal sealed class CaseClocks(DisciplineDb db, CaseSteps steps, TimeProvider clock, ILogger<CaseClocks> logger)
    : DueWork(TimeSpan.FromMinutes(1), clock, logger)
{
    private const int Batch = 50;

    protected override Task<bool> DoDue(CancellationToken ct) => DateUndated(ct);

    /// <returns>Whether there may be more.</returns>
    internal async Task<bool> DateUndated(CancellationToken ct)
    {
        var outcome = await db.InTransaction<int>(
            Actor.System("discipline.case-clocks"),
            async tx =>
            {
                var dated = 0;
                foreach (
                    var undated in await tx.Query<CaseRow>(
                        $"""
                        select {CaseRow.Columns} from discipline_case c where c.due_rule_id is not null and c.due_on is null
                        order by c.id limit @Batch for update skip locked
                        """,
                        new { Batch }
                    )
                )
                {
                    var began = (
                        await tx.QueryOne<Began>(
                            """
                            select e.at, r.days, r.unit from case_event e join deadline_rule r on r.id = e.deadline_rule_id
                            where e.case_id = @Id and e.version > coalesce((
                                select max(x.version) from case_event x
                                where x.case_id = @Id and x.deadline_rule_id is distinct from @DueRuleId), 0)
                            order by e.version limit 1
                            """,
                            undated
                        )
                    )!;
                    var from = DateOnly.FromDateTime(BusinessTime.Local(began.At).DateTime);
                    if (DeadlineRow.After(from, began.Days, began.Unit) is { } day)
                    {
                        await steps.Take(tx, undated, undated with { DueOn = day }, new CaseStep("deadline-dated"));
                        dated++;
                    }
                }
                return dated;
            },
            ct: ct
        );
        return outcome.Value == Batch;
    }

    private sealed record Began(DateTimeOffset At, int Days, string Unit);
}
