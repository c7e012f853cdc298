using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Reason">Kept with the session and shown to the hosts.</param>
public sealed record CancelSessionRequest([property: Required, StringLength(500, MinimumLength = 2)] string Reason);

/// <summary>
/// POST /api/hearings/sessions/{id}/cancellation: calls a session off and frees what it took. What was approved is cancelled;
/// what was not yet (hold, draft, submission, a place on the waiting list) is withdrawn.
/// </summary>
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
                var now = clock.GetUtcNow();
                var (session, refusal) = await OwnSession.Lock(tx, id, user);
                if (session is null || (refusal ??= Refuse(session, now)) is not null)
                {
                    return refusal!;
                }
                var to = session.Status is "approved" or "published" ? "cancelled" : "withdrawn";
                return await End(tx, session, to, request.Reason, user.Actor, now);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }

    /// <summary>Ends a session by one of the side exits, frees what it took and gives it to the waiting list.</summary>
    /// <param name="status">cancelled, withdrawn, rejected or no-show.</param>
    public static async Task<SessionRow> End(
        Tx tx,
        SessionRow session,
        string status,
        string reason,
        Actor actor,
        DateTimeOffset now
    )
    {
        // A draft and a waiting session take nothing that others could be waiting for.
        var queue = session.Status is "draft" or "waiting"
            ? null
            : await Promotion.Prepare(tx, new Freed(session.ResourceIds, session.During), now);
        var rooms = await tx.Query<ResourceFacts>(
            """
            select m.id, 'room' as kind, m.organisation_id, m.name_zh, m.name_en from room m where m.id = any(@ResourceIds)
            order by m.place_code, m.organisation_id, m.name_zh
            """,
            new { session.ResourceIds }
        );
        var ended = await tx.QueryOne<SessionRow>(
            $"""
            update session s set status = @status, version = s.version + 1,
                cancelled_at = case when @status = 'cancelled' then @now end,
                cancelled_by = case when @status = 'cancelled' then @Subject end,
                cancel_reason = case when @status = 'cancelled' then @reason end,
                changed_at = @now, changed_by = @Subject, changed_by_name = @Name, change = @status, change_reason = @reason
            where s.id = @Id
            returning {SessionRow.Columns}
            """,
            new
            {
                session.Id,
                status,
                now,
                actor.Subject,
                actor.Name,
                reason,
            }
        );
        await Taking.Release(tx, session.Id, now);
        tx.Audit($"hearings.session.{status}", session.Id.ToString(), SessionFacts.Audited(ended!));
        if (session.Status is not ("draft" or "held" or "waiting"))
        {
            tx.Publish(
                SessionCancelled.Kind,
                session.Id.ToString(),
                new SessionCancelled(
                    session.Id,
                    session.Number,
                    session.OrganisationId,
                    session.During.From,
                    session.During.To,
                    session.RoomsOf(rooms)
                )
                {
                    Status = status,
                }
            );
        }
        if (queue is not null)
        {
            await queue.Run(tx, now);
        }
        return ended!;
    }

    private static Refusal? Refuse(SessionRow session, DateTimeOffset now) =>
        session.Status switch
        {
            "cancelled" or "withdrawn" or "rejected" or "no-show" => HearingsErrors.AlreadyCancelled,
            "in-session" or "ended" or "archived" => HearingsErrors.AlreadyStarted,
            "approved" or "published" when session.During.From <= now => HearingsErrors.AlreadyStarted,
            _ => null,
        };
}
