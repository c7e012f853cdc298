using SkiaSharp;

namespace RegionNet.Kernel;

/// <summary>A font for simplified Chinese. Its bold is found beside it; without one the regular stands for it.</summary>
public sealed record FontFaces(SKTypeface Regular, SKTypeface Bold);

/// <summary>
/// The Chinese font of a module's documents: the file that is named, else Noto CJK where Linux keeps its fonts. Found when it is first
/// needed, and looked for again as long as there is none.
/// </summary>
/// <param name="named">Path of a <c>.ttc</c> or <c>.otf</c>; null or empty to search.</param>
/// <param name="styles">Serif or Sans, the preferred one first.</param>
public abstract class ChineseFont(string? named, params IReadOnlyList<string> styles)
{
    private static readonly EnumerationOptions Deep = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    private readonly Lock _gate = new();
    private FontFaces? _faces;

    /// <summary>Null when the computer has none.</summary>
    public FontFaces? Find()
    {
        lock (_gate)
        {
            return _faces ??= Load(named is { Length: > 0 } ? named : Search());
        }
    }

    private string? Search()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folders = new[]
        {
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            Path.Combine(home, ".local/share/fonts"),
            Path.Combine(home, ".fonts"),
        }.Where(Directory.Exists);
        return styles
            .SelectMany(style => (string[])[$"Noto{style}CJK-Regular.ttc", $"Noto{style}CJKsc-Regular.otf"])
            .SelectMany(name => folders.SelectMany(folder => Directory.EnumerateFiles(folder, name, Deep)))
            .FirstOrDefault();
    }

    private static FontFaces? Load(string? file)
    {
        if (file is null || !File.Exists(file) || Simplified(file) is not { } regular)
        {
            return null;
        }
        var bold = file.Replace("Regular", "Bold", StringComparison.Ordinal);
        return new(regular, File.Exists(bold) ? Simplified(bold) ?? regular : regular);
    }

    /// <summary>Of a collection, which has a face for each region's way of writing, the one for simplified Chinese, else the first.</summary>
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
