using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RegionNet.Assessments;

internal static class FrameworksEndpoints
{
    public static void MapFrameworks(this RouteGroupBuilder all) { }
}
