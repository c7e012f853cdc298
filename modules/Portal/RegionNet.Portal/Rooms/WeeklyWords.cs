using RegionNet.Portal.Api;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Rooms;

/// <summary>A week's open hours in few lines: days that are alike are told together.</summary>
public static class WeeklyWords
{
    public static IReadOnlyList<(string Days, string Hours)> Of(IEnumerable<OpenHours> hours)
    {
        var byDay = hours.ToLookup(h => h.Weekday);
        var lines = new List<(int First, int Last, string Hours)>();
        for (var day = 1; day <= 7; day++)
        {
            var words = string.Join(
                Languages.Pick("、", ", "),
                byDay[day].OrderBy(h => h.Opens, StringComparer.Ordinal).Select(h => $"{Clock(h.Opens)}–{Clock(h.Closes)}")
            );
            if (lines.Count > 0 && lines[^1].Hours == words)
            {
                lines[^1] = (lines[^1].First, day, words);
            }
            else
            {
                lines.Add((day, day, words));
            }
        }
        return [.. lines.Select(l => (Days(l.First, l.Last), l.Hours.Length == 0 ? Texts.RoomsPage.NotOpen : l.Hours))];
    }

    /// <summary>HH:mm of the API's HH:mm:ss.</summary>
    public static string Clock(string time) => time.Length >= 5 ? time[..5] : time;

    private static string Days(int first, int last) =>
        first == last ? Day(first)
        : Languages.IsEnglish ? $"{Day(first)} – {Day(last)}"
        : $"{Day(first)}至{Day(last)}";

    private static string Day(int day) => Names.Of(Names.Weekdays, $"{day}");
}
