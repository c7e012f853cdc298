using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace RegionNet.Kernel;

/// <summary>One page of a list.</summary>
/// <param name="Next">Send it as <c>cursor</c> for the page after; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Builds a page from one row more than asked for.</summary>
    /// <param name="rows">At most <paramref name="limit"/> + 1 rows in list order.</param>
    /// <param name="key">The values the list is ordered by, which say where the next page starts.</param>
    public static Page<T> Of(IReadOnlyList<T> rows, int limit, Func<T, object[]> key) =>
        rows.Count <= limit ? new(rows, null) : new([.. rows.Take(limit)], Cursor.Write(key(rows[limit - 1])));
}

/// <summary>An opaque place in a list: the values of its order, so that a page never shifts when rows are added.</summary>
public static class Cursor
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    public static string Write(params object[] values) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values.Select(Text)));

    /// <param name="count">Of how many values this list's cursors consist.</param>
    /// <returns>
    /// False when the text is not a cursor of <paramref name="count"/> values. The values come from the caller: they hold nothing that
    /// PostgreSQL can't take as text, but are not otherwise checked.
    /// </returns>
    public static bool TryRead(string text, int count, out string[] values)
    {
        values = [];
        if (text.Length > 1_000 || !Base64Url.IsValid(text))
        {
            return false;
        }
        try
        {
            var read = JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text));
            if (read?.Length != count || read.Any(v => v is null || v.Contains('\0', StringComparison.Ordinal)))
            {
                return false;
            }
            values = read!;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Of a list that is ordered by an instant and an id, the newest first: where the page begins.</summary>
    /// <param name="text">Null for the first page.</param>
    /// <param name="before">The page holds what lies before it; beyond every row for the first page.</param>
    /// <param name="beforeId">Of rows at that very instant, what has a lower id.</param>
    /// <returns>False when the text is not such a cursor.</returns>
    public static bool TryReadNewestFirst(string? text, out DateTimeOffset before, out Guid beforeId)
    {
        (before, beforeId) = (DateTimeOffset.MaxValue.AddDays(-1), Guid.AllBitsSet);
        return text is null || TryReadInstant(text, out before, out beforeId);
    }

    /// <summary>The same of a list with the oldest first.</summary>
    /// <param name="after">The page holds what lies after it; before every row for the first page.</param>
    /// <param name="afterId">Of rows at that very instant, what has a higher id.</param>
    public static bool TryReadOldestFirst(string? text, out DateTimeOffset after, out Guid afterId)
    {
        (after, afterId) = (DateTimeOffset.MinValue, Guid.Empty);
        return text is null || TryReadInstant(text, out after, out afterId);
    }

    /// <summary>Of a list that is ordered by a number from 1 on, the lowest first: where the page begins.</summary>
    /// <param name="text">Null for the first page.</param>
    /// <param name="after">The page holds what has a higher number; 0 for the first page.</param>
    /// <returns>False when the text is not such a cursor.</returns>
    public static bool TryReadNumber(string? text, out int after)
    {
        after = 0;
        return text is null
            || (
                TryRead(text, 1, out var values)
                && int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out after)
            );
    }

    private static bool TryReadInstant(string text, out DateTimeOffset at, out Guid id)
    {
        (at, id) = (default, default);
        return TryRead(text, 2, out var values)
            && DateTimeOffset.TryParseExact(values[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out at)
            && Guid.TryParse(values[1], out id);
    }

    // In full: a rounded instant would skip or repeat the rows of that second.
    private static string Text(object value) =>
        value switch
        {
            DateTimeOffset or DateTime or DateOnly or TimeOnly => ((IFormattable)value).ToString(
                "O",
                CultureInfo.InvariantCulture
            ),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
