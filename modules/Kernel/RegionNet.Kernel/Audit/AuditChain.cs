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
public sealed record AuditVerification(long Entries, long? BrokenAt, string? Problem);

/// <summary>
/// The append-only, hash-chained record of a module's writes (等保 2.0 level 3: an audit that no administrator can change
/// unnoticed). Changing or removing an entry breaks the chain at that place; cutting its end is seen by the head row.
/// </summary>
public static class AuditChain
{
    /// <summary>Reads the chain's end and locks it. What is appended next must follow in the same transaction.</summary>
    internal const string LockHead = "select sequence, hash from audit_head for update";

    /// <summary>Chains the entries to the head that <see cref="LockHead"/> has read, and moves the head to the last of them.</summary>
    /// <param name="at">Taken under the head's lock, so that it never runs against the sequence.</param>
    internal static void Append(
        NpgsqlBatch batch,
        (long Sequence, byte[] Hash) head,
        Actor actor,
        DateTimeOffset at,
        IReadOnlyList<(string Action, string Subject, string Details, string Result)> entries
    )
    {
        at = new DateTimeOffset(at.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, default);
        var (sequence, previous) = head;
        foreach (var (action, subject, details, result) in entries)
        {
            var entry = new AuditEntry(
                ++sequence,
                at,
                actor.Subject,
                actor.Name,
                actor.OrganisationId,
                actor.Address,
                action,
                subject,
                details,
                result,
                previous,
                []
            );
            var hash = Hash(entry);
            batch
                .Add(
                    """
                    insert into audit_entry
                        (sequence, at, actor, actor_name, organisation_id, address, action, subject, details, result, previous, hash)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                    """
                )
                .With(entry.Sequence)
                .With(entry.At.UtcDateTime)
                .With(entry.Actor)
                .With(entry.ActorName)
                .With(entry.OrganisationId, NpgsqlDbType.Uuid)
                .With(entry.Address, NpgsqlDbType.Text)
                .With(entry.Action)
                .With(entry.Subject)
                .With(entry.Details)
                .With(entry.Result)
                .With(entry.Previous)
                .With(hash);
            previous = hash;
        }
        batch.Add("update audit_head set sequence = $1, hash = $2").With(sequence).With(previous);
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
        var (headSequence, headHash, end) = await connection.QuerySingleAsync<(long?, byte[]?, long)>(
            """
            select h.sequence, h.hash, (select coalesce(max(sequence), 0) from audit_entry)
            from (select 1) as one left join audit_head h on true
            """
        );
        if (headHash is null)
        {
            return new AuditVerification(0, end, "The head of the chain is missing.");
        }
        while (last < headSequence)
        {
            var entries = (
                await connection.QueryAsync<AuditEntry>(
                    """
                    select sequence, at, actor, actor_name, organisation_id, address, action, subject, details, result, previous, hash
                    from audit_entry where sequence > @last and sequence <= @headSequence order by sequence limit @page
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
                return new AuditVerification(last, last + 1, "The entry is missing.");
            }
            foreach (var entry in entries)
            {
                if (entry.Sequence != last + 1)
                {
                    return new AuditVerification(last, last + 1, "The entry is missing.");
                }
                if (!entry.Previous.AsSpan().SequenceEqual(expected))
                {
                    return new AuditVerification(
                        last,
                        entry.Sequence,
                        "The entry does not continue the one before it."
                    );
                }
                if (!Hash(entry).AsSpan().SequenceEqual(entry.Hash))
                {
                    return new AuditVerification(last, entry.Sequence, "The entry's content does not match its hash.");
                }
                expected = entry.Hash;
                last = entry.Sequence;
            }
        }
        if (!headHash.AsSpan().SequenceEqual(expected))
        {
            return new AuditVerification(last, last, "The head of the chain does not match its last entry.");
        }
        return end > last
            ? new AuditVerification(last, last + 1, "The entry lies beyond the head of the chain.")
            : new AuditVerification(last, null, null);
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
}
