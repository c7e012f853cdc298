using System.Collections.Frozen;
using System.Reflection;

namespace RegionNet.Discipline;

/// <summary>The tables beside this file, read once. <c>Tables/NOTICE.md</c> says where they come from, <c>Tables/generate.mjs</c> how.</summary>
internal static class NameTables
{
    /// <summary>A character of another width or shape, and what NFKC makes of it.</summary>
    public static readonly FrozenDictionary<char, string> Compatible = Lines("compatible")
        .ToFrozenDictionary(line => line[0], line => line[1..]);

    /// <summary>A traditional or regional character, and the simplified one it is folded to.</summary>
    public static readonly FrozenDictionary<string, string> Simplified = Lines("simplified")
        .Select(line => (Line: line, Length: char.IsHighSurrogate(line[0]) ? 2 : 1))
        .ToFrozenDictionary(entry => entry.Line[..entry.Length], entry => entry.Line[entry.Length..]);

    /// <summary>A simplified character and its syllables without tones, the commonest first; at most three.</summary>
    public static readonly FrozenDictionary<char, string[]> Syllables = (
        from line in Lines("pinyin")
        let parts = line.Split('\t')
        let syllables = Array.ConvertAll(parts[0].Split(' '), s => s.Replace('v', 'u'))
        from character in parts[1]
        select (character, syllables)
    ).ToFrozenDictionary(entry => entry.character, entry => entry.syllables);

    /// <summary>Codes (GB/T 2260, six digits) and names of provinces, prefectures and counties.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> Regions =
    [
        .. Lines("regions").Select(line => (line[..6], line[7..])),
    ];

    private static List<string> Lines(string table)
    {
        var name = $"{typeof(NameTables).Namespace}.Names.Tables.{table}.txt";
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} is not embedded.");
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }
        return lines;
    }
}
