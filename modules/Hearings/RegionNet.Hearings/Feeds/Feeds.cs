using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <param name="Scope">room, centre, or mine: what the caller booked.</param>
/// <param name="Id">The room; the centre, or none for the own one.</param>
public sealed record CreateFeedRequest(
    [property: Required, RegularExpression("room|centre|mine")] string Scope,
    Guid? Id = null
);

/// <param name="Path">The address below the portal's own. Whoever has it reads the feed, until it is revoked.</param>
internal sealed record FeedView(
    Guid Id,
    string Scope,
    Guid? TargetId,
    string NameZh,
    string NameEn,
    string Language,
    string Path,
    DateTimeOffset CreatedAt
);

/// <summary>
/// /api/hearings/feeds: the caller's calendars. The address is a secret and no answer to remember, so creating one takes no
/// Idempotency-Key; it is made anew from the key whenever the owner asks.
/// </summary>
internal static class Feeds
{
    private const int MostPerPerson = 50;

    public static async Task<Results<Created<FeedView>, RefusalResult>> Create(
        CreateFeedRequest request,
        HttpContext http,
        HearingsDb db,
        FeedTokens tokens,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (request is { Scope: "room", Id: null } or { Scope: "mine", Id: not null })
        {
            return HearingsErrors.FeedNeedsTarget.ToResult();
        }
        var target = request.Scope == "centre" ? request.Id ?? user.OrganisationId : request.Id;
        if (
            request.Scope != "mine"
            && await db.QueryOne<int>(
                "select count(*)::int from room where case when @Scope = 'room' then id else organisation_id end = @target",
                new { request.Scope, target },
                ct
            ) == 0
        )
        {
            return (request.Scope == "room" ? HearingsErrors.RoomNotFound : HearingsErrors.CentreNotFound).ToResult();
        }
        var outcome = await db.InTransaction<FeedRow>(
            user.Actor,
            async tx =>
            {
                await tx.Execute(
                    "select pg_advisory_xact_lock(hashtextextended('feeds ' || @Subject, 0))",
                    new { user.Subject }
                );
                var row = await tx.QueryOne<FeedRow>(
                    $"""
                    insert into feed as f (id, scope, target_id, owner, organisation_id, language, created_at)
                    select @id, @Scope, @target, @Subject, @OrganisationId, @Language, now()
                    where (select count(*) from feed where owner = @Subject and revoked_at is null) < @Most
                    returning {FeedRow.Columns}
                    """,
                    new
                    {
                        id = Guid.NewGuid(),
                        request.Scope,
                        target,
                        user.Subject,
                        user.OrganisationId,
                        Language = Language.IsEnglish(http) ? "en" : "zh",
                        Most = MostPerPerson,
                    }
                );
                if (row is null)
                {
                    return HearingsErrors.FeedTooMany;
                }
                tx.Audit("hearings.feed.created", row.Id.ToString(), new { row.Scope, row.TargetId });
                return row;
            },
            ct: ct
        );
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        var view = (await Views([outcome.Value], db, tokens, zones, ct))[0];
        return TypedResults.Created(view.Path, view);
    }

    /// <summary>The caller's feeds that are not revoked, newest first.</summary>
    public static async Task<Ok<Page<FeedView>>> List(
        HttpContext http,
        HearingsDb db,
        FeedTokens tokens,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var rows = await db.Query<FeedRow>(
            $"""
            select {FeedRow.Columns} from feed f
            where f.owner = @Subject and f.organisation_id = @OrganisationId and f.revoked_at is null
            order by f.created_at desc, f.id
            """,
            new { user.Subject, user.OrganisationId },
            ct
        );
        return TypedResults.Ok(new Page<FeedView>(await Views(rows, db, tokens, zones, ct), null));
    }

    public static async Task<Results<NoContent, RefusalResult>> Revoke(Guid id, HttpContext http, HearingsDb db)
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                var revoked = await tx.Execute(
                    "update feed set revoked_at = now() where id = @id and owner = @Subject and revoked_at is null",
                    new { id, user.Subject }
                );
                if (revoked == 0)
                {
                    return HearingsErrors.FeedNotFound;
                }
                tx.Audit("hearings.feed.revoked", id.ToString(), new { });
                return true;
            }
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.NoContent();
    }

    private static async Task<IReadOnlyList<FeedView>> Views(
        IReadOnlyList<FeedRow> rows,
        HearingsDb db,
        FeedTokens tokens,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        var names = await FeedNames.Of(rows, db, zones, ct);
        return
        [
            .. rows.Select(f =>
            {
                var (zh, en) = names(f);
                return new FeedView(
                    f.Id,
                    f.Scope,
                    f.TargetId,
                    zh,
                    en,
                    f.Language,
                    $"/api/hearings/feeds/{tokens.Of(f.Id)}.ics",
                    f.CreatedAt
                );
            }),
        ];
    }
}

internal sealed record FeedRow(
    Guid Id,
    string Scope,
    Guid? TargetId,
    string Owner,
    Guid OrganisationId,
    string Language,
    DateTimeOffset CreatedAt
)
{
    public const string Columns = "f.id, f.scope, f.target_id, f.owner, f.organisation_id, f.language, f.created_at";

    public bool IsEnglish => Language == "en";
}

/// <summary>What a feed is called in a list of calendars.</summary>
internal static class FeedNames
{
    public static async Task<Func<FeedRow, (string Zh, string En)>> Of(
        IReadOnlyList<FeedRow> feeds,
        HearingsDb db,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        var rooms = (
            await db.Query<NamedRoom>(
                "select id, name_zh, name_en, organisation_id from room where id = any(@Ids)",
                new { Ids = feeds.Where(f => f.Scope == "room").Select(f => f.TargetId!.Value).ToArray() },
                ct
            )
        ).ToDictionary(r => r.Id);
        var organisations = new Dictionary<Guid, (string Zh, string En)>();
        foreach (
            var id in feeds
                .Where(f => f.Scope == "centre")
                .Select(f => f.TargetId!.Value)
                .Concat(rooms.Values.Select(r => r.OrganisationId))
                .Distinct()
        )
        {
            var organisation = await zones.Organisation(id, ct);
            organisations[id] = (organisation?.Zh ?? "", organisation?.En ?? "");
        }
        return feed =>
        {
            switch (feed.Scope)
            {
                case "mine":
                    return ("我预约的庭审", "Hearings I booked");
                case "centre":
                    return organisations[feed.TargetId!.Value];
                default:
                    var room = rooms[feed.TargetId!.Value];
                    var (zh, en) = organisations[room.OrganisationId];
                    return ($"{zh} {room.NameZh}", $"{en}, {room.NameEn}");
            }
        };
    }

    private sealed record NamedRoom(Guid Id, string NameZh, string NameEn, Guid OrganisationId);
}
