using System.Collections.Frozen;
using System.Text;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Who filed or acted as agent, as a row names it.</summary>
/// <param name="Code">Unified social credit code, normalised.</param>
/// <param name="ResidentId">Normalised; of a natural person.</param>
internal sealed record FilerDraft(string Name, string? Code, string? ResidentId)
{
    /// <summary>The name as it is compared: compatibility forms folded (brackets, full-width letters), no blanks, capitals.</summary>
    public string NormalName =>
        string.Concat(Name.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    /// <summary>What tells this filer from others: the code, the keyed hash of the resident ID, or, for want of both, of the name.</summary>
    public string Key(DisciplineSealing sealing) =>
        Code is { } code ? $"code:{code}"
        : ResidentId is { } id ? $"id:{sealing.Fingerprint(id)}"
        : $"name:{sealing.Fingerprint($"filer {NormalName}")}";
}

/// <summary>A filing as a row describes it.</summary>
internal sealed record FilingDraft(
    int Row,
    string Kind,
    string ApplicationNumber,
    string Suspicion,
    DateOnly FiledOn,
    FilerDraft Applicant,
    FilerDraft? Agent,
    string PlaceCode,
    string ZoneCode
);

/// <summary>The columns of a sheet of filings, and how its rows are read.</summary>
internal static class FilingSheet
{
    public const string Kind = "kind";
    public const string Number = "applicationNumber";
    public const string Suspicion = "suspicion";
    public const string FiledOn = "filedOn";
    public const string ApplicantName = "applicantName";
    public const string ApplicantCode = "applicantCode";
    public const string ApplicantId = "applicantResidentId";
    public const string AgentName = "agentName";
    public const string AgentCode = "agentCode";
    public const string Place = "placeCode";
    public const string Zone = "zone";

    private const int LongestName = 200;

    /// <summary>The Patent Law is in force since that day; no filing is older.</summary>
    private static readonly DateOnly First = new(1985, 4, 1);

    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new(Number, "申请号", "application number", IsRequired: true),
        new(Kind, "申请类型", "kind", IsRequired: true),
        new(Suspicion, "情形", "suspicion", IsRequired: true),
        new(FiledOn, "申请日", "filing date", IsRequired: true),
        new(ApplicantName, "申请人", "applicant", IsRequired: true),
        new(ApplicantCode, "申请人统一社会信用代码", "applicant's credit code"),
        new(ApplicantId, "申请人居民身份证号", "applicant's resident ID"),
        new(AgentName, "代理机构", "agent"),
        new(AgentCode, "代理机构统一社会信用代码", "agent's credit code"),
        new(Place, "申请人行政区划代码", "applicant's division", IsRequired: true),
        new(Zone, "协作区", "zone", IsRequired: true),
    ];

    private static readonly FrozenDictionary<string, string> Kinds = Words(
        ("patent-invention", "发明", "invention"),
        ("utility-model", "实用新型", "utility model"),
        ("design", "外观设计", "design"),
        ("trademark", "商标", "trademark")
    );

    private static readonly FrozenDictionary<string, string> Suspicions = Words(
        ("abnormal", "非正常申请", "abnormal"),
        ("bad-faith", "恶意申请", "bad faith")
    );

    /// <param name="zones">Codes and names of the zones there are.</param>
    public static (IReadOnlyList<FilingDraft> Drafts, IReadOnlyList<CellError> Errors) Read(
        Sheet sheet,
        IReadOnlyDictionary<string, string> zones,
        DateOnly today
    )
    {
        var numbers = new Dictionary<(string, string), int>();
        return SheetRow.ReadAll(sheet, Columns, row => Draft(row, zones, today, numbers));
    }

    private static FilingDraft Draft(
        SheetRow row,
        IReadOnlyDictionary<string, string> zones,
        DateOnly today,
        Dictionary<(string, string), int> numbers
    )
    {
        var number = ApplicationNumber(row.Text(Number, 40));
        var kind = OneOf(row, Kind, Kinds);
        if (number.Length > 0 && kind.Length > 0 && !numbers.TryAdd((kind, number), row.Number))
        {
            var first = numbers[(kind, number)];
            row.Add(Number, "number-twice", $"与第 {first} 行的申请号重复", $"Row {first} has this number already");
        }
        var place = row.Text(Place, 6);
        if (place.Length > 0 && (place.Length != 6 || !place.All(char.IsAsciiDigit) || place[0] == '0'))
        {
            row.Add(
                Place,
                "not-a-place",
                "应为六位行政区划代码（GB/T 2260）",
                "It must be a code of six digits (GB/T 2260)"
            );
        }
        return new FilingDraft(
            row.Number,
            kind,
            number,
            OneOf(row, Suspicion, Suspicions),
            row.Day(FiledOn, First, today) ?? today,
            Filer(row, ApplicantName, ApplicantCode, ApplicantId, today) ?? new FilerDraft("", null, null),
            Filer(row, AgentName, AgentCode, null, today),
            place,
            OneOf(row, Zone, zones)
        );
    }

    /// <summary>CN prefix, blanks and the dot before the check digit are how people write it, and not part of the number.</summary>
    private static string ApplicationNumber(string text)
    {
        var bare = string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c != '.'))
            .ToUpperInvariant();
        return bare.StartsWith("CN", StringComparison.Ordinal) ? bare[2..]
            : bare.StartsWith("ZL", StringComparison.Ordinal) ? bare[2..]
            : bare;
    }

    private static FilerDraft? Filer(SheetRow row, string nameField, string codeField, string? idField, DateOnly today)
    {
        var required = nameField == ApplicantName;
        var (code, id) = (Contracts.CreditCode.Normalise(row.Cell(codeField)), "");
        var name = row.Text(nameField, LongestName, required || code.Length > 0);
        if (ResidentId.StandsIn(name))
        {
            row.Add(
                nameField,
                "resident-id-in-name",
                "名称中含有居民身份证号，请填入专用列",
                "There is a resident ID in the name; it has a column of its own"
            );
        }
        if (code.Length > 0 && Contracts.CreditCode.Check(code) == Contracts.IdentifierFault.Format)
        {
            row.Add(
                codeField,
                "not-a-credit-code",
                "应为十八位统一社会信用代码（GB 32100-2015）",
                "It must be a unified social credit code (GB 32100-2015)"
            );
        }
        if (idField is not null)
        {
            id = Contracts.ResidentId.Normalise(row.Cell(idField));
            if (id.Length > 0 && code.Length > 0)
            {
                row.Add(
                    idField,
                    "code-and-id",
                    "统一社会信用代码与居民身份证号只填一项",
                    "An applicant has a credit code or a resident ID, not both"
                );
            }
            else if (id.Length > 0 && Contracts.ResidentId.Check(id, today) != Contracts.IdentifierFault.None)
            {
                row.Add(
                    idField,
                    "not-a-resident-id",
                    "居民身份证号有误（GB 11643）",
                    "It is no valid resident ID (GB 11643)"
                );
            }
        }
        return name.Length == 0 ? null : new FilerDraft(name, code.Length > 0 ? code : null, id.Length > 0 ? id : null);
    }

    private static string OneOf(SheetRow row, string field, IReadOnlyDictionary<string, string> words)
    {
        var text = row.Text(field, 60);
        if (text.Length > 0)
        {
            if (words.TryGetValue(text, out var code))
            {
                return code;
            }
            var known = words.Values.Distinct(StringComparer.Ordinal);
            row.Add(
                field,
                "not-one-of",
                $"应为以下之一：{string.Join('、', words.Keys.Where(k => k.Any(c => c > 0x2E80)))}",
                $"It must be one of {string.Join(", ", known)}"
            );
        }
        return "";
    }

    private static FrozenDictionary<string, string> Words(params (string Code, string Zh, string En)[] words) =>
        words
            .SelectMany(w => new[] { (w.Code, w.Code), (w.Zh, w.Code), (w.En, w.Code) })
            .Distinct()
            .ToFrozenDictionary(w => w.Item1, w => w.Item2, StringComparer.OrdinalIgnoreCase);
}
