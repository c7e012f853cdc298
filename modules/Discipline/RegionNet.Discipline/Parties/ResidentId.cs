using System.Globalization;
using System.Text.RegularExpressions;

namespace RegionNet.Discipline;

/// <summary>Resident identity numbers (GB 11643-1999): 17 digits and a check character, with a date of birth.</summary>
internal static partial class ResidentId
{
    private static ReadOnlySpan<int> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static string Normalise(string text) =>
        text.Trim().Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <param name="id">Normalised.</param>
    /// <param name="today">Nobody is born after it.</param>
    public static bool IsValid(string id, DateOnly today) =>
        Form().IsMatch(id)
        && DateOnly.TryParseExact(
            id.AsSpan(6, 8),
            "yyyyMMdd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var born
        )
        && born <= today
        && born.Year >= 1850
        && id[17] == CheckOf(id);

    /// <summary>Whether a free text carries such a number, which belongs in its own sealed field and nowhere else.</summary>
    public static bool StandsIn(string? text) =>
        text is not null
        && Anywhere().Matches(text).Any(m => m.Value.ToUpperInvariant() is var id && id[17] == CheckOf(id));

    private static char CheckOf(string id)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (id[i] - '0') * Weights[i];
        }
        return "10X98765432"[sum % 11];
    }

    [GeneratedRegex("^[1-9][0-9]{16}[0-9X]$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();

    [GeneratedRegex(
        "(?<![0-9])[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][0-9]{3}[0-9Xx](?![0-9])",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Anywhere();
}
