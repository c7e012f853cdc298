namespace RegionNet.Discipline;

/// <summary>How near a listed name is, piece by piece: what each piece gave, and why.</summary>
/// <param name="Piece">core, region, form, pinyin or identifier.</param>
/// <param name="Finding">same, slips, sounds-alike, within, missing, slip, differs, same-kind, contradicts: stable, for the reader's language.</param>
/// <param name="Points">May be negative: a contradiction takes away.</param>
/// <param name="Most">What the piece gives at best.</param>
/// <param name="Asked">As read from what was asked.</param>
/// <param name="Listed">As read from what is listed.</param>
internal sealed record ScorePiece(string Piece, string Finding, int Points, int Most, string Asked, string Listed);

/// <summary>
/// A name alone never decides: it is strong or possible, and a person confirms (domain rule). The points are this product's own
/// proposal; they are the same for everybody and change only with <see cref="NameKeys.Version"/>.
/// </summary>
internal sealed record NameScore(int Points, IReadOnlyList<ScorePiece> Pieces)
{
    /// <summary>What was asked is the beginning of the listed core, in no other region: somebody may still be typing.</summary>
    public bool Begins { get; private init; }

    public const int Strong = 90;
    public const int Possible = 70;

    /// <summary>Two codes that differ are two parties, whatever their names: no alert, but shown to who asks.</summary>
    public const int Contradicted = 40;

    private const int OneSlip = 2;
    private const int ShortestBeginning = 2;
    private const int Core = 70;
    private const int Region = 15;
    private const int Form = 10;
    private const int Sound = 5;

    public static NameScore Of(NameQuery query, CompanyName listed)
    {
        NameScore? best = null;
        foreach (var meaning in query.Meanings)
        {
            if (meaning.Slip.Length > 0 && !MayBe(meaning.Slip, listed.Region))
            {
                continue;
            }
            var score = Of(query, meaning, listed);
            if (best is null || score.Points > best.Points)
            {
                best = score;
            }
        }
        var begins =
            query.Pinyin is null
            && query.Name.Core.Length >= ShortestBeginning
            && listed.Core.StartsWith(query.Name.Core, StringComparison.Ordinal)
            && OfRegion(query.Meanings[0], listed, sameCore: true).Finding != "differs";
        return best! with { Begins = begins };
    }

    /// <summary>The score where both sides have a unified social credit code and the codes differ.</summary>
    public NameScore Contradict(string asked, string listed) =>
        new(
            Math.Min(Points, Contradicted),
            [.. Pieces, new("identifier", "contradicts", Math.Min(0, Contradicted - Points), 0, asked, listed)]
        );

    private static NameScore Of(NameQuery query, NameQuery.Meaning meaning, CompanyName listed)
    {
        var asked = meaning.Name;
        var core = OfCore(query, asked.Core, listed.Core);
        var pieces = new[]
        {
            core,
            OfRegion(meaning, listed, core.Finding is "same" or "sounds-alike"),
            OfForm(asked, listed),
            OfSound(query, asked.Core, listed.Core),
        };
        return new NameScore(Math.Clamp(pieces.Sum(p => p.Points), 0, 100), pieces);
    }

    private static ScorePiece OfCore(NameQuery query, string asked, string listed)
    {
        if (asked == listed)
        {
            return new("core", "same", Core, Core, asked, listed);
        }
        if (query.Pinyin is { } typed)
        {
            // Many names sound the same: what was typed in Latin letters is at most possible.
            return HanText.Pinyins(listed, 4).Contains(typed)
                ? new("core", "sounds-alike", Core - 10, Core, asked, listed)
                : new("core", "differs", 0, Core, asked, listed);
        }
        var halves = Slips.Halves(asked, listed);
        var most = 2 * Math.Max(asked.Length, listed.Length);
        // To the nearest point, in whole numbers: the same everywhere.
        var points = (2 * Core * (most - halves) + most) / (2 * most);
        if (halves > OneSlip)
        {
            // The trade alone, which many share, must not make a candidate.
            points /= 2;
        }
        return new("core", halves >= most ? "differs" : "slips", Math.Max(0, points), Core, asked, listed);
    }

    private static ScorePiece OfRegion(NameQuery.Meaning meaning, CompanyName listed, bool sameCore)
    {
        var asked = meaning.Name;
        var text = meaning.Slip + asked.Region;
        var (finding, points) =
            meaning.Slip.Length > 0 ? ("slip", 10)
            : asked.Region.Length == 0 || listed.Region.Length == 0 ? ("missing", 8)
            : asked.Region == listed.Region ? ("same", Region)
            : asked.RegionCode is null || listed.RegionCode is null ? ("differs", 0)
            : asked.RegionCode == listed.RegionCode ? ("same", Region)
            : Within(asked.RegionCode, listed.RegionCode) ? ("within", 12)
            : ("differs", sameCore ? 0 : -10);
        return new("region", finding, points, Region, text, listed.Region);
    }

    private static ScorePiece OfForm(CompanyName asked, CompanyName listed)
    {
        var (finding, points) =
            asked.Suffix.Length == 0 || listed.Suffix.Length == 0 ? ("missing", 7)
            : asked.Suffix == listed.Suffix ? ("same", Form)
            : asked.SuffixKind == listed.SuffixKind ? ("same-kind", 9)
            : ("differs", 4);
        return new("form", finding, points, Form, asked.Suffix, listed.Suffix);
    }

    private static ScorePiece OfSound(NameQuery query, string asked, string listed)
    {
        var (left, right) = (query.Pinyin ?? HanText.Pinyin(asked), HanText.Pinyin(listed));
        return left == right
            ? new("pinyin", "same", Sound, Sound, left, right)
            : new("pinyin", "differs", 0, Sound, left, right);
    }

    private static bool Within(string a, string b)
    {
        var left = Places.Stem(a);
        var right = Places.Stem(b);
        return left.StartsWith(right) || right.StartsWith(left);
    }

    /// <summary>Whether a listed region holds the same characters but one.</summary>
    private static bool MayBe(string slip, string region)
    {
        for (var at = 0; at + slip.Length <= region.Length; at++)
        {
            var wrong = 0;
            for (var i = 0; i < slip.Length; i++)
            {
                wrong += slip[i] == region[at + i] ? 0 : 1;
            }
            if (wrong == 1)
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>How many slips of the pen make one text of the other.</summary>
internal static class Slips
{
    /// <summary>
    /// In halves: a wrong, missing or added character is one slip; two swapped ones, or one that sounds like the right one, half of it.
    /// (Optimal string alignment.)
    /// </summary>
    public static int Halves(string a, string b)
    {
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> now = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = 2 * j;
        }
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = 2 * i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced =
                    a[i - 1] == b[j - 1] ? 0
                    : HanText.SoundAlike(a[i - 1], b[j - 1]) ? 1
                    : 2;
                now[j] = Math.Min(Math.Min(last[j] + 2, now[j - 1] + 2), last[j - 1] + replaced);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != a[i - 2])
                {
                    now[j] = Math.Min(now[j], before[j - 2] + 1);
                }
            }
            var spare = before;
            before = last;
            last = now;
            now = spare;
        }
        return last[b.Length];
    }
}
