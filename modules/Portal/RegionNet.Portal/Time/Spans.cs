using RegionNet.Portal.Language;

namespace RegionNet.Portal.Time;

/// <summary>Lengths of time in words: minutes, hours and minutes, days and hours.</summary>
public static class Spans
{
    public static string Of(TimeSpan span)
    {
        var minutes = (long)Math.Abs(span.TotalMinutes);
        return minutes switch
        {
            0 => Texts.Spans.Seconds,
            < 60 => Texts.Spans.Minutes.With(minutes),
            < 24 * 60 when minutes % 60 == 0 => Texts.Spans.WholeHours.With(minutes / 60),
            < 24 * 60 => Texts.Spans.Hours.With(minutes / 60, minutes % 60),
            _ when minutes / 60 % 24 == 0 => Texts.Spans.WholeDays.With(minutes / (24 * 60)),
            _ => Texts.Spans.Days.With(minutes / (24 * 60), minutes / 60 % 24),
        };
    }
}
