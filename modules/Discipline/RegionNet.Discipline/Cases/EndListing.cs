using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Kind">
/// revoked: the decision under it was annulled. reinstated: a repair was got by false material, and the entry stands again.
/// </param>
/// <param name="DocumentId">The decision to revoke or to reinstate.</param>
public sealed record ProposeEndingRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, RegularExpression("revoked|reinstated")] string Kind,
    [property: Required] Guid? DocumentId,
    [property: Required, StringLength(300, MinimumLength = 2)] string Clause
);

public sealed record DecideEndingRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required] bool? Approved
);

/// <summary>
/// POST /api/discipline/cases/{id}/endings and …/endings/decision: an officer proposes to revoke or to reinstate, a second person decides.
/// A revocation stops display and use in the same transaction.
/// </summary>
internal static class EndListing
{
    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Propose(
        Guid id,
        ProposeEndingRequest request,
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
                if (PersonalText.Refuse(request.Clause) is { } personal)
                {
                    return personal;
                }
                if (!await IsMove(tx, before.State, request.Kind))
                {
                    return DisciplineErrors.MoveNotAllowed.With("state", before.State);
                }
                var kind = request.Kind == "revoked" ? "revocation-decision" : "reinstatement-decision";
                if (!await CaseDocuments.Has(tx, id, request.DocumentId!.Value, kind))
                {
                    return DisciplineErrors.DocumentMissing.With("kind", kind);
                }
                await tx.Execute(
                    """
                    insert into ending (id, case_id, kind, document_id, clause, proposed_at, proposed_by, proposed_by_name)
                    values (@key, @id, @Kind, @DocumentId, @Clause, @now, @Subject, @Name)
                    """,
                    new
                    {
                        key = Guid.CreateVersion7(),
                        id,
                        request.Kind,
                        request.DocumentId,
                        request.Clause,
                        now = clock.GetUtcNow(),
                        tx.Actor.Subject,
                        tx.Actor.Name,
                    }
                );
                return await steps.Take(
                    tx,
                    before,
                    before.NextDue(await Rules.Due(tx, "display-stop", before.ListCode, clock.Today())),
                    new CaseStep($"{request.Kind}-proposed", request.DocumentId, request.Clause)
                );
            }
        );

    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Decide(
        Guid id,
        DecideEndingRequest request,
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
                var proposed = await tx.QueryOne<Proposed>(
                    """
                    update ending set state = case when @Approved then 'approved' else 'rejected' end, decided_at = @now,
                        decided_by = @Subject, decided_by_name = @Name
                    where case_id = @id and state = 'proposed' returning kind, document_id, clause
                    """,
                    new
                    {
                        id,
                        request.Approved,
                        now = clock.GetUtcNow(),
                        tx.Actor.Subject,
                        tx.Actor.Name,
                    }
                );
                if (proposed is null)
                {
                    return DisciplineErrors.NothingProposed;
                }
                if (!request.Approved!.Value)
                {
                    return await steps.Take(
                        tx,
                        before,
                        before.NextDue(null),
                        new CaseStep($"{proposed.Kind}-rejected", proposed.DocumentId, proposed.Clause)
                    );
                }
                await CloseRepair(tx, before);
                var after = await steps.Take(
                    tx,
                    before,
                    (before with { State = proposed.Kind }).NextDue(null),
                    new CaseStep(proposed.Kind, proposed.DocumentId, proposed.Clause)
                );
                // A decision that was never published has no entry to end.
                if (before.State != "decided")
                {
                    await ListWriter.Append(
                        tx,
                        clock,
                        await ListEntries.Of(tx, id),
                        proposed.Kind == "reinstated" && after.Stayed ? "stayed" : proposed.Kind,
                        proposed.Kind
                    );
                }
                return after;
            }
        );

    /// <summary>What is revoked needs no repair any more.</summary>
    private static Task<int> CloseRepair(Tx tx, CaseRow row) =>
        tx.Execute("update repair set state = 'moot' where case_id = @Id and state in ('applied', 'accepted')", row);

    private static Task<bool> IsMove(Tx tx, string from, string to) =>
        tx.QueryOne<bool>(
            "select exists (select 1 from case_move where from_state = @from and to_state = @to)",
            new { from, to }
        );

    private sealed record Proposed(string Kind, Guid DocumentId, string Clause);
}
