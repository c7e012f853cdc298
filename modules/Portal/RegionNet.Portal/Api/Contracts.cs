using System.Text.Json;
using System.Text.Json.Serialization;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>One page of a list; <see cref="Next"/> is the cursor of the following page, null on the last.</summary>
public sealed class Page<T>
{
    public List<T> Items { get; set; } = [];
    public string? Next { get; set; }
}

/// <summary>RFC 9457 problem, with the service's stable code and trace id.</summary>
public sealed class Problem
{
    public string? Title { get; set; }
    public string? Detail { get; set; }
    public int Status { get; set; }
    public string? Code { get; set; }
    public string? TraceId { get; set; }

    /// <summary>What is wrong: by field of a request's body, or cell by cell of a sheet (<see cref="Errors"/>, <see cref="Cells"/>).</summary>
    [JsonPropertyName("errors")]
    public JsonElement Wrong { get; set; }

    [JsonIgnore]
    public Dictionary<string, string[]>? Errors =>
        Wrong.ValueKind == JsonValueKind.Object
            ? Wrong.Deserialize(PortalJson.For<Dictionary<string, string[]>>())
            : null;

    [JsonIgnore]
    public List<CellError> Cells =>
        Wrong.ValueKind == JsonValueKind.Array ? Wrong.Deserialize(PortalJson.For<List<CellError>>()) ?? [] : [];

    /// <summary>What else a refusal names: the change it expected, the key it does not know.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Further { get; set; }

    public string? Named(string name) => Further?.TryGetValue(name, out var value) == true ? value.ToString() : null;

    public JsonElement Rooms { get; set; }

    /// <summary>What can be had instead.</summary>
    public List<Alternative>? Alternatives { get; set; }

    /// <summary>Of a refused series, the occurrences that can't be had.</summary>
    public List<SkippedOccurrence>? Conflicts { get; set; }

    /// <summary>Of a refused CAP message, what is wrong with which element.</summary>
    public List<CapProblem>? Problems { get; set; }

    /// <summary>How often a wrong code may still be tried.</summary>
    public int? AttemptsLeft { get; set; }

    /// <summary>Nominees who are listed.</summary>
    public List<BlockedNominee>? Blocked { get; set; }

    /// <summary>Of several nominations, the one that is in the way.</summary>
    public string? Number { get; set; }
}

public sealed class BffSession
{
    public bool SignedIn { get; set; }
    public string? AntiforgeryToken { get; set; }
    public int IdleSeconds { get; set; }
}

public sealed class SignedOut
{
    public string? Redirect { get; set; }
}

public sealed class OrganisationName
{
    public string Id { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Name => Languages.Pick(Zh, En);
}

public sealed class RoleGrant
{
    public string Role { get; set; } = "";
    public string? ZoneCode { get; set; }
}

public sealed class Me
{
    public string Id { get; set; } = "";
    public string UserName { get; set; } = "";
    public string DisplayName { get; set; } = "";
    public OrganisationName? Organisation { get; set; }
    public List<RoleGrant> Roles { get; set; } = [];
    public List<string> Zones { get; set; } = [];
    public bool AllZones { get; set; }
    public bool SecondFactor { get; set; }

    /// <summary>Told to a system administrator when the holiday calendar needs its next year: the last day that it knows.</summary>
    public DateOnly? HolidaysEnd { get; set; }
}

public sealed class Person
{
    public string Id { get; set; } = "";
    public string UserName { get; set; } = "";
    public string DisplayName { get; set; } = "";
    public string? OrganisationId { get; set; }
    public List<RoleGrant> Roles { get; set; } = [];
    public bool Locked { get; set; }
    public bool SecondFactor { get; set; }
}

public sealed class NewPerson
{
    public string UserName { get; set; } = "";
    public string DisplayName { get; set; } = "";
    public string OrganisationId { get; set; } = "";
    public string Password { get; set; } = "";
}

public sealed class AuditEntry
{
    public long Id { get; set; }
    public long? Sequence { get; set; }
    public DateTimeOffset At { get; set; }
    public string? ActorName { get; set; }
    public string? Address { get; set; }
    public string? Action { get; set; }
    public string? Subject { get; set; }
    public string? Details { get; set; }
    public string? Result { get; set; }
    public string? Hash { get; set; }
}

/// <summary>Whether a module's audit chain holds: how many entries were checked, and the first that does not fit.</summary>
public sealed class AuditVerification
{
    public long Entries { get; set; }
    public long? BrokenAt { get; set; }
    public string? Problem { get; set; }

    /// <summary>Written but not chained yet.</summary>
    public long Pending { get; set; }
}

/// <summary>One day's board: every room with its bookings, by cursor.</summary>
public sealed class Board
{
    public string? Opens { get; set; }
    public string? Closes { get; set; }
    public List<BoardRoom> Items { get; set; } = [];
    public string? Next { get; set; }
}
