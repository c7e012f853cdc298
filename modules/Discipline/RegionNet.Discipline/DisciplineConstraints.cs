using System.Collections.Frozen;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>What a violated database constraint means to the caller.</summary>
internal static class DisciplineConstraints
{
    public static readonly FrozenDictionary<string, Refusal> All = SharingConstraints.Refusals.ToFrozenDictionary(
        StringComparer.Ordinal
    );
}
