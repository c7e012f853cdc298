using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Org.BouncyCastle.Crypto.Digests;

namespace RegionNet.Kernel;

/// <summary>One entry of a module's audit chain.</summary>
/// <param name="At">Server clock, to the microsecond.</param>
/// <param name="Previous">The hash of the entry before, 32 zero bytes for the first.</param>
/// <param name="Hash">SM3 (GB/T 32905-2016) over all other fields and <paramref name="Previous"/>.</param>
public sealed record AuditEntry(
    long Sequence,
    DateTimeOffset At,
    string Actor,
    string ActorName,
    Guid? OrganisationId,
    string? Address,
    string Action,
    string Subject,
    string Details,
    string Result,
    byte[] Previous,
    byte[] Hash
);

/// <param name="Entries">How many entries were checked.</param>
/// <param name="BrokenAt">The first sequence number that does not fit the chain; null when all do.</param>
/// <param name="Problem">What does not fit there.</param>
/// <param name="Pending">Entries that were written but not chained yet; more than those of the last seconds means that nobody chains.</param>
public sealed record AuditVerification(long Entries, long? BrokenAt, string? Problem, long Pending = 0);

/// <summary>
/// The append-only, hash-chained record of a module's writes (等保 2.0 level 3: an audit that no administrator can change
/// unnoticed). An entry is committed with the fact it tells of; within moments <see cref="Extend"/> gives it its place in the
/// chain. From then on changing or removing it breaks the chain at that place; cutting its end is seen by the head row.
/// </summary>
public static class AuditChain
{
    internal const int LargestPiece = 1_000;

    private const string Columns =
        "sequence, at, actor, actor_name, organisation_id, address, action, subject, details, result, previous, hash";

    /// <summary>Adds the entries of one transaction.</summary>
    internal static void Add(
        NpgsqlBatch batch,
        Actor actor,
        DateTimeOffset at,
        IReadOnlyList<(string Action, string Subject, string Details, string Result)> entries
    )
    {
        foreach (var (action, subject, details, result) in entries)
        {
            batch
                .Add(
                    """
                    insert into audit_entry (at, actor, actor_name, organisation_id, address, action, subject, details, result)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    """
                )
                .With(at.UtcDateTime)
                .With(actor.Subject)
                .With(actor.Name)
                .With(actor.OrganisationId, NpgsqlDbType.Uuid)
                .With(actor.Address, NpgsqlDbType.Text)
                .With(action)
                .With(subject)
                .With(details)
                .With(result);
        }
    }

    /// <summary>
    /// Chains the entries that have no place yet, in the order they were written as far as they are visible. Any number of
    /// processes may call it: one at a time holds the head, the others leave the work to it.
    /// </summary>
    /// <returns>How many were chained.</returns>
    /// <exception cref="InvalidOperationException">The head is missing or does not fit the last entry: a broken chain is not continued.</exception>
    public static async Task<int> Extend(NpgsqlDataSource source, CancellationToken ct)
    {
        DapperTypes.Register();
        await using var connection = await source.OpenConnectionAsync(ct);
        if (
            !await connection.ExecuteScalarAsync<bool>(
                "select exists (select 1 from audit_entry where sequence is null)"
            )
        )
        {
            return 0;
        }
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var held = (
            await connection.QueryAsync<(long Sequence, byte[] Hash)>(
                "select sequence, hash from audit_head for update skip locked"
            )
        ).AsList();
        // Statements of their own, so that they see what whoever held the head before has chained.
        var (heads, last, lastHash) = await connection.QuerySingleAsync<(long, long, byte[])>(
            """
            select (select count(*) from audit_head), coalesce(max(sequence), 0),
                coalesce((array_agg(hash order by sequence desc))[1], decode(repeat('00', 32), 'hex'))
            from (select sequence, hash from audit_entry where sequence is not null order by sequence desc limit 1) e
            """
        );
        if (held is not [var head])
        {
            return heads == 1 ? 0 : throw new InvalidOperationException("The head of the audit chain is missing.");
        }
        if (head.Sequence != last || !head.Hash.AsSpan().SequenceEqual(lastHash))
        {
            throw new InvalidOperationException("The audit chain is broken at its end and is not continued.");
        }
        var pending = (
            await connection.QueryAsync<PendingEntry>(
                $"""
                select id, at, actor, actor_name, organisation_id, address, action, subject, details, result
                from audit_entry where sequence is null order by id limit {LargestPiece}
                """
            )
        ).AsList();
        var chained = new List<AuditEntry>(pending.Count);
        foreach (var entry in pending)
        {
            var next = entry.After(last, lastHash);
            chained.Add(next);
            (last, lastHash) = (next.Sequence, next.Hash);
        }
        await using var batch = connection.CreateBatch();
        batch
            .Add(
                """
                update audit_entry e set sequence = c.sequence, previous = c.previous, hash = c.hash
                from unnest($1, $2, $3, $4) as c (id, sequence, previous, hash) where e.id = c.id
                """
            )
            .With(pending.ConvertAll(e => e.Id).ToArray())
            .With(chained.ConvertAll(e => e.Sequence).ToArray())
            .With(chained.ConvertAll(e => e.Previous).ToArray())
            .With(chained.ConvertAll(e => e.Hash).ToArray());
        batch.Add("update audit_head set sequence = $1, hash = $2").With(last).With(lastHash);
        batch.Add("commit");
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
        return pending.Count;
    }

    /// <summary>Recomputes the chain from its first entry, in pages, and names the first place that does not fit.</summary>
    public static async Task<AuditVerification> Verify(NpgsqlDataSource source, CancellationToken ct)
    {
        DapperTypes.Register();
        await using var connection = await source.OpenConnectionAsync(ct);
        const int page = 5_000;
        var expected = new byte[32];
        long last = 0;
        // The head and the end of the chain are read in one statement, that is, as of one moment: they must agree. What is
        // appended while the check runs lies beyond both and is left to the next check.
        var (headSequence, headHash, end, pending) = await connection.QuerySingleAsync<(long?, byte[]?, long, long)>(
            """
            select h.sequence, h.hash, (select coalesce(max(sequence), 0) from audit_entry),
                (select count(*) from audit_entry where sequence is null)
            from (select 1) as one left join audit_head h on true
            """
        );
        if (headHash is null)
        {
            return Found(0, end, "The head of the chain is missing.");
        }
        while (last < headSequence)
        {
            var entries = (
                await connection.QueryAsync<AuditEntry>(
                    $"""
                    select {Columns} from audit_entry where sequence > @last and sequence <= @headSequence order by sequence limit @page
                    """,
                    new
                    {
                        last,
                        headSequence,
                        page,
                    }
                )
            ).AsList();
            if (entries.Count == 0)
            {
                return Found(last, last + 1, "The entry is missing.");
            }
            foreach (var entry in entries)
            {
                if (entry.Sequence != last + 1)
                {
                    return Found(last, last + 1, "The entry is missing.");
                }
                if (!entry.Previous.AsSpan().SequenceEqual(expected))
                {
                    return Found(last, entry.Sequence, "The entry does not continue the one before it.");
                }
                if (!Hash(entry).AsSpan().SequenceEqual(entry.Hash))
                {
                    return Found(last, entry.Sequence, "The entry's content does not match its hash.");
                }
                expected = entry.Hash;
                last = entry.Sequence;
            }
        }
        if (!headHash.AsSpan().SequenceEqual(expected))
        {
            return Found(last, last, "The head of the chain does not match its last entry.");
        }
        return end > last
            ? Found(last, last + 1, "The entry lies beyond the head of the chain.")
            : Found(last, null, null);

        AuditVerification Found(long entries, long? at, string? problem) => new(entries, at, problem, pending);
    }

    /// <summary>SM3 over length-prefixed fields: no two different entries give the same bytes.</summary>
    internal static byte[] Hash(AuditEntry entry)
    {
        var digest = new SM3Digest();
        Span<byte> length = stackalloc byte[4];
        foreach (
            var field in (ReadOnlySpan<string?>)
                [
                    entry.Sequence.ToString(CultureInfo.InvariantCulture),
                    entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                    entry.Actor,
                    entry.ActorName,
                    entry.OrganisationId?.ToString(),
                    entry.Address,
                    entry.Action,
                    entry.Subject,
                    entry.Details,
                    entry.Result,
                ]
        )
        {
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            // An absent field is told apart from an empty one.
            BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
            digest.BlockUpdate(length);
            digest.BlockUpdate(bytes);
        }
        digest.BlockUpdate(entry.Previous);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash);
        return hash;
    }

    private sealed record PendingEntry(
        long Id,
        DateTimeOffset At,
        string Actor,
        string ActorName,
        Guid? OrganisationId,
        string? Address,
        string Action,
        string Subject,
        string Details,
        string Result
    )
    {
        public AuditEntry After(long sequence, byte[] previous)
        {
            var entry = new AuditEntry(
                sequence + 1,
                At,
                Actor,
                ActorName,
                OrganisationId,
                Address,
                Action,
                Subject,
                Details,
                Result,
                previous,
                []
            );
            return entry with { Hash = Hash(entry) };
        }
    }
}
