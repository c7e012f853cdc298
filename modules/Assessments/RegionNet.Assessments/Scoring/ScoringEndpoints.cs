using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RegionNet.Assessments;

internal static class ScoringEndpoints
{
    public static void MapScoring(this RouteGroupBuilder all) { }
}
