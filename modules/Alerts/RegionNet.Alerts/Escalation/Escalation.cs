using System.Diagnostics.Metrics;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>
/// Does what the clocks say is due: escalates what nobody has acknowledged, lets expire what is out of date, and tells after all what
/// a silence that is over held back. What is due are rows found by query and by the database's clock, so any number of replicas may
/// call it and any of them may die: each row is claimed with its case's lock, in one transaction with all that comes of it.
/// </summary>
internal sealed class Escalation(AlertsDb db, AlertWakeup wakeup, Chain chain)
{
    private const int Batch = 50;

    private static readonly Actor Worker = Actor.System("alerts.escalation");
    private static readonly Meter Meter = new("RegionNet.Alerts");
    private static readonly Counter<long> Escalations = Meter.CreateCounter<long>("regionnet.alerts.escalations");

    /// <returns>How many things were done; 0 when nothing is due.</returns>
    public async Task<int> DoDue(CancellationToken ct)
    {
        var done = await Escalate(ct) + await Expire(ct) + await Settle(ct);
        if (done > 0)
        {
            wakeup.Announce();
        }
        return done;
    }

    private async Task<int> Escalate(CancellationToken ct)
    {
        var due = await db.Query<DueStep>(
            """
            select s.root_id, s.armed, s.step, s.target, c.zone_code, array_to_string(c.organisation_ids, ',') as organisations,
                now() as now
            from escalation_step s join alert_case c on c.root_id = s.root_id
            where s.done_at is null and s.due_at <= now() order by s.due_at, s.step limit @Batch
            """,
            new { Batch },
            ct
        );
        var done = 0;
        Exception? fault = null;
        foreach (var step in due)
        {
            try
            {
                // Before anything is locked.
                var members = await chain.Of(step.Target, step.ZoneCode, step.Concerned, step.Now, ct);
                var outcome = await db.InTransaction<bool>(Worker, tx => Take(tx, step, members), ct: ct);
                done += outcome.Refusal is null && outcome.Value ? 1 : 0;
            }
            catch (Exception e) when (e is not OutOfMemoryException && !ct.IsCancellationRequested)
            {
                fault = e; // One step's fault keeps no other back; the step stays due.
            }
        }
        return fault is null || done > 0
            ? done
            : throw new InvalidOperationException("No step that is due could be taken.", fault);
    }

    /// <summary>
    /// The acknowledgement locks the same case row: either it comes first and has ended the step, or the step has been told before.
    /// </summary>
    private static async Task<bool> Claim(Tx tx, DueStep step) =>
        await tx.QueryOne<bool>(
            """
            select true from alert_case c join escalation_step s on s.root_id = c.root_id
            where s.root_id = @RootId and s.armed = @Armed and s.step = @Step and s.done_at is null and s.due_at <= now()
            for update of c, s skip locked
            """,
            step
        );

    private static async Task<Outcome<bool>> Take(Tx tx, DueStep step, IReadOnlyList<ChainMember> members)
    {
        if (!await Claim(tx, step))
        {
            return false;
        }
        var alert = (await Cases.Lock(tx, [step.RootId]))[0];
        if (!alert.IsUnanswered)
        {
            await Finish(tx, step, "answered", null);
            return true;
        }
        var reminder = step.Target == "reminder";
        var clocks = await Clocks.Read(tx);
        var entry = alert.Tell(reminder ? "overdue" : "escalated") with
        {
            Rings = clocks.Rings(alert.Level),
            Note = step.Target,
        };
        int told;
        if (reminder)
        {
            told = await Addressees.ToldBefore(tx, [entry], "reminder");
        }
        else
        {
            told = members.Count;
            await Addressees.Named(tx, entry.Id, step.Target, members);
        }
        await Finish(tx, step, told > 0 ? "told" : "nobody", entry.Id);
        tx.Audit(
            $"alerts.alert.{entry.Change}",
            alert.RootId.ToString(),
            new
            {
                step.Armed,
                step.Step,
                step.Target,
                told,
            }
        );
        await StreamWriter.Append(tx, [entry]);
        Escalations.Add(1, new KeyValuePair<string, object?>("target", step.Target));
        return true;
    }

    private static Task<int> Finish(Tx tx, DueStep step, string outcome, Guid? message) =>
        tx.Execute(
            """
            update escalation_step set done_at = now(), outcome = @outcome, alert_id = @message
            where root_id = @RootId and armed = @Armed and step = @Step
            """,
            new
            {
                outcome,
                message,
                step.RootId,
                step.Armed,
                step.Step,
            }
        );

    private async Task<int> Expire(CancellationToken ct)
    {
        var outcome = await db.InTransaction<int>(
            Worker,
            async tx =>
            {
                var due = await tx.Query<Guid>(
                    """
                    select root_id from alert_case
                    where expires_at <= now() and state in ('unread', 'delivered', 'acknowledged')
                    order by root_id limit @Batch for update skip locked
                    """,
                    new { Batch }
                );
                var entries = new List<AlertEntry>();
                foreach (var alert in due.Count > 0 ? await Cases.Lock(tx, due) : [])
                {
                    entries.Add((await Cases.Move(tx, alert, "expired", Worker)).Entry);
                    tx.Audit("alerts.alert.expired", alert.RootId.ToString(), new { alert.ExpiresAt });
                }
                await StreamWriter.Append(tx, entries);
                return entries.Count;
            },
            ct: ct
        );
        return outcome.Refusal is null ? outcome.Value : 0;
    }

    /// <summary>
    /// What was silenced and is still open is told once its silence is over, and its clock starts then: nothing is skipped because
    /// it was quiet.
    /// </summary>
    private async Task<int> Settle(CancellationToken ct)
    {
        var outcome = await db.InTransaction<int>(
            Worker,
            async tx =>
            {
                var over = await tx.QueryOne<Guid?>(
                    """
                    select id from silence where settled_at is null and (lifted_at is not null or ends_at <= now())
                    order by ends_at limit 1 for update skip locked
                    """
                );
                if (over is null)
                {
                    return 0;
                }
                var held = await tx.Query<Guid>(
                    """
                    select root_id from alert_case
                    where silence_id = @over and state in ('unread', 'delivered', 'acknowledged', 'handling')
                    order by root_id limit @Batch
                    """,
                    new { over, Batch }
                );
                var clocks = await Clocks.Read(tx);
                var told = new List<AlertEntry>();
                var armed = new List<(Guid, int, string)>();
                foreach (var alert in (await Cases.Lock(tx, held)).Where(c => c.IsOpen && c.SilenceId == over))
                {
                    var entry = (alert with { SilenceId = null }).Tell("unsilenced") with
                    {
                        Rings = alert.IsUnanswered && clocks.Rings(alert.Level),
                    };
                    told.Add(entry);
                    if (alert.IsUnanswered)
                    {
                        armed.Add((alert.RootId, alert.Version, alert.Level));
                    }
                }
                await tx.Execute(
                    "update alert_case set silence_id = null where root_id = any(@held) and silence_id = @over",
                    new { held = held.ToArray(), over }
                );
                if (held.Count < Batch)
                {
                    await tx.Execute("update silence set settled_at = now() where id = @over", new { over });
                }
                await clocks.Arm(tx, armed);
                await Addressees.Subscribed(tx, [.. told.Where(e => e.State is "unread" or "delivered")]);
                await StreamWriter.Append(tx, told);
                return told.Count + 1;
            },
            ct: ct
        );
        return outcome.Refusal is null ? outcome.Value : 0;
    }

    private sealed record DueStep(
        Guid RootId,
        int Armed,
        short Step,
        string Target,
        string ZoneCode,
        string Organisations,
        DateTimeOffset Now
    )
    {
        public IReadOnlyList<Guid> Concerned =>
            [.. Organisations.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
    }
}
