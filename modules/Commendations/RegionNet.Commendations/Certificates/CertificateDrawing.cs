using System.Globalization;
using RegionNet.Kernel;
using SkiaSharp;

namespace RegionNet.Commendations;

/// <summary>What a certificate says.</summary>
/// <param name="Code">Verification code as it is printed.</param>
/// <param name="IsSample">Of a fictitious round: printed across the page.</param>
internal sealed record CertificateFacts(
    string Language,
    string Category,
    string Name,
    string WorkUnit,
    string Round,
    string Basis,
    string DocumentNumber,
    DateOnly AnnouncedOn,
    string Number,
    int Version,
    string Code,
    bool IsSample
);

/// <summary>Draws a certificate: one A4 page across. The same facts and font give the same bytes.</summary>
internal static class CertificateDrawing
{
    private const float Width = 841.89f;
    private const float Height = 595.28f;
    private const float Margin = 110;

    private static readonly SKColor Red = new(0xA6, 0x1B, 0x1B);
    private static readonly SKColor Gold = new(0xB0, 0x8A, 0x3C);
    private static readonly SKColor Ink = new(0x22, 0x22, 0x22);
    private static readonly SKColor Grey = new(0x55, 0x55, 0x55);

    public static byte[] Pdf(CertificateFacts facts, FontFaces faces)
    {
        using var file = new MemoryStream();
        // Every field that would otherwise be the moment of drawing is named.
        var made = facts.AnnouncedOn.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        using (
            var document = SKDocument.CreatePdf(
                file,
                new SKDocumentPdfMetadata
                {
                    Title = $"{Title(facts)} {facts.Number}",
                    Author = "RegionNet",
                    Creator = "RegionNet",
                    Producer = "RegionNet",
                    Creation = made,
                    Modified = made,
                    RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
                    EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
                }
            )
        )
        {
            Draw(document.BeginPage(Width, Height), facts, faces);
            document.EndPage();
            document.Close();
        }
        return file.ToArray();
    }

    /// <summary>Characters that the font can't show.</summary>
    public static string Missing(CertificateFacts facts, FontFaces faces)
    {
        using var font = new SKFont(faces.Regular);
        var text = string.Concat(facts.Name, facts.WorkUnit, facts.Round, facts.Basis, facts.DocumentNumber);
        return string.Concat(
            text.EnumerateRunes()
                .Where(r => !font.ContainsGlyphs(r.ToString()))
                .Select(r => r.ToString())
                .Distinct(StringComparer.Ordinal)
        );
    }

    private static void Draw(SKCanvas canvas, CertificateFacts facts, FontFaces faces)
    {
        Frame(canvas);
        if (facts.IsSample)
        {
            Across(canvas, English(facts) ? "SAMPLE" : "样例", faces.Bold);
        }
        using var title = new SKFont(faces.Bold, English(facts) ? 34 : 44);
        using var name = new SKFont(faces.Bold, 24);
        using var body = new SKFont(faces.Regular, English(facts) ? 16 : 18);
        using var small = new SKFont(faces.Regular, 10.5f);

        Line(canvas, Title(facts), Width / 2, 140, SKTextAlign.Center, title, Red);
        Line(canvas, facts.Name, Width / 2, 200, SKTextAlign.Center, name, Ink);
        Line(canvas, facts.WorkUnit, Width / 2, 228, SKTextAlign.Center, small, Grey);
        var y = 275f;
        foreach (var line in Wrap(Sentence(facts), body, Width - 2 * Margin))
        {
            Line(canvas, line, Margin, y, SKTextAlign.Left, body, Ink);
            y += body.Size * 1.7f;
        }
        Line(canvas, Day(facts), Width - Margin, 425, SKTextAlign.Right, body, Ink);
        y = 462;
        foreach (var line in Footer(facts).SelectMany(text => Wrap(text, small, Width - 2 * Margin)))
        {
            Line(canvas, line, Margin, y, SKTextAlign.Left, small, Grey);
            y += 16;
        }
    }

    private static void Frame(SKCanvas canvas)
    {
        using var line = new SKPaint
        {
            Style = SKPaintStyle.Stroke,
            Color = Gold,
            StrokeWidth = 5,
            IsAntialias = true,
        };
        canvas.DrawRect(30, 30, Width - 60, Height - 60, line);
        line.StrokeWidth = 1;
        canvas.DrawRect(40, 40, Width - 80, Height - 80, line);
    }

    private static void Across(SKCanvas canvas, string text, SKTypeface face)
    {
        using var font = new SKFont(face, 150);
        canvas.Save();
        canvas.RotateDegrees(-24, Width / 2, Height / 2);
        Line(canvas, text, Width / 2, Height / 2 + 50, SKTextAlign.Center, font, new SKColor(0xF4, 0xEF, 0xE4));
        canvas.Restore();
    }

    private static void Line(
        SKCanvas canvas,
        string text,
        float x,
        float y,
        SKTextAlign align,
        SKFont font,
        SKColor colour
    )
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(text, x, y, align, font, paint);
    }

    /// <summary>English breaks between words, Chinese between characters but never before a closing mark.</summary>
    private static IEnumerable<string> Wrap(string text, SKFont font, float width)
    {
        var line = "";
        foreach (var piece in Pieces(text))
        {
            if (line.Length > 0 && font.MeasureText(line + piece.TrimEnd()) > width && !IsClosing(piece))
            {
                yield return line.TrimEnd();
                line = "";
            }
            line += piece;
        }
        yield return line;
    }

    /// <summary>Words with the blank after them; each ideograph by itself.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var word = "";
        foreach (var element in text.EnumerateRunes())
        {
            if (element.Value >= 0x2E80)
            {
                if (word.Length > 0)
                {
                    yield return word;
                }
                word = "";
                yield return element.ToString();
                continue;
            }
            word += element;
            if (element.Value == ' ')
            {
                yield return word;
                word = "";
            }
        }
        if (word.Length > 0)
        {
            yield return word;
        }
    }

    private static bool IsClosing(string piece) => "，。、；：）》”".Contains(piece, StringComparison.Ordinal);

    private static bool English(CertificateFacts facts) => facts.Language == "en";

    private static string Title(CertificateFacts facts) =>
        English(facts) ? "Certificate of Commendation" : "通报表扬证书";

    private static string Sentence(CertificateFacts facts) =>
        English(facts)
            ? $"is commended as {(facts.Category == "collective" ? "a collective" : "an individual")} with outstanding achievements "
                + $"in the protection of intellectual property ({facts.Round}). The commendation was circulated by document {facts.DocumentNumber}."
            : $"　　在{facts.Round}中，被评为知识产权保护工作成绩突出{(facts.Category == "collective" ? "集体" : "个人")}，"
                + $"予以通报表扬（{facts.DocumentNumber}）。特发此证。";

    private static string Day(CertificateFacts facts) =>
        English(facts)
            ? facts.AnnouncedOn.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
            : facts.AnnouncedOn.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Footer(CertificateFacts facts) =>
        English(facts)
            ?
            [
                $"Under: {facts.Basis}",
                $"Number {facts.Number}, version {facts.Version}. Verification code: {facts.Code}",
                "Enter the code on the public page 'Certificate check'. A circulated commendation is not a statutory honour.",
            ]
            :
            [
                $"依据：{facts.Basis}",
                $"编号：{facts.Number}（第{facts.Version}版）　验证码：{facts.Code}",
                "请在公开页面“证书核验”输入验证码核实。通报表扬不属于法定表彰。",
            ];
}
