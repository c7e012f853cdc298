using RegionNet.Portal.Alerts;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.AlertSettings;

/// <summary>What fields about alerts can be chosen from.</summary>
public static class AlertOptions
{
    /// <summary>Families of kinds, which stand for all of theirs, and single kinds.</summary>
    public static IEnumerable<(string Code, string Text)> Kinds =>
        Names
            .AlertFamilies.Select(f => (f.Key, Texts.AlertSettings.EveryOf.With(f.Value)))
            .Concat(Names.AlertKinds.Select(k => (k.Key, k.Value.ToString())));

    public static IEnumerable<(string Code, string Text)> From => AlertLevels.All.Reverse().Select(l => (l, Above(l)));

    public static IEnumerable<(string Code, string Text)> UpTo =>
        AlertLevels.All.Select(l => (l, Texts.Silences.UpToLevel.With(Names.Of(Names.Levels, l))));

    public static string Above(string level) => Texts.AlertSettings.AndAbove.With(Names.Of(Names.Levels, level));
}
