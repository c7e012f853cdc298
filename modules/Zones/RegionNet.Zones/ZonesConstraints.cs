using System.Collections.Frozen;
using RegionNet.Kernel;

namespace RegionNet.Zones;

/// <summary>What a violated database constraint means to the caller.</summary>
internal static class ZonesConstraints
{
    public static readonly FrozenDictionary<string, Refusal> All = new Dictionary<string, Refusal>(
        StringComparer.Ordinal
    )
    {
        ["liaison_body_once_at_a_time"] = ZonesErrors.LiaisonBodyOverlaps,
        ["liaison_officer_inside_body"] = ZonesErrors.OfficerOutsideBodyTerm,
        ["liaison_absence_once_at_a_time"] = ZonesErrors.AbsenceOverlaps,
        ["liaison_officer_deputy_same_body"] = ZonesErrors.DeputyOfUnknown,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
