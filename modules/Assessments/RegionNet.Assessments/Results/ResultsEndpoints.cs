using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RegionNet.Assessments;

internal static class ResultsEndpoints
{
    public static void MapResults(this RouteGroupBuilder all) { }
}
