using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

public sealed class UtilisationRow
{
    public string Key { get; set; } = "";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }

    /// <summary>Null for guests and devices, which have no opening hours.</summary>
    public decimal? OpenHours { get; set; }
    public decimal BookedHours { get; set; }
    public decimal HeldHours { get; set; }
    public decimal UsedHours { get; set; }
    public int Sessions { get; set; }
    public int NoShows { get; set; }
    public string Name => Languages.Pick(NameZh, NameEn);
}

public sealed class Utilisation
{
    public List<UtilisationRow> Items { get; set; } = [];
}

public sealed class Cause
{
    public string Number { get; set; } = "";
    public string? CaseNumber { get; set; }
    public List<string> MergedCases { get; set; } = [];
    public string? Title { get; set; }
    public string HearingClass { get; set; } = "";
    public DateTimeOffset From { get; set; }
    public DateTimeOffset To { get; set; }
    public string? RoomZh { get; set; }
    public string? RoomEn { get; set; }
    public string Room => Languages.Pick(RoomZh, RoomEn);
}

/// <summary>The public hearings of a centre on a day, as announced.</summary>
public sealed class CauseList
{
    public string? CentreZh { get; set; }
    public string? CentreEn { get; set; }
    public int Version { get; set; }
    public string? Hash { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public List<Cause> Items { get; set; } = [];
    public string Centre => Languages.Pick(CentreZh, CentreEn);
}

/// <summary>Whose cause lists there are, and how many hearings each announces for the day.</summary>
public sealed class CauseCentre
{
    public string CentreId { get; set; } = "";
    public string? CentreZh { get; set; }
    public string? CentreEn { get; set; }
    public List<string> Zones { get; set; } = [];
    public int Hearings { get; set; }
    public string Name => Languages.Pick(CentreZh, CentreEn);
}

public sealed class CauseChange
{
    public Cause? Before { get; set; }
    public Cause? After { get; set; }
}

public sealed class CauseListVersion
{
    public int Version { get; set; }
    public DateTimeOffset PublishedAt { get; set; }
    public List<Cause> Added { get; set; } = [];
    public List<Cause> Removed { get; set; } = [];
    public List<CauseChange> Changed { get; set; } = [];
}

public sealed class Door
{
    public string Id { get; set; } = "";
    public string Label { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Only in the answer that made it.</summary>
    public string? Token { get; set; }
}

public sealed class NewDoor
{
    public string Label { get; set; } = "";
}
