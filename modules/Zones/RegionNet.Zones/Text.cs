namespace RegionNet.Zones;

internal static class Text
{
    /// <summary>No control character: PostgreSQL stores no NUL, and the others have no place in a name.</summary>
    public const string NoControl = @"\P{Cc}*";

    public static bool HasControl(string text) => text.Any(char.IsControl);

    /// <summary>A LIKE pattern that finds <paramref name="part"/> anywhere and takes none of its characters as a wildcard.</summary>
    public static string LikePattern(string part) =>
        $"%{part.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)}%";
}
