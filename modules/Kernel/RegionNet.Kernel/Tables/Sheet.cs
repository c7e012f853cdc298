using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace RegionNet.Kernel;

/// <summary>A table as text: the first row and those below it, as a spreadsheet numbers them.</summary>
public sealed record Sheet(IReadOnlyList<string[]> Rows)
{
    /// <summary>Columns A to AZ are read; nothing that this product imports is wider.</summary>
    private const int MaxColumns = 52;

    private const int MaxRecordBytes = 64 * 1024;

    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030",
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    )!;

    /// <summary>Reads CSV (UTF-8, else GB18030) or XLSX, whichever the bytes are. Formulas count as their last result.</summary>
    public static Outcome<Sheet> Read(byte[] bytes, SheetLimits limits)
    {
        try
        {
            return bytes.AsSpan().StartsWith("PK\x03\x04"u8)
                ? ReadWorkbook(bytes, limits)
                : ReadCsv(Decode(bytes), limits);
        }
        catch (CsvFormatException e)
        {
            return KernelErrors.SheetUnreadable.Because(
                $"第 {e.RecordNumber} 行附近的引号或长度有误",
                $"The quoting or length near row {e.RecordNumber} is not right"
            );
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or XmlException
                        or DecoderFallbackException
                        or FormatException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or NullReferenceException
                        or ArgumentException
                        or OverflowException
            )
        {
            // What a library makes of a file that is no workbook is not for the caller to read.
            return KernelErrors.SheetUnreadable;
        }
    }

    /// <summary>A, B, …, Z, AA, …</summary>
    public static string Letter(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : $"{Letter(column / 26 - 1)}{Letter(column % 26)}";

    private static string Decode(byte[] bytes)
    {
        var text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes;
        try
        {
            return Utf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return Gb18030.GetString(text);
        }
    }

    private static Outcome<Sheet> ReadCsv(string text, SheetLimits limits)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return KernelErrors.SheetUnreadable;
        }
        using var csv = CsvReader.FromText(
            text,
            new CsvReaderOptions
            {
                HasHeader = false,
                // An empty line is a row of the spreadsheet: without it the row numbers of errors would be wrong.
                SkipEmptyLines = false,
                MaxRecordSize = MaxRecordBytes,
                MalformedData = CsvMalformedDataHandling.Throw,
            }
        );
        var rows = new List<string[]>();
        while (csv.Read())
        {
            if (rows.Count > limits.MaxRows)
            {
                return limits.TooLong;
            }
            var cells = new string[Math.Min(csv.FieldCount, MaxColumns)];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = csv.GetString(i).Trim();
            }
            rows.Add(cells);
        }
        return new Sheet(rows);
    }

    private static Outcome<Sheet> ReadWorkbook(byte[] bytes, SheetLimits limits)
    {
        if (UnpacksTooLarge(bytes, limits.MaxUnpackedBytes))
        {
            return limits.TooLarge;
        }
        var rows = new List<string[]>();
        foreach (var row in Query("A1", $"{Letter(MaxColumns - 1)}{limits.MaxRows + 1}", skipEmpty: false))
        {
            rows.Add([.. row.Values.Select(Text)]);
        }
        return Query($"A{limits.MaxRows + 2}", $"{Letter(MaxColumns - 1)}1048576", skipEmpty: true).Any()
            ? limits.TooLong
            : new Sheet(rows);

        IEnumerable<IDictionary<string, object?>> Query(string from, string to, bool skipEmpty) =>
            MiniExcel
                .QueryRange(
                    new MemoryStream(bytes, writable: false),
                    excelType: ExcelType.XLSX,
                    startCell: from,
                    endCell: to,
                    configuration: new OpenXmlConfiguration
                    {
                        // The cache would be a file on this machine.
                        EnableSharedStringCache = false,
                        IgnoreEmptyRows = skipEmpty,
                    }
                )
                .Cast<IDictionary<string, object?>>();
    }

    private static bool UnpacksTooLarge(byte[] bytes, long most)
    {
        // What the archive says about its own sizes may be a lie, so the bytes are counted.
        using var archive = new ZipArchive(new MemoryStream(bytes, writable: false));
        long total = 0;
        var buffer = new byte[64 * 1024];
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            while (content.Read(buffer) is > 0 and var read)
            {
                total += read;
                if (total > most)
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static string Text(object? cell) =>
        Convert.ToString(cell, CultureInfo.InvariantCulture)?.Replace("\0", "", StringComparison.Ordinal).Trim() ?? "";
}

/// <summary>What a sheet may be at most.</summary>
/// <param name="MaxRows">The header's row not counted.</param>
/// <param name="MaxUnpackedBytes">A workbook is an archive: what a small file may become in memory is bounded before a row is read.</param>
public sealed record SheetLimits(int MaxBytes, int MaxRows, long MaxUnpackedBytes)
{
    public Refusal TooLarge =>
        KernelErrors.SheetTooLarge.Because(
            $"文件不得超过 {MaxBytes / (1024 * 1024)} MB",
            $"A file has at most {MaxBytes / (1024 * 1024)} MB"
        );

    public Refusal TooLong =>
        KernelErrors.SheetTooLong.Because(
            $"一次最多导入 {MaxRows} 行",
            string.Create(CultureInfo.InvariantCulture, $"At most {MaxRows:N0} rows are imported at once")
        );
}

/// <summary>
/// A text that begins like a formula is run by the spreadsheet that opens a CSV (OWASP: CSV injection). On the way out an apostrophe is
/// put before it, which the spreadsheet hides; on the way in it is taken off again.
/// </summary>
public static class FormulaGuard
{
    public const string Starts = "=@+-\t\r";

    public static string Undo(string text) =>
        text.Length > 1 && text[0] == '\'' && Starts.Contains(text[1], StringComparison.Ordinal) ? text[1..] : text;
}
