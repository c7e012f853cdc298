using System.Buffers;
using System.Text;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>One change of a list, for who keeps a copy.</summary>
/// <param name="Payload">See <see cref="EntryChange"/>; null where it is withheld: the entry has ended since, or a later change tells more.</param>
/// <param name="Digest">SHA-256 of the payload, in hex: with it the chain is checked although the payload is withheld.</param>
/// <param name="Hash">SHA-256 over the hash before and the digest, in hex.</param>
internal sealed record ListDelta(
    long Sequence,
    Guid EntryId,
    DateTimeOffset KnownAt,
    string? Payload,
    string Digest,
    string Hash
);

/// <summary>Changes and snapshots of a list: who replays the changes 1 to n has the snapshot at n, byte for byte.</summary>
internal sealed class ListFeed(DisciplineDb db, TimeProvider clock)
{
    /// <summary>
    /// What came after a place. Of entries that are no longer in force it gives nothing but the fact that they ended: a repair also stops
    /// sharing and use (NDRC Order 36).
    /// </summary>
    public Task<IReadOnlyList<ListDelta>> Changes(string list, long after, int limit, CancellationToken ct) =>
        db.Query<ListDelta>(
            """
            select c.sequence, c.entry_id, c.known_at,
                case when v.state not in ('published', 'reinstated') or (v.known_until is null and v.valid @> @today) then c.payload end
                    as payload,
                encode(sha256(convert_to(c.payload, 'UTF8')), 'hex') as digest, encode(c.hash, 'hex') as hash
            from list_change c join entry_version v on v.entry_id = c.entry_id and v.version = c.version
            where c.list_code = @list and c.sequence > @after order by c.sequence limit @limit
            """,
            new
            {
                list,
                after,
                limit,
                today = clock.Today(),
            },
            ct
        );

    /// <summary>
    /// Writes a list as of a sequence number: a line of JSON that names list, sequence, chain hash and day, then the last payload of each
    /// entry that was live and whose period holds the day, in the order of the entries' ids. UTF-8, each line ended by LF.
    /// </summary>
    /// <returns>False when the list has not come so far.</returns>
    public async Task<bool> WriteSnapshot(
        IBufferWriter<byte> output,
        Func<ValueTask> flush,
        string list,
        long sequence,
        DateOnly on,
        CancellationToken ct
    )
    {
        var hash =
            sequence == 0
                ? new string('0', 64)
                : await db.QueryOne<string>(
                    "select encode(hash, 'hex') from list_change where list_code = @list and sequence = @sequence",
                    new { list, sequence },
                    ct
                );
        if (hash is null)
        {
            return false;
        }
        Line(output, SnapshotHeader(list, sequence, hash, on));
        await using var connection = await db.Source.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select c.payload from entry_version v join list_change c on c.list_code = v.list_code and c.sequence = v.list_sequence
            where v.list_code = $1 and v.list_sequence <= $2 and v.state in ('published', 'reinstated') and v.valid @> $3
                and not exists (select 1 from entry_version n
                    where n.entry_id = v.entry_id and n.version = v.version + 1 and n.list_sequence <= $2)
            order by v.entry_id
            """;
        command.Parameters.Add(new NpgsqlParameter { Value = list });
        command.Parameters.Add(new NpgsqlParameter { Value = sequence });
        command.Parameters.Add(new NpgsqlParameter { Value = on });
        await using var reader = await command.ExecuteReaderAsync(ct);
        for (var rows = 1; await reader.ReadAsync(ct); rows++)
        {
            Line(output, reader.GetString(0));
            if (rows % 100 == 0)
            {
                await flush();
            }
        }
        await flush();
        return true;
    }

    public static string SnapshotHeader(string list, long sequence, string hash, DateOnly on) =>
        Json.Write(
            new
            {
                hash,
                list,
                on,
                sequence,
            }
        );

    private static void Line(IBufferWriter<byte> output, string text)
    {
        Encoding.UTF8.GetBytes(text, output);
        output.Write("\n"u8);
    }
}
