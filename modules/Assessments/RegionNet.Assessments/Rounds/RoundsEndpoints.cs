using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RegionNet.Assessments;

internal static class RoundsEndpoints
{
    public static void MapRounds(this RouteGroupBuilder all) { }
}
