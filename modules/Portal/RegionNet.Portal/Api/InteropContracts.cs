using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

public sealed class CellError
{
    public int Row { get; set; }
    public string? Column { get; set; }
    public string? Header { get; set; }
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Message => Languages.Pick(Zh, En);
}

public sealed class RoomImportRow
{
    public int Row { get; set; }
    public string NameZh { get; set; } = "";
    public string Action { get; set; } = "";
}

/// <summary>What a sheet of rooms does, or did.</summary>
public sealed class RoomImport
{
    public bool Applied { get; set; }
    public int Added { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public List<RoomImportRow> Rows { get; set; } = [];
    public List<CellError> Errors { get; set; } = [];
}

public sealed class Webhook
{
    public string Id { get; set; } = "";
    public string Url { get; set; } = "";
    public List<string> Kinds { get; set; } = [];
    public string Status { get; set; } = "";
    public string? CreatedBy { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public int Pending { get; set; }
    public int Dead { get; set; }
    public DateTimeOffset? LastDeliveredAt { get; set; }
}

public sealed class Webhooks
{
    public List<Webhook> Items { get; set; } = [];

    /// <summary>What can be subscribed to.</summary>
    public List<string> Kinds { get; set; } = [];
}

public sealed class NewWebhook
{
    public string Url { get; set; } = "";
    public List<string> Kinds { get; set; } = [];
}

/// <summary>The secret is told once.</summary>
public sealed class WebhookSecret
{
    public Webhook? Webhook { get; set; }
    public string Secret { get; set; } = "";
}

public sealed class WebhookDelivery
{
    public string Id { get; set; } = "";
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public string? Target { get; set; }
    public string Kind { get; set; } = "";
    public string Status { get; set; } = "";
    public int Attempts { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? NextAttemptAt { get; set; }
    public int? LastStatus { get; set; }
    public string? LastError { get; set; }
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
}

public sealed class CalendarFeed
{
    public string Id { get; set; } = "";
    public string Scope { get; set; } = "";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public string Path { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public string Name => Languages.Pick(NameZh, NameEn);
}

public sealed class NewCalendarFeed
{
    public string Scope { get; set; } = "";
    public string? Id { get; set; }
}
