using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RegionNet.Assessments;

internal static class FrameworksEndpoints
{
    public static void MapFrameworks(this RouteGroupBuilder all)
    {
        var read = all.MapGroup("/frameworks").RequireAuthorization(AssessmentsPolicies.Read);
        read.MapGet("", ReadFrameworks.List);
        read.MapGet("/{id:guid}", ReadFrameworks.Show);
        read.MapGet("/{id:guid}/export", ReadFrameworks.Export);

        var organise = all.MapGroup("").RequireAuthorization(AssessmentsPolicies.Organise);
        organise.MapPost("/frameworks", CreateFramework.Handle);
        organise.MapPost("/framework-imports", ImportFramework.Handle);
    }
}
