using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RegionNet.Assessments;

internal static class ResultsEndpoints
{
    public static void MapResults(this RouteGroupBuilder all)
    {
        var read = all.MapGroup("/rounds/{id:guid}/results").RequireAuthorization(AssessmentsPolicies.Read);
        read.MapGet("", ShowResults.Handle);
        read.MapGet("/{zoneId:guid}", ExplainZone.Handle);
        read.MapGet("/{zoneId:guid}/report", ZoneReport.Handle);

        var organise = all.MapGroup("/rounds/{id:guid}/results").RequireAuthorization(AssessmentsPolicies.Organise);
        organise.MapPost("", ComputeRound.Handle);
        organise.MapGet("/table", ExportResults.Table);
        organise.MapGet("/export", ExportResults.Export);

        var reports = all.MapGroup("").RequireAuthorization(AssessmentsPolicies.Organise);
        reports.MapPost("/rounds/{id:guid}/reports", RoundReports.Make);
        reports.MapGet("/reports/{id:guid}", RoundReports.Show);
        reports.MapGet("/reports/{id:guid}/file", RoundReports.Download);
    }
}
