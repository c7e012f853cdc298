using RegionNet.Kernel;

namespace RegionNet.Zones;

/// <summary>Every refusal of this module.</summary>
internal static class ZonesErrors
{
    public static readonly Refusal ZoneNotFound = new("zones.zone-not-found", 404, "未找到该协作区域", "No such zone");

    public static readonly Refusal OrganisationNotFound = new(
        "zones.organisation-not-found",
        404,
        "未找到该机构",
        "No such organisation"
    );

    public static readonly Refusal LiaisonBodyNotFound = new(
        "zones.liaison-body-not-found",
        404,
        "未找到该联络机构",
        "No such liaison body"
    );

    public static readonly Refusal LiaisonOfficerNotFound = new(
        "zones.liaison-officer-not-found",
        404,
        "未找到该联络员",
        "No such liaison officer"
    );

    public static readonly Refusal TermReversed = new(
        "zones.term-reversed",
        400,
        "任期结束日不得早于开始日",
        "A term can't end before it starts"
    );

    public static readonly Refusal OrganisationUnknown = new(
        "zones.organisation-unknown",
        409,
        "该机构不存在，或在任期内并不始终有效",
        "The organisation does not exist during the whole term"
    );

    public static readonly Refusal OrganisationOutsideZone = new(
        "zones.organisation-outside-zone",
        409,
        "该机构在任期内并不始终属于该协作区域",
        "The organisation does not belong to the zone during the whole term"
    );

    public static readonly Refusal LiaisonBodyOverlaps = new(
        "zones.liaison-body-overlaps",
        409,
        "该机构在此期间已是该区域的联络机构",
        "The organisation is already a liaison body of this zone in that period"
    );

    public static readonly Refusal OfficerOutsideBodyTerm = new(
        "zones.officer-outside-body-term",
        409,
        "联络员的任期必须在联络机构的任期之内",
        "An officer's term must lie inside the liaison body's"
    );

    public static readonly Refusal DeputyOfUnknown = new(
        "zones.deputy-of-unknown",
        409,
        "被代理的联络员不属于该联络机构",
        "The officer to be deputised does not belong to this liaison body"
    );

    public static readonly Refusal DeputyOfDeputy = new(
        "zones.deputy-of-deputy",
        409,
        "副联络员不能再设副职",
        "A deputy has no deputy"
    );

    public static readonly Refusal EndOutsideTerm = new(
        "zones.end-outside-term",
        409,
        "终止日必须在联络员现有任期之内",
        "The day of ending must lie inside the officer's present term"
    );

    public static readonly Refusal AbsenceNotFound = new(
        "zones.absence-not-found",
        404,
        "未找到该缺勤记录",
        "No such absence"
    );

    public static readonly Refusal AbsenceOutsideTerm = new(
        "zones.absence-outside-term",
        409,
        "缺勤时间必须在联络员的任期之内",
        "An absence must lie inside the officer's term"
    );

    public static readonly Refusal AbsenceOverlaps = new(
        "zones.absence-overlaps",
        409,
        "该联络员在此期间已登记缺勤",
        "The officer is away in that period already"
    );
}
