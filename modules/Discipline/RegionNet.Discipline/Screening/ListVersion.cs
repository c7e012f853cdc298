using System.Globalization;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// What a screening saw: enough to do it again with the same result. Opaque to callers.
/// </summary>
/// <param name="Matcher">See <see cref="NameKeys.Version"/>: another one reads names otherwise.</param>
/// <param name="Day">The business day whose entries in force were meant.</param>
/// <param name="Names">Names up to that number.</param>
/// <param name="Heads">How far each list had come, by its code, in the order of the codes.</param>
internal sealed record ListVersion(int Matcher, DateOnly Day, int Names, IReadOnlyList<(string List, long Head)> Heads)
{
    public string Write() =>
        Cursor.Write(Matcher, Day, Names, string.Join(';', Heads.Select(h => $"{h.List}={h.Head}")));

    public static ListVersion? Read(string text)
    {
        if (
            !Cursor.TryRead(text, 4, out var parts)
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var matcher)
            || !DateOnly.TryParseExact(parts[1], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var names)
        )
        {
            return null;
        }
        var heads = new List<(string, long)>();
        foreach (var list in parts[3].Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                list.Split('=') is not [var code, var number]
                || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var head)
            )
            {
                return null;
            }
            heads.Add((code, head));
        }
        return new ListVersion(matcher, day, names, heads);
    }

    /// <summary>How things stand now, in one snapshot.</summary>
    public static async Task<ListVersion> Now(NpgsqlConnection connection, DateOnly day, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select (select head from name_head), list_code, head from list_stream order by list_code",
            connection
        );
        var (names, heads) = (0, new List<(string, long)>());
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            names = reader.GetInt32(0);
            heads.Add((reader.GetString(1), reader.GetInt64(2)));
        }
        return new ListVersion(NameKeys.Version, day, names, heads);
    }
}
