using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="ApplicationId">The party's application for repair.</param>
/// <param name="CommitmentId">Its public commitment.</param>
/// <param name="CorrectionId">The proof that the act was corrected and obligations were performed.</param>
public sealed record ApplyForRepairRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required] Guid? ApplicationId,
    [property: Required] Guid? CommitmentId,
    [property: Required] Guid? CorrectionId
);

public sealed record AcceptRepairRequest([property: Range(1, int.MaxValue)] int Version);

/// <param name="DocumentId">The decision on the repair, with its reasons.</param>
public sealed record DecideRepairRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required] bool? Granted,
    [property: Required] Guid? DocumentId
);

/// <summary>
/// POST /api/discipline/cases/{id}/repair, …/repair/acceptance and …/repair/decision: applied for, accepted by an officer, decided by a
/// reviewer. A granted repair stops display, sharing and use in the same transaction.
/// </summary>
internal static class RepairCase
{
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Apply(
        Guid id,
        ApplyForRepairRequest request,
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
                if (before.State is not ("published" or "reinstated") || before.TermUntil <= clock.Today())
                {
                    return DisciplineErrors.MoveNotAllowed.With("state", before.State);
                }
                if (!await CaseDocuments.Has(tx, id, request.CommitmentId!.Value, "commitment"))
                {
                    return DisciplineErrors.DocumentMissing.With("kind", "commitment");
                }
                if (!await CaseDocuments.Has(tx, id, request.CorrectionId!.Value, "correction"))
                {
                    return DisciplineErrors.DocumentMissing.With("kind", "correction");
                }
                var today = clock.Today();
                var period = (await Rules.Period(tx, before.PeriodRuleId!))!;
                if (
                    PeriodRules.RefuseRepair(period, before.TermFrom!.Value, await LastRepair(tx, before), today) is
                    { } refusal
                )
                {
                    return refusal;
                }
                var due = await Rules.Due(tx, "repair-accept", before.ListCode, today);
                await tx.Execute(
                    """
                    insert into repair (id, case_id, application_document_id, commitment_document_id, correction_document_id, applied_on,
                        accept_due)
                    values (@key, @id, @ApplicationId, @CommitmentId, @CorrectionId, @today, @On)
                    """,
                    new
                    {
                        key = Guid.CreateVersion7(),
                        id,
                        request.ApplicationId,
                        request.CommitmentId,
                        request.CorrectionId,
                        today,
                        due?.On,
                    }
                );
                return await steps.Take(
                    tx,
                    before,
                    (before with { State = "repair-applied" }).NextDue(due),
                    new CaseStep("repair-applied", request.ApplicationId)
                );
            }
        );

    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Accept(
        Guid id,
        AcceptRepairRequest request,
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
                var due = await Rules.Due(tx, "repair-decide", before.ListCode, clock.Today());
                var accepted = await tx.Execute(
                    """
                    update repair set state = 'accepted', accepted_at = @now, accepted_by = @Subject, decide_due = @On
                    where case_id = @id and state = 'applied'
                    """,
                    new
                    {
                        id,
                        now = clock.GetUtcNow(),
                        tx.Actor.Subject,
                        due?.On,
                    }
                );
                return accepted == 1
                    ? await steps.Take(tx, before, before.NextDue(due), new CaseStep("repair-accepted"))
                    : DisciplineErrors.MoveNotAllowed.With("state", before.State);
            }
        );

    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Decide(
        Guid id,
        DecideRepairRequest request,
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
                var granted = request.Granted!.Value;
                var now = clock.GetUtcNow();
                var stop = granted ? await Rules.Due(tx, "display-stop", before.ListCode, clock.Today()) : null;
                var decided = await tx.Execute(
                    """
                    update repair set state = @state, decided_at = @now, decided_by = @Subject, decision_document_id = @DocumentId,
                        display_stop_due = @On, display_stopped_at = case when @state = 'granted' then @now end
                    where case_id = @id and state = 'accepted'
                    """,
                    new
                    {
                        id,
                        state = granted ? "granted" : "refused",
                        now,
                        tx.Actor.Subject,
                        request.DocumentId,
                        stop?.On,
                    }
                );
                if (decided != 1)
                {
                    return DisciplineErrors.MoveNotAllowed.With("state", before.State);
                }
                var after = await steps.Take(
                    tx,
                    before,
                    (before with { State = granted ? "repaired" : await StateBefore(tx, id) }).NextDue(null),
                    new CaseStep(granted ? "repair-granted" : "repair-refused", request.DocumentId)
                );
                if (granted)
                {
                    await ListWriter.Append(tx, clock, await ListEntries.Of(tx, id), "repaired", "repaired");
                }
                return after;
            }
        );

    /// <summary>As it stood when the repair was applied for: published, or reinstated.</summary>
    private static async Task<string> StateBefore(Tx tx, Guid id) =>
        (
            await tx.QueryOne<string>(
                "select from_state from case_event where case_id = @id and action = 'repair-applied' order by version desc limit 1",
                new { id }
            )
        )!;

    private static Task<DateOnly?> LastRepair(Tx tx, CaseRow row) =>
        tx.QueryOne<DateOnly?>(
            """
            select max((r.decided_at at time zone 'Asia/Shanghai')::date) from repair r join discipline_case c on c.id = r.case_id
            where c.party_id = @PartyId and c.list_code = @ListCode and r.state = 'granted'
            """,
            row
        );
}
