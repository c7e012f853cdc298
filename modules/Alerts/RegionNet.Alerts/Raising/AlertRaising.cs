using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>
/// Turns drafts into cases and the messages that tell of them, as the rules say: an event raises an alert, counts up the one its
/// group has, or makes others void. All of it is in the transaction of what caused it.
/// </summary>
internal sealed class AlertRaising(AlertsDb db, AlertWakeup wakeup)
{
    /// <summary>Raises, once however often it is called, what some events of one handler ask for, and tells the pumps.</summary>
    public async Task Raise(IReadOnlyList<AlertDraft> drafts, CancellationToken ct)
    {
        await db.Consume(
            [.. drafts.Select(d => d.Cause)],
            (tx, first) => Write(tx, [.. drafts.Where(d => first.Contains(d.Cause.EventId))]),
            ct
        );
        wakeup.Announce();
    }

    /// <summary>The same inside a transaction of the caller's, of which it is the last write.</summary>
    /// <returns>The messages that were appended.</returns>
    public static async Task<IReadOnlyList<AlertEntry>> Write(Tx tx, IReadOnlyList<AlertDraft> drafts)
    {
        var clocks = await Clocks.Read(tx);
        var rules = await RuleSet.Read(tx, drafts);
        var groups = await AlertGroups.Lock(
            tx,
            from draft in drafts
            from zone in draft.Zones
            let key = RuleSet.GroupKey(rules.For(draft, zone), draft)
            where key is not null
            select (zone, key)
        );
        var inhibited = await Inhibited(tx, rules, drafts);
        var cases = (await Cases.Lock(tx, groups.Roots.Concat(inhibited))).ToDictionary(c => c.RootId);
        var round = new RaisingRound(tx, clocks, rules, groups, cases);
        foreach (var draft in drafts)
        {
            await round.Inhibit(draft);
            foreach (var zone in draft.Zones)
            {
                round.Take(draft, zone);
            }
        }
        return await round.Write();
    }

    private static async Task<IReadOnlyList<Guid>> Inhibited(Tx tx, RuleSet rules, IReadOnlyList<AlertDraft> drafts)
    {
        var pairs = (
            from draft in drafts
            from kind in rules.InhibitedBy(draft)
            select (draft.Cause.Subject, Kind: kind)
        ).ToList();
        return pairs.Count == 0
            ? []
            : await tx.Query<Guid>(
                """
                select c.root_id from alert_case c join unnest(@Subjects, @Kinds) as i (subject, kind)
                    on c.subject = i.subject and c.kind = i.kind
                where c.state in ('unread', 'delivered', 'acknowledged', 'handling')
                """,
                new
                {
                    Subjects = pairs.ConvertAll(p => p.Subject).ToArray(),
                    Kinds = pairs.ConvertAll(p => p.Kind).ToArray(),
                }
            );
    }
}
