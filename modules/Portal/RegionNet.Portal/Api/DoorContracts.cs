using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>What takes a room; of a hearing that may not be announced only that, and when.</summary>
public sealed class DoorSession
{
    public DateTimeOffset From { get; set; }
    public DateTimeOffset To { get; set; }
    public bool InSession { get; set; }

    /// <summary>Whether number, case and title are there.</summary>
    public bool Announced { get; set; }

    /// <summary>Whether a code is taken for it now.</summary>
    public bool CheckIn { get; set; }
    public string? Number { get; set; }
    public string? CaseNumber { get; set; }
    public string? Title { get; set; }
    public string? HearingClass { get; set; }
}

/// <summary>What the tablet at a room's door shows.</summary>
public sealed class DoorDisplay
{
    public string? RoomZh { get; set; }
    public string? RoomEn { get; set; }
    public string? CentreZh { get; set; }
    public string? CentreEn { get; set; }
    public DateOnly Day { get; set; }

    /// <summary>Null: the room is free.</summary>
    public DoorSession? Now { get; set; }

    /// <summary>What comes next that day.</summary>
    public DoorSession? Next { get; set; }

    /// <summary>No code is taken before.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    public string Room => Languages.Pick(RoomZh, RoomEn);
    public string Centre => Languages.Pick(CentreZh, CentreEn);
    public bool TakesCode => Now is { CheckIn: true } || Next is { CheckIn: true };
}

public sealed class DoorCode
{
    public string Code { get; set; } = "";
}
