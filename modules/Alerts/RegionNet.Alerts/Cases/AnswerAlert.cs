using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <param name="Version">Of the case, as the newest message or view of it says.</param>
/// <param name="Note">Goes into the stream, where everybody in the zone reads it.</param>
public sealed record AnswerAlertRequest(
    [property: Required, Range(1, int.MaxValue)] int? Version,
    [property: StringLength(500, MinimumLength = 1), RegularExpression(AlertText.Lines)] string? Note
);

/// <summary>
/// POST /api/alerts/{id}/acknowledgement, /handling and /closure: one of several people at once succeeds, the others are told who
/// it was; a repetition by the same person answers the same and changes nothing.
/// </summary>
internal static class AnswerAlert
{
    public static Task<Results<Ok<CaseView>, RefusalResult>> Acknowledge(
        Guid id,
        AnswerAlertRequest request,
        HttpContext http,
        AlertsDb db,
        AlertWakeup wakeup
    ) => Answer("acknowledged", id, request, http, db, wakeup);

    public static Task<Results<Ok<CaseView>, RefusalResult>> TakeUp(
        Guid id,
        AnswerAlertRequest request,
        HttpContext http,
        AlertsDb db,
        AlertWakeup wakeup
    ) => Answer("handling", id, request, http, db, wakeup);

    public static Task<Results<Ok<CaseView>, RefusalResult>> Close(
        Guid id,
        AnswerAlertRequest request,
        HttpContext http,
        AlertsDb db,
        AlertWakeup wakeup
    ) => Answer("closed", id, request, http, db, wakeup);

    private static async Task<Results<Ok<CaseView>, RefusalResult>> Answer(
        string to,
        Guid id,
        AnswerAlertRequest request,
        HttpContext http,
        AlertsDb db,
        AlertWakeup wakeup
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<CaseView>(
            user.Actor,
            async tx =>
            {
                if (await Cases.Lock(tx, id, user) is not { } alert)
                {
                    return AlertsErrors.AlertNotFound;
                }
                if (
                    CaseRules.Answer(alert, to, user.Subject, request.Version!.Value, request.Note, out var done) is
                    { } refusal
                )
                {
                    return refusal;
                }
                if (done)
                {
                    return alert.View();
                }
                var (moved, entry) = await Cases.Move(tx, alert, to, user.Actor, request.Note);
                tx.Audit(
                    $"alerts.alert.{to}",
                    alert.RootId.ToString(),
                    new
                    {
                        zone = alert.ZoneCode,
                        alert.Kind,
                        alert.Level,
                        request.Note,
                    }
                );
                await StreamWriter.Append(tx, [entry]);
                return moved.View();
            }
        );
        if (outcome.Refusal is { } refused)
        {
            return refused.ToResult();
        }
        wakeup.Announce();
        return TypedResults.Ok(outcome.Value);
    }
}
