using System.Globalization;

namespace RegionNet.Discipline.Contracts;

/// <summary>What is shown of a natural person before it is revealed for a purpose.</summary>
public static class PartyMasking
{
    /// <summary>Surname and last character, however long the name; of a name of two characters the surname alone.</summary>
    public static string Name(string name)
    {
        // By text element: some characters lie outside the basic plane and take two chars.
        var elements = new StringInfo(name);
        var first = elements.SubstringByTextElements(0, 1);
        return elements.LengthInTextElements < 3
            ? $"{first}＊"
            : $"{first}＊{elements.SubstringByTextElements(elements.LengthInTextElements - 1)}";
    }

    /// <summary>For officers: the first three and the last four.</summary>
    public static string Id(string id) => $"{id[..3]}***********{id[^4..]}";
}
