namespace RegionNet.Alerts;

/// <summary>Reads the zone streams, and is how handlers raise alerts.</summary>
internal sealed class AlertStreams(AlertsDb db, AlertRaising raising)
{
    public const int LargestPage = 500;

    private readonly Lock _gate = new();
    private Task<string>? _epoch;

    /// <summary>Raises, once however often it is called, what some events of one handler ask for, and tells the pumps.</summary>
    public Task Raise(IReadOnlyList<AlertDraft> drafts, CancellationToken ct) => raising.Raise(drafts, ct);

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
            select {AlertView.Columns}, s.seen_at
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

    /// <summary>What lies beyond the given cursors in any stream, in stream order, at most <see cref="LargestPage"/>.</summary>
    /// <param name="cursors">A stream that is not among them is read from its first alert.</param>
    /// <remarks>The inner limit keeps the planner on the index of each stream, whatever it believes of the table's size.</remarks>
    public Task<IReadOnlyList<AlertView>> Beyond(IReadOnlyDictionary<string, long> cursors, CancellationToken ct) =>
        db.Query<AlertView>(
            $"""
            select {AlertView.Columns}, null::timestamptz as seen_at
            from (
                select z.zone_code, coalesce(w.cursor, 0) as cursor
                from zone_stream z left join unnest(@Zones, @Cursors) as w (zone_code, cursor) using (zone_code)
                where z.head > coalesce(w.cursor, 0)
            ) w, lateral (
                select * from alert where zone_code = w.zone_code and sequence > w.cursor
                order by sequence limit {LargestPage}
            ) a
            order by a.zone_code, a.sequence limit {LargestPage}
            """,
            new { Zones = cursors.Keys.ToArray(), Cursors = cursors.Values.ToArray() },
            ct
        );

    /// <summary>Asks again which history this is: the database may have been restored since.</summary>
    public void ForgetEpoch()
    {
        lock (_gate)
        {
            _epoch = null;
        }
    }

    /// <summary>
    /// Names the history: cluster, timeline, database, and the file of the streams' table. A restore of the cluster, of a database or
    /// of the tables in it changes at least one of them, with nobody having to remember a step. Only a disk that is set back to an
    /// earlier moment keeps all four (docs/operations.md).
    /// </summary>
    public Task<string> Epoch(CancellationToken ct)
    {
        lock (_gate)
        {
            _epoch = _epoch is null or { IsFaulted: true } or { IsCanceled: true } ? Load() : _epoch;
            return _epoch.WaitAsync(ct);
        }

        // Not with the caller's token: the answer is everybody's.
        async Task<string> Load() =>
            await db.QueryOne<string>(
                """
                select to_hex(s.system_identifier) || '-' || c.timeline_id || '-' || d.oid || '-'
                    || pg_relation_filenode('zone_stream')
                from pg_control_system() s, pg_control_checkpoint() c, pg_database d where d.datname = current_database()
                """
            ) ?? throw new InvalidOperationException("The server names no history.");
    }
}
