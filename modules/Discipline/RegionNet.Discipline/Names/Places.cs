using System.Collections.Frozen;

namespace RegionNet.Discipline;

/// <summary>A region at the head of a name, or in brackets.</summary>
/// <param name="Length">How many characters it takes, with the zone that follows it ("苏州工业园区").</param>
/// <param name="Code">GB/T 2260; null when several places are called so.</param>
/// <param name="Bare">Without its 省, 市, 区 or 县: it may as well be a brand.</param>
/// <param name="County">A county, district or county-level city.</param>
internal readonly record struct PlaceFound(int Length, string? Code, bool Bare, bool County);

/// <summary>Names of places as companies put them before their own.</summary>
internal static class Places
{
    private sealed record Place(string Code, bool Bare);

    private static readonly string[] Peoples =
    [
        "蒙古族",
        "蒙古",
        "回族",
        "藏族",
        "维吾尔",
        "苗族",
        "彝族",
        "壮族",
        "布依族",
        "朝鲜族",
        "满族",
        "侗族",
        "瑶族",
        "白族",
        "土家族",
        "哈尼族",
        "哈萨克族",
        "哈萨克",
        "傣族",
        "黎族",
        "傈僳族",
        "佤族",
        "畲族",
        "拉祜族",
        "水族",
        "东乡族",
        "纳西族",
        "景颇族",
        "柯尔克孜",
        "土族",
        "达斡尔族",
        "仫佬族",
        "羌族",
        "布朗族",
        "撒拉族",
        "毛南族",
        "仡佬族",
        "锡伯",
        "普米族",
        "塔吉克",
        "怒族",
        "鄂温克族",
        "保安族",
        "裕固族",
        "独龙族",
        "各族",
    ];

    private static readonly string[] Ranks =
    [
        "特别行政区",
        "自治区",
        "自治州",
        "自治县",
        "自治旗",
        "地区",
        "新区",
        "矿区",
        "林区",
        "省",
        "市",
        "区",
        "县",
        "旗",
        "盟",
    ];

    /// <summary>What may follow a place and belongs to the address rather than to the name.</summary>
    private static readonly string[] Zones =
    [
        "高新技术产业开发区",
        "经济技术开发区",
        "自由贸易试验区",
        "高新技术开发区",
        "经济开发区",
        "工业园区",
        "高新区",
        "开发区",
        "自贸区",
        "保税区",
        "新区",
    ];

    private static readonly FrozenDictionary<string, Place[]> ByName = (
        from region in NameTables.Regions
        from place in Names(region.Name).Select(name => (Name: name.Text, Place: new Place(region.Code, name.Bare)))
        group place.Place by place.Name
    ).ToFrozenDictionary(places => places.Key, places => places.ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Place[]>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int Longest = ByName.Keys.Max(name => name.Length);

    /// <summary>The longest place the text begins with.</summary>
    /// <param name="within">A county or prefecture of that place; null for one that may stand alone.</param>
    public static PlaceFound? At(ReadOnlySpan<char> text, string? within)
    {
        for (var length = Math.Min(Longest, text.Length); length >= 2; length--)
        {
            if (BySpan.TryGetValue(text[..length], out var places) && Choose(places, within) is { } found)
            {
                return found with { Length = length + Zone(text[length..]) };
            }
        }
        return null;
    }

    /// <summary>Province, prefecture or county: the digits that say something.</summary>
    public static ReadOnlySpan<char> Stem(string code) =>
        code.EndsWith("0000", StringComparison.Ordinal) ? code.AsSpan(0, 2)
        : code.EndsWith("00", StringComparison.Ordinal) ? code.AsSpan(0, 4)
        : code;

    private static PlaceFound? Choose(Place[] places, string? within)
    {
        Place? chosen = null;
        var several = false;
        foreach (var place in places)
        {
            var county = IsCounty(place);
            var fits = within is null
                // Alone, a district's or county's bare name is a word like any other; that of a county-level city may be meant.
                ? !county || !place.Bare || place.Code[4] == '8'
                : place.Code.AsSpan().StartsWith(Stem(within)) && place.Code != within;
            if (!fits)
            {
                continue;
            }
            if (chosen is null)
            {
                chosen = place;
            }
            else if (IsCounty(chosen))
            {
                // They come by code: a province or prefecture is meant rather than a county, and of counties there are several.
                several = county;
                chosen = county ? chosen : place;
            }
        }
        return chosen is null ? null : new PlaceFound(0, several ? null : chosen.Code, chosen.Bare, IsCounty(chosen));
    }

    private static bool IsCounty(Place place) => !place.Code.EndsWith("00", StringComparison.Ordinal);

    private static int Zone(ReadOnlySpan<char> rest)
    {
        foreach (var zone in Zones)
        {
            if (rest.StartsWith(zone))
            {
                return zone.Length;
            }
            // "两江新区": a name of two characters before the zone.
            if (rest.Length > zone.Length + 2 && rest[2..].StartsWith(zone))
            {
                return zone.Length + 2;
            }
        }
        return 0;
    }

    private static IEnumerable<(string Text, bool Bare)> Names(string name)
    {
        yield return (name, false);
        var rank = Array.Find(Ranks, r => name.EndsWith(r, StringComparison.Ordinal));
        var bare = rank is null ? name : name[..^rank.Length];
        for (
            string? people;
            (
                people = Array.Find(
                    Peoples,
                    p => bare.Length >= p.Length + 2 && bare.EndsWith(p, StringComparison.Ordinal)
                )
            )
                is not null;

        )
        {
            bare = bare[..^people.Length];
        }
        if (bare.Length >= 2 && bare != name)
        {
            yield return (bare, true);
        }
    }
}
