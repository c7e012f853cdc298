using System.Runtime.InteropServices;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Gives messages their places in the streams.</summary>
internal static class StreamWriter
{
    /// <summary>
    /// Appends the messages, in this order, to the streams of their zones. It comes last in its transaction: the stream rows stay
    /// locked until the commit, in zone order, so that no reader ever sees a later number before an earlier one.
    /// </summary>
    public static async Task Append(Tx tx, IReadOnlyList<AlertEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }
        await Deliveries.Write(tx, entries);
        var zones = entries
            .Select(e => e.ZoneCode)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var heads = await LockHeads(tx, zones);
        if (heads.Count < zones.Length)
        {
            await tx.Execute(
                "insert into zone_stream (zone_code) select unnest(@zones) on conflict do nothing",
                new { zones }
            );
            heads = await LockHeads(tx, zones);
        }
        var sequences = entries.Select(e => ++CollectionsMarshal.GetValueRefOrNullRef(heads, e.ZoneCode)).ToArray();
        await tx.Execute(
            """
            with moved as (
                update zone_stream s set head = h.head, alerts = s.alerts + h.raised
                from unnest(@Zones, @Heads, @Raised) as h (zone_code, head, raised) where s.zone_code = h.zone_code
            )
            insert into alert (id, root_id, zone_code, sequence, kind, level, title_zh, title_en, body_zh, body_en, subject,
                event_id, occurred_at, message_type, change, state, case_version, count, silenced, rings, expires_at, actor_name,
                actor_organisation_id, note, recorded_at)
            select e.*, clock_timestamp()
            from unnest(@Ids, @Roots, @ZoneCodes, @sequences, @Kinds, @Levels, @TitlesZh, @TitlesEn, @BodiesZh, @BodiesEn,
                @Subjects, @Events, @OccurredAt, @Types, @Changes, @States, @Versions, @Counts, @Silenced, @Rings, @ExpireAt,
                @Actors, @ActorsOf, @Notes) as e
            """,
            new
            {
                Zones = heads.Keys.ToArray(),
                Heads = heads.Values.ToArray(),
                Raised = heads
                    .Keys.Select(zone => entries.LongCount(e => e.ZoneCode == zone && e.MessageType == "alert"))
                    .ToArray(),
                Ids = Each(e => e.Id),
                Roots = Each(e => e.RootId),
                ZoneCodes = Each(e => e.ZoneCode),
                sequences,
                Kinds = Each(e => e.Kind),
                Levels = Each(e => e.Level),
                TitlesZh = Each(e => e.TitleZh),
                TitlesEn = Each(e => e.TitleEn),
                BodiesZh = Each(e => e.BodyZh),
                BodiesEn = Each(e => e.BodyEn),
                Subjects = Each(e => e.Subject),
                Events = Each(e => e.EventId),
                OccurredAt = Each(e => e.OccurredAt.UtcDateTime),
                Types = Each(e => e.MessageType),
                Changes = Each(e => e.Change),
                States = Each(e => e.State),
                Versions = Each(e => e.CaseVersion),
                Counts = Each(e => e.Count),
                Silenced = Each(e => e.Silenced),
                Rings = Each(e => e.Rings),
                ExpireAt = Each(e => e.ExpiresAt?.UtcDateTime),
                Actors = Each(e => e.ActorName),
                ActorsOf = Each(e => e.ActorOrganisationId),
                Notes = Each(e => e.Note),
            }
        );

        T[] Each<T>(Func<AlertEntry, T> pick) => [.. entries.Select(pick)];
    }

    private static async Task<Dictionary<string, long>> LockHeads(Tx tx, string[] zones) =>
        (
            await tx.Query<(string Zone, long Head)>(
                "select zone_code, head from zone_stream where zone_code = any(@zones) order by zone_code for update",
                new { zones }
            )
        ).ToDictionary(s => s.Zone, s => s.Head, StringComparer.Ordinal);
}
