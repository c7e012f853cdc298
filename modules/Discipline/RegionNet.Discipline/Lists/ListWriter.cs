using System.Security.Cryptography;
using System.Text;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// Appends to a list, as the last thing a transaction does: the list's row is its last lock, and the clock is read under it, so that
/// sequence, time of knowledge and commits have one order.
/// </summary>
internal static class ListWriter
{
    /// <param name="state">published, stayed, repaired, revoked or reinstated; the database compares it with the case.</param>
    /// <param name="change">What was done; see <see cref="EntryChange.Change"/>.</param>
    public static async Task<EntryChange> Append(Tx tx, TimeProvider clock, Guid entry, string state, string change)
    {
        var facts = (await tx.QueryOne<EntryFacts>(EntryFacts.Sql, new { entry }))!;
        var stream = (
            await tx.QueryOne<StreamHead>(
                "select head, head_hash, known_at from list_stream where list_code = @ListCode for update",
                new { facts.ListCode }
            )
        )!;
        var told = facts.Change(stream.Head + 1, stream.Next(clock.GetUtcNow()), state, change);
        var payload = told.Write();
        var written = await tx.Execute(
            """
            insert into list_change (list_code, sequence, entry_id, version, known_at, payload, hash)
            values (@ListCode, @Sequence, @EntryId, @Version, @KnownAt, @payload, @hash);

            insert into entry_version (entry_id, version, list_code, list_sequence, state, valid, known_at)
            values (@EntryId, @Version, @ListCode, @Sequence, @State, daterange(@From, @Until), @KnownAt)
            """,
            new
            {
                told.ListCode,
                told.Sequence,
                told.EntryId,
                told.Version,
                told.KnownAt,
                told.State,
                facts.From,
                facts.Until,
                payload,
                hash = Chain(stream.HeadHash, payload),
            }
        );
        if (written != 2)
        {
            throw new InvalidOperationException($"The list {told.ListCode} took {written} rows of a change.");
        }
        tx.Audit(
            "discipline.entry.changed",
            entry.ToString(),
            new
            {
                told.ListCode,
                told.Sequence,
                told.Change,
            }
        );
        tx.Publish(
            ListingChanged.Kind,
            entry.ToString(),
            new ListingChanged(
                entry,
                change,
                facts.ListCode,
                facts.ListZh,
                facts.ListEn,
                facts.PartyCode,
                facts.PartyKind == "organisation" ? facts.PartyName : null,
                facts.PartyFingerprint,
                facts.PlaceCode,
                facts.AuthorityId,
                facts.From,
                facts.Until,
                told.Version
            )
        );
        return told;
    }

    /// <summary>
    /// SHA-256 over the hash before and the SHA-256 of the payload: a reader from whom a payload is withheld still checks the chain by its
    /// digest.
    /// </summary>
    public static byte[] Chain(byte[] before, string payload) =>
        SHA256.HashData([.. before, .. SHA256.HashData(Encoding.UTF8.GetBytes(payload))]);

    private sealed record StreamHead(long Head, byte[] HeadHash, DateTimeOffset KnownAt)
    {
        /// <summary>Never the instant of the change before, whatever the clock says; to the microsecond, as it is kept.</summary>
        public DateTimeOffset Next(DateTimeOffset now)
        {
            var whole = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
            return BusinessTime.Local(whole > KnownAt ? whole : KnownAt.AddMicroseconds(1));
        }
    }

    private sealed record EntryFacts
    {
        public const string Sql = """
            select e.list_code, k.zh as list_zh, k.en as list_en, e.id, e.authority_id, e.authority_zh, e.authority_en, e.clause,
                e.decided_on, e.document_number, g.code as ground_code, g.zh as ground_zh, g.en as ground_en, p.kind as party_kind,
                p.code as party_code, p.id_fingerprint as party_fingerprint, coalesce(p.name, p.masked_name) as party_name,
                e.place_code, lower(c.term) as "from", upper(c.term) as "until",
                1 + coalesce((select max(v.version) from entry_version v where v.entry_id = e.id), 0) as version
            from list_entry e join list_kind k on k.code = e.list_code join ground g on g.id = e.ground_id
            join party p on p.id = e.party_id join discipline_case c on c.id = e.case_id
            where e.id = @entry
            """;

        public required string ListCode { get; init; }
        public required string ListZh { get; init; }
        public required string ListEn { get; init; }
        public Guid Id { get; init; }
        public Guid AuthorityId { get; init; }
        public required string AuthorityZh { get; init; }
        public required string AuthorityEn { get; init; }
        public required string Clause { get; init; }
        public DateOnly DecidedOn { get; init; }
        public required string DocumentNumber { get; init; }
        public required string GroundCode { get; init; }
        public required string GroundZh { get; init; }
        public required string GroundEn { get; init; }
        public required string PartyKind { get; init; }
        public string? PartyCode { get; init; }
        public string? PartyFingerprint { get; init; }
        public required string PartyName { get; init; }
        public string? PlaceCode { get; init; }
        public DateOnly From { get; init; }
        public DateOnly Until { get; init; }
        public int Version { get; init; }

        public EntryChange Change(long sequence, DateTimeOffset knownAt, string state, string change)
        {
            var live = state is "published" or "reinstated";
            return new EntryChange(
                live ? AuthorityEn : null,
                live ? AuthorityId : null,
                live ? AuthorityZh : null,
                change,
                live ? Clause : null,
                live ? DecidedOn : null,
                live ? DocumentNumber : null,
                Id,
                live ? From : null,
                live ? GroundCode : null,
                live ? GroundEn : null,
                live ? GroundZh : null,
                knownAt,
                ListCode,
                live ? PartyCode : null,
                live ? PartyFingerprint : null,
                live ? PartyKind : null,
                live ? PartyName : null,
                live ? PlaceCode : null,
                sequence,
                state,
                live ? Until : null,
                Version
            );
        }
    }
}
