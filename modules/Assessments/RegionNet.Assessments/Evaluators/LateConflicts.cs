using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>An assignment that a late conflict has voided, its marks with it.</summary>
/// <param name="Replaced">Another evaluator has been assigned in its place; else nobody was free of conflicts.</param>
internal sealed record VoidedAssignment(Guid Id, Guid RoundId, Guid ZoneId, bool Replaced);

/// <summary>
/// A conflict that becomes known late. The database voids what it touches (<c>late_conflict_voids</c>), whoever writes the fact; here each
/// zone gets somebody else in the same transaction.
/// </summary>
internal static class LateConflicts
{
    /// <summary>Before the fact is written: neither a stage nor a plan may pass meanwhile.</summary>
    public static Task<int> LockRounds(Tx tx) =>
        tx.Execute(
            """
            select id from assessment_round
            where stage in ('preparing', 'self-assessment', 'evidence-check', 'scoring', 'reconciliation')
            order by id for no key update
            """
        );

    /// <param name="now">The instant that the fact was written with.</param>
    public static async Task<VoidedAssignment[]> Replace(Tx tx, DateTimeOffset now, CurrentUser user)
    {
        var voided = await tx.Query<(Guid Id, Guid RoundId, Guid ZoneId, string Reason)>(
            """
            select id, round_id, zone_id, void_reason from assignment
            where state = 'voided' and void_kind = 'conflict' and voided_at = @now and voided_by = @Subject order by id
            """,
            new { now, user.Subject }
        );
        var replaced = new List<VoidedAssignment>();
        foreach (var round in voided.GroupBy(v => v.RoundId))
        {
            var facts = (await PanelFacts.Load(tx, round.Key, now, forUpdate: true))!;
            var lost = round.ToLookup(v => v.ZoneId);
            // Only these places: what else a zone lacks is the organiser's to fill.
            var plan = facts.Plan(seed: 0, zone => facts.Standing(zone) + lost[zone].Count());
            await facts.Insert(tx, plan.Added, seed: 0, now, Actor.System("assigner"));
            var filled = plan.Added.GroupBy(a => a.Zone).ToDictionary(a => a.Key, a => a.Count());
            foreach (var (id, _, zone, reason) in round)
            {
                var got = filled.GetValueOrDefault(zone);
                filled[zone] = got - 1;
                replaced.Add(new(id, round.Key, zone, got > 0));
                tx.Audit(
                    "assessments.assignment.voided",
                    id.ToString(),
                    new
                    {
                        kind = "conflict",
                        reason,
                        replaced = got > 0,
                    }
                );
            }
        }
        return [.. replaced];
    }
}
