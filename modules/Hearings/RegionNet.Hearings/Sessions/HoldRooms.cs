using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Minutes">After these the rooms are free again by themselves.</param>
public sealed record HoldRoomsRequest(
    [property: Required] DateTimeOffset From,
    [property: Required] DateTimeOffset To,
    [property: Required, MinLength(1), MaxLength(10)] Guid[] RoomIds,
    [property: Range(1, 60)] int Minutes = 15
);

/// <summary>
/// POST /api/hearings/holds: keeps rooms for a short while, so that a clerk can ask a court on the telephone before booking.
/// A hold is a row under the same constraint as a booking; nothing has to run for it to end.
/// </summary>
internal static class HoldRooms
{
    /// <summary>So that nobody keeps a whole centre by holding it (proposal).</summary>
    public const int MostPerOrganisation = 10;

    public static async Task<Results<Created<SessionView>, RefusalResult>> Handle(
        HoldRoomsRequest request,
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
        if (request.RoomIds.Distinct().Count() != request.RoomIds.Length)
        {
            return HearingsErrors.RoomNamedTwice.ToResult();
        }
        var user = http.CurrentUser();
        var during = new Slot(BusinessTime.Local(request.From), BusinessTime.Local(request.To));
        var id = Guid.CreateVersion7();
        // A hold announces no hearing yet, so no notice rule is asked: training has none.
        var claim = new Claim(id, user.OrganisationId, "training", Major: false, null, during, request.RoomIds);
        var outcome = await db.InTransaction<SessionRow>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var until = now.AddMinutes(request.Minutes);
                // The organisation's holds are counted one after the other.
                await tx.Execute(
                    "select pg_advisory_xact_lock(hashtextextended('hold ' || @OrganisationId, 0))",
                    new { OrganisationId = user.OrganisationId.ToString() }
                );
                var facts = await Taking.LockAndLoad(tx, claim, now);
                if (BookingRules.Refuse(claim, facts, now) is { } refusal)
                {
                    return refusal;
                }
                var held = await tx.QueryOne<int>(
                    """
                    select count(*)::int from session
                    where organisation_id = @OrganisationId and status = 'held' and hold_until > @now
                    """,
                    new { user.OrganisationId, now }
                );
                if (held >= MostPerOrganisation)
                {
                    return HearingsErrors.TooManyHolds;
                }
                var row = await tx.QueryOne<SessionRow>(
                    $"""
                    insert into session as s
                        (id, number, title, case_number, mode, hearing_class, during, status, resource_ids, organisation_id,
                        booked_by, booked_by_name, booked_at, hold_until, changed_at, changed_by, changed_by_name, change)
                    values (@id,
                        to_char(@now at time zone 'Asia/Shanghai', 'YYYY-') || lpad(nextval('session_number')::text, 6, '0'),
                        '暂留', '-', 'on-site', 'training', @during, 'held', @RoomIds, @OrganisationId,
                        @Subject, @DisplayName, @now, @until, @now, @Subject, @DisplayName, 'held')
                    returning {SessionRow.Columns}
                    """,
                    new
                    {
                        id,
                        now,
                        during,
                        request.RoomIds,
                        user.OrganisationId,
                        user.Subject,
                        user.DisplayName,
                        until,
                    }
                );
                await Taking.Write(tx, claim, facts, now, until);
                tx.Audit("hearings.session.held", id.ToString(), SessionFacts.Audited(row!));
                return row!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        if (outcome.Refusal is { } refused)
        {
            return (await alternatives.AddTo(refused, claim, ct)).ToResult();
        }
        var view = await views.Complete(outcome.Value, user, ct);
        return TypedResults.Created($"/api/hearings/sessions/{view.Id}", view);
    }

    /// <summary>
    /// Gives a hold up in favour of the booking that follows in the same transaction, which releases its rooms once they are
    /// locked. An expired one is given up as well: if nobody has taken the rooms since, the booking gets them.
    /// </summary>
    /// <returns>The hold; null where the organisation has no such one.</returns>
    public static Task<SessionRow?> GiveUp(Tx tx, Guid hold, CurrentUser user, DateTimeOffset now) =>
        tx.QueryOne<SessionRow>(
            $"""
            update session s set status = 'withdrawn', change = 'hold-used', version = s.version + 1,
                changed_at = @now, changed_by = @Subject, changed_by_name = @DisplayName
            where s.id = @hold and s.organisation_id = @OrganisationId and s.status = 'held'
            returning {SessionRow.Columns}
            """,
            new
            {
                hold,
                user.OrganisationId,
                user.Subject,
                user.DisplayName,
                now,
            }
        );
}
