using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Name">Of an organisation as written, of a natural person masked.</param>
/// <param name="ResidentId">Normalised; it goes no further than its keyed hash.</param>
internal sealed record AskedRow(int Row, string? Name, string? Code, string? ResidentId);

/// <summary>
/// Parties to be screened, as a sheet names them. Columns that it doesn't know are left alone: people send the lists they have.
/// </summary>
internal sealed record BatchSheet(IReadOnlyList<AskedRow> Rows, IReadOnlyList<CellError> Errors)
{
    public static readonly SheetLimits Limits = new(24 * 1024 * 1024, 200_000, 256L * 1024 * 1024);

    private const int MaxErrors = 200;
    private const int LongestName = 200;

    private static readonly string[] Names = ["名称", "企业名称", "单位名称", "申请人", "name"];
    private static readonly string[] Codes = ["统一社会信用代码", "信用代码", "代码", "code", "uscc"];
    private static readonly string[] Ids = ["公民身份号码", "身份证号", "证件号码", "resident id", "residentId"];

    public static BatchSheet Read(Sheet sheet, DateOnly today)
    {
        var headers = sheet.Rows.Count > 0 ? sheet.Rows[0] : [];
        var reader = new Reader(headers, today);
        if (reader.HasNoColumn)
        {
            return new BatchSheet(
                [],
                [
                    new(
                        1,
                        null,
                        null,
                        "missing-column",
                        "首行须有“名称”“统一社会信用代码”“公民身份号码”中的至少一列",
                        "The first row must name at least one of the columns name, code, resident id"
                    ),
                ]
            );
        }
        var rows = new List<AskedRow>();
        for (var i = 1; i < sheet.Rows.Count && reader.Errors.Count < MaxErrors; i++)
        {
            if (Array.Exists(sheet.Rows[i], cell => cell.Length > 0))
            {
                var before = reader.Errors.Count;
                var row = reader.Read(i + 1, sheet.Rows[i]);
                if (reader.Errors.Count == before)
                {
                    rows.Add(row);
                }
            }
        }
        if (rows.Count == 0 && reader.Errors.Count == 0)
        {
            reader.Errors.Add(new(1, null, null, "no-rows", "表中没有数据行", "The sheet has no row below its header"));
        }
        return new BatchSheet(rows, reader.Errors);
    }

    /// <summary>Reads the rows and says everything that is wrong with them.</summary>
    private sealed class Reader(string[] headers, DateOnly today)
    {
        private readonly int _name = At(headers, Names);
        private readonly int _code = At(headers, Codes);
        private readonly int _id = At(headers, Ids);

        public List<CellError> Errors { get; } = [];

        public bool HasNoColumn => _name < 0 && _code < 0 && _id < 0;

        public AskedRow Read(int row, string[] cells)
        {
            var name = Cell(_name) is { } written ? FormulaGuard.Undo(written) : null;
            var code = Cell(_code) is { } c ? CreditCode.Normalise(c) : null;
            var id = Cell(_id) is { } i ? ResidentId.Normalise(i) : null;
            if (name is null && code is null && id is null)
            {
                Add(
                    Math.Max(_name, Math.Max(_code, _id)),
                    "empty",
                    "名称、代码、证件号码不能都为空",
                    "A name, a code or an ID is needed"
                );
            }
            if (name?.Length > LongestName)
            {
                Add(_name, "too-long", $"不得超过 {LongestName} 个字符", $"It has at most {LongestName} characters");
            }
            if (name?.Any(char.IsControl) == true)
            {
                Add(
                    _name,
                    "control-character",
                    "含有换行或控制字符",
                    "It has a line break or a control character in it"
                );
            }
            if (ResidentId.StandsIn(name))
            {
                Add(_name, "id-in-text", "名称中含有公民身份号码", "The name holds a resident ID");
            }
            if (code is not null && CreditCode.Check(code) == IdentifierFault.Format)
            {
                Add(
                    _code,
                    "code-form",
                    "统一社会信用代码格式有误（GB 32100-2015）",
                    "The code is not well formed (GB 32100-2015)"
                );
            }
            if (id is not null && ResidentId.Check(id, today) != IdentifierFault.None)
            {
                Add(_id, "id-invalid", "公民身份号码有误（GB 11643）", "The resident ID is not valid (GB 11643)");
            }
            if (id is not null && code is not null)
            {
                Add(
                    _code,
                    "two-identities",
                    "同一行不能同时填写代码和公民身份号码",
                    "A row has a code or a resident ID, not both"
                );
            }
            return new AskedRow(row, id is not null && name is not null ? PartyMasking.Name(name) : name, code, id);

            string? Cell(int at) => at >= 0 && at < cells.Length && cells[at].Length > 0 ? cells[at] : null;

            void Add(int column, string error, string zh, string en) =>
                Errors.Add(new(row, Sheet.Letter(column), headers[column], error, zh, en));
        }

        private static int At(string[] headers, string[] names) =>
            Array.FindIndex(headers, h => names.Contains(h, StringComparer.OrdinalIgnoreCase));
    }
}
