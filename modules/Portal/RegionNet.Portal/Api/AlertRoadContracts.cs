using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>Over which roads, beside the portal, the person's alerts come.</summary>
public sealed class AlertRoads
{
    public List<string> Offered { get; set; } = [];
    public EmailRoad? Email { get; set; }
}

public sealed class EmailRoad
{
    public string Address { get; set; } = "";
    public string MinimumLevel { get; set; } = "moderate";
    public string Language { get; set; } = "zh";
    public bool Reminders { get; set; } = true;

    /// <summary>pending: a code was sent and not entered yet; verified.</summary>
    public string Status { get; set; } = "pending";
    public DateTimeOffset? VerifiedAt { get; set; }
    public DateTimeOffset? CodeExpiresAt { get; set; }
}

public sealed class EmailRoadDraft
{
    public string Address { get; set; } = "";
    public string MinimumLevel { get; set; } = "moderate";
    public string Language { get; set; } = Languages.Pick("zh", "en");
    public bool Reminders { get; set; } = true;
}

public sealed class VerificationCode
{
    public string Code { get; set; } = "";
}

public sealed class AlertWebhook
{
    public string Id { get; set; } = "";
    public string Url { get; set; } = "";
    public List<string> ZoneCodes { get; set; } = [];
    public string? Kind { get; set; }
    public string MinimumLevel { get; set; } = "minor";
    public string Status { get; set; } = "";
    public string? OwnerName { get; set; }
    public int Pending { get; set; }
    public int Dead { get; set; }
    public DateTimeOffset? LastDeliveredAt { get; set; }
}

public sealed class NewAlertWebhook
{
    public string Url { get; set; } = "";
    public List<string> ZoneCodes { get; set; } = [];
    public string? Kind { get; set; }
    public string MinimumLevel { get; set; } = "moderate";
}

/// <summary>The secret is told once.</summary>
public sealed class AlertWebhookSecret
{
    public AlertWebhook Webhook { get; set; } = new();
    public string Secret { get; set; } = "";
}

/// <summary>One message on its way to one recipient over one road; a person's own reminder has no alert, zone and level.</summary>
public sealed class AlertDelivery
{
    public string Id { get; set; } = "";
    public string Road { get; set; } = "";
    public string? AlertId { get; set; }
    public string? ZoneCode { get; set; }
    public string Kind { get; set; } = "";
    public string? Level { get; set; }
    public string? Recipient { get; set; }
    public string Status { get; set; } = "";
    public int Attempts { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? NextAttemptAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public int? LastStatus { get; set; }
    public string? LastError { get; set; }
}

/// <summary>One thing that happened with an alert: a message, somebody addressed, something sent, somebody who saw it.</summary>
public sealed class ProofEntry
{
    public DateTimeOffset At { get; set; }
    public string What { get; set; } = "";
    public long? Sequence { get; set; }
    public string? Change { get; set; }
    public string? Who { get; set; }
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public string? Road { get; set; }
    public string? Reason { get; set; }
    public string? Status { get; set; }
    public int? Attempts { get; set; }
    public string? Note { get; set; }
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
}

public sealed class AlertProof
{
    public AlertCase Case { get; set; } = new();
    public List<ProofEntry> Entries { get; set; } = [];
    public bool Complete { get; set; }
}

/// <summary>A line of the monthly report: the zone, a level of it, or a kind of that level.</summary>
public sealed class ReportRow
{
    public string? Level { get; set; }
    public string? Kind { get; set; }
    public int Alerts { get; set; }
    public int Events { get; set; }
    public int Silenced { get; set; }
    public int Acknowledged { get; set; }
    public int Open { get; set; }
    public int Closed { get; set; }
    public int Cancelled { get; set; }
    public int Expired { get; set; }
    public int Overdue { get; set; }
    public int Escalations { get; set; }
    public decimal? MedianMinutes { get; set; }
    public decimal? P90Minutes { get; set; }
}

public sealed class ReportDay
{
    public string Day { get; set; } = "";
    public int Minor { get; set; }
    public int Moderate { get; set; }
    public int Severe { get; set; }
    public int Extreme { get; set; }
}

public sealed class MonthlyAlertReport
{
    public string ZoneCode { get; set; } = "";
    public string? ZoneZh { get; set; }
    public string? ZoneEn { get; set; }
    public string Month { get; set; } = "";
    public DateTimeOffset Until { get; set; }
    public List<ReportRow> Rows { get; set; } = [];
    public List<ReportDay> Days { get; set; } = [];
    public string Zone => Languages.Pick(ZoneZh, ZoneEn);
}
