using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>POST /api/hearings/sessions/{id}/notice: publishes the notice before its last day.</summary>
internal static class PublishNotice
{
    public static async Task<Results<Ok<SessionView>, RefusalResult>> Handle(
        Guid id,
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
                var (session, refusal) = await OwnSession.Lock(tx, id, user);
                if (session is null || refusal is not null)
                {
                    return refusal!;
                }
                return session.Status == "approved"
                    ? await Progress.To(tx, session, "published", null, user.Actor, clock.GetUtcNow())
                    : HearingsErrors.NotApproved.With("status", session.Status);
            },
            Idempotency.Of(http, user, id),
            ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }
}

/// <summary>
/// Publishes each notice on its last lawful day at the latest, and tells once when a hearing that is not approved yet comes
/// near that day. What is due is found by query, so nothing is lost with a process, and any number of them may run.
/// </summary>
internal sealed class NoticePublisher(HearingsDb db, TimeProvider clock, ILogger<NoticePublisher> logger)
    : DueWork(TimeSpan.FromSeconds(5), clock, logger)
{
    private static readonly Actor Publisher = Actor.System("hearings.notice-publisher");

    protected override async Task<bool> DoDue(CancellationToken ct) => await PublishDue(ct) + await WarnOfRisk(ct) > 0;

    /// <summary>One notice a transaction: a fault of one does not keep the others back.</summary>
    internal Task<int> PublishDue(CancellationToken ct) =>
        One(
            """
            s.status = 'approved' and s.notice_due <= (@now at time zone 'Asia/Shanghai')::date
                and lower(s.during) > @now
            """,
            async (tx, session, now) => await Progress.To(tx, session, "published", null, Publisher, now),
            ct
        );

    /// <summary>One calendar day before the last lawful day (proposal).</summary>
    internal Task<int> WarnOfRisk(CancellationToken ct) =>
        One(
            """
            s.status in ('submitted', 'supplement') and s.notice_risk_told_at is null
                and s.notice_due <= (@now at time zone 'Asia/Shanghai')::date + 1
            """,
            async (tx, session, now) =>
            {
                var rooms = await tx.Query<ResourceFacts>(
                    "select id, 'room' as kind, organisation_id, name_zh, name_en from room where id = any(@ResourceIds)",
                    new { session.ResourceIds }
                );
                await tx.Execute(
                    """
                    update session set notice_risk_told_at = @now, version = version + 1, change = 'notice-at-risk',
                        change_reason = null, changed_at = @now, changed_by = @Subject, changed_by_name = @Name
                    where id = @Id
                    """,
                    new
                    {
                        session.Id,
                        now,
                        Publisher.Subject,
                        Publisher.Name,
                    }
                );
                tx.Audit("hearings.session.notice-at-risk", session.Id.ToString(), SessionFacts.Audited(session));
                tx.Publish(
                    NoticeAtRisk.Kind,
                    session.Id.ToString(),
                    new NoticeAtRisk(
                        session.Id,
                        session.Number,
                        session.OrganisationId,
                        session.During.From,
                        session.NoticeDue!.Value,
                        session.RoomsOf(rooms)
                    )
                );
            },
            ct
        );

    private async Task<int> One(string due, Func<Tx, SessionRow, DateTimeOffset, Task> work, CancellationToken ct)
    {
        var outcome = await db.InTransaction<int>(
            Publisher,
            async tx =>
            {
                var now = Clock.GetUtcNow();
                var session = await tx.QueryOne<SessionRow>(
                    $"""
                    select {SessionRow.Columns} from session s where {due}
                    order by s.notice_due limit 1 for update of s skip locked
                    """,
                    new { now }
                );
                if (session is null)
                {
                    return 0;
                }
                await work(tx, session, now);
                return 1;
            },
            ct: ct
        );
        return outcome.Refusal is null ? outcome.Value : 0;
    }
}
