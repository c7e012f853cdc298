using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Framework">What was kept; null after a dry run.</param>
/// <param name="Indicators">How many the tree has; null where it has errors.</param>
/// <param name="Cells">What is wrong with the cells of a sheet. Only a dry run answers them here; an import that has any is refused.</param>
/// <param name="Paths">What is wrong with a JSON.</param>
internal sealed record FrameworkImportView(
    bool DryRun,
    string? Code,
    string? NameZh,
    string? NameEn,
    int? Indicators,
    string? Hash,
    FrameworkView? Framework,
    IReadOnlyList<CellError> Cells,
    IReadOnlyList<FrameworkError> Paths
);

/// <summary>
/// POST /api/assessments/framework-imports?dryRun=: a framework from XLSX or CSV (as the body or as a file of a form) or from JSON (as the
/// body). It becomes the next version of its code, whole or not at all.
/// </summary>
internal static class ImportFramework
{
    private const int MostJson = 1024 * 1024;

    private static readonly SheetLimits Limits = new(1024 * 1024, 700, 16 * 1024 * 1024);

    public static async Task<Results<Ok<FrameworkImportView>, RefusalResult>> Handle(
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct,
        bool dryRun = true
    )
    {
        FrameworkDraft? draft;
        IReadOnlyList<CellError> cells = [];
        IReadOnlyList<FrameworkError> paths = [];
        byte[] bytes;
        if (http.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            var body = await Json(http, ct);
            if (body.Refusal is { } notRead)
            {
                return notRead.ToResult();
            }
            bytes = body.Value;
            (draft, paths) = FrameworkDraft.Read(
                Encoding.UTF8.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes)
            );
        }
        else
        {
            var body = await SheetUpload.Read(http, Limits, ct);
            if (body.Refusal is { } notRead)
            {
                return notRead.ToResult();
            }
            bytes = body.Value;
            var sheet = Sheet.Read(bytes, Limits);
            if (sheet.Refusal is { } notASheet)
            {
                return notASheet.ToResult();
            }
            (draft, cells) = FrameworkSheet.Read(sheet.Value);
        }
        if (dryRun)
        {
            return TypedResults.Ok(View(draft, null, cells, paths));
        }
        if (draft is null)
        {
            return FrameworkErrors.FrameworkInvalid.With("errors", cells.Count > 0 ? cells : paths).ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<FrameworkView>(
            user.Actor,
            tx => CreateFramework.Keep(tx, draft, user, clock.GetUtcNow()),
            Idempotency.Of(http, user, new { sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) }),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(View(draft, outcome.Value, cells, paths));
    }

    private static FrameworkImportView View(
        FrameworkDraft? draft,
        FrameworkView? kept,
        IReadOnlyList<CellError> cells,
        IReadOnlyList<FrameworkError> paths
    ) =>
        new(
            kept is null,
            draft?.Code,
            draft?.NameZh,
            draft?.NameEn,
            draft?.Content.Leaves.Count(),
            draft is null ? null : CanonicalJson.Hex(draft.Content.Text()),
            kept,
            cells,
            paths
        );

    private static async Task<Outcome<byte[]>> Json(HttpContext http, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await http.Request.Body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MostJson)
            {
                return Limits.TooLarge;
            }
        }
        return bytes.ToArray();
    }
}
