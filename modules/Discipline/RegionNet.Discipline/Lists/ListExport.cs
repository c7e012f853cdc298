using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MiniExcelLibs;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// Writes the rows of a list as they come from the database: what is in memory is one row and a buffer, however long the list is.
/// </summary>
internal sealed class ListExport(NpgsqlDataReader rows, HttpResponse response, bool english, CancellationToken ct)
{
    private const int BufferedBytes = 64 * 1024;

    /// <summary>Names of the columns: in JSON, in Chinese, in English.</summary>
    private static readonly (string Json, string Zh, string En)[] Headers =
    [
        ("id", "条目编号", "Entry"),
        ("partyName", "主体名称", "Party"),
        ("partyCode", "统一社会信用代码", "Credit code"),
        ("placeCode", "登记地代码", "Place of registration"),
        ("groundZh", "列入情形", "Ground (Chinese)"),
        ("groundEn", "列入情形（英文）", "Ground"),
        ("authorityZh", "决定机关", "Authority (Chinese)"),
        ("authorityEn", "决定机关（英文）", "Authority"),
        ("documentNumber", "文书编号", "Document"),
        ("clause", "法律条款", "Clause"),
        ("decidedOn", "决定日期", "Decided on"),
        ("from", "起始日期", "From"),
        ("until", "届满日期", "Until (excluded)"),
        ("state", "状态", "State"),
        ("knownAt", "更新时间", "Known at"),
    ];

    /// <summary>With a byte order mark, without which spreadsheets in China read CSV as GBK.</summary>
    public async Task WriteCsv()
    {
        var pipe = response.BodyWriter;
        var line = new StringBuilder("\uFEFF");
        for (var i = 0; i < Headers.Length; i++)
        {
            Field(line, i, english ? Headers[i].En : Headers[i].Zh);
        }
        var unflushed = Line(pipe, line);
        while (await rows.ReadAsync(ct))
        {
            for (var i = 0; i < Headers.Length; i++)
            {
                Field(line, i, Text(i));
            }
            unflushed += Line(pipe, line);
            if (unflushed > BufferedBytes)
            {
                await pipe.FlushAsync(ct);
                unflushed = 0;
            }
        }
        await pipe.FlushAsync(ct);
    }

    public async Task WriteJson(string list, AsOf asOf, ListHead head)
    {
        var pipe = response.BodyWriter;
        await using var json = new Utf8JsonWriter(pipe, new JsonWriterOptions { Encoder = Json.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("list", list);
        json.WriteString("on", Day(asOf.On));
        json.WriteString("known", asOf.Known);
        json.WriteNumber("sequence", head.Head);
        json.WriteStartArray("entries");
        var flushed = 0L;
        while (await rows.ReadAsync(ct))
        {
            json.WriteStartObject();
            for (var i = 0; i < Headers.Length; i++)
            {
                json.WriteString(Headers[i].Json, Text(i));
            }
            json.WriteEndObject();
            if (json.BytesCommitted + json.BytesPending - flushed > BufferedBytes)
            {
                await json.FlushAsync(ct);
                await pipe.FlushAsync(ct);
                flushed = json.BytesCommitted;
            }
        }
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
        await pipe.FlushAsync(ct);
    }

    /// <summary>A workbook is a zip that its writer goes back in, so it is a file before it is sent; the file is gone with its handle.</summary>
    public async Task WriteWorkbook(string list)
    {
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            BufferedBytes,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        await Task.Run(() => MiniExcel.SaveAs(file, Sheet(), sheetName: list.Length > 31 ? list[..31] : list), ct);
        file.Position = 0;
        await file.CopyToAsync(response.Body, ct);
    }

    private IEnumerable<Dictionary<string, object?>> Sheet()
    {
        while (rows.Read())
        {
            var row = new Dictionary<string, object?>(Headers.Length, StringComparer.Ordinal);
            for (var i = 0; i < Headers.Length; i++)
            {
                row[english ? Headers[i].En : Headers[i].Zh] = Text(i);
            }
            yield return row;
        }
    }

    private string? Text(int column) =>
        rows.IsDBNull(column)
            ? null
            : column switch
            {
                0 => rows.GetGuid(column).ToString(),
                10 or 11 or 12 => Day(rows.GetFieldValue<DateOnly>(column)),
                14 => BusinessTime
                    .Local(new DateTimeOffset(rows.GetDateTime(column), TimeSpan.Zero))
                    .ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture),
                _ => rows.GetString(column),
            };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>RFC 4180; what a spreadsheet would take for a formula is given an apostrophe.</summary>
    private static void Field(StringBuilder line, int column, string? text)
    {
        if (column > 0)
        {
            line.Append(',');
        }
        if (text is not { Length: > 0 })
        {
            return;
        }
        var formula = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
        if (!formula && text.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            line.Append(text);
            return;
        }
        line.Append('"')
            .Append(formula ? "'" : "")
            .Append(text.Replace("\"", "\"\"", StringComparison.Ordinal))
            .Append('"');
    }

    private static long Line(PipeWriter pipe, StringBuilder line)
    {
        line.Append("\r\n");
        var bytes = 0L;
        foreach (var chunk in line.GetChunks())
        {
            bytes += Encoding.UTF8.GetBytes(chunk.Span, pipe);
        }
        line.Clear();
        return bytes;
    }
}
