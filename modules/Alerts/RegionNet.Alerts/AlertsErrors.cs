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

    public static readonly Refusal TooManyConnections = new(
        "alerts.too-many-connections",
        429,
        "您同时打开的预警连接过多，请关闭一些后重试",
        "You have too many alert connections open; close some and try again"
    );

    public static readonly Refusal TooManyCalls = new(
        "alerts.too-many-calls",
        429,
        "预警订阅请求过于频繁，请稍后重试",
        "You subscribe to alerts too often; try again shortly"
    );

    /// <summary>No constraint of this module can be violated by a caller: a repeated event is dropped by the inbox.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> Constraints = new Dictionary<string, Refusal>(
        StringComparer.Ordinal
    );
}
