namespace RegionNet.Discipline;

/// <summary>
/// A name in its parts (company names are regulated: region, own name, trade, form). The same reading is used of what is listed and of
/// what is asked for, so a rule that reads both wrongly does no harm.
/// </summary>
/// <param name="Core">Own name and trade, folded; at least one character if the name has any.</param>
/// <param name="Region">The region as it stands in the name, folded; empty if it has none.</param>
/// <param name="RegionCode">GB/T 2260 of the narrowest place; null if there is none or several are called so.</param>
/// <param name="Suffix">The legal form; empty if there is none.</param>
/// <param name="SuffixKind">See <see cref="LegalForm"/>; empty if there is none.</param>
/// <param name="Doubtful">The part of the region that may as well belong to the core; empty if there is no doubt.</param>
internal sealed record CompanyName(
    string Core,
    string Region,
    string? RegionCode,
    string Suffix,
    string SuffixKind,
    string Doubtful
)
{
    /// <summary>Longer names are cut: the register allows far fewer characters.</summary>
    private const int Longest = 120;

    /// <summary>A brand before its trade; a county's name before less than this is taken for the brand.</summary>
    private const int ShortestAfterCounty = 4;

    public static CompanyName Read(string name) => Read(name, forgiving: false);

    /// <param name="forgiving">A legal form with a slip in it is read as that form: of what somebody asks for, never of what is listed.</param>
    public static CompanyName Read(string name, bool forgiving)
    {
        var text = HanText.Fold(name.Length > Longest ? name[..Longest] : name);
        var place = new RegionText();
        var (suffix, kind) = ("", "");
        text = TakeBrackets(text, ref place, ref suffix);
        if (LegalForms.Branch(text) is { } end)
        {
            (suffix, kind) = (text[(end - 2)..], "branch");
            text = text[..end];
        }
        while (LegalForms.AtEnd(text, forgiving) is { } form && text.Length - form.Text.Length >= 2)
        {
            text = text[..^form.Text.Length];
            suffix =
                suffix.Length > 0 && kind != "branch" ? form.Text + suffix
                : suffix.Length > 0 ? suffix
                : form.Text;
            kind = kind.Length > 0 ? kind : form.Kind;
        }
        var (doubtful, at) = ("", 0);
        while (Places.At(text.AsSpan(at), place.Head) is { } found && text.Length - at - found.Length >= 2)
        {
            if (found is { Bare: true, County: true } && text.Length - at - found.Length < ShortestAfterCounty)
            {
                break;
            }
            var part = text.Substring(at, found.Length);
            doubtful = found.Bare && (found.County || at == 0) ? part : "";
            place.Add(part, found.Code);
            at += found.Length;
            if (found.Code is null)
            {
                break;
            }
        }
        return new CompanyName(text[at..], place.Text, place.Code, suffix, kind, doubtful);
    }

    /// <summary>Regions and forms in brackets are taken out; whatever else stands in them stays where it is.</summary>
    private static string TakeBrackets(string text, ref RegionText place, ref string suffix)
    {
        if (text.AsSpan().IndexOfAny('(', ')') < 0)
        {
            return text;
        }
        var kept = new System.Text.StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            var close = c == '(' ? text.IndexOf(')', at) : -1;
            if (close > at)
            {
                var inside = text.AsSpan(at + 1, close - at - 1);
                if (IsRegion(inside, out var code))
                {
                    place.Bracket(inside.ToString(), code);
                    at = close + 1;
                    continue;
                }
                if (LegalForms.Is(inside))
                {
                    suffix = inside is "中国" ? suffix : inside.ToString();
                    at = close + 1;
                    continue;
                }
            }
            if (c is not ('(' or ')'))
            {
                kept.Append(c);
            }
            at++;
        }
        return kept.ToString();
    }

    private static bool IsRegion(ReadOnlySpan<char> text, out string? code)
    {
        code = null;
        var at = 0;
        while (at < text.Length && Places.At(text[at..], code) is { } found)
        {
            (at, code) = (at + found.Length, found.Code);
            if (code is null)
            {
                break;
            }
        }
        return at == text.Length;
    }

    /// <summary>What has been read of the region. One in brackets counts where the name begins with none.</summary>
    private struct RegionText()
    {
        private string _head = "";
        private string _bracket = "";
        private string? _bracketCode;

        public string? Head { get; private set; }

        public readonly string Text => _head.Length > 0 ? _head : _bracket;

        public readonly string? Code => _head.Length > 0 ? Head : _bracketCode;

        public void Add(string text, string? code) => (_head, Head) = (_head + text, code ?? Head);

        public void Bracket(string text, string? code) => (_bracket, _bracketCode) = (text, code);
    }
}
