using System.ComponentModel.DataAnnotations;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="CaseNumber">As the deciding authority writes it.</param>
/// <param name="Mode">on-site, circuit, point-to-point, internet or hybrid.</param>
/// <param name="HearingClass">court, oral-hearing, adjudication, mediation or training.</param>
/// <param name="From">Start of the hearing itself; the turnaround is added behind its end.</param>
/// <param name="RoomIds">All of them or none: 1 to 10 rooms, at any centres.</param>
public sealed record BookSessionRequest(
    [property: Required, StringLength(200, MinimumLength = 1)] string Title,
    [property: Required, StringLength(100, MinimumLength = 1)] string CaseNumber,
    [property: Required, RegularExpression("on-site|circuit|point-to-point|internet|hybrid")] string Mode,
    [property: Required, RegularExpression("court|oral-hearing|adjudication|mediation|training")] string HearingClass,
    [property: Required] DateTimeOffset From,
    [property: Required] DateTimeOffset To,
    [property: Required, MinLength(1), MaxLength(10)] Guid[] RoomIds
);

/// <summary>POST /api/hearings/sessions: takes every named room for the same time, or none.</summary>
internal static class BookSession
{
    public static async Task<Results<Created<SessionView>, RefusalResult>> Handle(
        BookSessionRequest request,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
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

        // The hosts' names come from Zones, which is asked before any row is locked.
        var rooms = await db.Query<SessionRoomRow>(
            """
            select @id as session_id, id as room_id, name_zh, name_en, organisation_id
            from room where id = any(@RoomIds) order by place_code, organisation_id, name_zh
            """,
            new { id, request.RoomIds },
            ct
        );
        if (rooms.Count != request.RoomIds.Length)
        {
            return HearingsErrors.RoomNotFound.ToResult();
        }
        var named = await views.Name(rooms, ct);

        var outcome = await db.InTransaction<SessionView>(
            user.Actor,
            async tx =>
            {
                var taken = await LockRoomsAndFindTaken(tx, request.RoomIds, BookingRules.Blocked(during));
                if (taken.Count > 0)
                {
                    return Describe(taken, rooms);
                }
                if (BookingRules.RefuseTime(during, clock.GetUtcNow()) is { } refusal)
                {
                    return refusal;
                }
                var row = await Insert(tx, id, request, during, user, clock.GetUtcNow());
                tx.Audit("hearings.session.booked", id.ToString(), request);
                tx.Publish(
                    SessionBooked.Kind,
                    id.ToString(),
                    new SessionBooked(
                        id,
                        row.Number,
                        user.OrganisationId,
                        during.From,
                        during.To,
                        [.. rooms.Select(r => new SessionRoom(r.RoomId, r.NameZh, r.NameEn, r.OrganisationId))]
                    )
                );
                return row.View([.. named[id]]);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Created($"/api/hearings/sessions/{outcome.Value.Id}", outcome.Value);
    }

    /// <summary>
    /// Rivals for a room wait at its row, in id order, so that bundles named in opposite orders can't deadlock. The
    /// second statement takes its own snapshot and so sees what the winner has just committed.
    /// </summary>
    private static async Task<IReadOnlyList<TakenRow>> LockRoomsAndFindTaken(Tx tx, Guid[] roomIds, Slot blocked)
    {
        await using var answers = await tx.Connection.QueryMultipleAsync(
            """
            select id from room where id = any(@roomIds) order by id for no key update;
            select room_id, blocked from allocation
            where room_id = any(@roomIds) and blocked && @blocked and released_at is null
            order by blocked
            """,
            new { roomIds, blocked }
        );
        await answers.ReadAsync<Guid>();
        return (await answers.ReadAsync<TakenRow>()).AsList();
    }

    private static async Task<SessionRow> Insert(
        Tx tx,
        Guid id,
        BookSessionRequest request,
        Slot during,
        CurrentUser user,
        DateTimeOffset now
    ) =>
        await tx.QueryOne<SessionRow>(
            $"""
            with s as (
                insert into session
                    (id, number, title, case_number, mode, hearing_class, during, organisation_id, booked_by, booked_by_name, booked_at)
                values (@id, to_char(@now at time zone 'Asia/Shanghai', 'YYYY-') || lpad(nextval('session_number')::text, 6, '0'),
                    @Title, @CaseNumber, @Mode, @HearingClass, @during, @OrganisationId, @Subject, @DisplayName, @now)
                returning *
            ), a as (
                insert into allocation (session_id, room_id, blocked)
                select @id, room_id, @blocked from unnest(@RoomIds) as room_id
            )
            select {SessionRow.Columns} from s
            """,
            new
            {
                id,
                now,
                request.Title,
                request.CaseNumber,
                request.Mode,
                request.HearingClass,
                during,
                user.OrganisationId,
                user.Subject,
                user.DisplayName,
                blocked = BookingRules.Blocked(during),
                request.RoomIds,
            }
        ) ?? throw new InvalidOperationException("The session was not inserted.");

    /// <summary>Names the rooms that are taken and when, which the board shows to everybody; never by what.</summary>
    private static Refusal Describe(IReadOnlyList<TakenRow> taken, IReadOnlyList<SessionRoomRow> rooms)
    {
        var named = taken
            .Join(
                rooms,
                t => t.RoomId,
                r => r.RoomId,
                (t, r) =>
                    new
                    {
                        r.RoomId,
                        r.NameZh,
                        r.NameEn,
                        t.Blocked.From,
                        t.Blocked.To,
                    }
            )
            .ToList();
        return HearingsErrors
            .RoomTaken.With("rooms", named)
            .Because(
                string.Join('；', named.Select(r => $"{r.NameZh}，{r.From:HH:mm}至{r.To:HH:mm}（含整理时间）")),
                string.Join(
                    "; ",
                    named.Select(r => $"{r.NameEn}, {r.From:HH:mm} to {r.To:HH:mm} (turnaround included)")
                )
            );
    }

    private sealed record TakenRow(Guid RoomId, Slot Blocked);
}
