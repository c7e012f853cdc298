using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Every refusal of the alerts module.</summary>
internal static class AlertsErrors
{
    public static readonly Refusal StreamNotFound = new(
        "alerts.stream-not-found",
        404,
        "未找到该合作区域的预警",
        "There is no alert stream of this zone"
    );

    public static readonly Refusal AlertNotFound = new(
        "alerts.alert-not-found",
        404,
        "未找到该预警",
        "There is no such alert"
    );

    /// <summary>No constraint of this module can be violated by a caller: a repeated event is dropped by the inbox.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> Constraints = new Dictionary<string, Refusal>(
        StringComparer.Ordinal
    );
}
