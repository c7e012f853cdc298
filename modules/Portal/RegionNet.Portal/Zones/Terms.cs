using RegionNet.Portal.Language;

namespace RegionNet.Portal.Zones;

/// <summary>How a dated term reads: both days count.</summary>
public static class Terms
{
    public static string Of(string? from, string? to) =>
        $"{from ?? Texts.Zones.NotDated} – {to ?? Texts.Common.OpenEnded}";
}
