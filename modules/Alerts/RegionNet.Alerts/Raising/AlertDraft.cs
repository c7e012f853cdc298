using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>What becomes an alert in each of some zones, if the rules (<c>alert_rule</c>) do not say otherwise.</summary>
/// <param name="Cause">The event that tells of it.</param>
/// <param name="Level">Where no rule gives another.</param>
internal sealed record AlertDraft(
    EventContext Cause,
    IReadOnlyList<string> Zones,
    string Kind,
    string Level,
    string TitleZh,
    string TitleEn,
    string BodyZh,
    string BodyEn
)
{
    /// <summary>Whose doing or rooms it is about.</summary>
    public IReadOnlyList<Guid> Organisations { get; init; } = [];

    /// <summary>When it is void by itself; null leaves it to the rules.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The person who raised it; null for an event or an outside source.</summary>
    public Actor? Author { get; init; }
}
