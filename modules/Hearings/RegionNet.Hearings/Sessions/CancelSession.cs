using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Reason">Kept with the session and shown to the hosts.</param>
public sealed record CancelSessionRequest([property: Required, StringLength(500, MinimumLength = 2)] string Reason);

/// <summary>POST /api/hearings/sessions/{id}/cancellation: calls a session off and frees its rooms.</summary>
internal static class CancelSession
{
    public static async Task<Results<Ok<SessionView>, RefusalResult>> Handle(
        Guid id,
        CancelSessionRequest request,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<SessionRow>(
            user.Actor,
            async tx =>
            {
                var session = await tx.QueryOne<SessionRow>(
                    $"select {SessionRow.Columns} from session s where s.id = @id and {SessionRow.Visible} for update of s",
                    new { id, user.OrganisationId }
                );
                if (session is null)
                {
                    return HearingsErrors.SessionNotFound;
                }
                if (session.OrganisationId != user.OrganisationId)
                {
                    return HearingsErrors.NotYourSession;
                }
                var now = clock.GetUtcNow();
                if (BookingRules.RefuseCancellation(session.Status, session.During, now) is { } refusal)
                {
                    return refusal;
                }
                var rooms = await tx.Query<SessionRoomRow>(
                    """
                    with freed as (
                        update allocation set released_at = @now where session_id = @id and released_at is null
                        returning session_id, room_id
                    )
                    select f.session_id, r.id as room_id, r.name_zh, r.name_en, r.organisation_id
                    from freed f join room r on r.id = f.room_id
                    """,
                    new { id, now }
                );
                var cancelled = await tx.QueryOne<SessionRow>(
                    $"""
                    update session s
                    set status = 'cancelled', cancelled_at = @now, cancelled_by = @Subject, cancel_reason = @Reason,
                        version = version + 1
                    where s.id = @id and s.status = 'booked'
                    returning {SessionRow.Columns}
                    """,
                    new
                    {
                        id,
                        now,
                        user.Subject,
                        request.Reason,
                    }
                );
                tx.Audit("hearings.session.cancelled", id.ToString(), request);
                tx.Publish(
                    SessionCancelled.Kind,
                    id.ToString(),
                    new SessionCancelled(
                        id,
                        session.Number,
                        session.OrganisationId,
                        session.During.From,
                        session.During.To,
                        [.. rooms.Select(r => new SessionRoom(r.RoomId, r.NameZh, r.NameEn, r.OrganisationId))]
                    )
                );
                return cancelled!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Ok((await views.Complete([outcome.Value], ct))[0]);
    }
}
