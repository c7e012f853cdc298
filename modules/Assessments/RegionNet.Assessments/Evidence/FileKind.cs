using System.IO.Compression;
using System.Text;

namespace RegionNet.Assessments;

/// <summary>A kind of file that evidence may be. Which one it is say its bytes; its name and the sender's word count for nothing.</summary>
/// <param name="Previews">Whether a browser may show it within the page.</param>
internal sealed record FileKind(string MediaType, string Extension, bool Previews)
{
    private static readonly FileKind Pdf = new("application/pdf", ".pdf", true);
    private static readonly FileKind Png = new("image/png", ".png", true);
    private static readonly FileKind Jpeg = new("image/jpeg", ".jpg", true);
    private static readonly FileKind Xlsx = new(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
        false
    );
    private static readonly FileKind Docx = new(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
        false
    );

    private static readonly FileKind[] All = [Pdf, Png, Jpeg, Xlsx, Docx];

    private const int MostParts = 10_000;
    private const int LongestContentTypes = 1024 * 1024;

    public static FileKind Of(string mediaType) => All.Single(k => k.MediaType == mediaType);

    /// <param name="file">Can seek; is left at its beginning.</param>
    /// <returns>Null for anything else, a document with macros included.</returns>
    public static FileKind? Of(Stream file)
    {
        Span<byte> head = stackalloc byte[8];
        file.Position = 0;
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var start = head[..read];
        var kind =
            start.StartsWith("%PDF-"u8) ? Pdf
            : start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
            : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
            : start.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]) ? OfficeKind(file)
            : null;
        file.Position = 0;
        return kind;
    }

    /// <summary>The name without folders and control characters, with the extension that the bytes ask for.</summary>
    public string Name(string given)
    {
        var name = new string([
            .. given[(given.LastIndexOfAny(['/', '\\']) + 1)..]
                .Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or ':' or '|' or '?' or '*')),
        ]).Trim(' ', '.');
        var bare = Path.GetExtension(name) is { Length: > 0 and <= 6 } extension ? name[..^extension.Length] : name;
        if (bare.Length == 0)
        {
            bare = "file";
        }
        return bare[..Math.Min(bare.Length, 180)] + Extension;
    }

    /// <summary>A package (ECMA-376) whose main part is a workbook or a document without macros.</summary>
    private static FileKind? OfficeKind(Stream file)
    {
        try
        {
            using var package = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (
                package.Entries.Count > MostParts
                || package.GetEntry("[Content_Types].xml") is not { Length: > 0 and <= LongestContentTypes } types
                || package.Entries.Any(e => e.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
            )
            {
                return null;
            }
            // Read no further than its directory says: a compressed bomb is not unpacked.
            var text = new byte[types.Length];
            using var content = types.Open();
            content.ReadExactly(text);
            var words = Encoding.UTF8.GetString(text);
            return words.Contains("spreadsheetml.sheet.main+xml", StringComparison.Ordinal)
                && package.GetEntry("xl/workbook.xml") is not null
                    ? Xlsx
                : words.Contains("wordprocessingml.document.main+xml", StringComparison.Ordinal)
                && package.GetEntry("word/document.xml") is not null
                    ? Docx
                : null;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }
}
