using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// Works off batches, a chunk in a transaction: claimed with <c>skip locked</c>, so any number of processes share the work, and what one
/// that died had begun is free again at once. Chunks are done in the order of their batches.
/// </summary>
internal sealed class BatchWorker(DisciplineDb db, TimeProvider clock, ILogger<BatchWorker> logger)
    : DueWork(TimeSpan.FromMilliseconds(500), clock, logger)
{
    /// <summary>Candidates that are kept of one row.</summary>
    private const int MostHits = 10;

    /// <summary>Questions that go to the server in one round trip.</summary>
    private const int AtOnce = 100;

    protected override async Task<bool> DoDue(CancellationToken ct)
    {
        var outcome = await db.InTransaction<bool>(Actor.System("discipline.batches"), tx => DoChunk(tx, ct), ct: ct);
        return outcome.Refusal is { } refusal
            ? throw new InvalidOperationException($"A chunk was refused: {refusal.Code}.")
            : outcome.Value;
    }

    private async Task<Outcome<bool>> DoChunk(Tx tx, CancellationToken ct)
    {
        var chunk = await tx.QueryOne<Chunk>(
            """
            select c.batch_id, c.first_row, c.last_row, b.list_version, b.organisation_id
            from screening_chunk c join screening_batch b on b.id = c.batch_id
            where c.done_at is null order by c.batch_id, c.first_row limit 1 for update of c skip locked
            """
        );
        if (chunk is null)
        {
            return false;
        }
        var version =
            ListVersion.Read(chunk.ListVersion)
            ?? throw new InvalidOperationException($"Batch {chunk.BatchId} has no list version.");
        var rows = await tx.Query<Row>(
            """
            select row as number, name, code, id_fingerprint from screening_row
            where batch_id = @BatchId and row between @FirstRow and @LastRow order by row
            """,
            chunk
        );
        var hits = await Screen(tx.Connection, chunk.OrganisationId, rows, version, ct);
        var hash = await Keep(tx.Connection, chunk.BatchId, rows, hits, ct);
        await tx.Execute(
            """
            update screening_chunk set done_at = @now, result_hash = @hash where batch_id = @BatchId and first_row = @FirstRow;
            -- The batch's row is locked from here on: the last chunk sees all others done, and so the whole result.
            update screening_batch b set done_count = done_count + @count, matches = matches + @matches, strong = strong + @strong,
                possible = possible + @possible,
                finished_at = case when done_count + @count = row_count then @now end,
                result_hash = case when done_count + @count = row_count then @hash end
            where id = @BatchId;
            update screening_batch b set result_hash = sha256(
                (select string_agg(c.result_hash, ''::bytea order by c.first_row) from screening_chunk c where c.batch_id = b.id))
            where id = @BatchId and finished_at is not null
            """,
            new
            {
                chunk.BatchId,
                chunk.FirstRow,
                hash,
                count = rows.Count,
                matches = Best("match"),
                strong = Best("strong"),
                possible = Best("possible"),
                now = Clock.GetUtcNow(),
            }
        );
        return true;

        int Best(string kind) => hits.Values.Count(h => h.FirstOrDefault(hit => hit.Alerts)?.Class == kind);
    }

    private static async Task<Dictionary<int, IReadOnlyList<ScreeningHit>>> Screen(
        NpgsqlConnection connection,
        Guid organisation,
        IReadOnlyList<Row> rows,
        ListVersion version,
        CancellationToken ct
    )
    {
        var hits = new Dictionary<int, IReadOnlyList<ScreeningHit>>();
        var identified = await Identified.Find(
            connection,
            [.. rows.Select(r => r.IdFingerprint).OfType<string>()],
            [.. rows.Where(r => r.Name is null).Select(r => r.Code).OfType<string>()],
            version,
            ct
        );
        foreach (var row in rows.Where(r => !r.AsksByName))
        {
            if (identified.TryGetValue(row.IdFingerprint ?? row.Code!, out var hit))
            {
                hits[row.Number] = [hit];
            }
        }
        foreach (var some in rows.Where(r => r.AsksByName).Chunk(AtOnce))
        {
            var asked = Array.ConvertAll(some, row => new Asked(row.Name, row.Code));
            await using var batch = new NpgsqlBatch(connection);
            foreach (var one in asked)
            {
                batch.BatchCommands.Add(Screener.Command(one, organisation, version.Day, version));
            }
            await using var reader = await batch.ExecuteReaderAsync(ct);
            for (var i = 0; i < some.Length; i++)
            {
                var (_, found) = await Screener.Read(reader, asked[i], version.Day, all: false, ct);
                if (found.Count > 0)
                {
                    hits[some[i].Number] = [.. found.Take(MostHits)];
                }
                await reader.NextResultAsync(ct);
            }
        }
        return hits;
    }

    private static async Task<byte[]> Keep(
        NpgsqlConnection connection,
        Guid batch,
        IReadOnlyList<Row> rows,
        Dictionary<int, IReadOnlyList<ScreeningHit>> hits,
        CancellationToken ct
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var import = await connection.BeginBinaryImportAsync(
            "copy screening_hit (batch_id, row, rank, class, score, party_id, hit) from stdin (format binary)",
            ct
        );
        foreach (var row in rows)
        {
            var own = hits.GetValueOrDefault(row.Number, []);
            hash.AppendData(Screener.Hash($"{row.Number}|{row.Name}|{row.Code}|{row.IdFingerprint}", own));
            for (var rank = 0; rank < own.Count; rank++)
            {
                await import.StartRowAsync(ct);
                await import.WriteAsync(batch, NpgsqlDbType.Uuid, ct);
                await import.WriteAsync(row.Number, NpgsqlDbType.Integer, ct);
                await import.WriteAsync(rank + 1, NpgsqlDbType.Integer, ct);
                await import.WriteAsync(own[rank].Class, NpgsqlDbType.Text, ct);
                await import.WriteAsync(own[rank].Score, NpgsqlDbType.Integer, ct);
                await import.WriteAsync(own[rank].PartyId, NpgsqlDbType.Uuid, ct);
                await import.WriteAsync(Json.Write(own[rank]), NpgsqlDbType.Jsonb, ct);
            }
        }
        await import.CompleteAsync(ct);
        return hash.GetHashAndReset();
    }

    private sealed record Chunk(Guid BatchId, int FirstRow, int LastRow, string ListVersion, Guid OrganisationId);

    private sealed record Row
    {
        public int Number { get; init; }
        public string? Name { get; init; }
        public string? Code { get; init; }
        public string? IdFingerprint { get; init; }

        /// <summary>A natural person never by name.</summary>
        public bool AsksByName => Name is not null && IdFingerprint is null;
    }
}
