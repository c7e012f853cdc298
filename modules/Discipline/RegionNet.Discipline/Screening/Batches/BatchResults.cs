using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using MiniExcelLibs;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Row">As the uploaded sheet numbers it.</param>
/// <param name="Hits">Without the entries of natural persons' names: those are masked.</param>
internal sealed record ScreenedRow(int Row, string? Name, string? Code, IReadOnlyList<ScreeningHit> Hits);

/// <summary>Progress and results of an organisation's batches; foreign batches are 404.</summary>
internal static class BatchResults
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly string[] Heads =
    [
        "行号 Row",
        "名称 Name",
        "统一社会信用代码 Code",
        "结论 Result",
        "得分 Score",
        "列入主体 Listed party",
        "列入主体代码 Listed code",
        "名单 List",
        "文号 Document",
        "机关 Authority",
        "起 From",
        "止 Until",
        "依据 Why",
        "其他候选 Further candidates",
    ];

    public static async Task<Results<Ok<ScreeningBatchView>, RefusalResult>> Show(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        CancellationToken ct
    ) => await Find(id, http, db, ct) is { } batch ? TypedResults.Ok(batch) : ScreeningErrors.BatchNotFound.ToResult();

    public static async Task<Results<Ok<Page<ScreeningBatchView>>, RefusalResult>> List(
        HttpContext http,
        DisciplineDb db,
        CancellationToken ct,
        string? cursor = null,
        [Range(1, Cursor.MaxLimit)] int limit = Cursor.DefaultLimit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var rows = await db.Query<ScreeningBatchView>(
            $"""
            select {ScreeningBatchView.Columns} from screening_batch b
            where b.organisation_id = @OrganisationId and (b.created_at, b.id) < (@before, @beforeId)
            order by b.created_at desc, b.id desc limit @most
            """,
            new
            {
                http.CurrentUser().OrganisationId,
                before,
                beforeId,
                most = limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<ScreeningBatchView>.Of(rows, limit, r => [r.CreatedAt, r.Id]));
    }

    /// <summary>Rows that have candidates, in the order of the sheet; also while the batch is under way.</summary>
    public static async Task<Results<Ok<Page<ScreenedRow>>, RefusalResult>> Hits(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        CancellationToken ct,
        string? cursor = null,
        [Range(1, Cursor.MaxLimit)] int limit = Cursor.DefaultLimit
    )
    {
        if (!Cursor.TryReadNumber(cursor, out var after))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        if (await Find(id, http, db, ct) is null)
        {
            return ScreeningErrors.BatchNotFound.ToResult();
        }
        var rows = await db.Query<HitRow>(
            """
            select r.row as number, r.name, r.code, h.hits::text as hits
            from screening_row r
            cross join lateral (
                select jsonb_agg(s.hit order by s.rank) as hits from screening_hit s where s.batch_id = r.batch_id and s.row = r.row
            ) h
            where r.batch_id = @id and r.row > @after
                and exists (select from screening_hit s where s.batch_id = r.batch_id and s.row = r.row)
            order by r.row limit @most
            """,
            new
            {
                id,
                after,
                most = limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<ScreenedRow>.Of(
                [.. rows.Select(r => new ScreenedRow(r.Number, r.Name, r.Code, Json.Read<List<ScreeningHit>>(r.Hits)))],
                limit,
                r => [r.Row]
            )
        );
    }

    /// <summary>The whole sheet with its results: CSV or XLSX, streamed.</summary>
    public static async Task<Results<EmptyHttpResult, RefusalResult>> Download(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        CancellationToken ct,
        [AllowedValues("csv", "xlsx")] string format = "xlsx"
    )
    {
        if (await Find(id, http, db, ct) is not { } batch)
        {
            return ScreeningErrors.BatchNotFound.ToResult();
        }
        if (batch.FinishedAt is null)
        {
            return ScreeningErrors.BatchNotFinished.ToResult();
        }
        await using var connection = await db.Source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(
            """
            select r.row, r.name, r.code, h.class, h.score, h.hit,
                (select count(*)::integer from screening_hit o where o.batch_id = r.batch_id and o.row = r.row and o.rank > 1)
            from screening_row r left join screening_hit h on h.batch_id = r.batch_id and h.row = r.row and h.rank = 1
            where r.batch_id = $1 order by r.row
            """,
            connection
        )
        {
            Parameters = { new() { Value = id } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        http.Response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : Xlsx;
        http.Response.Headers.ContentDisposition = $"attachment; filename=screening-{id}.{format}";
        if (format == "csv")
        {
            await WriteCsv(http.Response.Body, reader, ct);
        }
        else
        {
            // A workbook ends with its table of contents; it is made in a file that goes when it is closed.
            await using var file = new FileStream(
                Path.GetTempFileName(),
                FileMode.Create,
                FileAccess.ReadWrite,
                FileShare.None,
                64 * 1024,
                FileOptions.DeleteOnClose
            );
            MiniExcel.SaveAs(
                file,
                Rows(reader)
                    .Prepend(Heads)
                    .Select(row =>
                        row.Select((cell, i) => (cell, i))
                            .ToDictionary(c => c.i.ToString("D2", CultureInfo.InvariantCulture), c => (object?)c.cell)
                    ),
                printHeader: false,
                sheetName: "screening"
            );
            file.Position = 0;
            await file.CopyToAsync(http.Response.Body, ct);
        }
        return TypedResults.Empty;
    }

    private static async Task WriteCsv(Stream body, NpgsqlDataReader reader, CancellationToken ct)
    {
        await body.WriteAsync(Encoding.UTF8.Preamble.ToArray(), ct);
        var text = new StringBuilder();
        foreach (var row in Rows(reader).Prepend(Heads))
        {
            text.AppendJoin(',', row.Select(Quoted)).Append("\r\n");
            if (text.Length > 64 * 1024)
            {
                await body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
                text.Clear();
            }
        }
        await body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
    }

    private static IEnumerable<string?[]> Rows(NpgsqlDataReader reader)
    {
        while (reader.Read())
        {
            var hit = reader.IsDBNull(5) ? null : Json.Read<ScreeningHit>(reader.GetString(5));
            var entry = hit?.Entries.FirstOrDefault();
            yield return
            [
                reader.GetInt32(0).ToString(CultureInfo.InvariantCulture),
                reader.IsDBNull(1) ? null : reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                Word(hit),
                hit?.Score.ToString(CultureInfo.InvariantCulture),
                hit?.Name,
                hit?.Code,
                entry?.ListZh,
                entry?.DocumentNumber,
                entry?.AuthorityZh,
                entry?.From.ToString("O", CultureInfo.InvariantCulture),
                entry?.Until.ToString("O", CultureInfo.InvariantCulture),
                hit is null
                    ? null
                    : string.Join("; ", hit.Pieces.Select(p => $"{p.Piece} {p.Finding} {p.Points}/{p.Most}")),
                reader.GetInt32(6).ToString(CultureInfo.InvariantCulture),
            ];
        }
    }

    private static string Word(ScreeningHit? hit) =>
        hit switch
        {
            null => "未命中 clear",
            { FalsePositive.State: "stands" } => "已认定为误报 false positive",
            { Class: "match" } => "命中 match",
            { Class: "strong" } => "高度疑似，待人工确认 strong candidate",
            _ => "可能，待人工确认 possible candidate",
        };

    /// <summary>What a spreadsheet would run as a formula is made a text: names come from people.</summary>
    private static string Quoted(string? cell)
    {
        var text = cell ?? "";
        text = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;
        return text.AsSpan().IndexOfAny("\",\r\n") >= 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    private static Task<ScreeningBatchView?> Find(Guid id, HttpContext http, DisciplineDb db, CancellationToken ct) =>
        db.QueryOne<ScreeningBatchView>(
            $"""
            select {ScreeningBatchView.Columns} from screening_batch b
            where b.id = @id and b.organisation_id = @OrganisationId
            """,
            new { id, http.CurrentUser().OrganisationId },
            ct
        );

    private sealed record HitRow
    {
        public int Number { get; init; }
        public string? Name { get; init; }
        public string? Code { get; init; }
        public required string Hits { get; init; }
    }
}
