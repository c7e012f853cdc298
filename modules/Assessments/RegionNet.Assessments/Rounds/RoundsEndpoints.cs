using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RegionNet.Assessments;

internal static class RoundsEndpoints
{
    public static void MapRounds(this RouteGroupBuilder all)
    {
        var read = all.MapGroup("").RequireAuthorization(AssessmentsPolicies.Read);
        read.MapGet("/zones", ListZones.Handle);
        read.MapGet("/zones/export", ListZones.Export);
        read.MapGet("/zones/{id:guid}", ShowZone.Handle);
        read.MapGet("/zones/{id:guid}/steps", ShowZone.Steps);
        read.MapGet("/batches", Batches.List);
        read.MapGet("/rounds", ShowRounds.List);
        read.MapGet("/rounds/{id:guid}", ShowRounds.Show);
        read.MapGet("/rounds/{id:guid}/zones", ShowRounds.Zones);
        read.MapGet("/rounds/{id:guid}/zones/{zoneId:guid}/filing", ShowFiling.Handle);
        read.MapGet("/rounds/{id:guid}/zones/{zoneId:guid}/filings/{indicator}/versions", ShowFiling.Versions);
        read.MapGet("/rounds/{id:guid}/verdicts", Appeals.List);
        read.MapGet("/reminders", OwnReminders.List);
        read.MapPost("/reminders/{id:guid}/read", OwnReminders.Read);
        read.MapGet("/evidence/{id:guid}", GiveEvidence.Handle);

        var file = all.MapGroup("").RequireAuthorization(AssessmentsPolicies.File);
        file.MapPut("/rounds/{id:guid}/zones/{zoneId:guid}/filings/{indicator}", FileIndicator.Handle);
        file.MapPost("/rounds/{id:guid}/zones/{zoneId:guid}/hand-in", HandIn.Handle);
        file.MapPost("/rounds/{id:guid}/zones/{zoneId:guid}/filings/{indicator}/evidence", UploadEvidence.Handle);
        file.MapPost("/evidence/{id:guid}/withdrawal", UploadEvidence.Withdraw);
        file.MapPost("/rounds/{id:guid}/zones/{zoneId:guid}/appeals", Appeals.File);

        var decide = all.MapGroup("").RequireAuthorization(AssessmentsPolicies.Decide);
        decide.MapPost("/vetoes/{id:guid}/decision", Vetoes.Decide);
        decide.MapPost("/adjustments/{id:guid}/decision", Adjustments.Decide);

        var organise = all.MapGroup("").RequireAuthorization(AssessmentsPolicies.Organise);
        organise.MapPost("/zones", ApplyZone.Handle);
        organise.MapPut("/zones/{id:guid}/organisation", ApplyZone.NameFiler);
        organise.MapPost("/zones/{id:guid}/moves", MoveZone.Handle);
        organise.MapPut("/batches/{number:int}", Batches.Set);
        organise.MapGet("/rounds/calendar", PrepareRound.Calendar);
        organise.MapPost("/rounds", PrepareRound.Create);
        organise.MapPut("/rounds/{id:guid}", PrepareRound.Change);
        organise.MapPut("/rounds/{id:guid}/calendar", PutOffStages.Handle);
        organise.MapGet("/rounds/{id:guid}/plan", ShowRounds.Plan);
        organise.MapGet("/rounds/{id:guid}/steps", ShowRounds.Steps);
        organise.MapPost("/rounds/{id:guid}/stage", MoveStage.Handle);
        organise.MapPost("/rounds/{id:guid}/zones/{zoneId:guid}/filings/{indicator}/check", CheckEvidence.Handle);
        organise.MapPost("/rounds/{id:guid}/zones/{zoneId:guid}/vetoes", Vetoes.Propose);
        organise.MapPost("/rounds/{id:guid}/zones/{zoneId:guid}/adjustments", Adjustments.Propose);
        organise.MapPost("/appeals/{id:guid}/decision", Appeals.Decide);
    }
}
