using System.Globalization;
using System.Text.RegularExpressions;

namespace RegionNet.Discipline.Contracts;

/// <summary>What is wrong with an identifier.</summary>
public enum IdentifierFault
{
    None,

    /// <summary>It can't be one: an error.</summary>
    Format,

    /// <summary>Its check digit is another: a warning where such identifiers were issued.</summary>
    CheckDigit,
}

/// <summary>
/// Unified social credit codes (统一社会信用代码, GB 32100-2015): 18 characters without I, O, S, V and Z. Codes whose check digit
/// is wrong have been issued, so that a clerk may override that fault with a reason.
/// </summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Length = 18;

    /// <summary>As it is stored and compared: without blanks around it, in capitals.</summary>
    public static string Normalise(string code) => code.Trim().ToUpperInvariant();

    public static IdentifierFault Check(string code)
    {
        if (code.Length != Length || !code.All(c => Alphabet.Contains(c, StringComparison.Ordinal)))
        {
            return IdentifierFault.Format;
        }
        var (sum, weight) = (0, 1);
        foreach (var character in code[..^1])
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % Alphabet.Length;
        }
        var check = (Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length;
        return Alphabet[check] == code[^1] ? IdentifierFault.None : IdentifierFault.CheckDigit;
    }
}

/// <summary>Resident IDs (公民身份号码, GB 11643): place, date of birth, sequence, check digit.</summary>
public static partial class ResidentId
{
    private const string CheckDigits = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static string Normalise(string id) => id.Trim().ToUpperInvariant();

    /// <param name="today">Nobody is born later.</param>
    public static IdentifierFault Check(string id, DateOnly today)
    {
        if (
            id.Length != Weights.Length + 1
            || !id[..^1].All(char.IsAsciiDigit)
            || !(char.IsAsciiDigit(id[^1]) || id[^1] == 'X')
            || !DateOnly.TryParseExact(
                id[6..14],
                "yyyyMMdd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var born
            )
            || born > today
        )
        {
            return IdentifierFault.Format;
        }
        var sum = Weights.Select((weight, i) => weight * (id[i] - '0')).Sum();
        return CheckDigits[sum % 11] == id[^1] ? IdentifierFault.None : IdentifierFault.CheckDigit;
    }

    /// <summary>Whether a free text carries one: it belongs in its own sealed field and nowhere else (PIPL art. 51).</summary>
    public static bool StandsIn(string? text) =>
        text is not null
        && Candidate().Matches(text).Any(m => Check(Normalise(m.Value), DateOnly.MaxValue) == IdentifierFault.None);

    [GeneratedRegex("(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Candidate();
}
