using System.Collections.Frozen;
using System.Globalization;

namespace RegionNet.Zones.Liaison;

/// <summary>What a reader sees of personal data before it is revealed for a purpose.</summary>
internal static class Masking
{
    private static readonly FrozenSet<string> CompoundSurnames = FrozenSet.ToFrozenSet(
        [
            "欧阳",
            "太史",
            "端木",
            "上官",
            "司马",
            "东方",
            "独孤",
            "南宫",
            "万俟",
            "闻人",
            "夏侯",
            "诸葛",
            "尉迟",
            "公羊",
            "赫连",
            "澹台",
            "皇甫",
            "宗政",
            "濮阳",
            "公冶",
            "太叔",
            "申屠",
            "公孙",
            "慕容",
            "仲孙",
            "钟离",
            "长孙",
            "宇文",
            "司徒",
            "鲜于",
            "司空",
            "闾丘",
            "令狐",
            "百里",
            "呼延",
            "东郭",
            "南门",
            "西门",
            "轩辕",
        ],
        StringComparer.Ordinal
    );

    /// <summary>The surname and one ＊, however long the given name is; the first letter of a name in another script.</summary>
    public static string Name(string name)
    {
        // By text element: some surnames lie outside the basic plane and take two chars.
        var first = StringInfo.GetNextTextElement(name);
        var two = name.Length > 2 && CompoundSurnames.Contains(name[..2]);
        return $"{(two ? name[..2] : first)}＊";
    }

    /// <summary>The first three and last four digits; nothing of a number too short to hide behind them.</summary>
    public static string Phone(string phone) =>
        phone.Length < 11
            ? new string('*', phone.Length)
            : $"{phone[..3]}{new string('*', phone.Length - 7)}{phone[^4..]}";
}
