using System.Text.RegularExpressions;

namespace RegionNet.Portal.Screening;

public enum AskedKind
{
    Nothing,
    TooShort,
    Name,
    Code,

    /// <summary>It looks like a resident ID, which must not stand in an address: it is not sent.</summary>
    ResidentId,
}

/// <summary>What was typed into the one box of screening.</summary>
public static partial class AskedText
{
    /// <summary>The alphabet of GB 32100-2015, in the order of its values.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public static AskedKind Kind(string text)
    {
        var code = Normalise(text);
        return code.Length == 0 ? AskedKind.Nothing
            : IsCreditCode(code) && (IsTrueCreditCode(code) || !IdPattern().IsMatch(code)) ? AskedKind.Code
            : IdPattern().IsMatch(code) ? AskedKind.ResidentId
            : text.Trim().Length < 2 ? AskedKind.TooShort
            : AskedKind.Name;
    }

    /// <summary>Without blanks and hyphens, in capitals.</summary>
    public static string Normalise(string text) =>
        string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();

    public static bool IsCreditCode(string code) => code.Length == 18 && code.All(c => Alphabet.Contains(c));

    public static bool IsResidentId(string id) => WholeId().IsMatch(id);

    /// <summary>Whether the last character is the one that GB 32100-2015 computes from the others.</summary>
    private static bool IsTrueCreditCode(string code)
    {
        var (sum, weight) = (0, 1);
        for (var i = 0; i < 17; i++)
        {
            sum += Alphabet.IndexOf(code[i]) * weight;
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - sum % 31) % 31] == code[17];
    }

    [GeneratedRegex(
        @"(?<!\d)[1-8]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^\d{17}[\dX]$", RegexOptions.None, 1000)]
    private static partial Regex WholeId();
}
