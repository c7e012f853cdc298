using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>What becomes of an event: its level, what it is grouped with, when it is void. The most particular rule holds.</summary>
public sealed class AlertRule
{
    public string Id { get; set; } = "";
    public string Kind { get; set; } = "";
    public string? ZoneCode { get; set; }
    public string? OrganisationId { get; set; }

    /// <summary>Null: as the event says.</summary>
    public string? Level { get; set; }
    public string? GroupBy { get; set; }
    public int? GroupMinutes { get; set; }
    public int? ExpiresMinutes { get; set; }

    /// <summary>Kinds that it makes void where they are about the same.</summary>
    public List<string> Inhibits { get; set; } = [];
    public string? ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public int Version { get; set; }
}

/// <summary>A rule to be added, or (with <see cref="Version"/> and without the scope) what a rule becomes.</summary>
public sealed class AlertRuleDraft
{
    public string? Kind { get; set; }
    public string? ZoneCode { get; set; }
    public string? OrganisationId { get; set; }
    public int? Version { get; set; }
    public string? Level { get; set; }
    public string? GroupBy { get; set; }
    public int? GroupMinutes { get; set; }
    public int? ExpiresMinutes { get; set; }
    public List<string>? Inhibits { get; set; }
}

public sealed class VersionOnly
{
    public int Version { get; set; }
}

public sealed class Silence
{
    public string Id { get; set; } = "";
    public string ZoneCode { get; set; } = "";
    public string? Kind { get; set; }
    public string? Subject { get; set; }
    public string? OrganisationId { get; set; }
    public string UpToLevel { get; set; } = "";
    public string Reason { get; set; } = "";
    public DateTimeOffset StartsAt { get; set; }
    public DateTimeOffset EndsAt { get; set; }
    public string? CreatedByName { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }
    public string? LiftedByName { get; set; }

    /// <summary>How many alerts it kept quiet.</summary>
    public int Alerts { get; set; }
}

public sealed class NewSilence
{
    public string ZoneCode { get; set; } = "";
    public string? Kind { get; set; }
    public string? Subject { get; set; }
    public string UpToLevel { get; set; } = "severe";
    public string Reason { get; set; } = "";
    public string? StartsAt { get; set; }
    public string EndsAt { get; set; } = "";
}

public sealed class Subscription
{
    public string Id { get; set; } = "";
    public string ZoneCode { get; set; } = "";
    public string? Kind { get; set; }
    public string MinimumLevel { get; set; } = "minor";

    /// <summary>Beijing time, HH:mm:ss.</summary>
    public string? QuietFrom { get; set; }
    public string? QuietTo { get; set; }
    public int Version { get; set; }
}

public sealed class SubscriptionDraft
{
    public string? ZoneCode { get; set; }
    public string? Kind { get; set; }
    public int? Version { get; set; }
    public string MinimumLevel { get; set; } = "moderate";
    public string? QuietFrom { get; set; }
    public string? QuietTo { get; set; }
}

public sealed class AlertTemplate
{
    public string Id { get; set; } = "";
    public string? ZoneCode { get; set; }
    public string Kind { get; set; } = "";
    public string Level { get; set; } = "minor";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public string? TitleZh { get; set; }
    public string? TitleEn { get; set; }
    public string? BodyZh { get; set; }
    public string? BodyEn { get; set; }

    /// <summary>What is to be filled in.</summary>
    public List<string> Places { get; set; } = [];
    public int Version { get; set; }
    public string Name => Languages.Pick(NameZh, NameEn);
}

public sealed class NewAlertTemplate
{
    public string? ZoneCode { get; set; }
    public string Kind { get; set; } = "";
    public string Level { get; set; } = "minor";
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";
    public string TitleZh { get; set; } = "";
    public string TitleEn { get; set; } = "";
    public string BodyZh { get; set; } = "";
    public string BodyEn { get; set; } = "";
}

public sealed class PlaceValue
{
    public string Name { get; set; } = "";
    public string Zh { get; set; } = "";
    public string En { get; set; } = "";
}

public sealed class NewManualAlert
{
    public string TemplateId { get; set; } = "";
    public List<string> ZoneCodes { get; set; } = [];
    public List<PlaceValue> Values { get; set; } = [];
    public string? ExpiresAt { get; set; }
}

/// <summary>An alert that a coordinator made; a red one waits for a second person.</summary>
public sealed class ManualAlert
{
    public string Id { get; set; } = "";
    public List<string> ZoneCodes { get; set; } = [];
    public string Kind { get; set; } = "";
    public string Level { get; set; } = "minor";
    public string? TitleZh { get; set; }
    public string? TitleEn { get; set; }
    public string? BodyZh { get; set; }
    public string? BodyEn { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public string Status { get; set; } = "";
    public string? OrganisationId { get; set; }
    public string? ProposedByName { get; set; }
    public DateTimeOffset ProposedAt { get; set; }
    public bool Mine { get; set; }
    public string? DecidedByName { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? Reason { get; set; }
    public int Version { get; set; }
    public List<string> AlertIds { get; set; } = [];
    public string Title => Languages.Pick(TitleZh, TitleEn);
    public string Body => Languages.Pick(BodyZh, BodyEn);
}

public sealed class ManualDecision
{
    public int Version { get; set; }
    public string Decision { get; set; } = "";
    public string? Reason { get; set; }
}

/// <summary>An outside system that may raise alerts.</summary>
public sealed class AlertSource
{
    public string Id { get; set; } = "";
    public string Code { get; set; } = "";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public string? OrganisationId { get; set; }
    public List<string> ZoneCodes { get; set; } = [];
    public string MaximumLevel { get; set; } = "";
    public DateTimeOffset KeySetAt { get; set; }
    public string? CreatedByName { get; set; }
    public DateTimeOffset? LastMessageAt { get; set; }
    public string Name => Languages.Pick(NameZh, NameEn);
}

public sealed class NewAlertSource
{
    public string Code { get; set; } = "";
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";
    public string OrganisationId { get; set; } = "";
    public List<string> ZoneCodes { get; set; } = [];
    public string MaximumLevel { get; set; } = "severe";
}

/// <summary>The key is told once.</summary>
public sealed class AlertSourceKey
{
    public AlertSource Source { get; set; } = new();
    public string Key { get; set; } = "";
}

/// <summary>Who is told when nobody acknowledges, and when business is open.</summary>
public sealed class AlertClocks
{
    public List<BusinessHours> BusinessHours { get; set; } = [];
    public List<ClockStep> Steps { get; set; } = [];
}

/// <summary>Minutes from midnight, local time.</summary>
public sealed class BusinessHours
{
    public int From { get; set; }
    public int To { get; set; }
}

public sealed class ClockStep
{
    public string Level { get; set; } = "minor";

    /// <summary>reminder, unit-head, zone-lead or national.</summary>
    public string Target { get; set; } = "";
    public int Amount { get; set; }

    /// <summary>minutes, working-hours or working-days.</summary>
    public string Unit { get; set; } = "";
}
