using System.Security.Cryptography;
using System.Text;
using Ical.Net.CalendarComponents;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>
/// GET /api/hearings/feeds/{token}.ics: the calendar as its owner may see it at this moment. Without the account, the role or the
/// organisation that the feed was made with it is dead, and reads like one that never was.
/// </summary>
internal static class ReadFeed
{
    public static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, RefusalResult>> Handle(
        string token,
        HttpContext http,
        HearingsDb db,
        FeedTokens tokens,
        FeedEvents events,
        IZoneDirectory zones,
        ICurrentUserSource people,
        CancellationToken ct
    )
    {
        if (
            tokens.Verify(token) is not { } id
            || await db.QueryOne<FeedRow>(
                $"select {FeedRow.Columns} from feed f where f.id = @id and f.revoked_at is null",
                new { id },
                ct
            )
                is not { } feed
            || await people.Find(feed.Owner, ct) is not { } owner
            || owner.OrganisationId != feed.OrganisationId
            || !HearingsPolicies.Readers.Any(owner.Has)
        )
        {
            return HearingsErrors.FeedNotFound.ToResult();
        }
        var shown = await events.Of(feed, owner, ct);
        var (zh, en) = (await FeedNames.Of([feed], db, zones, ct))(feed);
        var name = feed.IsEnglish ? en : zh;
        var tag = Tag(name, shown);
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.GetTypedHeaders().ETag = tag;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        var calendar = Ics.Calendar(name);
        foreach (var e in shown)
        {
            calendar.Events.Add(Event(e, feed));
        }
        return TypedResults.File(Ics.Write(calendar), Ics.ContentType);
    }

    private static CalendarEvent Event(FeedEvent e, FeedRow feed)
    {
        var changed = Ics.Utc(e.ChangedAt ?? feed.CreatedAt);
        var written = new CalendarEvent
        {
            Uid = e.Uid,
            DtStamp = changed,
            Start = Ics.Local(e.During.From),
            End = Ics.Local(e.During.To),
            Summary = e.Summary,
            Description = e.Description,
            Location = e.Location,
            Status = e.Status,
            Sequence = e.Sequence,
            LastModified = e.ChangedAt is null ? null : changed,
            Transparency = e.Status == "CANCELLED" ? "TRANSPARENT" : "OPAQUE",
            Class = "PRIVATE",
        };
        return written;
    }

    private static EntityTagHeaderValue Tag(string name, IReadOnlyList<FeedEvent> events) =>
        new(
            $"\"{Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes(Json.Write(new { name, events }))))[..32]}\""
        );
}
