namespace RegionNet.Discipline;

/// <summary>
/// Keys under which a name is found: hashes of 32 bits, so two names may share one by chance; who finds a name by a key compares the
/// names. They stand in the database: what makes them must not change without the index being made anew (<see cref="Version"/>).
/// </summary>
internal static class NameKeys
{
    /// <summary>Of the reading, the keys and the score together. A screening says by which it was made.</summary>
    public const int Version = 1;

    private const int MostPinyins = 4;
    private const int ShortestDeletion = 2;

    /// <summary>Of a listed name: region and core, the core, the core less each character, its pinyin, its pairs of characters.</summary>
    public static int[] OfListed(CompanyName name)
    {
        var keys = new HashSet<int>();
        AddCore(keys, name);
        foreach (var pinyin in HanText.Pinyins(name.Core, MostPinyins))
        {
            keys.Add(Hash('p', pinyin));
        }
        AddPairs(keys, name.Core);
        return [.. keys];
    }

    /// <summary>The core and what is left of it without any one character: names that differ in one slip share one of these.</summary>
    public static void AddCore(HashSet<int> keys, CompanyName name)
    {
        if (name.Region.Length > 0)
        {
            keys.Add(Hash('r', (name.RegionCode ?? name.Region) + name.Core));
        }
        keys.Add(Hash('c', name.Core));
        if (name.Core.Length > ShortestDeletion)
        {
            var less = name.Core.Length <= 64 ? stackalloc char[name.Core.Length - 1] : new char[name.Core.Length - 1];
            for (var i = 0; i < name.Core.Length; i++)
            {
                name.Core.AsSpan(0, i).CopyTo(less);
                name.Core.AsSpan(i + 1).CopyTo(less[i..]);
                keys.Add(Hash('c', less));
            }
        }
    }

    /// <summary>Of each two characters that follow one another.</summary>
    public static void AddPairs(HashSet<int> keys, string core)
    {
        for (var i = 0; i + 2 <= core.Length; i++)
        {
            keys.Add(Hash('b', core.AsSpan(i, 2)));
        }
    }

    public static int Core(string core) => Hash('c', core);

    public static int Pinyin(string pinyin) => Hash('p', pinyin);

    // FNV-1a over UTF-16 code units, then mixed: it must give the same in every process and version.
    private static int Hash(char kind, ReadOnlySpan<char> text)
    {
        var hash = (2166136261u ^ kind) * 16777619u;
        foreach (var c in text)
        {
            hash = (hash ^ (byte)c) * 16777619u;
            hash = (hash ^ (byte)(c >> 8)) * 16777619u;
        }
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35;
        return (int)(hash ^ (hash >> 16));
    }
}
