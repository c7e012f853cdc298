using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>What is wrong with a cell, or with the header when <paramref name="Column"/> is null.</summary>
/// <param name="Row">As a spreadsheet numbers it; the header is row 1.</param>
/// <param name="Column">name, code or residentId.</param>
/// <param name="Code">Stable: missing-column, empty, too-long, control-character, code-form, id-invalid, id-in-text, two-identities, no-rows.</param>
internal sealed record SheetError(int Row, string? Column, string Code, string Zh, string En);

/// <param name="Name">Of an organisation as written, of a natural person masked.</param>
/// <param name="ResidentId">Normalised; it goes no further than its keyed hash.</param>
internal sealed record SheetRow(int Row, string? Name, string? Code, string? ResidentId);

/// <summary>Parties to be screened, as a CSV (UTF-8, else GB18030) or XLSX names them. Columns that it doesn't know are left alone.</summary>
internal sealed record BatchSheet(IReadOnlyList<SheetRow> Rows, IReadOnlyList<SheetError> Errors)
{
    public const int MaxBytes = 24 * 1024 * 1024;
    private const int MaxRows = 200_000;
    private const int MaxColumns = 26;
    private const int MaxErrors = 200;
    private const int LongestName = 200;

    /// <summary>A workbook is an archive: what a small file may become in memory is bounded before a row is read.</summary>
    private const long MaxUnpackedBytes = 256L * 1024 * 1024;

    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030",
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    )!;

    private static readonly (string Field, string[] Headers)[] Columns =
    [
        ("name", ["名称", "企业名称", "单位名称", "申请人", "name"]),
        ("code", ["统一社会信用代码", "信用代码", "代码", "code", "uscc"]),
        ("residentId", ["公民身份号码", "身份证号", "证件号码", "resident id", "residentid"]),
    ];

    public static Outcome<BatchSheet> Read(byte[] bytes, DateOnly today)
    {
        try
        {
            var cells = bytes.AsSpan().StartsWith("PK\x03\x04"u8) ? Workbook(bytes) : Csv(Decode(bytes));
            return cells is null ? ScreeningErrors.SheetTooLarge : Read(cells, today);
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or XmlException
                        or DecoderFallbackException
                        or FormatException
                        or CsvFormatException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or NullReferenceException
                        or ArgumentException
                        or OverflowException
            )
        {
            // What a library makes of a file that is no workbook is not for the caller to read.
            return ScreeningErrors.SheetNotReadable;
        }
    }

    private static BatchSheet Read(IReadOnlyList<string[]> cells, DateOnly today)
    {
        var errors = new List<SheetError>();
        var headers = cells.Count > 0 ? cells[0] : [];
        var at = Columns.ToDictionary(
            c => c.Field,
            c => Array.FindIndex(headers, h => c.Headers.Contains(h.Trim(), StringComparer.OrdinalIgnoreCase))
        );
        if (at.Values.All(column => column < 0))
        {
            errors.Add(
                new(
                    1,
                    null,
                    "missing-column",
                    "首行须有“名称”“统一社会信用代码”“公民身份号码”中的至少一列",
                    "The first row must name at least one of the columns name, code, resident id"
                )
            );
            return new BatchSheet([], errors);
        }
        var rows = new List<SheetRow>();
        for (var i = 1; i < cells.Count && errors.Count < MaxErrors; i++)
        {
            if (Array.TrueForAll(cells[i], string.IsNullOrWhiteSpace))
            {
                continue;
            }
            var before = errors.Count;
            var row = ReadRow(i + 1, Cell("name"), Cell("code"), Cell("residentId"), today, errors);
            if (errors.Count == before)
            {
                rows.Add(row);
            }

            string? Cell(string field) =>
                at[field] is >= 0 and var c && c < cells[i].Length && cells[i][c].Trim() is { Length: > 0 } text
                    ? text
                    : null;
        }
        if (rows.Count == 0 && errors.Count == 0)
        {
            errors.Add(new(1, null, "no-rows", "表中没有数据行", "The sheet has no row below its header"));
        }
        return new BatchSheet(rows, errors);
    }

    private static SheetRow ReadRow(
        int row,
        string? name,
        string? code,
        string? id,
        DateOnly today,
        List<SheetError> errors
    )
    {
        code = code is null ? null : CreditCode.Normalise(code);
        id = id is null ? null : ResidentId.Normalise(id);
        if (name is null && code is null && id is null)
        {
            Add("name", "empty", "名称、代码、证件号码不能都为空", "A name, a code or an ID is needed");
        }
        if (name?.Length > LongestName)
        {
            Add("name", "too-long", $"不得超过 {LongestName} 个字符", $"It has at most {LongestName} characters");
        }
        if (name?.Any(char.IsControl) == true)
        {
            Add("name", "control-character", "含有换行或控制字符", "It has a line break or a control character in it");
        }
        if (PersonalText.HoldsResidentId(name))
        {
            Add("name", "id-in-text", "名称中含有公民身份号码", "The name holds a resident ID");
        }
        if (code is not null && CreditCode.Check(code) == IdentifierFault.Format)
        {
            Add(
                "code",
                "code-form",
                "统一社会信用代码格式有误（GB 32100-2015）",
                "The code is not well formed (GB 32100-2015)"
            );
        }
        if (id is not null && ResidentId.Check(id, today) != IdentifierFault.None)
        {
            Add("residentId", "id-invalid", "公民身份号码有误（GB 11643）", "The resident ID is not valid (GB 11643)");
        }
        if (id is not null && code is not null)
        {
            Add(
                "code",
                "two-identities",
                "同一行不能同时填写代码和公民身份号码",
                "A row has a code or a resident ID, not both"
            );
        }
        return new SheetRow(row, id is not null && name is not null ? PartyMasking.Name(name) : name, code, id);

        void Add(string column, string error, string zh, string en) => errors.Add(new(row, column, error, zh, en));
    }

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

    private static List<string[]>? Csv(string text)
    {
        using var csv = CsvReader.FromText(
            text,
            new CsvReaderOptions
            {
                HasHeader = false,
                // An empty line is a row of the spreadsheet: without it the row numbers of errors would be wrong.
                SkipEmptyLines = false,
                MalformedData = CsvMalformedDataHandling.Throw,
            }
        );
        var rows = new List<string[]>();
        while (csv.Read())
        {
            if (rows.Count > MaxRows)
            {
                return null;
            }
            var cells = new string[Math.Min(csv.FieldCount, MaxColumns)];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = csv.GetString(i);
            }
            rows.Add(cells);
        }
        return rows;
    }

    private static List<string[]>? Workbook(byte[] bytes)
    {
        if (UnpacksTooLarge(bytes))
        {
            return null;
        }
        var rows = new List<string[]>();
        var configuration = new OpenXmlConfiguration
        {
            // The cache would be a file on this machine.
            EnableSharedStringCache = false,
            IgnoreEmptyRows = false,
        };
        using var stream = new MemoryStream(bytes, writable: false);
        foreach (
            var row in MiniExcel
                .Query(stream, useHeaderRow: false, excelType: ExcelType.XLSX, configuration: configuration)
                .Cast<IDictionary<string, object?>>()
        )
        {
            if (rows.Count > MaxRows)
            {
                return null;
            }
            rows.Add([.. row.Values.Take(MaxColumns).Select(Text)]);
        }
        return rows;
    }

    private static bool UnpacksTooLarge(byte[] bytes)
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
                if (total > MaxUnpackedBytes)
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static string Text(object? cell) =>
        Convert.ToString(cell, CultureInfo.InvariantCulture)?.Replace("\0", "", StringComparison.Ordinal) ?? "";
}
