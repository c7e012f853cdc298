using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Reason">For the host's own record; others see only that the room is not available.</param>
public sealed record BlackOutRequest(
    [property: Required] DateTimeOffset From,
    [property: Required] DateTimeOffset To,
    [property: Required, StringLength(200, MinimumLength = 2)] string Reason
);

internal sealed record BlackoutView(
    Guid Id,
    Guid RoomId,
    DateTimeOffset From,
    DateTimeOffset To,
    string Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LiftedAt
);

/// <summary>
/// GET and POST /api/hearings/rooms/{id}/blackouts, POST /api/hearings/blackouts/{id}/lifting: times at which a host's room
/// can't be had. A blackout takes the room like a session does, so it is refused where sessions stand: they are moved first.
/// </summary>
internal static class Blackouts
{
    private const string Columns =
        "b.id, b.room_id, lower(b.during) as \"from\", upper(b.during) as \"to\", b.reason, b.created_at, b.lifted_at";

    public static async Task<Results<Ok<IReadOnlyList<BlackoutView>>, RefusalResult>> List(
        Guid id,
        HttpContext http,
        HearingsDb db,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await db.Query<BlackoutView>(
                $"""
                select {Columns} from blackout b join room r on r.id = b.room_id
                where b.room_id = @id and r.organisation_id = @OrganisationId and upper(b.during) > @now and b.lifted_at is null
                order by lower(b.during) limit 200
                """,
                new
                {
                    id,
                    http.CurrentUser().OrganisationId,
                    now = clock.GetUtcNow(),
                },
                ct
            )
        );

    public static async Task<Results<Created<BlackoutView>, RefusalResult>> Create(
        Guid id,
        BlackOutRequest request,
        HttpContext http,
        HearingsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (request.To <= request.From)
        {
            return HearingsErrors.SlotNotAfterStart.ToResult();
        }
        if (request.To - request.From > BookingRules.FarthestAhead)
        {
            return HearingsErrors.SlotTooFarAhead.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<BlackoutView>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var room = await tx.QueryOne<Guid?>(
                    """
                    select id from resource where id = @id and kind = 'room' and organisation_id = @OrganisationId
                    for no key update
                    """,
                    new { id, user.OrganisationId }
                );
                if (room is null)
                {
                    return HearingsErrors.RoomNotFound;
                }
                await tx.Execute(
                    """
                    update allocation set released_at = expires_at
                    where resource_id = @id and released_at is null and expires_at <= @now
                    """,
                    new { id, now }
                );
                var during = new Slot(request.From, request.To);
                var taken = await tx.Query<string>(
                    """
                    select s.number from allocation a join session s on s.id = a.session_id
                    where a.resource_id = @id and a.released_at is null and a.blocked && @during order by a.blocked limit 20
                    """,
                    new { id, during }
                );
                if (taken.Count > 0)
                {
                    return HearingsErrors
                        .SessionsInTheWay.With("sessions", taken)
                        .Because(string.Join('、', taken), string.Join(", ", taken));
                }
                var view = await tx.QueryOne<BlackoutView>(
                    $"""
                    with b as (
                        insert into blackout (id, room_id, during, reason, created_by, created_at)
                        values (@key, @id, @during, @Reason, @Subject, @now) returning *
                    ), taken as (
                        insert into allocation (blackout_id, resource_id, blocked) select id, room_id, during from b
                    )
                    select {Columns} from b
                    """,
                    new
                    {
                        key = Guid.CreateVersion7(),
                        id,
                        during,
                        request.Reason,
                        user.Subject,
                        now,
                    }
                );
                tx.Audit("hearings.room.blacked-out", id.ToString(), request);
                return view!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Created($"/api/hearings/rooms/{id}/blackouts", outcome.Value);
    }

    public static async Task<Results<NoContent, RefusalResult>> Lift(
        Guid id,
        HttpContext http,
        HearingsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var lifted = await tx.QueryOne<LiftedRow>(
                    """
                    update blackout set lifted_at = @now, lifted_by = @Subject
                    where id = @id and lifted_at is null
                        and room_id in (select id from room where organisation_id = @OrganisationId)
                    returning room_id, during
                    """,
                    new
                    {
                        id,
                        user.OrganisationId,
                        user.Subject,
                        now,
                    }
                );
                if (lifted is null)
                {
                    return HearingsErrors.BlackoutNotFound;
                }
                var queue = await Promotion.Prepare(tx, new Freed([lifted.RoomId], lifted.During), now);
                await tx.Execute("update allocation set released_at = @now where blackout_id = @id", new { id, now });
                await queue.Run(tx, now);
                tx.Audit("hearings.blackout.lifted", id.ToString(), new { });
                return true;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.NoContent();
    }

    private sealed record LiftedRow(Guid RoomId, Slot During);
}
