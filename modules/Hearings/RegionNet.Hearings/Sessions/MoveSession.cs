using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="RoomIds">Absent: the same rooms.</param>
/// <param name="Version">Of the session as the caller saw it; another one is refused, so that nobody moves what has moved.</param>
/// <param name="Reason">Told to everyone who was told of the hearing; needed once its notice is published.</param>
public sealed record MoveSessionRequest(
    [property: Required] DateTimeOffset From,
    [property: Required] DateTimeOffset To,
    [property: Range(1, int.MaxValue)] int Version,
    [property: MinLength(1), MaxLength(10)] Guid[]? RoomIds = null,
    [property: StringLength(500, MinimumLength = 2)] string? Reason = null,
    [property: StringLength(500, MinimumLength = 4)] string? NoticeGround = null
);

/// <summary>
/// POST /api/hearings/sessions/{id}/move: another time, other rooms, or both, in one transaction: the old slot is free exactly
/// when the new one is taken. A published hearing is noticed anew, by the rule that holds on its new day.
/// </summary>
internal static class MoveSession
{
    public static async Task<Results<Ok<SessionView>, RefusalResult>> Handle(
        Guid id,
        MoveSessionRequest request,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        Alternatives alternatives,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (BookingRules.RefuseShape(request.From, request.To) is { } malformed)
        {
            return malformed.ToResult();
        }
        var user = http.CurrentUser();
        var during = new Slot(BusinessTime.Local(request.From), BusinessTime.Local(request.To));
        Claim? wanted = null;
        var outcome = await db.InTransaction<SessionRow>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var (session, refusal) = await OwnSession.Lock(tx, id, user);
                if (session is null || (refusal ??= RefuseMove(session, request, now)) is not null)
                {
                    return refusal!;
                }
                var claim = wanted = await Moved(tx, session, request, during);
                var queue = await Promotion.Prepare(tx, new Freed(session.ResourceIds, session.During), now, claim);
                var facts = await Taking.LockAndLoad(tx, claim, now);
                if (BookingRules.Refuse(claim, facts, now) is { } refused)
                {
                    return refused;
                }
                var move = new Move("moved", BookingRules.StatusOf(facts), request.Reason);
                var moved = await Apply(tx, session, claim, facts, move, user, now);
                await queue.Run(tx, now);
                return moved;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } no
            ? (await alternatives.AddTo(no, wanted, ct)).ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }

    /// <summary>Writes the new place and time, and tells everyone.</summary>
    public static async Task<SessionRow> Apply(
        Tx tx,
        SessionRow session,
        Claim claim,
        TakingFacts facts,
        Move move,
        CurrentUser user,
        DateTimeOffset now
    )
    {
        var moved = await tx.QueryOne<SessionRow>(
            $"""
            update session s set during = @During, resource_ids = @ResourceIds, status = @Status,
                notice_rule = @rule, notice_due = @due, notice_ground = @NoticeGround, notice_published_at = null,
                notice_risk_told_at = null,
                submitted_at = coalesce(s.submitted_at, @now), version = s.version + 1, changed_at = @now,
                changed_by = @Subject, changed_by_name = @DisplayName, change = @Change, change_reason = @Reason
            where s.id = @SessionId
            returning {SessionRow.Columns}
            """,
            new
            {
                claim.SessionId,
                claim.During,
                claim.ResourceIds,
                move.Status,
                rule = facts.NoticeRule?.Id,
                due = NoticeRules.Due(facts.NoticeRule, claim.During),
                claim.NoticeGround,
                now,
                user.Subject,
                user.DisplayName,
                move.Change,
                move.Reason,
            }
        );
        var left = await tx.Query<SessionRoom>(
            """
            select id as room_id, name_zh, name_en, organisation_id from room where id = any(@gone)
            order by place_code, organisation_id, name_zh
            """,
            new { gone = session.ResourceIds.Except(claim.ResourceIds).ToArray() }
        );
        await Taking.Write(tx, claim, facts, now, expiresAt: null);
        tx.Audit($"hearings.session.{move.Change}", session.Id.ToString(), SessionFacts.Audited(moved!));
        tx.Publish(
            SessionMoved.Kind,
            session.Id.ToString(),
            new SessionMoved(
                session.Id,
                session.Number,
                session.OrganisationId,
                session.During.From,
                session.During.To,
                claim.During.From,
                claim.During.To,
                moved!.RoomsOf(facts.Resources),
                session.ResourceIds,
                WasPublished: session.Status == "published"
            )
            {
                Status = moved.Status,
                DisplacedBy = move.DisplacedBy,
                LeftRooms = left,
            }
        );
        return moved;
    }

    private static Refusal? RefuseMove(SessionRow session, MoveSessionRequest request, DateTimeOffset now)
    {
        if (session.Version != request.Version)
        {
            return HearingsErrors.StaleSession.With("version", session.Version);
        }
        if (session.Status is not ("submitted" or "supplement" or "approved" or "published"))
        {
            return HearingsErrors.CannotBeMoved.With("status", session.Status);
        }
        if (session.During.From <= now)
        {
            return HearingsErrors.AlreadyStarted;
        }
        return session.Status == "published" && request.Reason is null ? HearingsErrors.ReasonNeeded : null;
    }

    /// <summary>Other rooms take the place of the rooms; devices and people stay with the session.</summary>
    private static async Task<Claim> Moved(Tx tx, SessionRow session, MoveSessionRequest request, Slot during)
    {
        var claim = session.Claim with { During = during, NoticeGround = request.NoticeGround };
        if (request.RoomIds is null)
        {
            return claim;
        }
        var others = await tx.Query<Guid>(
            "select id from resource where id = any(@ResourceIds) and kind <> 'room'",
            new { session.ResourceIds }
        );
        return claim with { ResourceIds = [.. request.RoomIds.Distinct(), .. others] };
    }
}

/// <param name="Change">moved or displaced, for the history.</param>
/// <param name="Status">In which it stands at its new place.</param>
internal sealed record Move(string Change, string Status, string? Reason)
{
    /// <summary>The host that gives its place to a session of higher rank.</summary>
    public Guid? DisplacedBy { get; init; }
}

/// <summary>A session that the caller's organisation booked, locked for a change.</summary>
internal static class OwnSession
{
    /// <returns>Either the session or why it can't be had: absent for strangers, not theirs to change for hosts.</returns>
    public static async Task<(SessionRow? Session, Refusal? Refusal)> Lock(Tx tx, Guid id, CurrentUser user)
    {
        var session = await tx.QueryOne<SessionRow>(
            $"select {SessionRow.Columns} from session s where s.id = @id and {SessionRow.Visible} for update of s",
            new { id, user.OrganisationId }
        );
        if (session is null)
        {
            return (null, HearingsErrors.SessionNotFound);
        }
        return session.OrganisationId == user.OrganisationId
            ? (session, null)
            : (session, HearingsErrors.NotYourSession);
    }
}
