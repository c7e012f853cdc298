using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Rows">Of the sheet.</param>
/// <param name="Added">New watches.</param>
/// <param name="Known">Rows whose party the organisation watched already, or that an earlier row names.</param>
internal sealed record WatchImportView(int Rows, int Added, int Known);

/// <summary>
/// POST /api/discipline/watches/import: the organisations of a sheet (CSV or XLSX) with the columns of a batch, name and code; all of them
/// or none. A natural person is watched by itself only, under a label that is no name.
/// </summary>
internal static class ImportWatches
{
    public static readonly SheetLimits Limits = new(2 * 1024 * 1024, 2_000, 32L * 1024 * 1024);

    public static async Task<Results<Ok<WatchImportView>, RefusalResult>> Handle(
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var body = await SheetUpload.Read(http, Limits, ct);
        if (body.Refusal is { } notRead)
        {
            return notRead.ToResult();
        }
        var sheet = Sheet.Read(body.Value, Limits);
        if (sheet.Refusal is { } notASheet)
        {
            return notASheet.ToResult();
        }
        var (rows, errors) = BatchSheet.Read(sheet.Value, clock.Today());
        CellError[] wrong = [.. errors, .. rows.Where(r => r.ResidentId is not null).Select(Person)];
        if (wrong.Length > 0)
        {
            return ScreeningErrors.SheetHasErrors.With("errors", wrong).ToResult();
        }
        var outcome = await db.InTransaction<WatchImportView>(
            user.Actor,
            async tx =>
            {
                var added = 0;
                foreach (var row in rows)
                {
                    var asked = new Asked(row.Name, row.Code);
                    var label = row.Name ?? row.Code!;
                    added += await Watches.Begin(tx, user, label, asked, row.Name, null, clock, ct) is null ? 0 : 1;
                }
                return new WatchImportView(rows.Count, added, rows.Count - added);
            },
            Idempotency.Of(http, user, new { sha256 = Convert.ToHexStringLower(SHA256.HashData(body.Value)) }),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    private static CellError Person(AskedRow row) =>
        new(
            row.Row,
            null,
            null,
            "person-in-sheet",
            "自然人不能成批关注，请逐个添加",
            "A natural person is not watched by a sheet; add each by itself"
        );
}
