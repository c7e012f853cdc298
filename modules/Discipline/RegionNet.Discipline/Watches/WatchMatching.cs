using Npgsql;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Finds which watches a listed party concerns, and which listed parties a new watch does.</summary>
internal static class WatchMatching
{
    /// <summary>What is in force when a watch begins: shown with it, but no alert.</summary>
    public static async Task FindPresent(
        Tx tx,
        Guid organisation,
        Guid watch,
        Asked asked,
        string? fingerprint,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var day = clock.Today();
        IReadOnlyList<ScreeningHit> hits;
        if (fingerprint is not null)
        {
            var version = await ListVersion.Now(tx.Connection, day, ct);
            hits = [.. (await Identified.Find(tx.Connection, [fingerprint], [], version, ct)).Values];
        }
        else
        {
            await using var batch = new NpgsqlBatch(tx.Connection)
            {
                BatchCommands = { Screener.Command(asked, organisation, day, null) },
            };
            await using var reader = await batch.ExecuteReaderAsync(ct);
            (_, hits) = await Screener.Read(reader, asked, day, all: false, ct);
        }
        foreach (var hit in hits.Where(h => h.Alerts))
        {
            foreach (var entry in hit.Entries)
            {
                await Keep(
                    tx,
                    watch,
                    entry.Id,
                    entry.Version,
                    "present",
                    hit.Class,
                    hit.Score,
                    hit.Pieces,
                    true,
                    clock
                );
            }
        }
    }

    /// <returns>Whether this version of the entry is new to the watch.</returns>
    public static async Task<bool> Keep(
        Tx tx,
        Guid watch,
        Guid entry,
        int version,
        string change,
        string kind,
        int score,
        IReadOnlyList<ScorePiece> pieces,
        bool atStart,
        TimeProvider clock
    ) =>
        await tx.Execute(
            """
            insert into watch_hit (watch_id, entry_id, version, change, class, score, pieces, found_at_start, found_at)
            values (@watch, @entry, @version, @change, @kind, @score, @pieces::jsonb, @atStart, @now)
            on conflict do nothing
            """,
            new
            {
                watch,
                entry,
                version,
                change,
                kind,
                score,
                pieces = Json.Write(pieces),
                atStart,
                now = clock.GetUtcNow(),
            }
        ) == 1;
}

/// <summary>
/// A change of a list is held against all watches, in the transaction that notes it as handled: the same change tells a watch once,
/// however often it is delivered.
/// </summary>
internal sealed class OnListingChanged(DisciplineDb db, TimeProvider clock) : IEventHandler<ListingChanged>
{
    /// <summary>Watches that share a key with a listed name; most of them share no more than that.</summary>
    private const string Concerned = """
        select w.id, w.organisation_id, w.label, w.name, w.code, w.id_fingerprint from watch w
        where w.ended_at is null and w.id_fingerprint = @PartyFingerprint
        union
        select w.id, w.organisation_id, w.label, w.name, w.code, w.id_fingerprint from watch w
        where w.ended_at is null and w.code = @PartyCode
        union
        select w.id, w.organisation_id, w.label, w.name, w.code, w.id_fingerprint from watch w
        where w.ended_at is null and w.id in (select k.watch_id from watch_key k where k.key = any(@keys))
        order by id
        """;

    public Task Handle(EventContext context, ListingChanged fact, CancellationToken ct) =>
        db.Consume(context, tx => Tell(tx, fact, ct), ct);

    private async Task Tell(Tx tx, ListingChanged fact, CancellationToken ct)
    {
        var names = await tx.Query<string>(
            """
            select i.name from list_entry e join indexed_name i on i.party_id = e.party_id
            where e.id = @EntryId and i.matcher = @Version order by i.id
            """,
            new { fact.EntryId, NameKeys.Version }
        );
        var listed = names.Select(CompanyName.Read).ToList();
        var watches = await tx.Query<Watch>(
            Concerned,
            new
            {
                fact.PartyFingerprint,
                fact.PartyCode,
                keys = listed.SelectMany(NameKeys.OfListed).Distinct().ToArray(),
            }
        );
        if (watches.Count == 0)
        {
            return;
        }
        var version =
            fact.Version
            ?? await tx.QueryOne<int>(
                "select max(version) from entry_version where entry_id = @EntryId",
                new { fact.EntryId }
            );
        foreach (var watch in watches)
        {
            var (kind, score) = Weigh(watch, fact, listed);
            // A decision that a candidate is another party is about versions of entries: this one is new, and opens the question again.
            if (kind is null)
            {
                continue;
            }
            if (
                await WatchMatching.Keep(
                    tx,
                    watch.Id,
                    fact.EntryId,
                    version,
                    fact.Change,
                    kind,
                    score.Points,
                    score.Pieces,
                    false,
                    clock
                )
            )
            {
                tx.Publish(
                    WatchHit.Kind,
                    watch.Id.ToString(),
                    new WatchHit(
                        watch.Id,
                        watch.OrganisationId,
                        watch.Label,
                        kind,
                        score.Points,
                        fact.EntryId,
                        fact.Change,
                        fact.PartyName,
                        fact.ListZh,
                        fact.ListEn
                    )
                );
            }
        }
    }

    private static (string? Kind, NameScore Score) Weigh(
        Watch watch,
        ListingChanged fact,
        IReadOnlyList<CompanyName> listed
    )
    {
        if (
            (watch.IdFingerprint is not null && watch.IdFingerprint == fact.PartyFingerprint)
            || (watch.Code is not null && watch.Code == fact.PartyCode)
        )
        {
            return ("match", new NameScore(100, []));
        }
        if (watch.Name is not { } name || listed.Count == 0 || (watch.Code is not null && fact.PartyCode is not null))
        {
            return (null, new NameScore(0, []));
        }
        var query = new NameQuery(name);
        var best = listed.Select(l => NameScore.Of(query, l)).MaxBy(s => s.Points)!;
        return (
            best.Points >= NameScore.Strong ? "strong"
            : best.Points >= NameScore.Possible ? "possible"
            : null,
            best
        );
    }

    private sealed record Watch
    {
        public Guid Id { get; init; }
        public Guid OrganisationId { get; init; }
        public required string Label { get; init; }
        public string? Name { get; init; }
        public string? Code { get; init; }
        public string? IdFingerprint { get; init; }
    }
}
