using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Seals the keys of outside sources.</summary>
internal sealed class AlertsSealing(SealingOptions key) : Sealing(AlertsModule.Name, "alerts", key);
