using System.ComponentModel.DataAnnotations;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// GET /api/alerts/streams/{zone}/events: the stream as server-sent events, for networks that cut WebSockets. The id of an event is
/// the cursor behind it, <c>epoch:sequence</c>, which a browser sends back by itself as <c>Last-Event-ID</c>.
/// </summary>
internal static class FollowStream
{
    private static readonly TimeSpan Beacon = TimeSpan.FromSeconds(15);

    /// <summary>The JSON of an alert, made once however many follow.</summary>
    private static readonly ConditionalWeakTable<AlertView, string> Texts = [];

    public static async Task<Results<ServerSentEventsResult<string>, RefusalResult>> Handle(
        string zone,
        HttpContext http,
        CatchUp catchUp,
        LiveStreams live,
        OpenLines open,
        AlertLimits limits,
        IZoneDirectory zones,
        IHostApplicationLifetime lifetime,
        TimeProvider clock,
        CancellationToken ct,
        [FromHeader(Name = "Last-Event-ID"), StringLength(130)] string? lastEventId,
        [StringLength(100)] string? epoch,
        [Range(0, long.MaxValue)] long? after
    )
    {
        var user = http.CurrentUser();
        if (!await zones.Reads(user, zone, ct))
        {
            return AlertsErrors.StreamNotFound.ToResult();
        }
        if (limits.Connect(user.Subject) is not { } place)
        {
            return AlertsErrors.TooManyConnections.ToResult();
        }
        http.Response.RegisterForDispose(place);
        if (lastEventId is not null)
        {
            (epoch, after) = ReadId(lastEventId) is { } id ? id : (epoch, after);
        }
        var line = new EventLine(user.Subject, zone, open, [ct, lifetime.ApplicationStopping], http.TokenEnds(), clock);
        http.Response.RegisterForDispose(line);
        return TypedResults.ServerSentEvents(
            Follow(new StreamCursor(zone, user.Subject, epoch, after), line, catchUp, live, open, clock)
        );
    }

    /// <summary>
    /// Reads at the pace of its client, from memory or the database: there is no queue to run over, and a client that lags or is
    /// frozen holds up nobody.
    /// </summary>
    private static async IAsyncEnumerable<SseItem<string>> Follow(
        StreamCursor cursor,
        EventLine line,
        CatchUp catchUp,
        LiveStreams live,
        OpenLines open,
        TimeProvider clock
    )
    {
        var stream = live.Of(cursor.Zone);
        var greeted = false;
        while (!line.Ended.IsCancellationRequested)
        {
            var grown = stream.Grown;
            if (await line.Ask(ct => catchUp.After(cursor, AlertStreams.LargestPage, ct)) is not { } page)
            {
                yield break;
            }
            foreach (var alert in page.Items)
            {
                yield return new SseItem<string>(Texts.GetValue(alert, Json.Write), "alert")
                {
                    EventId = $"{page.Epoch}:{alert.Sequence}",
                };
            }
            cursor = cursor.After(page);
            if (page.Items.Count > 0 && greeted)
            {
                continue;
            }
            if (!greeted || !await line.Grows(grown, Beacon))
            {
                greeted = true;
                yield return new SseItem<string>(
                    Json.Write(new StreamHead(cursor.Zone, page.Epoch, page.Head, open.ReconnectSeconds)),
                    "head"
                )
                {
                    EventId = $"{cursor.Epoch}:{cursor.Sequence}",
                    // Chosen here, another for each client, since a browser does not spread its return by itself.
                    ReconnectionInterval = TimeSpan.FromSeconds(open.ReconnectSeconds * Random.Shared.NextDouble()),
                };
            }
        }
    }

    private static (string Epoch, long? After)? ReadId(string id) =>
        id.LastIndexOf(':') is var colon and > 0
        && long.TryParse(id.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var sequence)
            ? (id[..colon], sequence)
            : null;
}
