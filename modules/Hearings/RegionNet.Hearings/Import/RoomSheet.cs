using System.Globalization;

namespace RegionNet.Hearings;

/// <summary>What is wrong with a cell, or with a row or the header when <paramref name="Column"/> is null.</summary>
/// <param name="Row">As a spreadsheet numbers it; the header is row 1.</param>
/// <param name="Column">The letter of the column.</param>
/// <param name="Header">What the header of that column says.</param>
/// <param name="Code">Stable: empty, too-long, control-character, not-a-number, out-of-range, not-yes-or-no, name-twice, unknown-column,
/// column-twice, missing-column, no-header, no-rows.</param>
internal sealed record CellError(int Row, string? Column, string? Header, string Code, string Zh, string En);

/// <summary>A room as a row describes it. A device or an access that is absent was not mentioned: it stays as it is.</summary>
internal sealed record RoomDraft(
    int Row,
    string NameZh,
    string NameEn,
    int Capacity,
    bool? Accessible,
    IReadOnlyDictionary<string, int> Devices
);

/// <param name="Errors">All of them. A row with an error is in no draft.</param>
internal sealed record RoomSheet(IReadOnlyList<RoomDraft> Drafts, IReadOnlyList<CellError> Errors)
{
    private const int LongestName = 100;
    private const int MostSeats = 2_000;
    private const int MostDevices = 1_000;

    public static RoomSheet Read(Sheet sheet)
    {
        var errors = new List<CellError>();
        var drafts = new List<RoomDraft>();
        var columns = Columns(sheet, errors);
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 1; i < sheet.Rows.Count; i++)
        {
            if (Array.Exists(sheet.Rows[i], cell => cell.Length > 0))
            {
                var before = errors.Count;
                var draft = new RowReader(sheet, i, columns, errors).Draft(names);
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
        return new RoomSheet(drafts, errors);
    }

    private static RoomColumn?[] Columns(Sheet sheet, List<CellError> errors)
    {
        var headers = sheet.Rows.Count > 0 ? sheet.Rows[0] : [];
        var columns = headers.Select(RoomColumn.Of).ToArray();
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
        foreach (var missing in RoomColumn.All.Where(c => c.IsRequired && !columns.Contains(c)))
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

    /// <summary>Reads one row and says everything that is wrong with it.</summary>
    private sealed class RowReader(Sheet sheet, int index, RoomColumn?[] columns, List<CellError> errors)
    {
        private readonly string[] _cells = sheet.Rows[index];

        public RoomDraft Draft(Dictionary<string, int> names)
        {
            for (var c = 0; c < _cells.Length; c++)
            {
                if (_cells[c].Length > 0 && (c >= sheet.Rows[0].Length || sheet.Rows[0][c].Length == 0))
                {
                    Add(c, "no-header", "该单元格所在列没有列名", "The column of this cell has no header");
                }
            }
            var nameZh = Name(RoomColumn.NameZh);
            if (nameZh.Length > 0 && !names.TryAdd(nameZh, index + 1))
            {
                var first = names[nameZh];
                Add(
                    At(RoomColumn.NameZh),
                    "name-twice",
                    $"与第 {first} 行的名称重复",
                    $"Row {first} has this name already"
                );
            }
            var nameEn = Name(RoomColumn.NameEn);
            var capacity = Number(RoomColumn.Capacity, 1, MostSeats) ?? 0;
            var devices = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var device in columns.OfType<RoomColumn>().Where(c => c.IsDevice))
            {
                if (Cell(device.Field).Length > 0 && Number(device.Field, 0, MostDevices) is { } quantity)
                {
                    devices[device.Field] = quantity;
                }
            }
            return new RoomDraft(index + 1, nameZh, nameEn, capacity, YesOrNo(RoomColumn.Accessible), devices);
        }

        private string Name(string field)
        {
            var (at, text) = (At(field), FormulaGuard.Undo(Cell(field)));
            if (at < 0)
            {
                return "";
            }
            if (text.Length == 0)
            {
                Add(at, "empty", "不能为空", "It must not be empty");
            }
            else if (text.Length > LongestName)
            {
                Add(at, "too-long", $"不得超过 {LongestName} 个字符", $"It has at most {LongestName} characters");
            }
            else if (text.Any(char.IsControl))
            {
                Add(at, "control-character", "含有换行或控制字符", "It has a line break or a control character in it");
            }
            return text;
        }

        private int? Number(string field, int from, int to)
        {
            var (at, text) = (At(field), Cell(field));
            if (at < 0)
            {
                return null;
            }
            if (text.Length == 0)
            {
                Add(at, "empty", "不能为空", "It must not be empty");
            }
            else if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                Add(at, "not-a-number", "应为整数", "It must be a whole number");
            }
            else if (number < from || number > to)
            {
                Add(at, "out-of-range", $"应在 {from} 至 {to} 之间", $"It must be from {from} to {to}");
            }
            else
            {
                return (int)number;
            }
            return null;
        }

        private bool? YesOrNo(string field)
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
                Add(At(field), "not-yes-or-no", "应填“是”或“否”", "It must be yes or no");
            }
            return null;
        }

        private int At(string field) => Array.FindIndex(columns, c => c?.Field == field);

        private string Cell(string field) => At(field) is >= 0 and var at && at < _cells.Length ? _cells[at] : "";

        private void Add(int column, string code, string zh, string en) =>
            errors.Add(
                new(
                    index + 1,
                    Sheet.Letter(column),
                    column < sheet.Rows[0].Length ? Short(sheet.Rows[0][column]) : null,
                    code,
                    zh,
                    en
                )
            );
    }
}

/// <summary>
/// A text that begins like a formula is run by the spreadsheet that opens a CSV (OWASP: CSV injection). On the way out an apostrophe is
/// put before it, which the spreadsheet hides; on the way in it is taken off again.
/// </summary>
internal static class FormulaGuard
{
    public const string Starts = "=@+-\t\r";

    public static string Undo(string text) =>
        text.Length > 1 && text[0] == '\'' && Starts.Contains(text[1], StringComparison.Ordinal) ? text[1..] : text;
}
