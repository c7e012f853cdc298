using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Names and resident IDs of natural persons at rest (PIPL art. 51), and the keyed hash by which an ID is found.</summary>
internal sealed class DisciplineSealing(SealingOptions key) : Sealing(DisciplineModule.Name, "discipline", key);
