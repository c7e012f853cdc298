namespace RegionNet.Discipline;

/// <summary>Unified social credit codes (GB 32100-2015).</summary>
internal static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>3^(i-1) mod 31.</summary>
    private static ReadOnlySpan<int> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Capitals without blanks: how a code is kept and compared.</summary>
    public static string Normalise(string text) =>
        text.Trim().Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>18 characters of the code's alphabet, digits where the place stands.</summary>
    public static bool HasForm(string code) =>
        code.Length == 18
        && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal))
        && code.AsSpan(2, 6).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Whether the check digit is right. Issued codes that fail it are reported, so this is a warning and no error.</summary>
    public static bool Checks(string code)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Alphabet.IndexOf(code[i], StringComparison.Ordinal) * Weights[i];
        }
        return code[17] == Alphabet[(31 - sum % 31) % 31];
    }

    /// <summary>The GB/T 2260 code of the registration, which the code carries.</summary>
    public static string PlaceOf(string code) => code.Substring(2, 6);
}
