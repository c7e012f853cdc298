using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="DocumentId">The party's statement, or the writing in which it waives one.</param>
public sealed record StatementRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required] Guid? DocumentId
);

/// <param name="RequestId">The party's request for a hearing.</param>
/// <param name="NoticeId">The notice of the hearing to the party.</param>
/// <param name="HearingOn">The day of the hearing.</param>
public sealed record CallHearingRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required] Guid? RequestId,
    [property: Required] Guid? NoticeId,
    [property: Required] DateOnly? HearingOn
);

/// <summary>
/// POST /api/discipline/cases/{id}/statement, …/waiver and …/hearing: the party is heard before the decision. That a statement is
/// answered and a hearing recorded first, the database sees to.
/// </summary>
internal static class HearParty
{
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Statement(
        Guid id,
        StatementRequest request,
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
                await steps.Take(
                    tx,
                    before,
                    (before with { State = "statement" }).NextDue(
                        await Rules.Due(tx, "decide", before.ListCode, clock.Today())
                    ),
                    new CaseStep("stated", request.DocumentId)
                )
        );

    /// <summary>The party gives up the rest of its time.</summary>
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Waive(
        Guid id,
        StatementRequest request,
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
                if (before.State is not ("notice-served" or "statement") || before.StatementWaivedAt is not null)
                {
                    return DisciplineErrors.MoveNotAllowed.With("state", before.State);
                }
                if (!await CaseDocuments.Has(tx, id, request.DocumentId!.Value, "waiver"))
                {
                    return DisciplineErrors.DocumentMissing.With("kind", "waiver");
                }
                return await steps.Take(
                    tx,
                    before,
                    (before with { StatementWaivedAt = clock.GetUtcNow() }).NextDue(
                        await Rules.Due(tx, "decide", before.ListCode, clock.Today())
                    ),
                    new CaseStep("statement-waived", request.DocumentId)
                );
            }
        );

    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Hearing(
        Guid id,
        CallHearingRequest request,
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
                var asked = await CaseDocuments.Find(tx, id, request.RequestId!.Value, "hearing-request");
                if (asked is null)
                {
                    return DisciplineErrors.DocumentMissing.With("kind", "hearing-request");
                }
                if (asked.IssuedOn > before.StatementUntil)
                {
                    return DisciplineErrors.HearingAskedTooLate.With("until", before.StatementUntil!);
                }
                var notice = await Rules.Deadline(tx, "hearing-notice", before.ListCode, clock.Today());
                if (notice?.After(clock.Today()) is not { } earliest)
                {
                    return DisciplineErrors.CalendarUnknown;
                }
                if (request.HearingOn < earliest)
                {
                    return DisciplineErrors
                        .HearingTooSoon.With("earliest", earliest)
                        .Because(
                            $"最早可定于{earliest:yyyy年M月d日}。依据：{notice.BasisZh}",
                            $"The first day is {earliest:yyyy-MM-dd}. Basis: {notice.BasisEn}"
                        );
                }
                return await steps.Take(
                    tx,
                    before,
                    (before with { State = "hearing", HearingOn = request.HearingOn }).NextDue(
                        new Due(request.HearingOn, notice.Id)
                    ),
                    new CaseStep("hearing-called", request.NoticeId)
                );
            }
        );
}
