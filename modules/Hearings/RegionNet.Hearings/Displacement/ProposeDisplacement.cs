using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

public sealed record DisplacementAlternative(
    [property: Required] DateTimeOffset From,
    [property: Required] DateTimeOffset To,
    [property: Required, MinLength(1), MaxLength(10)] Guid[] RoomIds
);

/// <param name="ForSessionId">A waiting session of higher rank that wants a room of the own centre at that time.</param>
/// <param name="Version">Of the session as the director saw it.</param>
/// <param name="Alternative">Where the displaced session goes instead; as long as it is now.</param>
public sealed record ProposeDisplacementRequest(
    [property: Required] Guid? ForSessionId,
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason,
    [property: Required] DisplacementAlternative Alternative
);

/// <summary>
/// POST /api/hearings/sessions/{id}/displacement: the host's director proposes to move an approved session for a waiting one of higher
/// rank. Nothing moves yet: a second person of the host decides.
/// </summary>
internal static class ProposeDisplacement
{
    public static async Task<Results<Created<DisplacementView>, RefusalResult>> Handle(
        Guid id,
        ProposeDisplacementRequest request,
        HttpContext http,
        HearingsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var wanted = request.Alternative;
        if (BookingRules.RefuseShape(wanted.From, wanted.To) is { } malformed)
        {
            return malformed.ToResult();
        }
        if (wanted.RoomIds.Distinct().Count() != wanted.RoomIds.Length)
        {
            return HearingsErrors.RoomNamedTwice.ToResult();
        }
        var user = http.CurrentUser();
        var during = new Slot(BusinessTime.Local(wanted.From), BusinessTime.Local(wanted.To));
        var key = Guid.CreateVersion7();
        var outcome = await db.InTransaction<DisplacementRow>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var (session, waiting) = await DisplacementRow.Lock(tx, id, request.ForSessionId!.Value, user);
                if (session is null || waiting is null)
                {
                    return HearingsErrors.SessionNotFound;
                }
                if (session.Version != request.Version)
                {
                    return HearingsErrors.StaleSession.With("version", session.Version);
                }
                if (DisplacementRules.Refuse(session, waiting, now) is { } refusal)
                {
                    return refusal;
                }
                if (during.Length != session.During.Length)
                {
                    return HearingsErrors.AlternativeTooShort;
                }
                if (!await SharesOwnRoom(tx, session, waiting, user))
                {
                    return HearingsErrors.DisplacementPointless;
                }
                // The alternative must be lawful and free already now; it is asked again when the proposal is approved.
                var claim = await DisplacementRow.Moved(tx, session, during, wanted.RoomIds);
                var facts = await Taking.LockAndLoad(tx, claim, now);
                if (BookingRules.Refuse(claim, facts, now) is { } impossible)
                {
                    return impossible;
                }
                await Insert(tx, key, session, waiting, request, during, user, now);
                tx.Audit(
                    "hearings.displacement.proposed",
                    session.Id.ToString(),
                    new
                    {
                        Displacement = key,
                        session.Number,
                        For = waiting.Number,
                        during,
                        wanted.RoomIds,
                    }
                );
                return (
                    await tx.QueryOne<DisplacementRow>(
                        $"{DisplacementRow.Sql} and d.id = @key",
                        new
                        {
                            key,
                            user.OrganisationId,
                            now,
                        }
                    )
                )!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Created($"/api/hearings/displacements/{outcome.Value.Id}", outcome.Value.View(user));
    }

    /// <summary>Both want a room of the caller's centre at the same time: else moving the one would not help the other.</summary>
    private static async Task<bool> SharesOwnRoom(Tx tx, SessionRow session, SessionRow waiting, CurrentUser user) =>
        await tx.QueryOne<bool>(
            """
            select exists (
                select 1 from allocation a join room r on r.id = a.resource_id
                left join sharing_terms t on t.room_id = r.id and t.valid @> (lower(@During) at time zone 'Asia/Shanghai')::date
                where a.session_id = @Id and a.released_at is null and r.organisation_id = @OrganisationId
                    and r.id = any(@Wanted) and a.blocked && tstzrange(
                        lower(@During), upper(@During) + make_interval(mins => coalesce(t.turnaround_minutes, 30))))
            """,
            new
            {
                session.Id,
                user.OrganisationId,
                Wanted = waiting.ResourceIds,
                waiting.During,
            }
        );

    /// <summary>A proposal that has lapsed makes room for a new one; one that is open does not.</summary>
    private static Task<int> Insert(
        Tx tx,
        Guid key,
        SessionRow session,
        SessionRow waiting,
        ProposeDisplacementRequest request,
        Slot during,
        CurrentUser user,
        DateTimeOffset now
    ) =>
        tx.Execute(
            """
            update displacement d set status = 'lapsed', decided_at = @now
            where d.session_id = @SessionId and d.status = 'proposed' and (d.expires_at <= @now
                or d.session_version <> @SessionVersion
                or d.for_session_version <> (select f.version from session f where f.id = d.for_session_id));

            insert into displacement (id, host_id, session_id, session_version, for_session_id, for_session_version, reason,
                during, room_ids, proposed_by, proposed_by_name, proposed_at, expires_at)
            values (@key, @OrganisationId, @SessionId, @SessionVersion, @WaitingId, @WaitingVersion, @Reason,
                @during, @RoomIds, @Subject, @DisplayName, @now, @expires)
            """,
            new
            {
                key,
                user.OrganisationId,
                SessionId = session.Id,
                SessionVersion = session.Version,
                WaitingId = waiting.Id,
                WaitingVersion = waiting.Version,
                request.Reason,
                during,
                request.Alternative.RoomIds,
                user.Subject,
                user.DisplayName,
                now,
                expires = DisplacementRules.Expiry(now),
            }
        );
}
