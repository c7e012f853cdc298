using System.Text.Json;

namespace RegionNet.Testing;

/// <summary>
/// Names of Chinese companies as a register has them, and the ways in which people write them otherwise. Regions, forms, traditional
/// characters and pinyin come from tables of their own (<c>company-names.json</c>), not from those of the product.
/// </summary>
/// <param name="seed">The same seed gives the same names.</param>
public sealed class CompanyNames(int seed)
{
    private static readonly Parts All = Read();

    /// <summary>Forms of the names, the commonest first.</summary>
    private static readonly string[] Forms =
    [
        "有限公司",
        "有限公司",
        "有限公司",
        "有限公司",
        "有限公司",
        "有限公司",
        "有限责任公司",
        "股份有限公司",
        "集团有限公司",
        "厂",
    ];

    /// <summary>What people write instead.</summary>
    private static readonly string[] OtherForms =
    [
        "有限公司",
        "有限责任公司",
        "股份有限公司",
        "公司",
        "集团有限公司",
        "集团公司",
        "（集团）有限公司",
        "合伙企业（有限合伙）",
        "厂",
        "经营部",
    ];

    private readonly Random _random = new(seed);

    /// <param name="Region">Each part as texts: simplified, traditional, as in Taiwan, as in Hong Kong, pinyin.</param>
    public sealed record Made(string[] Region, string[][] Brand, string[] Trade, string Form)
    {
        public string Own => string.Concat(Brand.Select(b => b[0]));

        public string Name => Region[0] + Own + Trade[0] + Form;

        public override string ToString() => Name;
    }

    public Made Next()
    {
        var brand = new string[
            _random.Next(20) switch
            {
                < 11 => 2,
                < 18 => 3,
                _ => 4,
            }
        ][];
        for (var i = 0; i < brand.Length; i++)
        {
            // Some characters are liked better than others.
            var at = Math.Min(_random.Next(All.Brand.Length), _random.Next(All.Brand.Length * 2));
            brand[i] = All.Brand[at];
        }
        return new Made(Any(All.Regions), brand, Any(All.Trades), Any(Forms));
    }

    /// <summary>So many different names.</summary>
    public IReadOnlyList<Made> Take(int count)
    {
        var names = new HashSet<string>(count, StringComparer.Ordinal);
        var made = new List<Made>(count);
        while (made.Count < count)
        {
            var next = Next();
            if (names.Add(next.Name))
            {
                made.Add(next);
            }
        }
        return made;
    }

    public string WithoutRegion(Made name) => name.Own + name.Trade[0] + name.Form;

    public string OtherForm(Made name)
    {
        string form;
        do
        {
            form = Any(OtherForms);
        } while (form == name.Form);
        return name.Region[0] + name.Own + name.Trade[0] + form;
    }

    /// <summary>In one of three ways of writing traditional characters.</summary>
    public string Traditional(Made name)
    {
        var way = 1 + _random.Next(3);
        return name.Region[way]
            + string.Concat(name.Brand.Select(b => b[way]))
            + name.Trade[way]
            + (way == 1 ? "有限公司" : "股份有限公司");
    }

    public string BracketedRegion(Made name) =>
        _random.Next(3) switch
        {
            0 => $"{name.Own}（{name.Region[0]}）{name.Trade[0]}{name.Form}",
            1 => $"{name.Own}{name.Trade[0]}({name.Region[0]}){name.Form}",
            _ => $"{name.Own}{name.Trade[0]}【{name.Region[0]}】{name.Form}",
        };

    public string WrongBrandCharacter(Made name)
    {
        var brand = name.Own.ToCharArray();
        Spoil(brand, _random.Next(brand.Length));
        return name.Region[0] + new string(brand) + name.Trade[0] + name.Form;
    }

    public string WrongCharacterAnywhere(Made name)
    {
        var text = name.Name.ToCharArray();
        Spoil(text, _random.Next(text.Length));
        return new string(text);
    }

    /// <summary>Two neighbours of brand and trade have changed places.</summary>
    public string Transposed(Made name)
    {
        var text = (name.Own + name.Trade[0]).ToCharArray();
        int at;
        do
        {
            at = _random.Next(text.Length - 1);
        } while (text[at] == text[at + 1]);
        (text[at], text[at + 1]) = (text[at + 1], text[at]);
        return name.Region[0] + new string(text) + name.Form;
    }

    public string PinyinOfCore(Made name) => string.Join(' ', name.Brand.Select(b => b[4])) + name.Trade[4];

    private void Spoil(char[] text, int at)
    {
        char other;
        do
        {
            other = All.Others[_random.Next(All.Others.Length)];
        } while (other == text[at]);
        text[at] = other;
    }

    private T Any<T>(T[] of) => of[_random.Next(of.Length)];

    private static Parts Read()
    {
        using var stream = typeof(CompanyNames).Assembly.GetManifestResourceStream(
            "RegionNet.Testing.company-names.json"
        )!;
        return JsonSerializer.Deserialize<Parts>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Parts(string[][] Brand, string[][] Trades, string[][] Regions, string Others);
}
