namespace RegionNet.Portal.Language;

/// <summary>The language of the interface: Chinese unless the person chose English. One browser tab is one person, so it is process-wide.</summary>
public static class Languages
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static string Current { get; private set; } = Chinese;

    public static bool IsEnglish => Current == English;

    public static void Choose(string? language) => Current = language == English ? English : Chinese;

    /// <summary>The form in the chosen language; the other one when that is missing.</summary>
    public static string Pick(string? zh, string? en)
    {
        var (wanted, other) = IsEnglish ? (en, zh) : (zh, en);
        return string.IsNullOrWhiteSpace(wanted) ? other ?? "" : wanted;
    }
}
