using RegionNet.Portal.Api;
using RegionNet.Portal.Session;

namespace RegionNet.Portal.Board;

/// <summary>The own organisation may lie in several zones: the smallest is the one it works in most.</summary>
public static class OwnZone
{
    public static string Of(IEnumerable<Zone> zones, SessionState session) =>
        zones
            .Where(z => session.Person?.Zones.Contains(z.Code, StringComparer.Ordinal) ?? false)
            .MinBy(z => z.OrganisationCount)
            ?.Code ?? "";
}
