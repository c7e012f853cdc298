using RegionNet.Portal.Time;

namespace RegionNet.Portal.Board;

/// <summary>Clock times to choose from, every quarter of an hour.</summary>
public static class TimeOptions
{
    public const int Step = 15;

    public static IEnumerable<(string Code, string Text)> Between(int first, int last)
    {
        for (var minute = first; minute <= last; minute += Step)
        {
            yield return (ChinaTime.Clock(minute), ChinaTime.Clock(minute));
        }
    }
}
