using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>A stretch of open time; <see cref="Weekday"/> is 1 for Monday to 7 for Sunday, times are HH:mm:ss.</summary>
public sealed class OpenHours
{
    public int Weekday { get; set; }
    public string Opens { get; set; } = "";
    public string Closes { get; set; } = "";
}

/// <summary>How others may use a room, from a day on. Read and written alike.</summary>
public sealed class RoomTerms
{
    public string? Id { get; set; }
    public string From { get; set; } = "";
    public string? Until { get; set; }
    public List<OpenHours> Hours { get; set; } = [];
    public bool WorkingDaysOnly { get; set; } = true;
    public int TurnaroundMinutes { get; set; } = 30;
    public bool NeedsApproval { get; set; }
    public string Visibility { get; set; } = "busy";
    public decimal OwnShare { get; set; } = 0.3m;
    public int NoShowMinutes { get; set; } = 30;
    public DateTimeOffset? PublishedAt { get; set; }
}

public sealed class Blackout
{
    public string Id { get; set; } = "";
    public DateTimeOffset From { get; set; }
    public DateTimeOffset To { get; set; }
    public string Reason { get; set; } = "";
}

public sealed class NewBlackout
{
    public string From { get; set; } = "";
    public string To { get; set; } = "";
    public string Reason { get; set; } = "";
}

public sealed class Quota
{
    public string Id { get; set; } = "";
    public string? GuestId { get; set; }
    public string? GuestZh { get; set; }
    public string? GuestEn { get; set; }
    public string Period { get; set; } = "";
    public decimal Hours { get; set; }
    public string From { get; set; } = "";
    public string? Until { get; set; }
    public string Guest => Languages.Pick(GuestZh, GuestEn);
}

public sealed class NewQuota
{
    public string? GuestId { get; set; }
    public string Period { get; set; } = "month";
    public decimal Hours { get; set; }
    public string From { get; set; } = "";
}

public sealed class Asset
{
    public string Id { get; set; } = "";
    public string Kind { get; set; } = "";
    public string OrganisationId { get; set; } = "";
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public string Identifier { get; set; } = "";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public bool InService { get; set; }
    public string Name => Languages.Pick(NameZh, NameEn);
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
}

public sealed class NewAsset
{
    public string Kind { get; set; } = "device";
    public string Identifier { get; set; } = "";
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";
}

public sealed class AssetService
{
    public bool InService { get; set; }
}
