using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

public sealed class StreamHead
{
    public string ZoneCode { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Epoch { get; set; } = "";
    public long Head { get; set; }
    public int Unseen { get; set; }
    public string Name => Languages.Pick(Zh, En);
}

/// <summary>What lies after a cursor in one zone's stream, and where the stream ends.</summary>
public sealed class StreamPage
{
    public string Epoch { get; set; } = "";
    public long Head { get; set; }
    public List<Alert> Items { get; set; } = [];

    /// <summary>Only in the answer to a subscription.</summary>
    public int ReconnectSeconds { get; set; } = 1;
}

public sealed class HeadBeacon
{
    public string ZoneCode { get; set; } = "";
    public string Epoch { get; set; } = "";
    public long Head { get; set; }
    public int ReconnectSeconds { get; set; } = 1;
}

/// <summary>The stream was taken out of the person's scope.</summary>
public sealed class LeftStream
{
    public string ZoneCode { get; set; } = "";
}

/// <summary>A message of a zone's stream. It never changes; the newest one of its root says how the alert stands.</summary>
public sealed class Alert
{
    public string Id { get; set; } = "";
    public string ZoneCode { get; set; } = "";
    public long Sequence { get; set; }
    public string Kind { get; set; } = "";
    public string Level { get; set; } = "minor";
    public string? TitleZh { get; set; }
    public string? TitleEn { get; set; }
    public string? BodyZh { get; set; }
    public string? BodyEn { get; set; }
    public string? Subject { get; set; }
    public DateTimeOffset OccurredAt { get; set; }
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>The alert's first message in this zone.</summary>
    public string RootId { get; set; } = "";

    /// <summary>alert, update, cancel or progress.</summary>
    public string MessageType { get; set; } = "alert";

    /// <summary>What happened with it.</summary>
    public string Change { get; set; } = "raised";
    public string State { get; set; } = "unread";
    public int CaseVersion { get; set; } = 1;
    public int Count { get; set; } = 1;
    public bool Silenced { get; set; }
    public bool Rings { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public string? ActorName { get; set; }
    public string? ActorOrganisationId { get; set; }
    public string? Note { get; set; }
    public DateTimeOffset? SeenAt { get; set; }
    public string Title => Languages.Pick(TitleZh, TitleEn);
    public string Body => Languages.Pick(BodyZh, BodyEn);
    public bool IsRed => Level == "extreme";
    public bool IsOpen => AlertStates.IsOpen(State);
    public bool IsUnanswered => AlertStates.IsUnanswered(State);

    /// <summary>It tells something new of the matter, not only how the work on it goes on.</summary>
    public bool Tells => MessageType != "progress" || Change is "overdue" or "escalated";
}

public static class AlertStates
{
    public static bool IsUnanswered(string state) => state is "unread" or "delivered";

    public static bool IsOpen(string state) => IsUnanswered(state) || state is "acknowledged" or "handling";
}

public sealed class SeenAlerts
{
    public List<string> AlertIds { get; set; } = [];
}

public sealed class SeenBy
{
    public string? DisplayName { get; set; }
    public string? OrganisationId { get; set; }
    public DateTimeOffset SeenAt { get; set; }
}

/// <summary>Who took an alert a step further, and when.</summary>
public sealed class CaseMark
{
    public DateTimeOffset At { get; set; }
    public string? Name { get; set; }
    public string? OrganisationId { get; set; }
}

/// <summary>An alert as it stands.</summary>
public sealed class AlertCase
{
    public string RootId { get; set; } = "";
    public string ZoneCode { get; set; } = "";
    public string Kind { get; set; } = "";
    public string? Subject { get; set; }
    public string Level { get; set; } = "minor";
    public string State { get; set; } = "unread";
    public int Count { get; set; } = 1;
    public int Version { get; set; }
    public string? TitleZh { get; set; }
    public string? TitleEn { get; set; }
    public string? BodyZh { get; set; }
    public string? BodyEn { get; set; }
    public DateTimeOffset FirstAt { get; set; }
    public DateTimeOffset LastAt { get; set; }
    public CaseMark? Delivered { get; set; }
    public CaseMark? Acknowledged { get; set; }
    public CaseMark? Handling { get; set; }

    /// <summary>Who ended it, whichever way.</summary>
    public CaseMark? Closed { get; set; }

    /// <summary>When the next step of its clock is due.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public string? SilenceId { get; set; }
    public string Title => Languages.Pick(TitleZh, TitleEn);
    public string Body => Languages.Pick(BodyZh, BodyEn);
    public bool IsOpen => AlertStates.IsOpen(State);
    public bool IsUnanswered => AlertStates.IsUnanswered(State);
}

public sealed class EscalationStep
{
    public int Step { get; set; }

    /// <summary>reminder, unit-head, zone-lead or national.</summary>
    public string Target { get; set; } = "";
    public DateTimeOffset DueAt { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public string? Outcome { get; set; }
    public string? AlertId { get; set; }
}

public sealed class Addressee
{
    public string AlertId { get; set; } = "";
    public string? DisplayName { get; set; }
    public string Reason { get; set; } = "";
    public DateTimeOffset DueAt { get; set; }
    public string? StandsInFor { get; set; }
}

public sealed class AlertCaseDetail
{
    public AlertCase Case { get; set; } = new();
    public List<Alert> Messages { get; set; } = [];
    public List<EscalationStep> Steps { get; set; } = [];
    public List<Addressee> Addressees { get; set; } = [];
}

/// <summary>Acknowledges, takes up or closes.</summary>
public sealed class AlertAnswer
{
    public int Version { get; set; }
    public string? Note { get; set; }
}

public sealed class AlertCancellation
{
    public int Version { get; set; }
    public string Reason { get; set; } = "";
}

public sealed class AlertUpdate
{
    public int Version { get; set; }
    public string TitleZh { get; set; } = "";
    public string TitleEn { get; set; } = "";
    public string BodyZh { get; set; } = "";
    public string BodyEn { get; set; } = "";
}

/// <summary>Something that is wrong with a CAP message.</summary>
public sealed class CapProblem
{
    /// <summary>The path of the element, for example <c>alert/info[1]/severity</c>.</summary>
    public string Element { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Why => Languages.Pick(Zh, En);
}

/// <summary>What a CAP message would become.</summary>
public sealed class CapTrial
{
    public string Identifier { get; set; } = "";
    public string Sender { get; set; } = "";
    public DateTimeOffset SentAt { get; set; }

    /// <summary>alert, update or cancel.</summary>
    public string MessageType { get; set; } = "alert";
    public List<string> Zones { get; set; } = [];
    public string? Level { get; set; }
    public string? TitleZh { get; set; }
    public string? TitleEn { get; set; }
    public string? BodyZh { get; set; }
    public string? BodyEn { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public string Title => Languages.Pick(TitleZh, TitleEn);
    public string Body => Languages.Pick(BodyZh, BodyEn);
}

/// <summary>What a CAP message has become.</summary>
public sealed class CapReceipt
{
    public List<string> Zones { get; set; } = [];

    /// <summary>Its messages in the streams, one for each zone.</summary>
    public List<string> AlertIds { get; set; } = [];
}
