using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Everything about a session but its time and its rooms; what is absent is left out of the session.</summary>
/// <param name="Version">Of the session as the caller saw it.</param>
/// <param name="Submit">Submits a draft or a supplemented session in the same step.</param>
public sealed record AmendSessionRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(200, MinimumLength = 1)] string Title,
    [property: Required, StringLength(100, MinimumLength = 1)] string CaseNumber,
    [property: MaxLength(20)] string[]? MergedCases = null,
    [property: RegularExpression("state-secrets|privacy|divorce|trade-secrets")] string? ClosedGround = null,
    DateOnly? StatutoryDeadline = null,
    SessionNeeds? Needs = null,
    [property: MaxLength(20)] Party[]? Parties = null,
    [property: MaxLength(50)] string[]? Observers = null,
    [property: StringLength(500, MinimumLength = 4)] string? NoticeGround = null,
    [property: StringLength(500, MinimumLength = 2)] string? Reason = null,
    bool Submit = false
);

/// <summary>POST /api/hearings/sessions/{id}/amendment: the case, its parties and needs, while the hearing has not begun.</summary>
internal static class AmendSession
{
    public static async Task<Results<Ok<SessionView>, RefusalResult>> Handle(
        Guid id,
        AmendSessionRequest request,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        SealedParties parties,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var agents = await KnownAgents.Of(db, user, request.Parties, ct);
        var outcome = await db.InTransaction<SessionRow>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var (session, refusal) = await OwnSession.Lock(tx, id, user);
                if (session is null || (refusal ??= RefuseAmendment(session, request)) is not null)
                {
                    return refusal!;
                }
                var kept = await tx.Query<Guid>(
                    "select id from resource where id = any(@ResourceIds) and kind <> 'agent'",
                    new { session.ResourceIds }
                );
                var claim = session.Claim with
                {
                    ResourceIds = [.. kept, .. agents],
                    Needs = request.Needs ?? new(),
                    NoticeGround = request.NoticeGround ?? session.NoticeGround,
                };
                var facts = await Taking.LockAndLoad(tx, claim, now, session.ResourceIds);
                var isDraft = session.Status == "draft";
                var takes = !isDraft || request.Submit;
                var refused =
                    !takes ? null
                    : isDraft ? BookingRules.Refuse(claim, facts, now)
                    : BookingRules.RefuseAmendment(claim, session, facts);
                if (refused is not null)
                {
                    return refused;
                }
                var status = Next(session.Status, request.Submit, facts);
                var amended = await Write(tx, session, request, claim, status, parties, user, now);
                if (takes && (isDraft || !claim.TakesTheSameAs(session)))
                {
                    await Taking.Write(tx, claim, facts, now, expiresAt: null);
                }
                tx.Audit("hearings.session.amended", id.ToString(), SessionFacts.Audited(amended));
                if (isDraft && takes)
                {
                    tx.Publish(SessionBooked.Kind, id.ToString(), SessionFacts.Booked(amended, facts));
                }
                else if (session.Status != amended.Status)
                {
                    // Supplemented: who sent it back is to look at it again.
                    tx.Publish(
                        SessionProgressed.Kind,
                        id.ToString(),
                        SessionFacts.Progressed(amended, facts.Resources)
                    );
                }
                return amended;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } no
            ? no.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }

    private static string Next(string status, bool submit, TakingFacts facts) =>
        submit && status is ("draft" or "supplement") ? BookingRules.StatusOf(facts) : status;

    private static Refusal? RefuseAmendment(SessionRow session, AmendSessionRequest request)
    {
        if (session.Version != request.Version)
        {
            return HearingsErrors.StaleSession.With("version", session.Version);
        }
        if (session.Status is not ("draft" or "submitted" or "supplement" or "approved" or "published"))
        {
            return HearingsErrors.CannotBeAmended.With("status", session.Status);
        }
        return session.Status == "published" && request.Reason is null ? HearingsErrors.ReasonNeeded : null;
    }

    private static async Task<SessionRow> Write(
        Tx tx,
        SessionRow session,
        AmendSessionRequest request,
        Claim claim,
        string status,
        SealedParties parties,
        CurrentUser user,
        DateTimeOffset now
    ) =>
        (
            await tx.QueryOne<SessionRow>(
                $"""
                update session s set title = @Title, case_number = @CaseNumber, merged_cases = @MergedCases,
                    closed_ground = @ClosedGround, statutory_deadline = @StatutoryDeadline, needs = @needs::jsonb,
                    sealed = @sealed, notice_ground = @NoticeGround, resource_ids = @ResourceIds, status = @status,
                    submitted_at = case when @status <> 'draft' then coalesce(s.submitted_at, @now) end,
                    version = s.version + 1, changed_at = @now, changed_by = @Subject, changed_by_name = @DisplayName,
                    change = 'amended', change_reason = @Reason
                where s.id = @Id
                returning {SessionRow.Columns}
                """,
                new
                {
                    session.Id,
                    request.Title,
                    request.CaseNumber,
                    MergedCases = request.MergedCases ?? [],
                    request.ClosedGround,
                    request.StatutoryDeadline,
                    needs = Json.Write(claim.Needs),
                    @sealed = parties.Seal(session.Id, request.Parties, request.Observers),
                    claim.NoticeGround,
                    claim.ResourceIds,
                    status,
                    now,
                    user.Subject,
                    user.DisplayName,
                    request.Reason,
                }
            )
        )!;
}
