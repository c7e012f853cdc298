using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Seals what the module must keep but its database must not tell: parties, and the secrets of webhooks.</summary>
internal sealed class HearingsSealing(SealingOptions key) : Sealing(HearingsModule.Name, "hearings", key);
