using System.Text.Json;

namespace RegionNet.Assessments;

/// <summary>Computes a kept round again and compares it with what was kept, value by value.</summary>
internal static class Recomputation
{
    /// <param name="input">Text of a <see cref="RoundInput"/>, byte for byte as it was kept.</param>
    /// <param name="result">Text of the <see cref="RoundResult"/> that was kept.</param>
    /// <returns>A line for each difference: where, what was kept, what comes out now.</returns>
    public static IReadOnlyList<string> Differences(string input, string result)
    {
        var lines = new List<string>();
        RoundInput read;
        try
        {
            read = RoundInput.Of(input);
        }
        catch (JsonException e)
        {
            return [$"input: {e.Message}"];
        }
        var hash = CanonicalJson.Hex(read.Framework.Text());
        if (hash != read.FrameworkHash)
        {
            lines.Add($"frameworkHash: kept {read.FrameworkHash}, now {hash}");
        }
        using var kept = JsonDocument.Parse(result);
        using var now = JsonDocument.Parse(Aggregation.Compute(read, CanonicalJson.Hex(input)).Text());
        Compare("", kept.RootElement, now.RootElement, lines);
        return lines;
    }

    private static void Compare(string path, JsonElement kept, JsonElement now, List<string> lines)
    {
        if (kept.ValueKind != now.ValueKind)
        {
            Differ();
        }
        else if (kept.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in kept.EnumerateObject().Concat(now.EnumerateObject()).Select(m => m.Name).Distinct())
            {
                var here = path.Length == 0 ? name : $"{path}.{name}";
                if (kept.TryGetProperty(name, out var before) && now.TryGetProperty(name, out var after))
                {
                    Compare(here, before, after, lines);
                }
                else
                {
                    lines.Add($"{here}: {(kept.TryGetProperty(name, out _) ? "only kept" : "only now")}");
                }
            }
        }
        else if (kept.ValueKind == JsonValueKind.Array && kept.GetArrayLength() == now.GetArrayLength())
        {
            foreach (var (i, item) in kept.EnumerateArray().Index())
            {
                Compare($"{path}[{Name(item) ?? $"{i}"}]", item, now[i], lines);
            }
        }
        else if (
            kept.ValueKind == JsonValueKind.Number
                ? kept.GetDecimal() != now.GetDecimal()
                : kept.GetRawText() != now.GetRawText()
        )
        {
            Differ();
        }

        void Differ() => lines.Add($"{path}: kept {Short(kept)}, now {Short(now)}");
    }

    /// <summary>A zone, an evaluator, an indicator is named rather than counted.</summary>
    private static string? Name(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in (string[])["zone", "evaluator", "method", "code"])
            {
                if (item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                {
                    return value.GetString();
                }
            }
        }
        return null;
    }

    private static string Short(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..60] + "…";
    }
}
