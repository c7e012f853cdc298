using System.Text.Json;
using System.Text.RegularExpressions;

namespace RegionNet.Assessments;

/// <summary>A version of a framework that is to be kept: what it is called, where it comes from, and its content.</summary>
/// <param name="Official">False: a proposal, and said so wherever it is shown.</param>
internal sealed record FrameworkDraft(
    string Code,
    string NameZh,
    string NameEn,
    bool Official,
    string SourceZh,
    string SourceEn,
    Framework Content
)
{
    /// <summary>Reads the JSON that <see cref="ReadFrameworks.Export"/> writes.</summary>
    public static (FrameworkDraft? Draft, IReadOnlyList<FrameworkError> Errors) Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            var root = document.RootElement;
            var errors = new List<FrameworkError>();
            if (root.ValueKind != JsonValueKind.Object)
            {
                return (null, [new("", "not-an-object", "应为一个对象", "It must be an object")]);
            }
            var official = root.TryGetProperty("official", out var flag) && flag.ValueKind == JsonValueKind.True;
            if (!official && flag.ValueKind != JsonValueKind.False)
            {
                errors.Add(new("official", "missing", "应为 true 或 false", "It must be true or false"));
            }
            Framework? content = null;
            if (root.TryGetProperty("content", out var tree))
            {
                (content, var wrong) = FrameworkReader.Read(tree);
                errors.AddRange(
                    wrong.Select(e => e with { Path = e.Path.Length == 0 ? "content" : $"content.{e.Path}" })
                );
            }
            else
            {
                errors.Add(new("content", "missing", "缺少该项", "It is missing"));
            }
            var known = new[] { "code", "nameZh", "nameEn", "official", "sourceZh", "sourceEn", "content" };
            errors.AddRange(
                root.EnumerateObject()
                    .Where(m => !known.Contains(m.Name, StringComparer.Ordinal))
                    .Select(m => new FrameworkError(m.Name, "unknown-member", "未知的成员", "No such member"))
            );
            return Of(
                Text("code"),
                Text("nameZh"),
                Text("nameEn"),
                official,
                Text("sourceZh"),
                Text("sourceEn"),
                content,
                errors
            );

            string Text(string name) =>
                root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString()!.Trim()
                    : "";
        }
        catch (JsonException e)
        {
            return (
                null,
                [
                    new(
                        "",
                        "json",
                        $"不是有效的 JSON（第 {e.LineNumber + 1} 行）",
                        $"This is no JSON (line {e.LineNumber + 1})"
                    ),
                ]
            );
        }
    }

    /// <param name="content">Null when it has errors of its own.</param>
    public static (FrameworkDraft? Draft, IReadOnlyList<FrameworkError> Errors) Of(
        string code,
        string nameZh,
        string nameEn,
        bool official,
        string sourceZh,
        string sourceEn,
        Framework? content,
        IReadOnlyList<FrameworkError> before
    )
    {
        var errors = new List<FrameworkError>();
        if (!Regex.IsMatch(code, "^[a-z0-9][a-z0-9-]{1,40}$", RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            errors.Add(
                new(
                    "code",
                    "bad-code",
                    "编号由 2 至 41 个小写字母、数字或横线组成",
                    "A code has 2 to 41 lower-case letters, digits or hyphens"
                )
            );
        }
        Text("nameZh", nameZh, 200);
        Text("nameEn", nameEn, 200);
        Text("sourceZh", sourceZh, 500);
        Text("sourceEn", sourceEn, 500);
        errors.AddRange(before);
        return errors.Count > 0 || content is null
            ? (null, errors)
            : (new(code, nameZh, nameEn, official, sourceZh, sourceEn, content), []);

        void Text(string path, string text, int longest)
        {
            if (text.Length == 0 || text.Length > longest || text.Any(char.IsControl))
            {
                errors.Add(
                    new(
                        path,
                        "bad-text",
                        $"应为 1 至 {longest} 个字符，一行",
                        $"It must be one line of 1 to {longest} characters"
                    )
                );
            }
        }
    }
}
