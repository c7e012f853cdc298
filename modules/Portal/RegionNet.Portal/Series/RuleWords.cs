using System.Globalization;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Series;

/// <summary>A recurrence rule in words, as far as the portal's own form writes such rules; any other is shown as it stands.</summary>
public static class RuleWords
{
    private static readonly Dictionary<string, string> Weekdays = new(StringComparer.Ordinal)
    {
        ["MO"] = "1",
        ["TU"] = "2",
        ["WE"] = "3",
        ["TH"] = "4",
        ["FR"] = "5",
        ["SA"] = "6",
        ["SU"] = "7",
    };

    public static string Of(string rrule)
    {
        var parts = rrule
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .Where(p => p.Length == 2)
            .ToDictionary(p => p[0].ToUpperInvariant(), p => p[1], StringComparer.Ordinal);
        var words = new List<string>();
        var frequency = parts.GetValueOrDefault("FREQ", "").ToLowerInvariant();
        if (
            !Names.Frequencies.ContainsKey(frequency)
            || parts.Keys.Except(["FREQ", "INTERVAL", "BYDAY", "COUNT", "UNTIL"]).Any()
        )
        {
            return rrule;
        }
        var days = parts.GetValueOrDefault("BYDAY", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (!Array.TrueForAll(days, Weekdays.ContainsKey))
        {
            return rrule;
        }
        words.Add(
            parts.TryGetValue("INTERVAL", out var interval) && interval != "1"
                ? Every(frequency).With(interval)
                : Names.Of(Names.Frequencies, frequency)
        );
        if (days.Length > 0)
        {
            words.Add(string.Join(Languages.Pick("、", ", "), days.Select(d => Names.Of(Names.Weekdays, Weekdays[d]))));
        }
        if (parts.TryGetValue("COUNT", out var count))
        {
            words.Add(Texts.Series.Times.With(count));
        }
        if (
            parts.TryGetValue("UNTIL", out var until)
            && DateTimeOffset.TryParseExact(
                until,
                "yyyyMMdd'T'HHmmss'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var last
            )
        )
        {
            words.Add(Texts.Series.UntilDay.With(ChinaTime.Iso(ChinaTime.DateOf(last))));
        }
        return string.Join(Languages.Pick("，", ", "), words);
    }

    private static Text Every(string frequency) =>
        frequency switch
        {
            "daily" => Texts.Series.EveryDays,
            "weekly" => Texts.Series.EveryWeeks,
            _ => Texts.Series.EveryMonths,
        };
}
