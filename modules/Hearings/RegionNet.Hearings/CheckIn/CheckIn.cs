using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// POST /api/hearings/sessions/{id}/check-in: the hearing begins. The clerk of the organisation that booked may say so, and that of a
/// host, who is there.
/// </summary>
internal static class CheckIn
{
    /// <summary>So long before the start people may be let in (proposal).</summary>
    public static readonly TimeSpan Earliest = TimeSpan.FromHours(1);

    public static Task<Results<Ok<SessionView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        TimeProvider clock,
        CancellationToken ct
    ) => Step(id, http, db, views, (tx, session, user) => Start(tx, session, user.Actor, clock.GetUtcNow()), ct);

    /// <summary>Begins a session whose row is locked.</summary>
    public static async Task<Outcome<SessionRow>> Start(Tx tx, SessionRow session, Actor actor, DateTimeOffset now)
    {
        if (session.Status is not ("approved" or "published"))
        {
            return HearingsErrors.CannotBegin.With("status", session.Status);
        }
        if (now < session.During.From - Earliest || now >= session.During.To)
        {
            var (from, to) = (session.During.From - Earliest, session.During.To);
            return HearingsErrors
                .NotItsTime.With("from", from)
                .With("to", to)
                .Because($"可在{from:HH:mm}至{to:HH:mm}之间签到", $"Check in between {from:HH:mm} and {to:HH:mm}");
        }
        if (session.ReadNeeds().Recording && await WithoutRecording(tx, session) is { Count: > 0 } rooms)
        {
            return HearingsErrors
                .RecordingDown.With("roomIds", rooms.Select(r => r.Id))
                .Because(
                    string.Join('、', rooms.Select(r => r.NameZh)),
                    string.Join(", ", rooms.Select(r => r.NameEn))
                );
        }
        return await Progress.To(tx, session, "in-session", null, actor, now);
    }

    /// <summary>One step of a session by whoever booked or hosts it.</summary>
    public static async Task<Results<Ok<SessionView>, RefusalResult>> Step(
        Guid id,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        Func<Tx, SessionRow, CurrentUser, Task<Outcome<SessionRow>>> step,
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
                return session is null ? HearingsErrors.SessionNotFound : await step(tx, session, user);
            },
            Idempotency.Of(http, user, http.Request.Path.Value!),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }

    private static Task<IReadOnlyList<RoomName>> WithoutRecording(Tx tx, SessionRow session) =>
        tx.Query<RoomName>(
            """
            select r.id, r.name_zh, r.name_en from room r
            where r.id = any(@ResourceIds) and not exists (
                select 1 from device d
                where d.room_id = r.id and d.kind = 'recording' and d.quantity > 0 and d.status = 'in-service')
            order by r.id
            """,
            new { session.ResourceIds }
        );

    private sealed record RoomName(Guid Id, string NameZh, string NameEn);
}

/// <summary>POST /api/hearings/sessions/{id}/end: the hearing is over; by whoever booked or hosts it.</summary>
internal static class EndSession
{
    public static Task<Results<Ok<SessionView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        CheckIn.Step(
            id,
            http,
            db,
            views,
            async (tx, session, user) =>
                session.Status == "in-session"
                    ? await Progress.To(tx, session, "ended", null, user.Actor, clock.GetUtcNow())
                    : HearingsErrors.NotInSession.With("status", session.Status),
            ct
        );
}

/// <summary>POST /api/hearings/sessions/{id}/archive: nothing of it is to change any more; by the organisation that booked.</summary>
internal static class ArchiveSession
{
    public static Task<Results<Ok<SessionView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        CheckIn.Step(
            id,
            http,
            db,
            views,
            async (tx, session, user) =>
                session.OrganisationId != user.OrganisationId ? HearingsErrors.NotYourSession
                : session.Status == "ended"
                    ? await Progress.To(tx, session, "archived", null, user.Actor, clock.GetUtcNow())
                : HearingsErrors.NotEnded.With("status", session.Status),
            ct
        );
}
