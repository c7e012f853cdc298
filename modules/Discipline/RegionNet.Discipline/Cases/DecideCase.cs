using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Listed">Whether the party is to be listed.</param>
/// <param name="DocumentId">The decision.</param>
/// <param name="Months">Absent: the ordinary period. A longer one, up to the longest, needs its reason in the note.</param>
/// <param name="Note">Kept sealed.</param>
public sealed record DecideCaseRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required] bool? Listed,
    [property: Required] Guid? DocumentId,
    [property: Range(1, 120)] int? Months = null,
    [property: StringLength(4000, MinimumLength = 2)] string? Note = null
);

/// <summary>
/// POST /api/discipline/cases/{id}/decision: a reviewer who did not propose decides. The period runs from the decision's date; the
/// versions of ground and period stay with the case, whatever the rules become.
/// </summary>
internal static class DecideCase
{
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        Guid id,
        DecideCaseRequest request,
        HttpContext http,
        CaseDesk desk,
        CaseSteps steps,
        TimeProvider clock
    ) =>
        desk.Handle(
            http,
            id,
            request.Version,
            request,
            async (tx, before) =>
            {
                if (PersonalText.Refuse(request.Note) is { } personal)
                {
                    return personal;
                }
                var decision = await CaseDocuments.Find(tx, id, request.DocumentId!.Value, "decision");
                if (decision is null)
                {
                    return DisciplineErrors.DocumentMissing.With("kind", "decision");
                }
                var after = before with
                {
                    State = request.Listed!.Value ? "decided" : "not-listed",
                    DecidedBy = tx.Actor.Subject,
                    DecisionDocumentId = request.DocumentId,
                };
                var step = new CaseStep(
                    request.Listed.Value ? "decided" : "decided-not-to-list",
                    request.DocumentId,
                    before.Clause,
                    request.Note
                );
                if (!request.Listed.Value)
                {
                    return await steps.Take(tx, before, after.NextDue(null), step);
                }
                // The rules of today, which are those of the decision, whatever they were when the lead came in.
                var ground = await Rules.GroundToday(tx, before.GroundId, clock.Today());
                var period = ground is null
                    ? null
                    : await Rules.Period(tx, ground.ListCode, ground.Code, clock.Today());
                if (ground is null || period is null)
                {
                    return DisciplineErrors.GroundUnknown;
                }
                if (PeriodRules.Refuse(period, request.Months, request.Note) is { } refusal)
                {
                    return refusal;
                }
                return await steps.Take(
                    tx,
                    before,
                    (
                        after with
                        {
                            GroundId = ground.Id,
                            PeriodRuleId = period.Id,
                            TermFrom = decision.IssuedOn,
                            TermUntil = decision.IssuedOn.AddMonths(request.Months ?? period.TermMonths),
                        }
                    ).NextDue(await Rules.Due(tx, "publish-within", ground.ListCode, clock.Today())),
                    step
                );
            }
        );
}

/// <summary>How long an entry stands, and from when its repair may be applied for; the figures are rows of period_rule.</summary>
internal static class PeriodRules
{
    public static Refusal? Refuse(PeriodRow period, int? months, string? reason) =>
        months < period.TermMonths || months > period.LongestMonths
            ? DisciplineErrors
                .PeriodOutOfRange.With("shortest", period.TermMonths)
                .With("longest", period.LongestMonths)
                .Because(period.BasisZh, period.BasisEn)
        : months > period.TermMonths && reason is null ? DisciplineErrors.LongerPeriodNeedsReason
        : null;

    /// <param name="from">First day of the entry's period.</param>
    /// <param name="lastRepair">Of the party, on this list; null when there was none.</param>
    public static Refusal? RefuseRepair(PeriodRow period, DateOnly from, DateOnly? lastRepair, DateOnly today)
    {
        if (period.RepairAfterMonths is not { } after)
        {
            return DisciplineErrors.NoRepair.Because(period.BasisZh, period.BasisEn);
        }
        var first = from.AddMonths(after);
        if (period.RepairBlockMonths is { } block && lastRepair?.AddMonths(block) is { } again && again > first)
        {
            first = again;
        }
        return today >= first
            ? null
            : DisciplineErrors
                .RepairTooEarly.With("earliest", first)
                .Because(
                    $"最早可于{first:yyyy年M月d日}申请。依据：{period.BasisZh}",
                    $"The first day is {first:yyyy-MM-dd}. Basis: {period.BasisEn}"
                );
    }
}
