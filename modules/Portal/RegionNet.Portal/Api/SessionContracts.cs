using System.Text.Json;
using RegionNet.Portal.Booking;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Api;

public sealed class NewSession
{
    public string Title { get; set; } = "";
    public string CaseNumber { get; set; } = "";
    public string Mode { get; set; } = "";
    public string HearingClass { get; set; } = "";
    public string From { get; set; } = "";
    public string To { get; set; } = "";
    public List<string> RoomIds { get; set; } = [];
    public List<string>? ResourceIds { get; set; }
    public List<string>? MergedCases { get; set; }
    public bool Major { get; set; }
    public string? ClosedGround { get; set; }
    public string? StatutoryDeadline { get; set; }
    public SessionNeeds? Needs { get; set; }
    public List<Party>? Parties { get; set; }
    public List<string>? Observers { get; set; }
    public decimal Fee { get; set; }
    public string? NoticeGround { get; set; }
    public string? HoldId { get; set; }

    /// <summary>If something is taken, wait for it instead of being refused.</summary>
    public bool JoinWaitingList { get; set; }
    public bool Draft { get; set; }
}

public sealed class NewHold
{
    public string From { get; set; } = "";
    public string To { get; set; } = "";
    public List<string> RoomIds { get; set; } = [];
    public int Minutes { get; set; }
}

public sealed class SessionMove
{
    public string From { get; set; } = "";
    public string To { get; set; } = "";
    public int Version { get; set; }
    public List<string>? RoomIds { get; set; }
    public string? Reason { get; set; }
    public string? NoticeGround { get; set; }
}

public sealed class SessionAmendment
{
    public int Version { get; set; }
    public string Title { get; set; } = "";
    public string CaseNumber { get; set; } = "";
    public List<string>? MergedCases { get; set; }
    public string? ClosedGround { get; set; }
    public string? StatutoryDeadline { get; set; }
    public SessionNeeds? Needs { get; set; }
    public List<Party>? Parties { get; set; }
    public List<string>? Observers { get; set; }
    public string? NoticeGround { get; set; }
    public string? Reason { get; set; }
    public bool Submit { get; set; }
}

public sealed class SessionDecision
{
    public string Decision { get; set; } = "";
    public int Version { get; set; }
    public string? Reason { get; set; }
}

public sealed class SessionNeeds
{
    public int Capacity { get; set; }
    public List<string>? Devices { get; set; }
    public bool Accessible { get; set; }
    public string? Interpreter { get; set; }
    public bool Recording { get; set; }

    public bool Any =>
        Capacity > 0 || Devices is { Count: > 0 } || Accessible || Recording || !string.IsNullOrEmpty(Interpreter);
}

public sealed class Party
{
    public string Role { get; set; } = "";
    public string Name { get; set; } = "";
    public List<Agent>? Agents { get; set; }
}

public sealed class Agent
{
    public string Name { get; set; } = "";
    public string Licence { get; set; } = "";
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
        };
}

/// <summary>A device, a video bridge or a person that a session takes.</summary>
public sealed class SessionResource
{
    public string Id { get; set; } = "";
    public string Kind { get; set; } = "";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public string Name => Languages.Pick(NameZh, NameEn);
}

public sealed class SessionNotice
{
    public int Days { get; set; }
    public string Unit { get; set; } = "";
    public string? BasisZh { get; set; }
    public string? BasisEn { get; set; }
    public bool IsLaw { get; set; }
    public string? Due { get; set; }
    public string? Ground { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public string Basis => Languages.Pick(BasisZh, BasisEn);
}

/// <summary>A session as the own organisation may see it: of a closed hearing, a host gets neither title nor case nor parties.</summary>
public sealed class HearingSession
{
    public string Id { get; set; } = "";
    public string? Number { get; set; }
    public string? Title { get; set; }
    public string? CaseNumber { get; set; }
    public List<string> MergedCases { get; set; } = [];
    public string Mode { get; set; } = "";
    public string HearingClass { get; set; } = "";
    public bool Major { get; set; }
    public bool Closed { get; set; }
    public string? ClosedGround { get; set; }
    public DateTimeOffset From { get; set; }
    public DateTimeOffset To { get; set; }
    public string Status { get; set; } = "";
    public bool Mine { get; set; }
    public List<SessionRoom> Rooms { get; set; } = [];
    public List<SessionResource> Resources { get; set; } = [];
    public string? OrganisationId { get; set; }
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public string? BookedBy { get; set; }
    public DateTimeOffset? BookedAt { get; set; }
    public string? StatutoryDeadline { get; set; }
    public SessionNeeds? Needs { get; set; }
    public List<Party> Parties { get; set; } = [];
    public List<string> Observers { get; set; } = [];
    public decimal Fee { get; set; }
    public SessionNotice? Notice { get; set; }
    public DateTimeOffset? HoldUntil { get; set; }
    public string? CheckInCode { get; set; }
    public DateTimeOffset? CheckedInAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The series that it is an occurrence of, and its place there: the start by the rule, whatever its own start is.</summary>
    public string? SeriesId { get; set; }
    public DateTimeOffset? RecurrenceId { get; set; }
    public DateTimeOffset? CancelledAt { get; set; }
    public string? CancelReason { get; set; }
    public string Change { get; set; } = "";
    public string? ChangeReason { get; set; }
    public string? ChangedBy { get; set; }
    public DateTimeOffset? ChangedAt { get; set; }
    public int Version { get; set; }
    public bool AwaitsMyDecision { get; set; }

    /// <summary>1 = next; only while it waits.</summary>
    public int? WaitingRank { get; set; }
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);

    /// <summary>The title; a hold has none yet, and where it is not for these eyes, the words for a closed hearing.</summary>
    public string Heading =>
        Status == "held"
            ? Texts.Board.Held
            : Title ?? $"{Names.Of(Names.Classes, HearingClass)} · {Texts.Sessions.ClosedTag}";
}

/// <summary>A field that a version changed; values are as the session's view has them.</summary>
public sealed class FieldChange
{
    public string Field { get; set; } = "";
    public JsonElement Old { get; set; }
    public JsonElement New { get; set; }
}

public sealed class SessionVersion
{
    public int Version { get; set; }
    public string Status { get; set; } = "";
    public string Change { get; set; } = "";
    public string? Reason { get; set; }
    public string? By { get; set; }
    public DateTimeOffset At { get; set; }
    public List<FieldChange> Fields { get; set; } = [];
}

public sealed class HostDecision
{
    public int Version { get; set; }
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public string Decision { get; set; } = "";
    public string? Reason { get; set; }
    public string? By { get; set; }
    public DateTimeOffset At { get; set; }
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
}

/// <summary>Another time or other rooms that the service offers instead of what it refused.</summary>
public sealed class Alternative
{
    public DateTimeOffset From { get; set; }
    public DateTimeOffset To { get; set; }
    public List<SessionRoom> Rooms { get; set; } = [];
    public string? Why { get; set; }

    /// <summary>Puts its time and rooms in the place of those that were refused.</summary>
    public void Into(RoomChoice choice)
    {
        var day = ChinaTime.DateOf(From);
        (choice.Day, choice.From, choice.To) = (day, ChinaTime.MinutesInto(day, From), ChinaTime.MinutesInto(day, To));
        choice.Taken.Clear();
        choice.Rooms.Clear();
        choice.Rooms.AddRange(Rooms.Select(r => r.AsRoom()));
    }
}

/// <summary>Why: the body of a cancellation, a lock and an unlock.</summary>
public sealed class ReasonRequest
{
    public string Reason { get; set; } = "";
}

/// <summary>A deed that needs nothing said.</summary>
public sealed class NoBody;
