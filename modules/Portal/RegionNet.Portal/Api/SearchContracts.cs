using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

public sealed class WantedRoom
{
    public string? Zone { get; set; }
    public string? OrganisationId { get; set; }
    public int Capacity { get; set; }
    public List<string>? Devices { get; set; }
    public bool Accessible { get; set; }
}

public sealed class RoomSearch
{
    public List<WantedRoom> Rooms { get; set; } = [];
    public int Minutes { get; set; }
    public string From { get; set; } = "";
    public string Until { get; set; } = "";
    public string Part { get; set; } = "any";
    public string? Mode { get; set; }
    public string? Cursor { get; set; }
    public int Limit { get; set; }
}

public sealed class FoundRoom
{
    /// <summary>Which of the wanted rooms it answers, from 0.</summary>
    public int Wanted { get; set; }
    public string RoomId { get; set; } = "";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public string OrganisationId { get; set; } = "";
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public int Capacity { get; set; }
    public string Name => Languages.Pick(NameZh, NameEn);
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);

    /// <summary>As the dialogs choose rooms.</summary>
    public Room AsRoom() =>
        new()
        {
            Id = RoomId,
            NameZh = NameZh,
            NameEn = NameEn,
            OrganisationId = OrganisationId,
            OrganisationZh = OrganisationZh,
            OrganisationEn = OrganisationEn,
            Capacity = Capacity,
        };
}

/// <summary>A time at which every wanted room can be had. <see cref="Choices"/>: how many were free for each wanted one.</summary>
public sealed class Combination
{
    public DateTimeOffset From { get; set; }
    public DateTimeOffset To { get; set; }
    public List<FoundRoom> Rooms { get; set; } = [];
    public List<int> Choices { get; set; } = [];
}
