using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

public class Zone
{
    public string Code { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string? Basis { get; set; }
    public string? Source { get; set; }
    public string? Confidence { get; set; }
    public int MemberCount { get; set; }
    public int OrganisationCount { get; set; }
    public string Name => Languages.Pick(Zh, En);
}

public sealed class ZoneWithMembers : Zone
{
    public List<ZoneMember> Members { get; set; } = [];
}

public sealed class ZoneMember
{
    public string Code { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Level { get; set; } = "";
    public string Role { get; set; } = "";
    public string? ValidFrom { get; set; }
    public string? ValidTo { get; set; }
}

public sealed class Organisation
{
    public string Id { get; set; } = "";
    public string Kind { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string? PlaceCode { get; set; }
    public string? PlaceZh { get; set; }
    public string? PlaceEn { get; set; }
    public List<string> Zones { get; set; } = [];
    public string? Source { get; set; }
    public string? Confidence { get; set; }
    public List<string> IndustriesZh { get; set; } = [];
    public string Name => Languages.Pick(Zh, En);
    public string Place => Languages.Pick(PlaceZh, PlaceEn);
}

public sealed class Liaison
{
    public List<LiaisonBody> Bodies { get; set; } = [];
}

public sealed class LiaisonBody
{
    public string Id { get; set; } = "";
    public OrganisationName? Organisation { get; set; }
    public string? ValidFrom { get; set; }
    public string? ValidTo { get; set; }
    public List<LiaisonOfficer> Officers { get; set; } = [];
}

public sealed class LiaisonOfficer
{
    public string Id { get; set; } = "";
    public string? Name { get; set; }
    public string? Phone { get; set; }
    public string? Title { get; set; }
    public string? ValidFrom { get; set; }
    public string? ValidTo { get; set; }
    public string? DeputyOf { get; set; }

    /// <summary>The person by whose account alerts reach the officer.</summary>
    public string? Account { get; set; }
    public List<Absence> Absences { get; set; } = [];
}

/// <summary>Days, first and last, on which the deputy stands in.</summary>
public sealed class Absence
{
    public string Id { get; set; } = "";
    public string From { get; set; } = "";
    public string To { get; set; } = "";
}

public sealed class NewAbsence
{
    public string From { get; set; } = "";
    public string To { get; set; } = "";
}

public sealed class OfficerAccount
{
    public string Account { get; set; } = "";
}

public sealed class NewLiaisonBody
{
    public string OrganisationId { get; set; } = "";
    public string ValidFrom { get; set; } = "";
    public string? ValidTo { get; set; }
}

public sealed class NewLiaisonOfficer
{
    public string Name { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Title { get; set; } = "";
    public string ValidFrom { get; set; } = "";
    public string? ValidTo { get; set; }
    public string? DeputyOf { get; set; }
}

public sealed class EndOfTerm
{
    public string On { get; set; } = "";
    public string Reason { get; set; } = "";
}

public sealed class RevealRequest
{
    public string Purpose { get; set; } = "";
}

public sealed class RevealedOfficer
{
    public string? Name { get; set; }
    public string? Phone { get; set; }
}
