using System.Text;

namespace RegionNet.Discipline;

/// <summary>One form for what different hands write of the same name.</summary>
internal static class HanText
{
    /// <summary>
    /// Full-width forms narrowed (NFKC), letters in lower case, traditional characters simplified; only letters, digits and round
    /// brackets remain.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                var pair = text.Substring(i++, 2);
                folded.Append(NameTables.Simplified.GetValueOrDefault(pair, pair));
            }
            else if (NameTables.Compatible.TryGetValue(c, out var compatible))
            {
                foreach (var part in compatible)
                {
                    Append(folded, part);
                }
            }
            else
            {
                Append(folded, c);
            }
        }
        return folded.ToString();
    }

    private static void Append(StringBuilder folded, char c)
    {
        c = c switch
        {
            '[' or '【' or '〔' or '〈' or '<' or '{' or '［' => '(',
            ']' or '】' or '〕' or '〉' or '>' or '}' or '］' => ')',
            _ => char.ToLowerInvariant(c),
        };
        if (c is '(' or ')' || char.IsAsciiLetterOrDigit(c))
        {
            folded.Append(c);
        }
        else if (c > 0x7f && char.IsLetterOrDigit(c))
        {
            folded.Append(NameTables.Simplified.TryGetValue(c.ToString(), out var simplified) ? simplified : c);
        }
    }

    /// <summary>Syllables without tones, run together; other letters and digits as they are. The commonest readings.</summary>
    public static string Pinyin(string core)
    {
        var pinyin = new StringBuilder(core.Length * 4);
        foreach (var c in core)
        {
            Append(pinyin, c, 0);
        }
        return pinyin.ToString();
    }

    /// <summary>The same in every reading that differs from the commonest in one character; the commonest is the first.</summary>
    /// <param name="most">No more than so many.</param>
    public static IReadOnlyList<string> Pinyins(string core, int most)
    {
        List<string> all = [Pinyin(core)];
        for (var at = 0; at < core.Length; at++)
        {
            var readings = NameTables.Syllables.GetValueOrDefault(core[at])?.Length ?? 1;
            for (var reading = 1; reading < readings && all.Count < most; reading++)
            {
                var pinyin = new StringBuilder(core.Length * 4);
                for (var i = 0; i < core.Length; i++)
                {
                    Append(pinyin, core[i], i == at ? reading : 0);
                }
                all.Add(pinyin.ToString());
            }
        }
        return all;
    }

    /// <summary>Whether two characters share a reading: the commonest slip of who types pinyin.</summary>
    public static bool SoundAlike(char a, char b) =>
        NameTables.Syllables.TryGetValue(a, out var left)
        && NameTables.Syllables.TryGetValue(b, out var right)
        && left.AsSpan().ContainsAny(right);

    /// <summary>Pinyin as somebody types it (tone marks, apostrophes and spaces aside), if the text is that; ü counts as u.</summary>
    public static bool IsLatin(string folded) => folded.Length > 0 && folded.All(c => char.IsAsciiLetterOrDigit(c));

    private static void Append(StringBuilder pinyin, char c, int reading)
    {
        if (NameTables.Syllables.TryGetValue(c, out var syllables))
        {
            pinyin.Append(syllables[reading]);
        }
        else
        {
            pinyin.Append(c == 'v' ? 'u' : c);
        }
    }
}
