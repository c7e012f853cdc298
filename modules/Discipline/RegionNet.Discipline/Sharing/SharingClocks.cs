using Microsoft.Extensions.Logging;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Discipline;

/// <summary>
/// Finds what has run over its deadline and tells of it once: tasks between provinces, and withdrawals that a subscriber has not confirmed.
/// Gives a day to deadlines that run into a year whose holidays have been announced meanwhile. Any number may run.
/// </summary>
internal sealed class SharingClocks(
    DisciplineDb db,
    IZoneDirectory zones,
    TimeProvider clock,
    ILogger<SharingClocks> logger
) : DueWork(TimeSpan.FromSeconds(30), clock, logger)
{
    private const int Batch = 50;

    private static readonly Actor Worker = Actor.System("discipline.sharing-clocks");

    protected override async Task<bool> DoDue(CancellationToken ct) =>
        await DateUndated(ct) | await TellOverdueTasks(ct) | await TellOverdueClearances(ct);

    /// <returns>Whether there may be more.</returns>
    internal async Task<bool> DateUndated(CancellationToken ct)
    {
        var outcome = await db.InTransaction<int>(
            Worker,
            async tx =>
            {
                var undated = await tx.Query<Undated>(
                    """
                    select t.id, t.due_from as "from", r.days, r.unit
                    from province_task t join deadline_rule r on r.id = t.due_rule_id
                    where t.due_from is not null and t.due_on is null limit 200 for update of t skip locked
                    """
                );
                var dated = undated
                    .Select(t => (t.Id, DueOn: DeadlineRow.After(t.From, t.Days, t.Unit)))
                    .Where(t => t.DueOn is not null)
                    .ToArray();
                return dated.Length == 0
                    ? 0
                    : await tx.Execute(
                        """
                        update province_task t set due_on = n.due_on from unnest(@Ids, @Days) as n (id, due_on) where t.id = n.id
                        """,
                        new
                        {
                            Ids = Array.ConvertAll(dated, t => t.Id),
                            Days = Array.ConvertAll(dated, t => t.DueOn!.Value),
                        }
                    );
            },
            ct: ct
        );
        return outcome.Value > 0;
    }

    internal async Task<bool> TellOverdueTasks(CancellationToken ct)
    {
        var offices = new Dictionary<string, IReadOnlyList<Guid>>(StringComparer.Ordinal);
        foreach (
            var province in await db.Query<string>(
                "select distinct province from province_task where due_on < @today and overdue_told_for is distinct from due_on",
                new { today = Clock.Today() },
                ct
            )
        )
        {
            offices[province] = [.. (await zones.IpOfficesOf(province, ct)).Select(o => o.Id)];
        }
        if (offices.Count == 0)
        {
            return false;
        }
        var outcome = await db.InTransaction<int>(
            Worker,
            async tx =>
            {
                var overdue = await tx.Query<OverdueTask>(
                    """
                    with late as (
                        select id from province_task
                        where due_on < @today and overdue_told_for is distinct from due_on and province = any(@Provinces)
                        order by due_on limit @Batch for update skip locked
                    )
                    update province_task t set overdue_told_for = t.due_on from late, list_entry e
                    where t.id = late.id and e.id = t.entry_id
                    returning t.id, t.entry_id, t.list_code, e.document_number, t.state, t.province, t.sender_organisation_id, t.due_on
                    """,
                    new
                    {
                        today = Clock.Today(),
                        Provinces = offices.Keys.ToArray(),
                        Batch,
                    }
                );
                foreach (var task in overdue)
                {
                    tx.Publish(
                        ProvinceTaskOverdue.Kind,
                        task.Id.ToString(),
                        new ProvinceTaskOverdue(
                            task.Id,
                            task.EntryId,
                            task.ListCode,
                            task.DocumentNumber,
                            task.State,
                            task.Province,
                            task.SenderOrganisationId,
                            offices[task.Province],
                            task.DueOn
                        )
                    );
                    tx.Audit("discipline.province-task.overdue", task.Id.ToString(), new { task.State, task.DueOn });
                }
                return overdue.Count;
            },
            ct: ct
        );
        return outcome.Value == Batch;
    }

    /// <summary>A withdrawal is to be confirmed within <c>clear-within</c> of the day it was known.</summary>
    internal async Task<bool> TellOverdueClearances(CancellationToken ct)
    {
        var today = Clock.Today();
        var outcome = await db.InTransaction<int>(
            Worker,
            async tx =>
            {
                var waiting = await tx.Query<Unconfirmed>(
                    """
                    select s.id, s.list_code, s.organisation_id, s.granting_organisation_id, v.list_sequence as sequence,
                        (v.known_at at time zone 'Asia/Shanghai')::date as since, r.days, r.unit
                    from subscriber s
                    cross join lateral (
                        select w.list_sequence, w.known_at from entry_version w
                        where w.list_code = s.list_code and w.list_sequence > greatest(s.acknowledged, s.overdue_told)
                            and w.state in ('repaired', 'revoked', 'stayed') and w.known_at > s.granted_at
                        order by w.list_sequence limit 1
                    ) v
                    join deadline_rule r on r.code = 'clear-within' and r.list_code is null
                        and r.valid @> (v.known_at at time zone 'Asia/Shanghai')::date
                    where s.ended_at is null and s.valid @> @today and v.known_at < @Before
                    limit @Batch for update of s skip locked
                    """,
                    // No deadline of whole days is shorter.
                    new
                    {
                        today,
                        Before = Clock.GetUtcNow().AddDays(-1),
                        Batch,
                    }
                );
                var told = 0;
                foreach (var late in waiting)
                {
                    if (DeadlineRow.After(late.Since, late.Days, late.Unit) is not { } due || due >= today)
                    {
                        continue;
                    }
                    // Whoever held the subscriber until just now may have told of the same: its row was read again, what was joined to it not.
                    var toTell = await tx.Execute(
                        "update subscriber set overdue_told = @Sequence where id = @Id and greatest(acknowledged, overdue_told) < @Sequence",
                        new { late.Sequence, late.Id }
                    );
                    if (toTell == 0)
                    {
                        continue;
                    }
                    tx.Publish(
                        ClearanceOverdue.Kind,
                        late.Id.ToString(),
                        new ClearanceOverdue(
                            late.Id,
                            late.ListCode,
                            late.Sequence,
                            late.OrganisationId,
                            late.GrantingOrganisationId,
                            due
                        )
                    );
                    tx.Audit("discipline.clearance.overdue", late.Id.ToString(), new { late.ListCode, late.Sequence });
                    told++;
                }
                return told;
            },
            ct: ct
        );
        return outcome.Value > 0;
    }

    private sealed record Undated(Guid Id, DateOnly From, int Days, string Unit);

    private sealed record OverdueTask(
        Guid Id,
        Guid EntryId,
        string ListCode,
        string DocumentNumber,
        string State,
        string Province,
        Guid SenderOrganisationId,
        DateOnly DueOn
    );

    private sealed record Unconfirmed(
        Guid Id,
        string ListCode,
        Guid OrganisationId,
        Guid GrantingOrganisationId,
        long Sequence,
        DateOnly Since,
        int Days,
        string Unit
    );
}
