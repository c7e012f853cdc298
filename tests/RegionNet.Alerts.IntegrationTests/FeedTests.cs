using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>A zone's messages as an Atom feed.</summary>
[Collection<RoadsRoomCollection>]
public sealed class FeedTests(RoadsRoom room)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task A_zones_feed_lists_its_messages_and_says_when_nothing_is_new()
    {
        for (var n = 0; n < 3; n++)
        {
            await room.Raise("PPRD", "moderate");
        }
        var reader = AlertSteps.Coordinator("feed", "PPRD");
        var client = room.Host.As(reader);
        var answer = await client.GetAsync("/api/alerts/streams/PPRD/feed?limit=2");
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var feed = XElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(2, feed.Elements(Atom + "entry").Count());
        var cap = (string)feed.Element(Atom + "entry")!.Elements(Atom + "link").Single().Attribute("href")!;
        Assert.Empty(CapSchema.Objections(await client.GetByteArrayAsync(cap)));
        var next = (string)
            feed.Elements(Atom + "link").Single(l => (string)l.Attribute("rel")! == "next").Attribute("href")!;
        var older = XElement.Parse(await client.GetStringAsync(next));
        Assert.DoesNotContain(
            (string)feed.Element(Atom + "entry")!.Element(Atom + "id")!,
            older.Elements(Atom + "entry").Select(e => (string)e.Element(Atom + "id")!)
        );

        var tag = answer.Headers.ETag!;
        Assert.Equal(HttpStatusCode.NotModified, (await Again(tag)).StatusCode);
        await room.Raise("PPRD");
        var changed = await Again(tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag);
        var one = await client.GetAsync(cap);
        client.DefaultRequestHeaders.IfNoneMatch.Add(one.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.GetAsync(cap)).StatusCode);

        async Task<HttpResponseMessage> Again(EntityTagHeaderValue known)
        {
            var conditional = room.Host.As(reader);
            conditional.DefaultRequestHeaders.IfNoneMatch.Add(known);
            return await conditional.GetAsync("/api/alerts/streams/PPRD/feed?limit=2");
        }
    }
}
