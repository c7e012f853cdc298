using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace RegionNet.Assessments;

internal static class ScoringEndpoints
{
    public static void MapScoring(this RouteGroupBuilder all)
    {
        var organise = all.MapGroup("").RequireAuthorization(AssessmentsPolicies.Organise);
        organise.MapGet("/evaluators", EvaluatorPool.List);
        organise.MapGet("/evaluators/accounts", EvaluatorPool.Accounts);
        organise.MapPost("/evaluators", EvaluatorPool.Add);
        organise.MapPut("/evaluators/{id:guid}", EvaluatorPool.Change);
        organise.MapGet("/evaluators/{id:guid}/versions", EvaluatorPool.Versions);
        organise.MapGet("/evaluators/{id:guid}/relations", Relations.List);
        organise.MapPost("/evaluators/{id:guid}/relations", Relations.Record);
        organise.MapPost("/relations/{id:guid}/withdrawal", Relations.Withdraw);

        organise.MapGet("/rounds/{round:guid}/assignments", ShowPanel.Handle);
        organise.MapPost("/rounds/{round:guid}/assignments", Assignments.Assign);
        organise.MapPost("/rounds/{round:guid}/assignments/preview", Assignments.Preview);
        organise.MapPost("/rounds/{round:guid}/assignments/plan", Assignments.Apply);
        organise.MapPost("/rounds/{round:guid}/assignments/{id:guid}/voiding", Assignments.Void);
        organise.MapGet("/rounds/{round:guid}/scores", ScorePage.Handle);
        organise.MapGet("/rounds/{round:guid}/scores/{zone:guid}/{indicator}", ScorePage.Cell);
        organise.MapPost("/moderation/{id:guid}/closing", ModerationTasks.Close);

        var evaluate = all.MapGroup("").RequireAuthorization(AssessmentsPolicies.Evaluate);
        evaluate.MapGet("/my/relations", Relations.Mine);
        evaluate.MapPost("/my/relations", Relations.Declare);
        evaluate.MapGet("/my/sheets", ShowSheet.Mine);
        evaluate.MapGet("/rounds/{round:guid}/form", SheetForm.Export);
        evaluate.MapPost("/rounds/{round:guid}/form", SheetForm.Import).DisableAntiforgery();
        var sheet = evaluate.MapGroup("/rounds/{round:guid}/sheet/{zone:guid}");
        sheet.MapGet("", ShowSheet.Handle);
        sheet.MapPut("/{indicator}", SaveMark.Handle);
        sheet.MapPost("/lock", LockSheet.Handle);
        sheet.MapGet("/others", ShowSheet.Others);
        sheet.MapGet("/{indicator}/versions", ShowSheet.Versions);
        evaluate.MapPost("/moderation/{id:guid}/answer", ModerationTasks.Answer);

        // Whose tasks they are says the query.
        var second = all.MapGroup("").RequireAuthorization(AssessmentsPolicies.Score);
        second.MapGet("/rounds/{round:guid}/moderation", ModerationTasks.List);
        second.MapGet("/moderation/{id:guid}", ModerationTasks.Show);
    }
}
