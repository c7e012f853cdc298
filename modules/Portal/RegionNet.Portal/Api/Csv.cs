using System.Text;

namespace RegionNet.Portal.Api;

/// <summary>
/// RFC 4180 text. A field that a spreadsheet program would take for a formula is led by an apostrophe, since titles are written by people.
/// </summary>
public static class Csv
{
    public static string Write(IReadOnlyList<string?> heads, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(heads))
        {
            text.AppendJoin(',', row.Select(Field)).Append("\r\n");
        }
        return text.ToString();
    }

    private static string Field(string? value)
    {
        var text = value ?? "";
        if (text.Length > 0 && "=+-@\t\r".Contains(text[0]))
        {
            text = "'" + text;
        }
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
