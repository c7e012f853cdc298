using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Done">Rows that have been screened so far.</param>
/// <param name="Matches">Rows whose best candidate is a match; likewise Strong and Possible.</param>
/// <param name="Version">What all rows are compared with, whenever their turn comes.</param>
/// <param name="ResultHash">Once it has finished.</param>
/// <param name="SameAsOriginal">Of a replay that has finished: whether its result is that of the first time.</param>
internal sealed record ScreeningBatchView(
    Guid Id,
    string FileName,
    int Rows,
    int Done,
    int Matches,
    int Strong,
    int Possible,
    string Version,
    DateTimeOffset CreatedAt,
    string CreatedByName,
    DateTimeOffset? FinishedAt,
    string? ResultHash,
    Guid? ReplayOf,
    bool? SameAsOriginal
)
{
    internal const string Columns = """
        b.id, b.file_name, b.row_count as rows, b.done_count as done, b.matches, b.strong, b.possible, b.list_version as version,
        b.created_at, b.created_by_name, b.finished_at, encode(b.result_hash, 'hex') as result_hash, b.replay_of,
        b.result_hash = (select o.result_hash from screening_batch o where o.id = b.replay_of) as same_as_original
        """;
}

/// <summary>
/// Screening of a whole sheet. The rows are kept and worked off in chunks by whichever process is free (<see cref="BatchWorker"/>); all
/// are compared with the lists as they stood when the batch came in.
/// </summary>
internal static class ScreenBatch
{
    public const int ChunkRows = 500;

    public static async Task<Results<Accepted<ScreeningBatchView>, RefusalResult>> Start(
        HttpContext http,
        DisciplineDb db,
        DisciplineSealing sealing,
        TimeProvider clock,
        CancellationToken ct,
        [StringLength(200, MinimumLength = 2)] string? purpose = null
    )
    {
        var user = http.CurrentUser();
        if (ResidentId.StandsIn(purpose))
        {
            return DisciplineErrors.IdentifierInText.ToResult();
        }
        var body = await SheetUpload.Read(http, BatchSheet.Limits, ct);
        if (body.Refusal is { } notRead)
        {
            return notRead.ToResult();
        }
        var sheet = Sheet.Read(body.Value, BatchSheet.Limits);
        if (sheet.Refusal is { } notASheet)
        {
            return notASheet.ToResult();
        }
        var day = clock.Today();
        var (asked, errors) = BatchSheet.Read(sheet.Value, day);
        if (errors.Count > 0)
        {
            return ScreeningErrors.SheetHasErrors.With("errors", errors).ToResult();
        }
        var ids = asked.Count(row => row.ResidentId is not null);
        if (ids > 0 && string.IsNullOrWhiteSpace(purpose))
        {
            return ScreeningErrors.PurposeMissing.With("ids", ids).ToResult();
        }
        var fileName = await FileName(http, ct);
        var sha256 = SHA256.HashData(body.Value);
        var outcome = await db.InTransaction<ScreeningBatchView>(
            user.Actor,
            async tx =>
            {
                var id = Guid.CreateVersion7();
                var version = await ListVersion.Now(tx.Connection, day, ct);
                await Insert(
                    tx,
                    user,
                    clock,
                    id,
                    new(fileName, sha256, version.Write(), asked.Count, ids, purpose),
                    null
                );
                await using (
                    var rows = await tx.Connection.BeginBinaryImportAsync(
                        "copy screening_row (batch_id, row, name, code, id_fingerprint) from stdin (format binary)",
                        ct
                    )
                )
                {
                    foreach (var row in asked)
                    {
                        await rows.StartRowAsync(ct);
                        await rows.WriteAsync(id, NpgsqlDbType.Uuid, ct);
                        await rows.WriteAsync(row.Row, NpgsqlDbType.Integer, ct);
                        await rows.WriteAsync(row.Name, NpgsqlDbType.Text, ct);
                        await rows.WriteAsync(row.Code, NpgsqlDbType.Text, ct);
                        await rows.WriteAsync(
                            row.ResidentId is { } resident ? sealing.Fingerprint(resident) : null,
                            NpgsqlDbType.Text,
                            ct
                        );
                    }
                    await rows.CompleteAsync(ct);
                }
                return await Cut(tx, id);
            },
            Idempotency.Of(http, user, new { sha256 = Convert.ToHexStringLower(sha256), purpose }),
            ct
        );
        return Answer(outcome);
    }

    /// <summary>The same rows once more, on the version of the lists that the batch was made with.</summary>
    public static async Task<Results<Accepted<ScreeningBatchView>, RefusalResult>> Replay(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<ScreeningBatchView>(
            user.Actor,
            async tx =>
            {
                var first = await tx.QueryOne<Original>(
                    """
                    select b.file_name, b.sha256, b.list_version, b.row_count, b.id_count, b.purpose, b.finished_at is not null as finished
                    from screening_batch b where b.id = @id and b.organisation_id = @OrganisationId
                    """,
                    new { id, user.OrganisationId }
                );
                if (first is null)
                {
                    return ScreeningErrors.BatchNotFound;
                }
                if (!first.Finished)
                {
                    return ScreeningErrors.BatchNotFinished;
                }
                if (ListVersion.Read(first.ListVersion)?.Matcher != NameKeys.Version)
                {
                    return ScreeningErrors.OtherMatcher;
                }
                var again = Guid.CreateVersion7();
                await Insert(tx, user, clock, again, first, id);
                await tx.Execute(
                    """
                    insert into screening_row (batch_id, row, name, code, id_fingerprint)
                    select @again, row, name, code, id_fingerprint from screening_row where batch_id = @id
                    """,
                    new { id, again }
                );
                return await Cut(tx, again);
            },
            Idempotency.Of(http, user, new { id }),
            ct
        );
        return Answer(outcome);
    }

    private static Results<Accepted<ScreeningBatchView>, RefusalResult> Answer(Outcome<ScreeningBatchView> outcome) =>
        outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Accepted($"/api/discipline/batches/{outcome.Value.Id}", outcome.Value);

    private static Task<int> Insert(Tx tx, CurrentUser user, TimeProvider clock, Guid id, Original of, Guid? replayOf)
    {
        // IDs stand in no audit; that so many were used, and what for, does.
        tx.Audit(
            "discipline.batch.started",
            id.ToString(),
            new
            {
                of.FileName,
                sha256 = Convert.ToHexStringLower(of.Sha256),
                rows = of.RowCount,
                ids = of.IdCount,
                of.Purpose,
                replayOf,
            }
        );
        return tx.Execute(
            """
            insert into screening_batch (id, organisation_id, file_name, sha256, replay_of, list_version, row_count, id_count, purpose,
                created_at, created_by, created_by_name)
            values (@id, @OrganisationId, @FileName, @Sha256, @replayOf, @ListVersion, @RowCount, @IdCount, @Purpose, @now, @Subject,
                @DisplayName)
            """,
            new
            {
                id,
                user.OrganisationId,
                of.FileName,
                of.Sha256,
                replayOf,
                of.ListVersion,
                of.RowCount,
                of.IdCount,
                of.Purpose,
                now = clock.GetUtcNow(),
                user.Subject,
                user.DisplayName,
            }
        );
    }

    private static async Task<ScreeningBatchView> Cut(Tx tx, Guid id)
    {
        await tx.Execute(
            """
            insert into screening_chunk (batch_id, first_row, last_row)
            select @id, min(row), max(row) from (
                select row, (row_number() over (order by row) - 1) / @ChunkRows as chunk from screening_row where batch_id = @id
            ) r group by chunk
            """,
            new { id, ChunkRows }
        );
        return (
            await tx.QueryOne<ScreeningBatchView>(
                $"select {ScreeningBatchView.Columns} from screening_batch b where b.id = @id",
                new { id }
            )
        )!;
    }

    /// <summary>As its sender calls it; a name that holds a resident ID is not kept.</summary>
    private static async Task<string> FileName(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            return "sheet";
        }
        var name = Path.GetFileName((await http.Request.ReadFormAsync(ct)).Files[0].FileName);
        return name.Length is 0 or > 200 || ResidentId.StandsIn(name) ? "sheet" : name;
    }

    /// <summary>What a batch and its replay have in common.</summary>
    private sealed record Original(
        string FileName,
        byte[] Sha256,
        string ListVersion,
        int RowCount,
        int IdCount,
        string? Purpose,
        bool Finished = false
    );
}
