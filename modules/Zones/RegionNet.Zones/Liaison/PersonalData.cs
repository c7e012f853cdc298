using RegionNet.Kernel;

namespace RegionNet.Zones.Liaison;

/// <summary>Seals names and phones of liaison officers.</summary>
internal sealed class PersonalData(SealingOptions key) : Sealing(ZonesModule.Name, "zones.liaison_officer", key);
