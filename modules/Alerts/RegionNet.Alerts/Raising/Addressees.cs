using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>
/// Writes whom a message is addressed to by name, in the transaction of the message. The roads take it from there; the stream itself
/// is for everybody in the zone.
/// </summary>
internal static class Addressees
{
    /// <summary>Those who have subscribed to such an alert. Quiet hours put all but red off to their end.</summary>
    public static Task Subscribed(Tx tx, IReadOnlyList<AlertEntry> entries) =>
        entries.Count == 0
            ? Task.CompletedTask
            : tx.Execute(
                """
                insert into alert_addressee (alert_id, subject, reason, due_at)
                select e.id, s.subject, 'subscription',
                    min(case when e.level = 'extreme' then now() else after_quiet(now(), s.quiet_from, s.quiet_to) end)
                from unnest(@Ids, @Zones, @Kinds, @Levels) as e (id, zone_code, kind, level)
                join subscription s on s.zone_code = e.zone_code and s.ended_at is null
                    and (s.kind is null or s.kind = e.kind or starts_with(e.kind, s.kind || '.'))
                    and level_rank(s.minimum_level) <= level_rank(e.level)
                group by e.id, s.subject
                """,
                new
                {
                    Ids = entries.Select(e => e.Id).ToArray(),
                    Zones = entries.Select(e => e.ZoneCode).ToArray(),
                    Kinds = entries.Select(e => e.Kind).ToArray(),
                    Levels = entries.Select(e => e.Level).ToArray(),
                }
            );

    /// <summary>Those to whom an earlier message of the same alert was addressed.</summary>
    /// <param name="reason">follow-up, or reminder of a clock that has run out.</param>
    /// <returns>How many they are.</returns>
    public static Task<int> ToldBefore(Tx tx, IReadOnlyList<AlertEntry> entries, string reason = "follow-up") =>
        entries.Count == 0
            ? Task.FromResult(0)
            : tx.Execute(
                """
                insert into alert_addressee (alert_id, subject, reason, due_at)
                select e.id, t.subject, @reason, case when e.level = 'extreme' then now() else coalesce((
                    select max(after_quiet(now(), s.quiet_from, s.quiet_to)) from subscription s
                    where s.subject = t.subject and s.zone_code = e.zone_code and s.ended_at is null), now()) end
                from unnest(@Ids, @Roots, @Zones, @Levels) as e (id, root_id, zone_code, level), lateral (
                    select distinct a.subject from alert m join alert_addressee a on a.alert_id = m.id
                    where m.root_id = e.root_id
                ) t
                on conflict do nothing
                """,
                new
                {
                    reason,
                    Ids = entries.Select(e => e.Id).ToArray(),
                    Roots = entries.Select(e => e.RootId).ToArray(),
                    Zones = entries.Select(e => e.ZoneCode).ToArray(),
                    Levels = entries.Select(e => e.Level).ToArray(),
                }
            );

    /// <summary>People whom the chain names.</summary>
    public static Task Named(Tx tx, Guid message, string reason, IReadOnlyList<ChainMember> members) =>
        tx.Execute(
            """
            insert into alert_addressee (alert_id, subject, reason, stands_in_for, due_at)
            select @message, m.subject, @reason, m.stands_in_for, now()
            from unnest(@Subjects, @StandsInFor) as m (subject, stands_in_for)
            on conflict do nothing
            """,
            new
            {
                message,
                reason,
                Subjects = members.Select(m => m.Subject).ToArray(),
                StandsInFor = members.Select(m => m.StandsInFor).ToArray(),
            }
        );
}
