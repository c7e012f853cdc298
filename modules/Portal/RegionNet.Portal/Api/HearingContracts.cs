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
    public bool Accessible { get; set; }
    public bool IsSample { get; set; }
    public int Version { get; set; }
    public List<Device> Devices { get; set; } = [];
    public string Name => Languages.Pick(NameZh, NameEn);
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
}

public sealed class BoardRoom : Room
{
    public List<BoardBooking> Bookings { get; set; } = [];

    /// <summary>The same room with other bookings: a new object, so that its row is drawn anew.</summary>
    public BoardRoom With(IEnumerable<BoardBooking> bookings)
    {
        var room = (BoardRoom)MemberwiseClone();
        room.Bookings = [.. bookings];
        return room;
    }
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
    public string? Status { get; set; }
    public bool BlackedOut { get; set; }
    public bool Closed { get; set; }
    public bool Mine { get; set; }

    /// <summary>For moving it; only where the own organisation booked.</summary>
    public int? Version { get; set; }
    public DateTimeOffset? HoldUntil { get; set; }
    public bool InFull => Visibility == "full";
    public bool Held => Status == "held";

    /// <summary>The same booking at another time; what it blocks moves with it.</summary>
    public BoardBooking At(DateTimeOffset from, DateTimeOffset to)
    {
        var moved = (BoardBooking)MemberwiseClone();
        (moved.From, moved.To, moved.BlockedTo) = (from, to, to + (BlockedTo - To));
        return moved;
    }
}

/// <summary>What a room is. The version is the one that was shown, so that nobody overwrites what they have not seen; a new room has none.</summary>
public sealed class RoomFacts
{
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";
    public int Capacity { get; set; }
    public bool Accessible { get; set; }
    public int Version { get; set; }
}

public sealed class DeviceSetting
{
    public int Quantity { get; set; }
    public string Status { get; set; } = "";
}

public sealed class DayRange
{
    public string From { get; set; } = "";
    public string To { get; set; } = "";
}

/// <summary>What of a board is no longer as it was; never what it is now.</summary>
public sealed class BoardDelta
{
    public long After { get; set; }
    public long Sequence { get; set; }
    public bool Complete { get; set; }
    public List<string> RoomIds { get; set; } = [];

    /// <summary>Null: every day.</summary>
    public List<DayRange>? Days { get; set; }
}

public sealed class MonthRoom
{
    public string Id { get; set; } = "";
    public string OrganisationId { get; set; } = "";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }

    /// <summary>Per cent of each day's hours that are taken.</summary>
    public List<int> Busy { get; set; } = [];
    public string Name => Languages.Pick(NameZh, NameEn);
}

public sealed class BoardMonth
{
    public int Days { get; set; }
    public List<OrganisationName> Centres { get; set; } = [];
    public List<MonthRoom> Items { get; set; } = [];
}
