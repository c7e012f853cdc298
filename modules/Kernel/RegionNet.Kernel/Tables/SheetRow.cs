using System.Globalization;

namespace RegionNet.Kernel;

/// <summary>A column that an import knows.</summary>
/// <param name="Field">Its name in code, which a header may say too.</param>
/// <param name="Zh">The header in Chinese.</param>
/// <param name="En">The header in English.</param>
public sealed record SheetColumn(string Field, string Zh, string En, bool IsRequired = false)
{
    public bool IsCalled(string header) =>
        header.Equals(Zh, StringComparison.Ordinal)
        || header.Equals(En, StringComparison.OrdinalIgnoreCase)
        || header.Equals(Field, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What is wrong with a cell, or with a row or the header when <paramref name="Column"/> is null.</summary>
/// <param name="Row">As a spreadsheet numbers it; the header is row 1.</param>
/// <param name="Column">The letter of the column.</param>
/// <param name="Header">What the header of that column says.</param>
/// <param name="Code">
/// Stable: empty, too-long, control-character, not-a-number, out-of-range, not-yes-or-no, not-a-date, unknown-column, column-twice,
/// missing-column, no-header, no-rows, and what an import adds.
/// </param>
public sealed record CellError(int Row, string? Column, string? Header, string Code, string Zh, string En);

/// <summary>A row of an import: reads its cells and says everything that is wrong with them.</summary>
public sealed class SheetRow
{
    private readonly Sheet _sheet;
    private readonly int _index;
    private readonly SheetColumn?[] _columns;
    private readonly List<CellError> _errors;

    private SheetRow(Sheet sheet, int index, SheetColumn?[] columns, List<CellError> errors)
    {
        (_sheet, _index, _columns, _errors) = (sheet, index, columns, errors);
    }

    /// <summary>As a spreadsheet numbers it.</summary>
    public int Number => _index + 1;

    /// <summary>Columns of the sheet that the import knows.</summary>
    public IEnumerable<SheetColumn> Columns => _columns.OfType<SheetColumn>();

    /// <summary>Reads each row that is not empty. A row with an error is in no result.</summary>
    /// <returns>What <paramref name="read"/> made of the rows, and all errors, the header's first.</returns>
    public static (IReadOnlyList<T> Drafts, IReadOnlyList<CellError> Errors) ReadAll<T>(
        Sheet sheet,
        IReadOnlyList<SheetColumn> known,
        Func<SheetRow, T> read
    )
    {
        var errors = new List<CellError>();
        var drafts = new List<T>();
        var columns = Match(sheet, known, errors);
        for (var i = 1; i < sheet.Rows.Count; i++)
        {
            if (Array.Exists(sheet.Rows[i], cell => cell.Length > 0))
            {
                var before = errors.Count;
                var row = new SheetRow(sheet, i, columns, errors);
                row.RefuseHeadless();
                var draft = read(row);
                if (errors.Count == before)
                {
                    drafts.Add(draft);
                }
            }
        }
        if (drafts.Count == 0 && errors.Count == 0)
        {
            errors.Add(new(1, null, null, "no-rows", "表中没有数据行", "The sheet has no row below its header"));
        }
        return (drafts, errors);
    }

    /// <returns>The cell's text; empty when it is, or when the sheet has no such column.</returns>
    public string Cell(string field) =>
        At(field) is >= 0 and var at && at < _sheet.Rows[_index].Length ? _sheet.Rows[_index][at] : "";

    /// <summary>A text of one line.</summary>
    public string Text(string field, int longest, bool required = true)
    {
        var text = FormulaGuard.Undo(Cell(field));
        if (At(field) < 0)
        {
            return "";
        }
        if (text.Length == 0)
        {
            if (required)
            {
                Add(field, "empty", "不能为空", "It must not be empty");
            }
        }
        else if (text.Length > longest)
        {
            Add(field, "too-long", $"不得超过 {longest} 个字符", $"It has at most {longest} characters");
        }
        else if (text.Any(char.IsControl))
        {
            Add(field, "control-character", "含有换行或控制字符", "It has a line break or a control character in it");
        }
        return text;
    }

    public int? Whole(string field, int from, int to)
    {
        var text = Cell(field);
        if (At(field) < 0)
        {
            return null;
        }
        if (text.Length == 0)
        {
            Add(field, "empty", "不能为空", "It must not be empty");
        }
        else if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Add(field, "not-a-number", "应为整数", "It must be a whole number");
        }
        else if (number < from || number > to)
        {
            Add(field, "out-of-range", $"应在 {from} 至 {to} 之间", $"It must be from {from} to {to}");
        }
        else
        {
            return (int)number;
        }
        return null;
    }

    /// <summary>2026-03-01, 2026/3/1, 2026年3月1日, 20260301, or a day of a workbook.</summary>
    public DateOnly? Day(string field, DateOnly from, DateOnly to)
    {
        string[] formats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];
        var text = Cell(field);
        if (At(field) < 0)
        {
            return null;
        }
        if (text.Length == 0)
        {
            Add(field, "empty", "不能为空", "It must not be empty");
        }
        else if (
            !DateOnly.TryParseExact(
                text.EndsWith(" 00:00:00", StringComparison.Ordinal) ? text[..^9] : text,
                [.. formats, "MM/dd/yyyy"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            Add(field, "not-a-date", "应为日期，例如 2026-03-01", "It must be a date, for example 2026-03-01");
        }
        else if (day < from || day > to)
        {
            Add(
                field,
                "out-of-range",
                $"应在 {from:yyyy-MM-dd} 至 {to:yyyy-MM-dd} 之间",
                $"It must be from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}"
            );
        }
        else
        {
            return day;
        }
        return null;
    }

    public bool? YesOrNo(string field)
    {
        var text = Cell(field).ToLowerInvariant();
        if (text is "是" or "yes" or "true" or "1")
        {
            return true;
        }
        if (text is "否" or "no" or "false" or "0")
        {
            return false;
        }
        if (text.Length > 0)
        {
            Add(field, "not-yes-or-no", "应填“是”或“否”", "It must be yes or no");
        }
        return null;
    }

    public void Add(string field, string code, string zh, string en) => Add(At(field), code, zh, en);

    private int At(string field) => Array.FindIndex(_columns, c => c?.Field == field);

    private void RefuseHeadless()
    {
        var (headers, cells) = (_sheet.Rows[0], _sheet.Rows[_index]);
        for (var c = 0; c < cells.Length; c++)
        {
            if (cells[c].Length > 0 && (c >= headers.Length || headers[c].Length == 0))
            {
                Add(c, "no-header", "该单元格所在列没有列名", "The column of this cell has no header");
            }
        }
    }

    private void Add(int column, string code, string zh, string en) =>
        _errors.Add(
            new(
                Number,
                Sheet.Letter(column),
                column < _sheet.Rows[0].Length ? Short(_sheet.Rows[0][column]) : null,
                code,
                zh,
                en
            )
        );

    private static SheetColumn?[] Match(Sheet sheet, IReadOnlyList<SheetColumn> known, List<CellError> errors)
    {
        var headers = sheet.Rows.Count > 0 ? sheet.Rows[0] : [];
        var columns = headers.Select(header => known.FirstOrDefault(c => c.IsCalled(header))).ToArray();
        for (var c = 0; c < headers.Length; c++)
        {
            if (columns[c] is not { } column)
            {
                if (headers[c].Length > 0)
                {
                    Add(
                        c,
                        "unknown-column",
                        $"未知的列“{Short(headers[c])}”",
                        $"No column is called “{Short(headers[c])}”"
                    );
                }
            }
            else if (Array.IndexOf(columns, column) < c)
            {
                columns[c] = null;
                Add(c, "column-twice", $"“{column.Zh}”列重复", $"The column “{column.En}” is there twice");
            }
        }
        foreach (var missing in known.Where(c => c.IsRequired && !columns.Contains(c)))
        {
            errors.Add(
                new(1, null, null, "missing-column", $"缺少“{missing.Zh}”列", $"The column “{missing.En}” is missing")
            );
        }
        return columns;

        void Add(int column, string code, string zh, string en) =>
            errors.Add(new(1, Sheet.Letter(column), Short(headers[column]), code, zh, en));
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
