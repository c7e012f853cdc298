using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Saved">Cells whose mark or comment is new; in a dry run, those that would be.</param>
/// <param name="Unchanged">Cells that stand as the form has them.</param>
internal sealed record FormReport(bool DryRun, int Saved, int Unchanged, IReadOnlyList<CellError> Errors);

/// <summary>
/// The caller's open sheets of a round as one table to be filled in off line, and back: /api/assessments/rounds/{round}/form. The version of
/// each cell goes along, by which a cell that was marked elsewhere meanwhile is found and not overwritten.
/// </summary>
internal static class SheetForm
{
    private static readonly SheetLimits Limits = new(
        MaxBytes: 5 * 1024 * 1024,
        MaxRows: 10_000,
        MaxUnpackedBytes: 50 * 1024 * 1024
    );

    private static readonly SheetColumn[] Columns =
    [
        new("zone", "示范区代码", "Zone code", IsRequired: true),
        new("zoneName", "示范区", "Zone"),
        new("indicator", "指标代码", "Indicator code", IsRequired: true),
        new("indicatorName", "指标", "Indicator"),
        new("mark", "分数（0–100）", "Mark (0–100)", IsRequired: true),
        new("comment", "评语", "Comment"),
        new("version", "版本（请勿修改）", "Version (leave as it is)", IsRequired: true),
    ];

    private sealed record Line(
        string PlaceCode,
        string Zh,
        string En,
        string Indicator,
        string IndicatorZh,
        string IndicatorEn,
        decimal? Mark,
        string? Comment,
        int Version
    );

    private sealed record Filled(int Row, string Zone, string Indicator, decimal? Mark, string? Comment, int Version);

    private sealed record Written(int Row, string Outcome, int? Version, decimal? Mark, string? Comment);

    /// <summary>GET: a workbook, zone by zone.</summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Export(
        Guid round,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var lines = await db.Query<Line>(
            """
            select z.place_code, z.zh, z.en, c.indicator, c.zh as indicator_zh, c.en as indicator_en, s.mark, s.comment,
                coalesce(s.version, 0) as version
            from assignment a join evaluator e on e.id = a.evaluator_id and e.subject = @Subject
                join demonstration_zone z on z.id = a.zone_id join round_cell c on c.round_id = a.round_id
                left join score s on s.assignment_id = a.id and s.indicator = c.indicator
            where a.round_id = @round and a.state = 'open' and conflict_of(a.evaluator_id, a.zone_id, @now) is null
            order by z.place_code, c.position
            """,
            new
            {
                round,
                http.CurrentUser().Subject,
                now = clock.GetUtcNow(),
            },
            ct
        );
        if (lines.Count == 0)
        {
            return ScoringErrors.SheetNotFound.ToResult();
        }
        var english = Language.IsEnglish(http);
        var (content, type) = TableFile.Write(
            "xlsx",
            english ? "Score sheet" : "评分表",
            [.. Columns.Select(c => english ? c.En : c.Zh)],
            lines.Select(l =>
                new object?[]
                {
                    l.PlaceCode,
                    english ? l.En : l.Zh,
                    l.Indicator,
                    english ? l.IndicatorEn : l.IndicatorZh,
                    l.Mark,
                    l.Comment,
                    l.Version,
                }
            )
        );
        return TypedResults.File(content, type, "score-sheet.xlsx");
    }

    /// <summary>POST, the file as the body or the only file of a form: all cells or none. Rows without a mark are left as they are.</summary>
    /// <param name="dryRun">Says what would be, and changes nothing.</param>
    public static async Task<Results<Ok<FormReport>, RefusalResult>> Import(
        Guid round,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct,
        bool? dryRun
    )
    {
        var user = http.CurrentUser();
        if (
            !await db.QueryOne<bool>(
                """
                select exists (select from assignment a join evaluator e on e.id = a.evaluator_id
                    where a.round_id = @round and e.subject = @Subject and a.state <> 'voided')
                """,
                new { round, user.Subject },
                ct
            )
        )
        {
            return ScoringErrors.SheetNotFound.ToResult();
        }
        var bytes = await SheetUpload.Read(http, Limits, ct);
        if (bytes.Refusal is { } unread)
        {
            return unread.ToResult();
        }
        var sheet = Sheet.Read(bytes.Value, Limits);
        if (sheet.Refusal is { } unreadable)
        {
            return unreadable.ToResult();
        }
        var (rows, errors) = SheetRow.ReadAll(sheet.Value, Columns, Read);
        var marked = rows.Where(r => r.Mark is not null).ToList();
        var all = errors.Concat(Twice(marked)).ToList();
        IReadOnlyList<Written> written = [];
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                written = await Write(tx, marked, round, user, clock.GetUtcNow());
                all.AddRange(written.Select(Error).OfType<CellError>());
                if (all.Count > 0 || dryRun == true)
                {
                    // Rolled back; what it would have been is known.
                    return ScoringErrors.FormErrors;
                }
                tx.Audit(
                    "assessments.form.imported",
                    round.ToString(),
                    new { cells = written.Count, saved = written.Count(w => w.Outcome == "saved") }
                );
                return true;
            },
            ct: ct
        );
        if (outcome.Refusal is { } refusal && !ReferenceEquals(refusal, ScoringErrors.FormErrors))
        {
            return refusal.ToResult();
        }
        var report = new FormReport(
            dryRun == true,
            written.Count(w => w.Outcome == "saved"),
            written.Count(w => w.Outcome == "unchanged"),
            [.. all.OrderBy(e => e.Row).ThenBy(e => e.Column, StringComparer.Ordinal)]
        );
        return dryRun != true && all.Count > 0
            ? ScoringErrors.FormErrors.With("errors", report.Errors).ToResult()
            : TypedResults.Ok(report);
    }

    private static Task<IReadOnlyList<Written>> Write(
        Tx tx,
        IReadOnlyList<Filled> rows,
        Guid round,
        CurrentUser user,
        DateTimeOffset now
    ) =>
        // Zone by zone, so that two imports lock the sheets in one order.
        tx.Query<Written>(
            """
            select f.row, w.outcome, w.version, w.mark, w.comment
            from (
                select u.row, z.id as zone, u.indicator, u.mark, u.comment, u.version
                from unnest(@rows, @places, @indicators, @marks, @comments, @versions)
                        as u (row, place, indicator, mark, comment, version)
                    left join demonstration_zone z on z.place_code = u.place
                order by z.id, u.row
            ) f, lateral save_score(@Subject, @round, f.zone, f.indicator, f.mark, f.comment, f.version, @now, 'form', @Address) w
            """,
            new
            {
                round,
                now,
                user.Subject,
                user.Address,
                rows = rows.Select(r => r.Row).ToArray(),
                places = rows.Select(r => r.Zone).ToArray(),
                indicators = rows.Select(r => r.Indicator).ToArray(),
                marks = rows.Select(r => r.Mark!.Value).ToArray(),
                comments = rows.Select(r => r.Comment).ToArray(),
                versions = rows.Select(r => r.Version).ToArray(),
            }
        );

    private static Filled Read(SheetRow row)
    {
        var mark = Mark(row);
        var comment = SaveMark.Text(FormulaGuard.Undo(row.Cell("comment")));
        if (comment?.Length > 2000)
        {
            row.Add("comment", "too-long", "不得超过 2000 个字符", "It has at most 2000 characters");
        }
        if (mark is null && comment is not null && row.Cell("mark").Length == 0)
        {
            row.Add("mark", "comment-without-mark", "有评语而没有分数", "There is a comment and no mark");
        }
        return new(
            row.Number,
            row.Text("zone", 6),
            row.Text("indicator", 20),
            mark,
            comment,
            row.Whole("version", 0, int.MaxValue) ?? 0
        );
    }

    private static decimal? Mark(SheetRow row)
    {
        var text = row.Cell("mark");
        if (text.Length == 0)
        {
            return null;
        }
        // A workbook keeps numbers in binary: 85.1 may come as 85.099999999999994.
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var mark))
        {
            row.Add("mark", "not-a-number", "应为数字", "It must be a number");
        }
        else if (mark is < 0 or > 100)
        {
            row.Add("mark", "out-of-range", "应在 0 至 100 之间", "It must be from 0 to 100");
        }
        else if (Math.Abs(mark - decimal.Round(mark, 2)) > 0.000000001m)
        {
            row.Add("mark", "too-precise", "最多两位小数", "It has at most two decimals");
        }
        else
        {
            return decimal.Round(mark, 2);
        }
        return null;
    }

    private static IEnumerable<CellError> Twice(IReadOnlyList<Filled> rows) =>
        rows.GroupBy(r => (r.Zone, r.Indicator))
            .SelectMany(same => same.Skip(1))
            .Select(r => new CellError(
                r.Row,
                "C",
                null,
                "cell-twice",
                "该指标在表中重复",
                "This cell is in the form twice"
            ));

    private static CellError? Error(Written cell) =>
        cell.Outcome switch
        {
            "saved" or "unchanged" => null,
            "stale" => new(
                cell.Row,
                "E",
                null,
                "stale",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"该分数已在别处改为 {cell.Mark:0.##}（版本 {cell.Version}），请比较后再导入"
                ),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The mark was changed elsewhere to {cell.Mark:0.##} (version {cell.Version}); compare before you import"
                )
            ),
            _ when SaveMark.Refusal(cell.Outcome) is { } refusal => new(
                cell.Row,
                cell.Outcome == "no-such-cell" ? "C" : "A",
                null,
                cell.Outcome,
                refusal.Zh,
                refusal.En
            ),
            _ => null,
        };
}
