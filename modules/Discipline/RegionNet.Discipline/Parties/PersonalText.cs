using System.Text.RegularExpressions;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Free text holds no resident ID: it belongs in its own sealed field and nowhere else (PIPL art. 51).</summary>
internal static partial class PersonalText
{
    public static Refusal? Refuse(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (HoldsResidentId(text))
            {
                return DisciplineErrors.IdentifierInText;
            }
        }
        return null;
    }

    internal static bool HoldsResidentId(string? text) =>
        text is not null
        && Candidate()
            .Matches(text)
            .Any(m => ResidentId.Check(ResidentId.Normalise(m.Value), DateOnly.MaxValue) == IdentifierFault.None);

    [GeneratedRegex("(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Candidate();
}
