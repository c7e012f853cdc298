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
    public DateTimeOffset? SeenAt { get; set; }
    public string Title => Languages.Pick(TitleZh, TitleEn);
    public string Body => Languages.Pick(BodyZh, BodyEn);
    public bool IsRed => Level == "extreme";
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
