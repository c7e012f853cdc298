using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

public sealed class Device
{
    public string Kind { get; set; } = "";
    public int Quantity { get; set; }
    public string Status { get; set; } = "";
}

public class Room
{
    public string Id { get; set; } = "";
    public string OrganisationId { get; set; } = "";
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public string? PlaceCode { get; set; }
    public List<string> Zones { get; set; } = [];
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public int Capacity { get; set; }
    public bool IsSample { get; set; }
    public List<Device> Devices { get; set; } = [];
    public string Name => Languages.Pick(NameZh, NameEn);
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
}

public sealed class BoardRoom : Room
{
    public List<BoardBooking> Bookings { get; set; } = [];
}

/// <summary>A taken interval. <see cref="BlockedTo"/> includes the turnaround after the session; details only when visible in full.</summary>
public sealed class BoardBooking
{
    public string? SessionId { get; set; }
    public DateTimeOffset From { get; set; }
    public DateTimeOffset To { get; set; }
    public DateTimeOffset BlockedTo { get; set; }
    public string Visibility { get; set; } = "busy";
    public string? Number { get; set; }
    public string? Title { get; set; }
    public string? CaseNumber { get; set; }
    public bool Mine { get; set; }
    public bool InFull => Visibility == "full";
}

public sealed class NewRoom
{
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";
    public int Capacity { get; set; }
}

public sealed class DeviceSetting
{
    public int Quantity { get; set; }
    public string Status { get; set; } = "";
}

public sealed class NewSession
{
    public string Title { get; set; } = "";
    public string CaseNumber { get; set; } = "";
    public string Mode { get; set; } = "";
    public string HearingClass { get; set; } = "";
    public string From { get; set; } = "";
    public string To { get; set; } = "";
    public List<string> RoomIds { get; set; } = [];
}

public sealed class SessionRoom
{
    public string RoomId { get; set; } = "";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public string OrganisationId { get; set; } = "";
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public string Name => Languages.Pick(NameZh, NameEn);
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
}

public sealed class HearingSession
{
    public string Id { get; set; } = "";
    public string? Number { get; set; }
    public string? Title { get; set; }
    public string? CaseNumber { get; set; }
    public string Mode { get; set; } = "";
    public string HearingClass { get; set; } = "";
    public DateTimeOffset From { get; set; }
    public DateTimeOffset To { get; set; }
    public string Status { get; set; } = "";
    public List<SessionRoom> Rooms { get; set; } = [];
    public string? OrganisationId { get; set; }
    public string? BookedBy { get; set; }
    public DateTimeOffset? BookedAt { get; set; }
    public DateTimeOffset? CancelledAt { get; set; }
    public string? CancelReason { get; set; }
}

/// <summary>Why: the body of a cancellation, a lock and an unlock.</summary>
public sealed class ReasonRequest
{
    public string Reason { get; set; } = "";
}
