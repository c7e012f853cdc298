using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>Names and IDs of nominated persons, who objects, and certificates at rest (PIPL art. 51).</summary>
internal sealed class CommendationsSealing(SealingOptions key)
    : Sealing(CommendationsModule.Name, "commendations", key);
