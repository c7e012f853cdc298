using RegionNet.Kernel;
using SkiaSharp;

namespace RegionNet.Assessments;

/// <summary>
/// Draws a zone's report: A4 upright, the first page with total, radar, strengths, gaps and trend, then every indicator with its marks and
/// evidence. The same explanation and font give the same bytes.
/// </summary>
internal sealed class ZoneReportDrawing : IDisposable
{
    private const float Width = 595.28f;
    private const float Height = 841.89f;
    private const float Margin = 48;
    private const float Bottom = Height - 64;

    private static readonly SKColor Ink = new(0x1F, 0x29, 0x33);
    private static readonly SKColor Grey = new(0x5B, 0x67, 0x73);
    private static readonly SKColor Rule = new(0xD5, 0xDC, 0xE3);
    private static readonly SKColor Blue = new(0x0B, 0x4F, 0x8A);
    private static readonly SKColor Bad = new(0xA6, 0x1B, 0x1B);

    private readonly ZoneExplanation _of;
    private readonly bool _english;
    private readonly SKFont _title;
    private readonly SKFont _head;
    private readonly SKFont _body;
    private readonly SKFont _small;
    private readonly SKDocument _document;
    private SKCanvas _canvas = null!;
    private float _y;
    private int _page;

    private ZoneReportDrawing(ZoneExplanation of, bool english, FontFaces faces, SKDocument document)
    {
        (_of, _english, _document) = (of, english, document);
        _title = new(faces.Bold, 20);
        _head = new(faces.Bold, 12);
        _body = new(faces.Regular, 10);
        _small = new(faces.Regular, 8);
    }

    public static byte[] Pdf(ZoneExplanation of, bool english, FontFaces faces)
    {
        using var file = new MemoryStream();
        // Every field that would otherwise be the moment of drawing is named.
        var made = of.Computation.ComputedAt.UtcDateTime;
        using (
            var document = SKDocument.CreatePdf(
                file,
                new SKDocumentPdfMetadata
                {
                    Title = $"{of.RoundCode} {(english ? of.Zone.En : of.Zone.Zh)}",
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
            using var drawing = new ZoneReportDrawing(of, english, faces, document);
            drawing.Draw();
            document.Close();
        }
        return file.ToArray();
    }

    public void Dispose()
    {
        _title.Dispose();
        _head.Dispose();
        _body.Dispose();
        _small.Dispose();
    }

    private void Draw()
    {
        Begin();
        Heading();
        Radar(Width - Margin - 105, _y + 105, 78);
        Tasks();
        List(Say("优势指标", "Strengths"), _of.Strengths);
        List(Say("薄弱指标", "Gaps"), _of.Gaps);
        Trend();
        Indicators();
        End();
    }

    private void Begin()
    {
        _canvas = _document.BeginPage(Width, Height);
        _page++;
        _y = Margin + 12;
    }

    private void End()
    {
        Line(
            Say(
                $"依据 {_of.Computation.InputHash[..16]}…　结果 {_of.Computation.ResultHash[..16]}…　计算规则 {_of.Computation.Engine}　第 {_page} 页",
                $"Input {_of.Computation.InputHash[..16]}…  result {_of.Computation.ResultHash[..16]}…  engine {_of.Computation.Engine}  page {_page}"
            ),
            Margin,
            Height - 36,
            _small,
            Grey
        );
        _document.EndPage();
    }

    private void Heading()
    {
        var zone = _of.Zone;
        Line(_english ? zone.En : zone.Zh, Margin, _y + 8, _title, Ink);
        _y += 30;
        Line(Say($"{_of.RoundZh} 评估报告", $"Assessment report, {_of.RoundEn}"), Margin, _y, _body, Grey);
        _y += 15;
        foreach (var line in Wrap(FrameworkLine(), _small, Width - 2 * Margin))
        {
            Line(line, Margin, _y, _small, Grey);
            _y += 12;
        }
        _y += 14;
        Line($"{zone.Total:0.00}", Margin, _y + 12, _title, Blue);
        Line(
            $"{Grade(zone.Grade)}　{Say($"第 {zone.Rank} 名", $"rank {zone.Rank}")}{(zone.IsTied ? Say("（并列）", " (tied)") : "")}",
            Margin + 80,
            _y + 10,
            _head,
            zone.Vetoes.Count > 0 ? Bad : Ink
        );
        _y += 28;
        if (zone.Interval is { } interval)
        {
            Line(
                Say(
                    $"名次区间 {interval.RankFrom}–{interval.RankTo}，总分区间 {interval.TotalFrom:0.00}–{interval.TotalTo:0.00}（95%）",
                    $"Rank {interval.RankFrom}–{interval.RankTo}, total {interval.TotalFrom:0.00}–{interval.TotalTo:0.00} (95 %)"
                ),
                Margin,
                _y,
                _body,
                Grey
            );
            _y += 15;
        }
        Line(
            Say(
                $"计分规则：{ResultWords.Method(_of.CountingMethod, false)}；加分 {_of.Bonus:0.##}，扣分 {_of.Deduction:0.##}",
                $"Rule: {ResultWords.Method(_of.CountingMethod, true)}; bonus {_of.Bonus:0.##}, deduction {_of.Deduction:0.##}"
            ),
            Margin,
            _y,
            _body,
            Grey
        );
        _y += 15;
        foreach (var veto in _of.Vetoes)
        {
            foreach (
                var line in Wrap(
                    Say($"一票否决 {veto.Code}：{veto.Fact}", $"Veto {veto.Code}: {veto.Fact}"),
                    _body,
                    300
                )
            )
            {
                Line(line, Margin, _y, _body, Bad);
                _y += 14;
            }
        }
        _y += 10;
    }

    private string FrameworkLine() =>
        Say(
            $"指标体系：{_of.Framework.NameZh} 第 {_of.Framework.Version} 版{(_of.Framework.Official ? "" : "（建议稿，非官方公布）")}",
            $"Framework: {_of.Framework.NameEn}, version {_of.Framework.Version}{(_of.Framework.Official ? "" : " (a proposal, no official table)")}"
        );

    /// <summary>Each first-level task as the part of its points that was earned.</summary>
    private void Radar(float x, float y, float radius)
    {
        var tasks = _of.Tasks.Where(t => t.Points > 0).ToArray();
        if (tasks.Length < 3)
        {
            return;
        }
        using var grid = Stroke(Rule, 0.7f);
        foreach (var ring in (float[])[0.25f, 0.5f, 0.75f, 1])
        {
            using var path = Polygon(_ => ring);
            _canvas.DrawPath(path, grid);
        }
        for (var i = 0; i < tasks.Length; i++)
        {
            var end = At(i, 1);
            _canvas.DrawLine(x, y, end.X, end.Y, grid);
            var label = At(i, 1.14f);
            Line(tasks[i].Code, label.X, label.Y + 3, _small, Grey, SKTextAlign.Center);
        }
        using var shape = Polygon(i => (float)Math.Clamp(tasks[i].Score / tasks[i].Points, 0, 1));
        using var fill = new SKPaint { Color = Blue.WithAlpha(50), IsAntialias = true };
        using var edge = Stroke(Blue, 1.6f);
        _canvas.DrawPath(shape, fill);
        _canvas.DrawPath(shape, edge);

        SKPath Polygon(Func<int, float> reach)
        {
            using var builder = new SKPathBuilder();
            builder.MoveTo(At(0, reach(0)));
            for (var i = 1; i < tasks.Length; i++)
            {
                builder.LineTo(At(i, reach(i)));
            }
            builder.Close();
            return builder.Detach();
        }

        SKPoint At(int i, float reach)
        {
            var angle = 2 * Math.PI * i / tasks.Length;
            return new((float)(x + radius * reach * Math.Sin(angle)), (float)(y - radius * reach * Math.Cos(angle)));
        }
    }

    private void Tasks()
    {
        Head(Say("一级指标", "Tasks"));
        foreach (var task in _of.Tasks)
        {
            Line($"{task.Code}  {Fit(_english ? task.En : task.Zh, _body, 200)}", Margin, _y, _body, Ink);
            Line($"{task.Score:0.00} / {task.Points:0.##}", Margin + 300, _y, _body, Ink, SKTextAlign.Right);
            _y += 16;
        }
        _y += 8;
    }

    private void List(string head, IReadOnlyList<string> codes)
    {
        Head(head);
        foreach (var indicator in codes.Select(c => _of.Indicators.First(i => i.Code == c)))
        {
            Line(
                $"{indicator.Code}  {Fit(_english ? indicator.En : indicator.Zh, _body, 330)}",
                Margin,
                _y,
                _body,
                Ink
            );
            Line(
                $"{indicator.Score:0.00} / {indicator.Points:0.##}",
                Width - Margin,
                _y,
                _body,
                Ink,
                SKTextAlign.Right
            );
            _y += 16;
        }
        if (codes.Count == 0)
        {
            Line(Say("无", "None"), Margin, _y, _body, Grey);
            _y += 16;
        }
        _y += 8;
    }

    private void Trend()
    {
        Head(Say("历次评估", "Trend"));
        const float Tall = 70;
        Room(Tall + 40);
        var step = (Width - 2 * Margin - 40) / Math.Max(1, _of.Trend.Count - 1);
        using var axis = Stroke(Rule, 0.7f);
        using var line = Stroke(Blue, 1.6f);
        using var dot = new SKPaint { Color = Blue, IsAntialias = true };
        _canvas.DrawLine(Margin, _y + Tall, Width - Margin, _y + Tall, axis);
        SKPoint? before = null;
        foreach (var (i, point) in _of.Trend.Index())
        {
            var here = new SKPoint(Margin + 20 + i * step, _y + Tall - (float)point.Total / 100 * Tall);
            if (before is { } from)
            {
                _canvas.DrawLine(from, here, line);
            }
            _canvas.DrawCircle(here, 2.6f, dot);
            Line($"{point.Total:0.00}", here.X, here.Y - 6, _small, Ink, SKTextAlign.Center);
            Line(point.RoundCode, here.X, _y + Tall + 12, _small, Grey, SKTextAlign.Center);
            before = here;
        }
        _y += Tall + 30;
    }

    private void Indicators()
    {
        Head(Say("逐项说明", "Indicator by indicator"));
        foreach (var indicator in _of.Indicators)
        {
            var details = Details(indicator).SelectMany(d => Wrap(d, _small, Width - 2 * Margin - 20)).ToArray();
            Room(16 + 11 * details.Length);
            Line(
                $"{indicator.Code}  {Fit(_english ? indicator.En : indicator.Zh, _body, 360)}",
                Margin,
                _y,
                _body,
                Ink
            );
            Line(
                $"{indicator.Score:0.00} / {indicator.Points:0.##}",
                Width - Margin,
                _y,
                _body,
                indicator.Flag is null ? Ink : Bad,
                SKTextAlign.Right
            );
            _y += 12;
            foreach (var detail in details)
            {
                Line(detail, Margin + 20, _y, _small, Grey);
                _y += 11;
            }
            _y += 6;
        }
    }

    private IEnumerable<string> Details(ExplainedIndicator of)
    {
        if (of.Flag is { } flag)
        {
            yield return flag switch
            {
                IndicatorResult.Missing => Say("未申报，计 0 分", "Not filed: counts 0"),
                IndicatorResult.NotApplicable => Say(
                    "经批准不适用，分值由同级指标分担",
                    "Not applicable as approved: its points go to its siblings"
                ),
                _ => Say("有效评分不足，计 0 分", "Too few marks: counts 0"),
            };
        }
        if (of.Value is { } value)
        {
            yield return Say($"申报值 {value:0.####} {Unit(of)}", $"Filed: {value:0.####} {Unit(of)}")
                + (
                    of.Floor is { } floor
                        ? Say(
                            $"（底线 {floor:0.####}，目标 {of.Target:0.####}）",
                            $" (floor {floor:0.####}, target {of.Target:0.####})"
                        )
                        : ""
                );
        }
        if (of.Marks.Count > 0)
        {
            yield return Say("评分 ", "Marks ")
                + string.Join(
                    Say("，", ", "),
                    of.Marks.Select(m =>
                        $"{m.Evaluator} {m.Mark:0.##}{(m.Dropped ? Say("（去除）", " (dropped)") : "")}"
                    )
                )
                + (of.Mark is { } mark ? Say($"；取 {mark:0.####}", $"; counts as {mark:0.####}") : "");
        }
        if (of.Evidence.Count > 0)
        {
            yield return Say("证据 SHA-256 ", "Evidence SHA-256 ") + string.Join(' ', of.Evidence.Select(e => e[..16]));
        }
    }

    private void Head(string text)
    {
        Room(46);
        _y += 6;
        Line(text, Margin, _y, _head, Blue);
        _y += 18;
    }

    /// <summary>A new page where what comes next would not fit.</summary>
    private void Room(float height)
    {
        if (_y + height > Bottom)
        {
            End();
            Begin();
        }
    }

    /// <summary>A unit may be written in both languages: "件 / count".</summary>
    private string Unit(ExplainedIndicator of) => of.Unit.Split(" / ") is [var zh, var en] ? Say(zh, en) : of.Unit;

    private string Grade(string code) =>
        _of.Grades.FirstOrDefault(g => g.Code == code) is { } grade ? (_english ? grade.En : grade.Zh) : code;

    private string Say(string zh, string en) => _english ? en : zh;

    private void Line(string text, float x, float y, SKFont font, SKColor colour, SKTextAlign align = SKTextAlign.Left)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        _canvas.DrawText(text, x, y, align, font, paint);
    }

    private static SKPaint Stroke(SKColor colour, float width) =>
        new()
        {
            Style = SKPaintStyle.Stroke,
            Color = colour,
            StrokeWidth = width,
            IsAntialias = true,
        };

    private static string Fit(string text, SKFont font, float width)
    {
        if (font.MeasureText(text) <= width)
        {
            return text;
        }
        var end = text.Length;
        while (end > 1 && font.MeasureText(text[..end] + "…") > width)
        {
            end--;
        }
        return text[..end] + "…";
    }

    /// <summary>Between words where there are any, else between characters.</summary>
    private static IEnumerable<string> Wrap(string text, SKFont font, float width)
    {
        while (font.MeasureText(text) > width)
        {
            var end = (int)font.BreakText(text, width);
            var blank = text.LastIndexOf(' ', Math.Max(0, end - 1));
            end = blank > end / 2 ? blank + 1 : Math.Max(1, end);
            yield return text[..end].TrimEnd();
            text = text[end..];
        }
        yield return text;
    }
}
