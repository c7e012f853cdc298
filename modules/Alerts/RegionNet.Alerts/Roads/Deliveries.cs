using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Writes what the roads are to carry, in the transaction of the messages: nothing is told that is not kept, and nothing kept is forgotten.</summary>
internal static class Deliveries
{
    /// <summary>
    /// By mail to those whom a message is addressed to, who have a verified address and whom its level reaches, when their quiet hours
    /// end; to webhooks of its zone, kind and level at once. A silenced message is told to nobody.
    /// </summary>
    public static Task Write(Tx tx, IReadOnlyList<AlertEntry> entries)
    {
        var told = entries.Where(e => !e.Silenced).ToList();
        return told.Count == 0
            ? Task.CompletedTask
            : tx.Execute(
                """
                with message as (select * from unnest(@Ids, @Zones, @Kinds, @Levels) as m (id, zone_code, kind, level))
                insert into delivery (id, road, alert_id, subject, webhook_id, created_at, next_attempt_at)
                select gen_random_uuid(), 'email', m.id, a.subject, null::uuid, now(), a.due_at
                from message m
                join alert_addressee a on a.alert_id = m.id
                join email_road e on e.subject = a.subject and e.ended_at is null and e.verified_at is not null
                    and level_rank(e.minimum_level) <= level_rank(m.level)
                union all
                select gen_random_uuid(), 'webhook', m.id, null, w.id, now(), now()
                from message m
                join alert_webhook w on w.ended_at is null and m.zone_code = any(w.zone_codes)
                    and (w.kind is null or w.kind = m.kind or starts_with(m.kind, w.kind || '.'))
                    and level_rank(w.minimum_level) <= level_rank(m.level)
                """,
                new
                {
                    Ids = told.ConvertAll(e => e.Id).ToArray(),
                    Zones = told.ConvertAll(e => e.ZoneCode).ToArray(),
                    Kinds = told.ConvertAll(e => e.Kind).ToArray(),
                    Levels = told.ConvertAll(e => e.Level).ToArray(),
                }
            );
    }
}
