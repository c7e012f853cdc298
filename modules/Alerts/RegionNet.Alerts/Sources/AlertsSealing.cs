using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Seals the keys of outside sources, the secrets of webhooks and the mail addresses of people.</summary>
internal sealed class AlertsSealing(SealingOptions key) : Sealing(AlertsModule.Name, "alerts", key);
