using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Free text holds no resident ID: it belongs in its own sealed field and nowhere else (PIPL art. 51).</summary>
internal static class PersonalText
{
    public static Refusal? Refuse(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (ResidentId.StandsIn(text))
            {
                return DisciplineErrors.IdentifierInText;
            }
        }
        return null;
    }
}
