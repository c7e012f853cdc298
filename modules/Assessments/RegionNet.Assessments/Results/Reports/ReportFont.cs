using Microsoft.Extensions.Configuration;
using SkiaSharp;

namespace RegionNet.Assessments;

/// <summary>
/// The Chinese font of reports: the file named by <c>Assessments:Font</c>, else Noto CJK where Linux keeps its fonts. Looked for again as
/// long as there is none.
/// </summary>
internal sealed class ReportFont(IConfiguration configuration)
{
    private static readonly string[] Names =
    [
        "NotoSansCJK-Regular.ttc",
        "NotoSansCJKsc-Regular.otf",
        "NotoSerifCJK-Regular.ttc",
        "NotoSerifCJKsc-Regular.otf",
    ];

    private static readonly EnumerationOptions Deep = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    private readonly Lock _gate = new();
    private ReportFaces? _faces;

    /// <summary>Null when there is none on this machine.</summary>
    public ReportFaces? Find()
    {
        lock (_gate)
        {
            return _faces ??= Load(configuration["Assessments:Font"] is { Length: > 0 } named ? named : Search());
        }
    }

    private static string? Search()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folders = new[]
        {
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            Path.Combine(home, ".local/share/fonts"),
            Path.Combine(home, ".fonts"),
        }.Where(Directory.Exists);
        return Names
            .SelectMany(name => folders.SelectMany(folder => Directory.EnumerateFiles(folder, name, Deep)))
            .FirstOrDefault();
    }

    private static ReportFaces? Load(string? file)
    {
        if (file is null || !File.Exists(file) || Simplified(file) is not { } regular)
        {
            return null;
        }
        var bold = file.Replace("Regular", "Bold", StringComparison.Ordinal);
        return new(regular, File.Exists(bold) ? Simplified(bold) ?? regular : regular);
    }

    /// <summary>A collection has a face for each region's way of writing.</summary>
    private static SKTypeface? Simplified(string file)
    {
        for (var index = 0; SKTypeface.FromFile(file, index) is { } face; index++)
        {
            if (face.FamilyName.EndsWith(" SC", StringComparison.Ordinal))
            {
                return face;
            }
        }
        return SKTypeface.FromFile(file, 0);
    }
}

internal sealed record ReportFaces(SKTypeface Regular, SKTypeface Bold);
