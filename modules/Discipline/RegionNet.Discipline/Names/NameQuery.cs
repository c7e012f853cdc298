namespace RegionNet.Discipline;

/// <summary>
/// A name as somebody asks for it, in the ways it may be meant. Unlike a listed name it may hold slips: a region with a wrong character
/// is no region, so that the core begins with it.
/// </summary>
internal sealed class NameQuery
{
    /// <summary>The longest region that is looked for under a slip: 内蒙古自治区 less one.</summary>
    private const int LongestSlip = 6;

    /// <summary>So much of a core remains when a region with a slip is taken off.</summary>
    private const int ShortestCore = 2;

    /// <summary>By which the candidates are found that are at most one slip away.</summary>
    public int[] Keys { get; }

    /// <summary>Pairs of characters, for what no key finds. Empty for pinyin.</summary>
    public int[] Pairs { get; }

    /// <summary>The name as it reads, then the ways in which it may have been meant.</summary>
    public IReadOnlyList<Meaning> Meanings { get; }

    /// <summary>What was typed, if it may be pinyin; null otherwise.</summary>
    public string? Pinyin { get; }

    public CompanyName Name => Meanings[0].Name;

    /// <param name="Slip">What is taken for a region with a wrong character in it; empty if nothing is.</param>
    public sealed record Meaning(CompanyName Name, string Slip);

    public NameQuery(string name)
    {
        var read = CompanyName.Read(name);
        List<Meaning> meanings = [new(read, "")];
        if (CompanyName.Read(name, forgiving: true) is var forgiven && forgiven.Core != read.Core)
        {
            meanings.Add(new(forgiven, ""));
        }
        if (read.Doubtful.Length > 0)
        {
            meanings.Add(
                new(
                    read with
                    {
                        Core = read.Doubtful + read.Core,
                        Region = read.Region[..^read.Doubtful.Length],
                        RegionCode = Places
                            .At(read.Region.AsSpan(0, read.Region.Length - read.Doubtful.Length), null)
                            ?.Code,
                        Doubtful = "",
                    },
                    ""
                )
            );
        }
        var keys = new HashSet<int>();
        var pairs = new HashSet<int>();
        if (HanText.IsLatin(read.Core))
        {
            Pinyin = PinyinText.Core(read.Core);
            keys.Add(NameKeys.Pinyin(Pinyin));
        }
        else
        {
            for (var slip = 2; slip <= LongestSlip && read.Core.Length - slip >= ShortestCore; slip++)
            {
                meanings.Add(new(AfterSlip(read, slip), read.Core[..slip]));
            }
            keys.Add(NameKeys.Pinyin(HanText.Pinyin(read.Core)));
            NameKeys.AddPairs(pairs, read.Core);
        }
        foreach (var meaning in meanings)
        {
            if (meaning.Slip.Length == 0)
            {
                NameKeys.AddCore(keys, meaning.Name);
            }
            else
            {
                keys.Add(NameKeys.Core(meaning.Name.Core));
            }
        }
        (Keys, Pairs, Meanings) = ([.. keys], [.. pairs], meanings);
    }

    private static CompanyName AfterSlip(CompanyName read, int slip)
    {
        var rest = read.Core[slip..];
        return Places.At(rest, null) is { } place && rest.Length - place.Length >= ShortestCore
            ? read with
            {
                Core = rest[place.Length..],
                Region = rest[..place.Length],
                RegionCode = place.Code,
            }
            : read with
            {
                Core = rest,
            };
    }
}

/// <summary>Pinyin of a whole name as somebody types it.</summary>
internal static class PinyinText
{
    private static readonly string[] Forms =
    [
        .. LegalForms.All.Select(form => HanText.Pinyin(form.Text)).OrderByDescending(form => form.Length),
    ];

    /// <summary>Without the legal form at its end.</summary>
    public static string Core(string latin)
    {
        var text = latin.Replace('v', 'u');
        foreach (var form in Forms)
        {
            if (form.Length > 4 && text.Length > form.Length + 3 && text.EndsWith(form, StringComparison.Ordinal))
            {
                return text[..^form.Length];
            }
        }
        return text;
    }
}
