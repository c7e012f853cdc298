using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <param name="Version">Of the case.</param>
public sealed record UpdateAlertRequest(
    [property: Required, Range(1, int.MaxValue)] int? Version,
    [property: Required, StringLength(200, MinimumLength = 1), RegularExpression(AlertText.Line)] string? TitleZh,
    [property: Required, StringLength(200, MinimumLength = 1), RegularExpression(AlertText.Line)] string? TitleEn,
    [property: Required, StringLength(2000, MinimumLength = 1), RegularExpression(AlertText.Lines)] string? BodyZh,
    [property: Required, StringLength(2000, MinimumLength = 1), RegularExpression(AlertText.Lines)] string? BodyEn
);

/// <param name="Version">Of the case.</param>
/// <param name="Reason">Goes into the stream.</param>
public sealed record CancelAlertRequest(
    [property: Required, Range(1, int.MaxValue)] int? Version,
    [property: Required, StringLength(500, MinimumLength = 2), RegularExpression(AlertText.Lines)] string? Reason
);

/// <summary>
/// POST /api/alerts/{id}/update and /cancellation, by a coordinator of the zone: messages that refer to the alert's first one. Any
/// alert can be cancelled; only a manual one below red can be given another text.
/// </summary>
internal static class AmendAlert
{
    public static Task<Results<Ok<CaseView>, RefusalResult>> Update(
        Guid id,
        UpdateAlertRequest request,
        HttpContext http,
        AlertsDb db,
        AlertWakeup wakeup
    ) =>
        Amend(
            id,
            request.Version!.Value,
            http,
            db,
            wakeup,
            async (tx, alert) =>
            {
                if (!alert.Kind.StartsWith("manual.", StringComparison.Ordinal) || alert.Level == Levels.Extreme)
                {
                    return AlertsErrors.NotManual;
                }
                var clocks = await Clocks.Read(tx);
                var updated = alert with
                {
                    TitleZh = request.TitleZh!,
                    TitleEn = request.TitleEn!,
                    BodyZh = request.BodyZh!,
                    BodyEn = request.BodyEn!,
                    LastAt = alert.Now,
                };
                var entry = updated.Tell("updated") with
                {
                    Rings = alert.SilenceId is null && clocks.Rings(alert.Level),
                    ActorName = tx.Actor.Name,
                    ActorOrganisationId = tx.Actor.OrganisationId,
                };
                await Cases.Update(tx, updated, entry.Id);
                tx.Audit("alerts.alert.updated", alert.RootId.ToString(), request);
                return new Amended(updated, entry);
            }
        );

    public static Task<Results<Ok<CaseView>, RefusalResult>> Cancel(
        Guid id,
        CancelAlertRequest request,
        HttpContext http,
        AlertsDb db,
        AlertWakeup wakeup
    ) =>
        Amend(
            id,
            request.Version!.Value,
            http,
            db,
            wakeup,
            async (tx, alert) =>
            {
                var (moved, entry) = await Cases.Move(tx, alert, "cancelled", tx.Actor, request.Reason);
                tx.Audit("alerts.alert.cancelled", alert.RootId.ToString(), new { alert.Kind, request.Reason });
                return new Amended(moved, entry);
            }
        );

    private static async Task<Results<Ok<CaseView>, RefusalResult>> Amend(
        Guid id,
        int version,
        HttpContext http,
        AlertsDb db,
        AlertWakeup wakeup,
        Func<Tx, CaseRow, Task<Outcome<Amended>>> work
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<CaseView>(
            user.Actor,
            async tx =>
            {
                if (await Cases.Lock(tx, id, user) is not { } alert || !user.Coordinates(alert.ZoneCode))
                {
                    return AlertsErrors.AlertNotFound;
                }
                if (!alert.IsOpen)
                {
                    return AlertsErrors.AlertEnded.With("state", alert.State);
                }
                if (alert.Version != version)
                {
                    return AlertsErrors.AlertChanged.With("version", alert.Version).With("level", alert.Level);
                }
                var done = await work(tx, alert);
                if (done.Refusal is { } refusal)
                {
                    return refusal;
                }
                if (alert.SilenceId is null)
                {
                    await Addressees.ToldBefore(tx, [done.Value.Entry]);
                }
                await StreamWriter.Append(tx, [done.Value.Entry]);
                return done.Value.Case.View();
            }
        );
        if (outcome.Refusal is { } refused)
        {
            return refused.ToResult();
        }
        wakeup.Announce();
        return TypedResults.Ok(outcome.Value);
    }

    private sealed record Amended(CaseRow Case, AlertEntry Entry);
}
