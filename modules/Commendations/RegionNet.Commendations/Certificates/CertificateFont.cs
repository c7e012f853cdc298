using Microsoft.Extensions.Configuration;
using SkiaSharp;

namespace RegionNet.Commendations;

/// <summary>
/// The Chinese font of certificates: the file named by <c>Commendations:Font</c>, else Noto CJK where Linux keeps its fonts. Found when
/// it is first needed, and looked for again as long as there is none.
/// </summary>
internal sealed class CertificateFont(IConfiguration configuration)
{
    private const string Simplified = " SC";

    private static readonly string[] Folders =
    [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share/fonts"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts"),
    ];

    /// <summary>Serif is what such documents are printed in; its bold is found beside it.</summary>
    private static readonly string[] Names =
    [
        "NotoSerifCJK-Regular.ttc",
        "NotoSerifCJKsc-Regular.otf",
        "NotoSansCJK-Regular.ttc",
        "NotoSansCJKsc-Regular.otf",
    ];

    private readonly Lock _gate = new();
    private Faces? _faces;

    /// <summary>Null when there is none on this machine.</summary>
    public Faces? Find()
    {
        lock (_gate)
        {
            return _faces ??= Load(configuration["Commendations:Font"] is { Length: > 0 } named ? named : Search());
        }
    }

    private static string? Search() =>
        Names
            .SelectMany(name =>
                Folders
                    .Where(Directory.Exists)
                    .SelectMany(folder =>
                        Directory.EnumerateFiles(
                            folder,
                            name,
                            new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }
                        )
                    )
            )
            .FirstOrDefault();

    private static Faces? Load(string? file)
    {
        if (file is null || !File.Exists(file) || Face(file) is not { } regular)
        {
            return null;
        }
        var bold = file.Replace("Regular", "Bold", StringComparison.Ordinal);
        return new Faces(regular, File.Exists(bold) ? Face(bold) ?? regular : regular);
    }

    /// <summary>Of a collection the face for simplified Chinese, else the first.</summary>
    private static SKTypeface? Face(string file)
    {
        var first = SKTypeface.FromFile(file, 0);
        for (var (index, face) = (1, first); face is not null; face = SKTypeface.FromFile(file, index++))
        {
            if (face.FamilyName.EndsWith(Simplified, StringComparison.Ordinal))
            {
                return face;
            }
        }
        return first;
    }

    public sealed record Faces(SKTypeface Regular, SKTypeface Bold);
}
