using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Code">The six digits that the organisation that booked has given to those who come.</param>
public sealed record DoorCheckInRequest([property: Required, RegularExpression(@"\d{6}")] string Code);

/// <summary>
/// POST /api/hearings/doors/{token}/check-in: begins the session of this room whose code is entered. Tries are counted with the
/// door's row locked, so that many at once can't try more than one after the other could.
/// </summary>
internal static class DoorCheckIn
{
    /// <summary>After so many wrong codes the door takes none for a while (proposal).</summary>
    public const int MostTries = 5;

    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    public static async Task<Results<Ok<DoorPageView>, RefusalResult>> Handle(
        string token,
        DoorCheckInRequest request,
        HttpContext http,
        HearingsDb db,
        DoorPage pages,
        DoorTokens tokens,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (
            tokens.Read(token) is not { } id
            || await db.QueryOne<DoorRow>(DoorRow.Sql, new { id }, ct) is not { } known
        )
        {
            return HearingsErrors.DoorNotFound.ToResult();
        }
        var actor = new Actor(
            $"door:{id}",
            known.Label,
            known.OrganisationId,
            http.Connection.RemoteIpAddress?.ToString()
        );
        var outcome = await db.InTransaction<Answer>(
            actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var door = await tx.QueryOne<DoorRow>($"{DoorRow.Sql} for update of d", new { id });
                if (door is null)
                {
                    return HearingsErrors.DoorNotFound;
                }
                if (door.LockedUntil > now)
                {
                    return new Answer(false, door.LockedUntil - now);
                }
                if (await Match(tx, door, request.Code, now) is not { } session)
                {
                    return await CountWrong(tx, door, now);
                }
                var started = await CheckIn.Start(tx, session, actor, now);
                if (started.Refusal is { } refusal)
                {
                    return refusal;
                }
                await tx.Execute("update door set wrong_tries = 0, locked_until = null where id = @Id", door);
                return new Answer(true, null);
            },
            ct: ct
        );
        if (outcome.Refusal is { } no)
        {
            return no.ToResult();
        }
        if (outcome.Value.Wait is { } wait)
        {
            var seconds = (int)Math.Ceiling(wait.TotalSeconds);
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return HearingsErrors.DoorLocked.With("retryAfter", seconds).ToResult();
        }
        return outcome.Value.Right
            ? TypedResults.Ok((await pages.Of(id, ct))!)
            : HearingsErrors.DoorCodeWrong.ToResult();
    }

    /// <summary>Every session that could begin here is compared, so that the time tells nothing of which digit was wrong.</summary>
    private static async Task<SessionRow?> Match(Tx tx, DoorRow door, string code, DateTimeOffset now)
    {
        var sessions = await tx.Query<SessionRow>(
            $"""
            select {SessionRow.Columns} from session s
            where s.during && @Window and s.resource_ids @> array[@RoomId] and s.status in ('approved', 'published')
            order by lower(s.during) for update of s
            """,
            new { door.RoomId, Window = new Slot(now, now + CheckIn.Earliest) }
        );
        SessionRow? match = null;
        foreach (var session in sessions)
        {
            if (ConstantTime.Equal(session.CheckInCode, code))
            {
                match ??= session;
            }
        }
        return match;
    }

    private static async Task<Answer> CountWrong(Tx tx, DoorRow door, DateTimeOffset now)
    {
        var locks = door.WrongTries + 1 >= MostTries;
        await tx.Execute(
            "update door set wrong_tries = @tries, locked_until = @until where id = @Id",
            new
            {
                door.Id,
                tries = locks ? 0 : door.WrongTries + 1,
                until = locks ? now + LockedFor : (DateTimeOffset?)null,
            }
        );
        tx.Audit("hearings.door.code-wrong", door.Id.ToString(), new { locked = locks }, "refused");
        return new Answer(false, locks ? LockedFor : null);
    }

    /// <summary>A wrong code is not a refusal to the transaction: the count of the try must be kept.</summary>
    private sealed record Answer(bool Right, TimeSpan? Wait);
}
