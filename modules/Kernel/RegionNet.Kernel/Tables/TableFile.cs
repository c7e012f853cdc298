using System.Globalization;
using System.Text;
using MiniExcelLibs;

namespace RegionNet.Kernel;

/// <summary>A table as CSV (RFC 4180, UTF-8 with its mark, as spreadsheets want it) or as a workbook.</summary>
public static class TableFile
{
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="rows">Of as many cells as there are heads: texts, numbers, times or nulls.</param>
    public static (byte[] Content, string MediaType) Write(
        string format,
        string sheet,
        IReadOnlyList<string> heads,
        IEnumerable<object?[]> rows
    ) => format == "xlsx" ? (Workbook(sheet, heads, rows), Xlsx) : (Text(heads, rows), Csv);

    private static byte[] Text(IReadOnlyList<string> heads, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Select(r => r.Select(Cell)).Prepend(heads))
        {
            text.AppendJoin(',', row.Select(Quoted)).Append("\r\n");
        }
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static byte[] Workbook(string sheet, IReadOnlyList<string> heads, IEnumerable<object?[]> rows)
    {
        using var file = new MemoryStream();
        MiniExcel.SaveAs(
            file,
            rows.Select(row => row.Select(c => c is DateTimeOffset ? Cell(c) : c).ToArray())
                .Prepend([.. heads])
                .Select(row =>
                    row.Select((cell, i) => (cell, i))
                        .ToDictionary(c => c.i.ToString("D3", CultureInfo.InvariantCulture), c => c.cell)
                ),
            printHeader: false,
            sheetName: sheet
        );
        return file.ToArray();
    }

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            DateTimeOffset at => BusinessTime.Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    /// <summary>What a spreadsheet would run as a formula is made a text: names and notes come from people.</summary>
    private static string Quoted(string cell)
    {
        var text = cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{cell}" : cell;
        return text.AsSpan().IndexOfAny("\",\r\n") >= 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
