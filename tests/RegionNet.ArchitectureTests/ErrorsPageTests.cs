using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace RegionNet.ArchitectureTests;

/// <summary>docs/errors.md is what the code says: every refusal that a caller can meet.</summary>
public sealed partial class ErrorsPageTests
{
    private const string Regenerate =
        "docs/errors.md is not what the code says. Write it anew with: "
        + "REGENERATE=1 dotnet test --project tests/RegionNet.ArchitectureTests";

    private static readonly string File = Path.Combine(Repository.Root, "docs", "errors.md");

    [Fact]
    public async Task The_page_lists_every_refusal()
    {
        var page = Page(Refusals(Repository.Assemblies.SelectMany(a => a.GetTypes())));
        if (Environment.GetEnvironmentVariable("REGENERATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            await System.IO.File.WriteAllTextAsync(File, page);
        }

        Assert.True(System.IO.File.Exists(File), Regenerate);
        Assert.True(await System.IO.File.ReadAllTextAsync(File) == page, Regenerate);
    }

    [Fact]
    public void Every_refusal_is_complete_and_its_code_belongs_to_its_module()
    {
        var refusals = Refusals(Repository.Assemblies.SelectMany(a => a.GetTypes()));

        Assert.Contains(refusals, r => r.Code == "kernel.forbidden");
        Assert.Empty(Faults(refusals));
    }

    [Fact]
    public void A_faulty_refusal_is_found()
    {
        var refusals = Refusals([typeof(Seeded.SeededErrors)]);

        Assert.Equal(4, refusals.Count);
        Assert.Equal(
            [
                "seeded.a: declared more than once with status 409",
                "Seeded B: is not module.kebab-case",
                "seeded.c: lacks a title",
                "seeded.c: 200 is not a refusal",
            ],
            Faults(refusals)
        );
    }

    private static IEnumerable<string> Faults(IReadOnlyCollection<Row> refusals) =>
        [
            .. refusals
                .GroupBy(r => (r.Code, r.Status))
                .Where(g => g.Count() > 1)
                .Select(g => $"{g.Key.Code}: declared more than once with status {g.Key.Status}"),
            .. refusals.Where(r => !Code().IsMatch(r.Code)).Select(r => $"{r.Code}: is not module.kebab-case"),
            .. refusals
                .Where(r => string.IsNullOrWhiteSpace(r.Zh) || string.IsNullOrWhiteSpace(r.En))
                .Select(r => $"{r.Code}: lacks a title"),
            .. refusals.Where(r => r.Status is < 400 or > 599).Select(r => $"{r.Code}: {r.Status} is not a refusal"),
        ];

    /// <summary>Every static field that is a refusal: the Kernel's record, or the gateway's, which may not use the Kernel.</summary>
    private static IReadOnlyList<Row> Refusals(IEnumerable<Type> types) =>
        [
            .. from type in types
            where !type.ContainsGenericParameters
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            where field.FieldType.Name.EndsWith("Refusal", StringComparison.Ordinal)
            where field.FieldType.Namespace?.StartsWith("RegionNet", StringComparison.Ordinal) == true
            let refusal = field.GetValue(null)
            where refusal is not null
            select new Row(
                Read<string>(refusal, "Code"),
                Read<int>(refusal, "Status"),
                Read<string>(refusal, "Zh"),
                Read<string>(refusal, "En")
            ),
        ];

    private static T Read<T>(object refusal, string property) =>
        (T)refusal.GetType().GetProperty(property)!.GetValue(refusal)!;

    private static string Page(IReadOnlyList<Row> refusals)
    {
        var page = new StringBuilder(
            """
            # Refusals

            Every problem document (RFC 9457) carries a stable `code`. A code never changes its meaning; clients may branch on it.
            The titles follow `Accept-Language`: Chinese, unless English is preferred. This page is generated from the code: see
            `tests/RegionNet.ArchitectureTests/ErrorsPageTests.cs`.

            """
        );
        foreach (var module in refusals.GroupBy(r => r.Code.Split('.')[0]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {module.Key}\n\n| Code | Status | 中文 | English |\n|---|---|---|---|\n"
            );
            foreach (var r in module.OrderBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.Status))
            {
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{r.Code}` | {r.Status} | {Cell(r.Zh)} | {Cell(r.En)} |\n"
                );
            }
        }
        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Code();

    private sealed record Row(string Code, int Status, string Zh, string En);
}
