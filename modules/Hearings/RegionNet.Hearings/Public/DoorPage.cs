using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>What takes the room; of a hearing that may not be announced only that, and when.</summary>
/// <param name="Announced">Whether number, case and title are there.</param>
/// <param name="CheckIn">Whether a code may be entered for it now.</param>
internal sealed record DoorSessionView(
    DateTimeOffset From,
    DateTimeOffset To,
    bool InSession,
    bool Announced,
    bool CheckIn,
    string? Number,
    string? CaseNumber,
    string? Title,
    string? HearingClass
);

/// <param name="Now">What takes the room at this moment, turnaround not included; null: it is free.</param>
/// <param name="Next">What comes next today.</param>
/// <param name="LockedUntil">No code is taken before.</param>
internal sealed record DoorPageView(
    string RoomZh,
    string RoomEn,
    string CentreZh,
    string CentreEn,
    DateOnly Day,
    DoorSessionView? Now,
    DoorSessionView? Next,
    DateTimeOffset? LockedUntil
);

internal sealed record DoorRow(
    Guid Id,
    Guid RoomId,
    string Label,
    string NameZh,
    string NameEn,
    Guid OrganisationId,
    int WrongTries,
    DateTimeOffset? LockedUntil
)
{
    public const string Sql = """
        select d.id, d.room_id, d.label, r.name_zh, r.name_en, r.organisation_id, d.wrong_tries, d.locked_until
        from door d join room r on r.id = d.room_id where d.id = @id and d.revoked_at is null
        """;
}

/// <summary>
/// GET /api/hearings/doors/{token}: what the tablet at a room shows. It asks again every few seconds with the ETag it has, and is
/// answered 304 while nothing has changed.
/// </summary>
internal sealed class DoorPage(HearingsDb db, IZoneDirectory zones, TimeProvider clock)
{
    public static async Task<Results<Ok<DoorPageView>, StatusCodeHttpResult, RefusalResult>> Handle(
        string token,
        HttpContext http,
        DoorPage pages,
        DoorTokens tokens,
        CancellationToken ct
    )
    {
        if (tokens.Read(token) is not { } id || await pages.Of(id, ct) is not { } page)
        {
            return HearingsErrors.DoorNotFound.ToResult();
        }
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Write(page))))[..32]}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-cache";
        return http.Request.Headers.IfNoneMatch.Contains(tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(page);
    }

    public async Task<DoorPageView?> Of(Guid id, CancellationToken ct)
    {
        if (await db.QueryOne<DoorRow>(DoorRow.Sql, new { id }, ct) is not { } door)
        {
            return null;
        }
        var now = clock.GetUtcNow();
        var today = clock.Today();
        var taken = await db.Query<TakenRow>(
            $"""
            select coalesce(s.during, a.blocked) as during, coalesce(s.status, '') as status,
                coalesce({PublicHearing.Sql}, false) as announced, s.number, s.case_number, s.title, s.hearing_class
            from allocation a left join session s on s.id = a.session_id
            where a.resource_id = @RoomId and a.released_at is null and a.blocked && @Day
                and (a.expires_at is null or a.expires_at > @now)
                and (upper(coalesce(s.during, a.blocked)) > @now or s.status = 'in-session')
                and coalesce(s.status, '') not in ('ended', 'archived')
            order by a.blocked limit 2
            """,
            new
            {
                door.RoomId,
                Day = BusinessTime.Day(today),
                now,
            },
            ct
        );
        var host = await zones.Organisation(door.OrganisationId, ct);
        var current = taken.FirstOrDefault(t => t.During.From <= now || t.Status == "in-session");
        return new DoorPageView(
            door.NameZh,
            door.NameEn,
            host?.Zh ?? "",
            host?.En ?? "",
            today,
            current?.View(now),
            taken.FirstOrDefault(t => t != current)?.View(now),
            door.LockedUntil > now ? door.LockedUntil : null
        );
    }

    private sealed record TakenRow(
        Slot During,
        string Status,
        bool Announced,
        string? Number,
        string? CaseNumber,
        string? Title,
        string? HearingClass
    )
    {
        public DoorSessionView View(DateTimeOffset now) =>
            new(
                During.From,
                During.To,
                Status == "in-session",
                Announced,
                Status is "approved" or "published" && now >= During.From - Hearings.CheckIn.Earliest,
                Announced ? Number : null,
                Announced ? CaseNumber : null,
                Announced ? Title : null,
                Announced ? HearingClass : null
            );
    }
}
