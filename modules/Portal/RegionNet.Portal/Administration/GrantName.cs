using RegionNet.Portal.Api;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Administration;

/// <summary>How a granted role reads, with its zone where it has one.</summary>
public static class GrantName
{
    public static string Of(RoleGrant grant) =>
        grant.ZoneCode is null
            ? Names.Of(Names.Roles, grant.Role)
            : $"{Names.Of(Names.Roles, grant.Role)} · {Names.Of(Names.ZoneCodes, grant.ZoneCode)}";
}
