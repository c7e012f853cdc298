using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Decision">approved, supplement (sent back to be completed) or rejected.</param>
/// <param name="Reason">What to supplement, or why not; needed unless approved.</param>
/// <param name="Version">Of the session as the host saw it.</param>
public sealed record DecideSubmissionRequest(
    [property: Required, RegularExpression("approved|supplement|rejected")] string Decision,
    [property: Range(1, int.MaxValue)] int Version,
    [property: StringLength(500, MinimumLength = 2)] string? Reason = null
);

/// <summary>
/// POST /api/hearings/sessions/{id}/decision: a host that asks for approval says yes, sends the submission back, or rejects it.
/// The session is approved once every such host has said yes to this version.
/// </summary>
internal static class DecideSubmission
{
    public static async Task<Results<Ok<SessionView>, RefusalResult>> Handle(
        Guid id,
        DecideSubmissionRequest request,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (request.Decision != "approved" && request.Reason is null)
        {
            return HearingsErrors.ReasonNeeded.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<SessionRow>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var session = await tx.QueryOne<SessionRow>(
                    $"select {SessionRow.Columns} from session s where s.id = @id and {SessionRow.Visible} for update of s",
                    new { id, user.OrganisationId }
                );
                if (session is null)
                {
                    return HearingsErrors.SessionNotFound;
                }
                if (session.Version != request.Version)
                {
                    return HearingsErrors.StaleSession.With("version", session.Version);
                }
                if (request.Decision == "rejected")
                {
                    // Frees the slot: what the waiting list wants is locked with it, in one order.
                    await Promotion.Prepare(tx, new Freed(session.ResourceIds, session.During), now);
                }
                var facts = await Taking.LockAndLoad(tx, session.Claim, now);
                if (RefuseDecision(session, facts, user, request.Decision, now) is { } refusal)
                {
                    return refusal;
                }
                await tx.Execute(
                    """
                    insert into session_approval
                        (session_id, organisation_id, session_version, decision, reason, decided_by, decided_by_name, decided_at)
                    values (@id, @OrganisationId, @Version, @Decision, @Reason, @Subject, @DisplayName, @now)
                    """,
                    new
                    {
                        id,
                        user.OrganisationId,
                        session.Version,
                        request.Decision,
                        request.Reason,
                        user.Subject,
                        user.DisplayName,
                        now,
                    }
                );
                if (request.Decision == "rejected")
                {
                    return await CancelSession.End(tx, session, "rejected", request.Reason!, user.Actor, now);
                }
                if (request.Decision == "approved" && await StillAsked(tx, session, facts) > 0)
                {
                    tx.Audit(
                        "hearings.session.approved-by-host",
                        id.ToString(),
                        new { session.Number, session.Version }
                    );
                    return session;
                }
                return await Progress.To(tx, session, request.Decision, request.Reason, user.Actor, now);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }

    private static Refusal? RefuseDecision(
        SessionRow session,
        TakingFacts facts,
        CurrentUser user,
        string decision,
        DateTimeOffset now
    )
    {
        if (session.Status != "submitted")
        {
            return HearingsErrors.NotSubmitted.With("status", session.Status);
        }
        if (!facts.Resources.Any(r => r.NeedsApproval && r.OrganisationId == user.OrganisationId))
        {
            return HearingsErrors.NotYoursToDecide;
        }
        return decision == "approved" ? NoticeRules.Refuse(session.Claim, facts.NoticeRule, now) : null;
    }

    /// <summary>How many hosts have not said yes to this version yet.</summary>
    private static Task<int> StillAsked(Tx tx, SessionRow session, TakingFacts facts) =>
        tx.QueryOne<int>(
            """
            select count(*)::int from unnest(@hosts) as asked (id) where not exists (
                select 1 from session_approval a
                where a.session_id = @Id and a.organisation_id = asked.id and a.session_version = @Version
                    and a.decision = 'approved')
            """,
            new
            {
                session.Id,
                session.Version,
                hosts = facts
                    .Resources.Where(r => r.NeedsApproval)
                    .Select(r => r.OrganisationId!.Value)
                    .Distinct()
                    .ToArray(),
            }
        );
}

/// <summary>A step in the life of a session that leaves what it takes as it is.</summary>
internal static class Progress
{
    public static async Task<SessionRow> To(
        Tx tx,
        SessionRow session,
        string status,
        string? reason,
        Actor actor,
        DateTimeOffset now
    )
    {
        var moved = await tx.QueryOne<SessionRow>(
            $"""
            update session s set status = @status, version = s.version + 1, change = @status, change_reason = @reason,
                notice_published_at = case when @status = 'published' then @now else s.notice_published_at end,
                checked_in_at = case when @status = 'in-session' then @now else s.checked_in_at end,
                ended_at = case when @status = 'ended' then @now else s.ended_at end,
                submitted_at = case when @status = 'submitted' then @now else s.submitted_at end,
                changed_at = @now, changed_by = @Subject, changed_by_name = @Name
            where s.id = @Id and s.version = @Version
            returning {SessionRow.Columns}
            """,
            new
            {
                session.Id,
                session.Version,
                status,
                reason,
                now,
                actor.Subject,
                actor.Name,
            }
        );
        var rooms = await tx.Query<ResourceFacts>(
            """
            select m.id, 'room' as kind, m.organisation_id, m.name_zh, m.name_en from room m where m.id = any(@ResourceIds)
            order by m.place_code, m.organisation_id, m.name_zh
            """,
            new { session.ResourceIds }
        );
        tx.Audit($"hearings.session.{status}", session.Id.ToString(), SessionFacts.Audited(moved!));
        tx.Publish(SessionProgressed.Kind, session.Id.ToString(), SessionFacts.Progressed(moved!, rooms));
        return moved!;
    }
}
