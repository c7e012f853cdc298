using System.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>
/// GET /api/assessments/evidence/{id}: the file as it was sent, piece by piece, to download, or with <c>preview</c> to be shown in a
/// sandbox. What a scanner called infected is not given out, nor, where there is a scanner, what it has not seen yet.
/// </summary>
internal static class GiveEvidence
{
    public static async Task<Results<PushStreamHttpResult, RefusalResult>> Handle(
        Guid id,
        bool? preview,
        HttpContext http,
        AssessmentsDb db,
        ZoneReach reach,
        ScannerOptions scanner,
        CancellationToken ct
    )
    {
        var sight = await reach.Of(http.CurrentUser(), ct);
        var file = await db.QueryOne<EvidenceRow>(
            $"""
            select {EvidenceRow.Columns} from evidence_file e
            join assessment_round r on r.id = e.round_id
            join demonstration_zone z on z.id = e.zone_id
            where e.id = @id and {ShowFiling.Readers}
            """,
            new
            {
                id,
                sight.Organises,
                sight.Filer,
                sight.Scorer,
                sight.Now,
            },
            ct
        );
        if (file is null)
        {
            return FilingErrors.EvidenceNotFound.ToResult();
        }
        if (file.ScanState == "infected")
        {
            return FilingErrors.EvidenceInfected.ToResult();
        }
        if (file.ScanState == "unscanned" && scanner.IsConfigured)
        {
            http.Response.Headers.RetryAfter = "5";
            return FilingErrors.EvidenceNotScanned.ToResult();
        }
        Describe(http.Response, file, preview == true && FileKind.Of(file.MediaType).Previews);
        return TypedResults.Stream(body => Copy(db, id, body, http.RequestAborted), file.MediaType);
    }

    private static void Describe(HttpResponse response, EvidenceRow file, bool inline)
    {
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        // Whatever is in it, it is shown without scripts, forms and requests, and without an origin; but browsers start their reader
        // of PDF, which has a sandbox of its own, only outside one.
        response.Headers.ContentSecurityPolicy =
            (file.MediaType == "application/pdf" ? "" : "sandbox; ")
            + "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none'; frame-ancestors 'self'";
        response.Headers.CacheControl = "private, no-store";
        response.Headers.Append("X-Scan-State", file.ScanState);
        response.ContentLength = file.Size;
    }

    /// <summary>One piece in memory at a time.</summary>
    public static async Task Copy(AssessmentsDb db, Guid id, Stream to, CancellationToken ct)
    {
        await using var connection = await db.Source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(
            "select content from evidence_chunk where file_id = $1 order by number",
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var chunks = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        while (await chunks.ReadAsync(ct))
        {
            await using var content = await chunks.GetStreamAsync(0, ct);
            await content.CopyToAsync(to, ct);
        }
    }
}
