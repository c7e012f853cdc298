using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using NpgsqlTypes;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>
/// POST /api/assessments/rounds/{id}/zones/{zoneId}/filings/{indicator}/evidence: one file of a form, at most 20 MB, PDF, PNG, JPEG, XLSX or
/// DOCX by its bytes; with <c>replaces</c> the next version of another. POST /api/assessments/evidence/{id}/withdrawal takes one back.
/// Whatever is spooled on the way is on disk, so a request takes the same memory however large its file.
/// </summary>
internal static class UploadEvidence
{
    public const int MostBytes = 20 * 1024 * 1024;
    private const int MostAroundAFile = 64 * 1024;
    private const int ChunkBytes = 256 * 1024;

    public static async Task<Results<Ok<EvidenceView>, RefusalResult>> Handle(
        Guid id,
        Guid zoneId,
        [StringLength(20)] string indicator,
        Guid? replaces,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var sent = await Read(http, ct);
        if (sent.Refusal is { } noFile)
        {
            return noFile.ToResult();
        }
        await using var file = sent.Value.OpenReadStream();
        if (file.Length is 0 or > MostBytes)
        {
            return (file.Length == 0 ? FilingErrors.EvidenceEmpty : FilingErrors.EvidenceTooLarge).ToResult();
        }
        if (FileKind.Of(file) is not { } kind)
        {
            return FilingErrors.EvidenceKind.ToResult();
        }
        var sha256 = await SHA256.HashDataAsync(file, ct);
        var outcome = await db.InTransaction<EvidenceRow>(
            user.Actor,
            async tx =>
            {
                var locked = await FilingPlace.Lock(tx, id, zoneId, user.OrganisationId);
                if (locked.Refusal is { } unknown)
                {
                    return unknown;
                }
                var place = locked.Value;
                if (place.Indicator(indicator) is not { } node)
                {
                    return FilingErrors.IndicatorNotFound;
                }
                var filing = await place.Filing(tx, indicator);
                if (await FilingRules.RefuseWriting(tx, place, node, filing, clock.Today()) is { } closed)
                {
                    return closed;
                }
                var known = await Files(tx, place, indicator);
                if (Refuse(known, replaces, sha256) is { } refused)
                {
                    return refused;
                }
                var row = new EvidenceRow
                {
                    Id = Guid.CreateVersion7(clock.GetUtcNow()),
                    RoundId = id,
                    ZoneId = zoneId,
                    Indicator = indicator,
                    Name = kind.Name(sent.Value.FileName),
                    MediaType = kind.MediaType,
                    Size = (int)file.Length,
                    Sha256 = sha256,
                    Version = (known.FirstOrDefault(f => f.Id == replaces)?.Version ?? 0) + 1,
                    Replaces = replaces,
                    UploadedAt = clock.GetUtcNow(),
                    UploadedByName = user.DisplayName,
                    ScanState = "unscanned",
                };
                await Write(tx, row, file, ct);
                tx.Audit(
                    "assessments.evidence.uploaded",
                    row.Id.ToString(),
                    new
                    {
                        id,
                        zoneId,
                        indicator,
                        row.Name,
                        row.Size,
                        sha256 = Convert.ToHexStringLower(sha256),
                        replaces,
                    }
                );
                return row;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(EvidenceView.Of(outcome.Value));
    }

    public static async Task<Results<Ok<EvidenceView>, RefusalResult>> Withdraw(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<EvidenceRow>(
            user.Actor,
            async tx =>
            {
                var file = await Find(tx, id);
                var locked = file is null
                    ? FilingErrors.EvidenceNotFound
                    : await FilingPlace.Lock(tx, file.RoundId, file.ZoneId, user.OrganisationId);
                if (locked.Refusal is not null)
                {
                    return FilingErrors.EvidenceNotFound;
                }
                var place = locked.Value;
                file = (await Find(tx, id))!;
                var filing = await place.Filing(tx, file.Indicator);
                if (
                    await FilingRules.RefuseWriting(
                        tx,
                        place,
                        place.Indicator(file.Indicator)!,
                        filing,
                        clock.Today()
                    ) is
                    { } closed
                )
                {
                    return closed;
                }
                if (!file.Counts)
                {
                    return FilingErrors.EvidenceReplaced;
                }
                await tx.Execute(
                    """
                    update evidence_file set withdrawn_at = @now, withdrawn_by = @Subject, withdrawn_by_name = @DisplayName
                    where id = @id and withdrawn_at is null
                    """,
                    new
                    {
                        id,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit("assessments.evidence.withdrawn", id.ToString(), new { file.Indicator, file.Name });
                return (await Find(tx, id))!;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(EvidenceView.Of(outcome.Value));
    }

    private static async Task<Outcome<FormFile>> Read(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentLength > MostBytes + MostAroundAFile)
        {
            return FilingErrors.EvidenceTooLarge;
        }
        if (!http.Request.HasFormContentType)
        {
            return FilingErrors.EvidenceMissing;
        }
        try
        {
            var form = await http.Request.ReadFormAsync(
                new FormOptions
                {
                    MultipartBodyLengthLimit = MostBytes + 1,
                    ValueCountLimit = 4,
                    MemoryBufferThreshold = ChunkBytes,
                },
                ct
            );
            return form.Files is [FormFile file] ? file : FilingErrors.EvidenceMissing;
        }
        catch (InvalidDataException)
        {
            // The form's own limit, or no form at all.
            return http.Request.ContentLength > MostBytes
                ? FilingErrors.EvidenceTooLarge
                : FilingErrors.EvidenceMissing;
        }
    }

    private static Refusal? Refuse(IReadOnlyList<EvidenceRow> known, Guid? replaces, byte[] sha256)
    {
        var before = known.FirstOrDefault(f => f.Id == replaces);
        return replaces is not null && before is null ? FilingErrors.EvidenceNotFound
            : before is { Counts: false } ? FilingErrors.EvidenceReplaced
            : known.FirstOrDefault(f => f.Counts && f.Sha256.AsSpan().SequenceEqual(sha256)) is { } same
                ? FilingErrors.EvidenceKnown.With("evidenceId", same.Id)
            : known.Count(f => f.Counts) >= FilingRules.MostFiles && before is null ? FilingErrors.EvidenceTooMany
            : null;
    }

    private static Task<IReadOnlyList<EvidenceRow>> Files(Tx tx, FilingPlace place, string indicator) =>
        tx.Query<EvidenceRow>(
            $"""
            select {EvidenceRow.Columns} from evidence_file e
            where e.round_id = @RoundId and e.zone_id = @ZoneId and e.indicator = @indicator
            """,
            new
            {
                RoundId = place.Round.Id,
                place.ZoneId,
                indicator,
            }
        );

    private static Task<EvidenceRow?> Find(Tx tx, Guid id) =>
        tx.QueryOne<EvidenceRow>($"select {EvidenceRow.Columns} from evidence_file e where e.id = @id", new { id });

    private static async Task Write(Tx tx, EvidenceRow row, Stream file, CancellationToken ct)
    {
        await tx.Execute(
            """
            insert into evidence_file (id, round_id, zone_id, indicator, name, media_type, size, sha256, version, replaces, uploaded_at,
                uploaded_by, uploaded_by_name)
            values (@Id, @RoundId, @ZoneId, @Indicator, @Name, @MediaType, @Size, @Sha256, @Version, @Replaces, @UploadedAt, @Subject,
                @UploadedByName)
            """,
            new
            {
                row.Id,
                row.RoundId,
                row.ZoneId,
                row.Indicator,
                row.Name,
                row.MediaType,
                row.Size,
                row.Sha256,
                row.Version,
                row.Replaces,
                row.UploadedAt,
                tx.Actor.Subject,
                row.UploadedByName,
            }
        );
        file.Position = 0;
        var buffer = new byte[ChunkBytes];
        await using var copy = await tx.Connection.BeginBinaryImportAsync(
            "copy evidence_chunk (file_id, number, content) from stdin (format binary)",
            ct
        );
        for (var number = 0; await file.ReadAtLeastAsync(buffer, ChunkBytes, false, ct) is > 0 and var read; number++)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(number, NpgsqlDbType.Integer, ct);
            await copy.WriteAsync(new ReadOnlyMemory<byte>(buffer, 0, read), NpgsqlDbType.Bytea, ct);
        }
        await copy.CompleteAsync(ct);
    }
}
