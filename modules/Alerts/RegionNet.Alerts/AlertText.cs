using System.Collections.Frozen;

namespace RegionNet.Alerts;

/// <summary>Shapes of text that requests share.</summary>
internal static class AlertText
{
    /// <summary>One line: no control character.</summary>
    public const string Line = @"\P{Cc}*";

    /// <summary>Several lines: no control character but the line feed.</summary>
    public const string Lines = @"[\P{Cc}\n]*";

    /// <summary>A kind of alert: words in lower case, joined by - and parted by dots.</summary>
    public const string Kind = "[a-z0-9][a-z0-9.-]{0,99}";

    public const string Zone = "[A-Z][A-Z0-9]{1,9}";
}

/// <summary>minor 蓝, moderate 黄, severe 橙, extreme 红.</summary>
internal static class Levels
{
    public const string Extreme = "extreme";

    private static readonly FrozenDictionary<string, int> Ranks = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["minor"] = 1,
        ["moderate"] = 2,
        ["severe"] = 3,
        [Extreme] = 4,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static int Rank(string level) => Ranks[level];
}
