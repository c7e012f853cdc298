using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

public sealed class DisplacementAlternative
{
    public DateTimeOffset From { get; set; }
    public DateTimeOffset To { get; set; }
    public List<string> RoomIds { get; set; } = [];
}

public sealed class NewAlternative
{
    public string From { get; set; } = "";
    public string To { get; set; } = "";
    public List<string> RoomIds { get; set; } = [];
}

public sealed class NewDisplacement
{
    public string ForSessionId { get; set; } = "";
    public int Version { get; set; }
    public string Reason { get; set; } = "";
    public NewAlternative Alternative { get; set; } = new();
}

public sealed class DisplacementRoom
{
    public string Id { get; set; } = "";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public string OrganisationId { get; set; } = "";
    public string Name => Languages.Pick(NameZh, NameEn);
}

/// <summary>A proposal to move one session so that a waiting one of higher rank gets its slot.</summary>
public sealed class Displacement
{
    public string Id { get; set; } = "";
    public string SessionId { get; set; } = "";
    public string SessionNumber { get; set; } = "";
    public string ForSessionId { get; set; } = "";
    public string ForSessionNumber { get; set; } = "";
    public string Reason { get; set; } = "";
    public DisplacementAlternative Alternative { get; set; } = new();
    public List<DisplacementRoom> Rooms { get; set; } = [];
    public string Status { get; set; } = "";
    public string? ProposedBy { get; set; }
    public DateTimeOffset ProposedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecisionReason { get; set; }

    /// <summary>This person is a second one, and it is still open.</summary>
    public bool MayDecide { get; set; }
}
