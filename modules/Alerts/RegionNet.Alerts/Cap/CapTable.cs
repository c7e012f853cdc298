using System.Collections.Frozen;

namespace RegionNet.Alerts;

/// <summary>
/// How an alert is said in CAP 1.2 (OASIS, urn:oasis:names:tc:emergency:cap:1.2), and how a foreign message is understood: all of it
/// in this one place. The correspondence is a proposal of this product.
/// </summary>
internal static class CapTable
{
    public const string Namespace = "urn:oasis:names:tc:emergency:cap:1.2";
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";
    public const string MediaType = "application/cap+xml";

    /// <summary>Marks a document as this product's, whose parameters say in full what CAP's own elements round.</summary>
    public const string Profile = "regionnet:cap:1";

    /// <summary>Precedes the names of this product's parameters and geocodes.</summary>
    public const string Prefix = "regionnet:";

    public const string ZoneGeocode = Prefix + "zone";

    public static readonly string[] Statuses = ["Actual", "Exercise", "System", "Test", "Draft"];
    public static readonly string[] MessageTypes = ["Alert", "Update", "Cancel", "Ack", "Error"];
    public static readonly string[] Scopes = ["Public", "Restricted", "Private"];
    public static readonly string[] Urgencies = ["Immediate", "Expected", "Future", "Past", "Unknown"];
    public static readonly string[] Severities = ["Extreme", "Severe", "Moderate", "Minor", "Unknown"];
    public static readonly string[] Certainties = ["Observed", "Likely", "Possible", "Unlikely", "Unknown"];

    public static readonly string[] Categories =
    [
        "Geo",
        "Met",
        "Safety",
        "Security",
        "Rescue",
        "Fire",
        "Health",
        "Env",
        "Transport",
        "Infra",
        "CBRNE",
        "Other",
    ];

    public static readonly string[] ResponseTypes =
    [
        "Shelter",
        "Evacuate",
        "Prepare",
        "Execute",
        "Avoid",
        "Monitor",
        "Assess",
        "AllClear",
        "None",
    ];

    // Level: severity, and urgency while the alert is open.
    private static readonly FrozenDictionary<string, (string Severity, string Urgency)> OfLevel = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["extreme"] = ("Extreme", "Immediate"),
        ["severe"] = ("Severe", "Expected"),
        ["moderate"] = ("Moderate", "Future"),
        ["minor"] = ("Minor", "Future"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The first word of a kind: what sort of event it is, in Chinese and English.
    private static readonly FrozenDictionary<string, (string Zh, string En)> Events = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["hearings"] = ("庭审", "Hearing"),
        ["manual"] = ("协调员预警", "Coordinator's alert"),
        ["source"] = ("外部系统预警", "Alert of an outside system"),
        ["cap"] = ("转发预警", "Relayed alert"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Severity(string level) => OfLevel[level].Severity;

    public static string Urgency(string level, string state) => HasEnded(state) ? "Past" : OfLevel[level].Urgency;

    /// <summary>A message tells of what has happened, except of a risk.</summary>
    public static string Certainty(string kind) =>
        kind.EndsWith("-at-risk", StringComparison.Ordinal) ? "Likely" : "Observed";

    public static string Category(string kind) =>
        kind.EndsWith("-outage", StringComparison.Ordinal) ? "Infra"
        : kind.EndsWith("-cluster", StringComparison.Ordinal) ? "Security"
        : "Other";

    public static string MessageType(AlertView message) =>
        message.MessageType switch
        {
            "alert" => "Alert",
            "cancel" => "Cancel",
            _ => message.Change == "acknowledged" ? "Ack" : "Update",
        };

    public static string ResponseType(string state) =>
        HasEnded(state) ? "AllClear"
        : state is "acknowledged" or "handling" ? "Monitor"
        : "Assess";

    public static (string Zh, string En) Event(string kind) =>
        Events.GetValueOrDefault(kind.Split('.')[0], ("合作区域预警", "Alert of a cooperation zone"));

    /// <summary>Unknown is looked at as 黄: not raised to an alarm, and not lost among notices.</summary>
    public static string Level(string severity) =>
        severity == "Unknown" ? "moderate" : OfLevel.First(l => l.Value.Severity == severity).Key;

    private static bool HasEnded(string state) => state is "closed" or "cancelled" or "expired";
}
