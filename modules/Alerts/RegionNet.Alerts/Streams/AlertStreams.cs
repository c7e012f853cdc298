using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>What becomes an alert in each of some zones.</summary>
internal sealed record AlertDraft(
    string Kind,
    string Level,
    string TitleZh,
    string TitleEn,
    string BodyZh,
    string BodyEn
);

/// <summary>Writes and reads the zone streams.</summary>
internal sealed class AlertStreams(AlertsDb db, TimeProvider clock)
{
    public const int LargestPage = 500;

    private const string Columns = """
        a.id, a.zone_code, a.sequence, a.kind, a.level, a.title_zh, a.title_en, a.body_zh, a.body_en, a.subject,
        a.occurred_at, a.recorded_at
        """;

    private readonly Lock _gate = new();
    private Task<string>? _epoch;

    /// <summary>
    /// Appends one alert to each zone's stream. Call it last in a transaction: the stream rows stay locked until the
    /// commit, in zone order, so that no reader ever sees a later number before an earlier one.
    /// </summary>
    public async Task Append(Tx tx, EventContext context, IEnumerable<string> zones, AlertDraft draft)
    {
        var sorted = zones.Order(StringComparer.Ordinal).ToArray();
        await tx.Execute(
            "insert into zone_stream (zone_code) select unnest(@sorted) on conflict do nothing",
            new { sorted }
        );
        await tx.Execute(
            "select 1 from zone_stream where zone_code = any(@sorted) order by zone_code for update",
            new { sorted }
        );
        await tx.Execute(
            """
            with raised as (
                update zone_stream set head = head + 1 where zone_code = any(@sorted) returning zone_code, head
            )
            insert into alert (id, zone_code, sequence, kind, level, title_zh, title_en, body_zh, body_en, subject, event_id,
                occurred_at, recorded_at)
            select gen_random_uuid(), zone_code, head, @Kind, @Level, @TitleZh, @TitleEn, @BodyZh, @BodyEn, @Subject, @EventId,
                @OccurredAt, @now
            from raised
            """,
            new
            {
                sorted,
                draft.Kind,
                draft.Level,
                draft.TitleZh,
                draft.TitleEn,
                draft.BodyZh,
                draft.BodyEn,
                context.Subject,
                context.EventId,
                context.OccurredAt,
                now = clock.GetUtcNow(),
            }
        );
    }

    /// <param name="subject">Whose seen marks to include.</param>
    /// <param name="epoch">The client's; null, or one that is no longer current, reads as a client that has nothing.</param>
    /// <param name="after">The last number the client has applied; null for a client that has nothing.</param>
    /// <returns>What follows, oldest first; for a client that has nothing the newest <paramref name="limit"/>.</returns>
    public async Task<StreamPage> Read(
        string zone,
        string subject,
        string? epoch,
        long? after,
        int limit,
        CancellationToken ct
    )
    {
        var current = await Epoch(ct);
        var head = await db.QueryOne<long>("select head from zone_stream where zone_code = @zone", new { zone }, ct);
        var resumes = after is { } last && last <= head && (epoch is null || epoch == current);
        var items = await db.Query<AlertView>(
            $"""
            select {Columns}, s.seen_at
            from alert a left join alert_seen s on s.alert_id = a.id and s.subject = @subject
            where a.zone_code = @zone and a.sequence > @from
            order by a.sequence limit @limit
            """,
            new
            {
                zone,
                subject,
                from = resumes ? after!.Value : Math.Max(0, head - limit),
                limit,
            },
            ct
        );
        return new StreamPage(current, items.Count > 0 ? Math.Max(head, items[^1].Sequence) : head, items);
    }

    /// <summary>The heads of all streams: nine rows.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Heads(CancellationToken ct) =>
        (await db.Query<(string Zone, long Head)>("select zone_code, head from zone_stream", ct: ct)).ToDictionary(
            s => s.Zone,
            s => s.Head,
            StringComparer.Ordinal
        );

    /// <summary>What lies beyond the given cursors, in stream order, at most <see cref="LargestPage"/>.</summary>
    public Task<IReadOnlyList<AlertView>> Beyond(IReadOnlyDictionary<string, long> cursors, CancellationToken ct) =>
        db.Query<AlertView>(
            $"""
            select {Columns}, null::timestamptz as seen_at
            from unnest(@Zones, @Cursors) as w (zone_code, cursor)
                join alert a on a.zone_code = w.zone_code and a.sequence > w.cursor
            order by a.zone_code, a.sequence limit {LargestPage}
            """,
            new { Zones = cursors.Keys.ToArray(), Cursors = cursors.Values.ToArray() },
            ct
        );

    /// <summary>
    /// Names the history: cluster, timeline and database. A restore changes at least one of them, whichever way it was
    /// done, with nobody having to remember a step.
    /// </summary>
    public Task<string> Epoch(CancellationToken ct)
    {
        lock (_gate)
        {
            return _epoch is null or { IsFaulted: true } or { IsCanceled: true } ? _epoch = Load() : _epoch;
        }

        async Task<string> Load() =>
            await db.QueryOne<string>(
                """
                select to_hex(s.system_identifier) || '-' || c.timeline_id || '-' || d.oid
                from pg_control_system() s, pg_control_checkpoint() c, pg_database d where d.datname = current_database()
                """,
                ct: ct
            ) ?? throw new InvalidOperationException("The server names no history.");
    }
}
