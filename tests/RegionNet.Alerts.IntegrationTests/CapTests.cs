using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;
using static RegionNet.Alerts.IntegrationTests.CapSamples;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Alerts in the words of CAP 1.2, out and in.</summary>
[Collection<RoadsRoomCollection>]
public sealed class CapTests(RoadsRoom room)
{
    [Fact]
    public async Task Every_message_of_an_alerts_life_is_valid_cap_in_both_languages()
    {
        var closed = await room.Raise("GBA", "severe", "hearings.notice-at-risk");
        await room
            .Host.As(room.GbaCoordinator)
            .PostAsJsonAsync("/api/alerts/seen", new { alertIds = new[] { closed } });
        await (await room.Answer(room.GbaCoordinator, closed, "acknowledgement", 1, "我来 <处理> & 核对")).Read(200);
        await (await room.Answer(room.GbaCoordinator, closed, "handling", 2)).Read(200);
        await (await room.Answer(room.GbaCoordinator, closed, "closure", 3)).Read(200);
        var late = await room.Raise("GBA", "extreme");
        await room.Escalate(late);
        await (
            await room
                .Host.As(room.GbaCoordinator)
                .PostAsJsonAsync($"/api/alerts/{late}/cancellation", new { version = 1, reason = "误报" })
        ).Read(200);

        Assert.Equal(
            ["Alert", "Update", "Ack", "Update", "Update"],
            (await Exports(closed)).Select(x => Value(x, "msgType"))
        );
        Assert.Equal(["Alert", "Update", "Cancel"], (await Exports(late)).Select(x => Value(x, "msgType")));
        var (first, acknowledged, last) = (
            (await Exports(closed))[0],
            (await Exports(closed))[2],
            (await Exports(closed))[^1]
        );
        Assert.Equal(
            $"{Value(first, "sender")},{Value(first, "identifier")},{Value(first, "sent")}",
            Value(acknowledged, "references")
        );
        Assert.Equal(["zh-CN", "en-US"], first.Elements(Cap + "info").Select(i => Value(i, "language")));
        Assert.Equal(["标题", "Title"], first.Elements(Cap + "info").Select(i => Value(i, "headline")));
        Assert.Equal(["正文", "Body"], first.Elements(Cap + "info").Select(i => Value(i, "description")));
        var info = first.Element(Cap + "info")!;
        Assert.Equal(
            ("Restricted", "Severe", "Expected", "Likely", "Assess"),
            (
                Value(first, "scope"),
                Value(info, "severity"),
                Value(info, "urgency"),
                Value(info, "certainty"),
                Value(info, "responseType")
            )
        );
        Assert.Equal(
            ("Past", "AllClear"),
            (Value(last.Element(Cap + "info")!, "urgency"), Value(last.Element(Cap + "info")!, "responseType"))
        );
        // Made to be passed on: nobody's name, and not what a person wrote.
        Assert.DoesNotContain("gba", acknowledged.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("我来", acknowledged.ToString(), StringComparison.Ordinal);

        async Task<IReadOnlyList<XElement>> Exports(Guid root)
        {
            var exports = new List<XElement>();
            foreach (
                var id in await room.Db.Query<Guid>(
                    "select id from alert where root_id = @root order by sequence",
                    new { root }
                )
            )
            {
                var bytes = await Export(room, id);
                Assert.Empty(CapSchema.Objections(bytes));
                exports.Add(Parse(bytes));
            }
            return exports;
        }
    }

    [Fact]
    public async Task What_one_installation_exports_another_takes_in_and_gives_back_without_loss()
    {
        var other = await room.Elsewhere;
        var kind = "hearings.session-moved";
        var cause = new EventContext(
            Guid.NewGuid(),
            "x.v1",
            "subject 1",
            DutyRoom.Booking().From.AddTicks(1234560),
            "test"
        );
        var draft = new AlertDraft(
            cause,
            ["GBA"],
            kind,
            "moderate",
            "改期 <一> & “二”",
            "Moved",
            "第一行\n第二行",
            "One\nTwo"
        )
        {
            ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(3),
        };
        await room.Streams.Raise([draft], CancellationToken.None);
        var id = await room.Db.QueryOne<Guid>("select id from alert where event_id = @EventId", new { cause.EventId });
        var exported = await Export(room, id);

        var receipt = await (await Import(other, other.GbaCoordinator, exported)).Read(201);

        var was = (await room.Stream(room.GbaCoordinator, "GBA"))
            .GetProperty("items")
            .EnumerateArray()
            .Single(a => a.GetProperty("id").GetGuid() == id);
        var taken = receipt.GetProperty("alertIds")[0].GetGuid();
        var now = Assert.Single(
            (await other.Stream(other.GbaCoordinator, "GBA")).GetProperty("items").EnumerateArray()
        );
        Assert.Equal(taken, now.GetProperty("id").GetGuid());
        foreach (
            var field in (string[])
                [
                    "zoneCode",
                    "level",
                    "titleZh",
                    "titleEn",
                    "bodyZh",
                    "bodyEn",
                    "subject",
                    "occurredAt",
                    "expiresAt",
                    "count",
                    "state",
                ]
        )
        {
            Assert.Equal(was.GetProperty(field).ToString(), now.GetProperty(field).ToString());
        }
        Assert.Equal($"cap.{kind}", now.Text("kind"));
        Assert.Equal(exported, await Export(other, taken));

        // Home again, it is known.
        await (await Import(room, room.GbaCoordinator, exported)).Refused(409, "alerts.cap-known");
        // And the cancellation finds the alert.
        await (
            await room
                .Host.As(room.GbaCoordinator)
                .PostAsJsonAsync($"/api/alerts/{id}/cancellation", new { version = 1, reason = "误报" })
        ).Read(200);
        var cancel = await room.Db.QueryOne<Guid>(
            "select id from alert where root_id = @id and change = 'cancelled'",
            new { id }
        );
        await (await Import(other, other.GbaCoordinator, await Export(room, cancel))).Read(201);
        Assert.Equal(["raised", "cancelled"], await other.Changes(taken));
    }

    [Fact]
    public async Task A_foreign_document_is_kept_byte_for_byte_and_followed_by_its_updates()
    {
        var text = Foreign("foreign-1").ToString().Replace("\n", "\r\n", StringComparison.Ordinal);
        var signature =
            "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignatureValue>x</SignatureValue></Signature>";
        byte[] document =
        [
            .. Encoding.UTF8.Preamble,
            .. Encoding.UTF8.GetBytes(
                $"<?xml version='1.0' standalone='yes'?>\n<!-- <kept> -->\n{text.Replace("</alert>", $"{signature}</alert>", StringComparison.Ordinal)}\n\n"
            ),
        ];

        Assert.Empty(CapSchema.Objections(document));
        var receipt = await (await Import(room, room.GbaCoordinator, document)).Read(201);

        var root = receipt.GetProperty("alertIds")[0].GetGuid();
        Assert.Equal(document, await Export(room, root));
        var alert = (await room.Stream(room.GbaCoordinator, "GBA"))
            .GetProperty("items")
            .EnumerateArray()
            .Single(a => a.GetProperty("id").GetGuid() == root);
        Assert.Equal(
            ("cap.infra", "severe", "Network outage", "Network outage", "gba"),
            (
                alert.Text("kind"),
                alert.Text("level"),
                alert.Text("titleZh"),
                alert.Text("titleEn"),
                alert.Text("actorName")
            )
        );
        Assert.Equal("The register can't be reached.\nExpect delays.\n\nUse paper.", alert.Text("bodyEn"));

        await (await Import(room, room.GbaCoordinator, document)).Refused(409, "alerts.cap-known");
        var graver = Foreign("foreign-2", "Update", "foreign-1");
        graver.Descendants(Cap + "severity").Single().Value = "Minor";
        await (await Import(room, room.GbaCoordinator, Bytes(graver))).Read(201);
        // A reference to the update finds the alert as well; another sender's or coordinator's does not.
        await (
            await Import(
                room,
                AlertSteps.Coordinator("yrd.too", "YRD"),
                Bytes(Foreign("foreign-3", "Cancel", "foreign-2")),
                "?zone=YRD"
            )
        ).Refused(409, "alerts.cap-reference-unknown");
        await (await Import(room, room.GbaCoordinator, Bytes(Foreign("foreign-3", "Cancel", "unheard-of")))).Refused(
            409,
            "alerts.cap-reference-unknown"
        );
        await (await Import(room, room.GbaCoordinator, Bytes(Foreign("foreign-3", "Cancel", "foreign-2")))).Read(201);
        await (await Import(room, room.GbaCoordinator, Bytes(Foreign("foreign-4", "Update", "foreign-1")))).Refused(
            409,
            "alerts.alert-ended"
        );
        Assert.Equal(["raised", "updated", "cancelled"], await room.Changes(root));
        Assert.Equal(
            ["severe", "minor", "minor"],
            await room.Db.Query<string>("select level from alert where root_id = @root order by sequence", new { root })
        );
        Assert.Equal(
            3,
            await room.Db.QueryOne<int>("select count(*)::int from cap_document where identifier like 'foreign-%'")
        );
    }

    [Fact]
    public async Task A_document_imported_at_once_by_many_is_taken_once()
    {
        var document = Bytes(Foreign("raced"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Import(room, room.GbaCoordinator, document))
        );
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        Assert.Equal(1, await room.Db.QueryOne<int>("select count(*)::int from alert where subject like '%:raced'"));
    }

    [Fact]
    public async Task A_document_can_be_tried_first_and_nothing_of_it_is_kept()
    {
        var document = Bytes(Foreign("tried"));
        var head = await room.Db.QueryOne<long>("select head from zone_stream where zone_code = 'GBA'");

        var trial = await (await Import(room, room.GbaCoordinator, document, "?dryRun=true")).Read(200);
        await (await Import(room, room.GbaCoordinator, Encoding.UTF8.GetBytes("<alert/>"), "?dryRun=true")).Refused(
            400,
            "alerts.cap-refused"
        );
        await (
            await Import(room, room.GbaCoordinator, Bytes(Foreign("tried-2", "Update", "nothing")), "?dryRun=true")
        ).Refused(409, "alerts.cap-reference-unknown");

        Assert.Equal("severe", trial.Text("level"));
        Assert.Equal("alert", trial.Text("messageType"));
        Assert.Equal(["GBA"], trial.GetProperty("zones").EnumerateArray().Select(z => z.GetString()));
        Assert.Equal(head, await room.Db.QueryOne<long>("select head from zone_stream where zone_code = 'GBA'"));
        Assert.Equal(
            0,
            await room.Db.QueryOne<int>("select count(*)::int from cap_document where identifier like 'tried%'")
        );
        await (await Import(room, room.GbaCoordinator, document)).Read(201);
        await (await Import(room, room.GbaCoordinator, document, "?dryRun=true")).Refused(409, "alerts.cap-known");
    }

    [Fact]
    public async Task Only_coordinators_import_and_only_into_their_own_zones()
    {
        var document = Bytes(Foreign("scoped"));
        var clerk = TestPeople.Person("clerk", DutyRoom.Guangzhou, [Roles.CentreClerk], around: ["GBA"]);
        await (await Import(room, clerk, document)).Refused(403, "kernel.forbidden");
        await (await Import(room, room.YrdCoordinator, document)).Refused(404, "alerts.zone-not-found");
        await (await Import(room, room.GbaCoordinator, document, "?zone=NONE")).Refused(404, "alerts.zone-not-found");
        var large = new byte[CapMessage.LargestDocument + 1];
        await (await Import(room, room.GbaCoordinator, large)).Refused(413, "alerts.cap-too-large");
        // Beside the document a coordinator may name the zones.
        var receipt = await (await Import(room, room.YrdCoordinator, document, "?zone=YRD")).Read(201);
        var id = receipt.GetProperty("alertIds")[0].GetGuid();
        await (await room.Host.As(room.GbaCoordinator).GetAsync($"/api/alerts/{id}/cap")).Refused(
            404,
            "alerts.alert-not-found"
        );
        await (await room.Host.As(room.YrdCoordinator).GetAsync("/api/alerts/streams/GBA/feed")).Refused(
            404,
            "alerts.stream-not-found"
        );
    }

    [Fact]
    public async Task Two_hundred_malformed_documents_are_each_explained_and_leave_nothing()
    {
        var documents = Malformed().ToList();
        Assert.True(documents.Count >= 200, $"There are {documents.Count}.");
        var before = await Stored();
        var wrong = new List<string>();
        foreach (var (what, document, element) in documents)
        {
            using var answer = await Import(room, room.GbaCoordinator, document);
            var text = await answer.Content.ReadAsStringAsync();
            var problem = JsonSerializer.Deserialize<JsonElement>(text);
            if (
                answer.StatusCode != HttpStatusCode.BadRequest
                || problem.Text("code") != "alerts.cap-refused"
                || !problem
                    .GetProperty("problems")
                    .EnumerateArray()
                    .Any(p =>
                        element is null
                        || p.Text("element").Split('[')[0] == element.Split('[')[0]
                        || p.Text("element") == element
                    )
            )
            {
                wrong.Add($"{what}: {(int)answer.StatusCode} {text}");
            }
        }
        Assert.Empty(wrong);
        Assert.Equal(before, await Stored());

        async Task<(int, int, int, int)> Stored() =>
            await room.Db.QueryOne<(int, int, int, int)>(
                """
                select (select count(*)::int from cap_document where sender = 'warnings@example.org' and identifier = 'malformed'),
                    (select count(*)::int from alert where subject like '%malformed%'),
                    (select count(*)::int from alert_case where subject like '%malformed%'),
                    (select count(*)::int from audit_entry where action = 'alerts.cap.received' and details::text like '%malformed%')
                """
            );
    }

    [Fact]
    public async Task A_source_signs_cap_and_stays_within_what_it_is_admitted_to()
    {
        var added = await (
            await room
                .Host.As(AlertSteps.National())
                .PostAsJsonAsync(
                    "/api/alerts/sources",
                    new
                    {
                        code = "weather",
                        nameZh = "气象",
                        nameEn = "Weather",
                        organisationId = DutyRoom.Guangzhou,
                        zoneCodes = new[] { "GBA" },
                        maximumLevel = "severe",
                    }
                )
        ).Read(201);
        var (id, key) = (added.GetProperty("source").GetProperty("id").GetGuid(), added.Text("key"));

        var receipt = await (await Send(Bytes(Foreign("source-1")))).Read(201);
        await (await Send(Bytes(Foreign("source-1")))).Refused(409, "alerts.cap-known");
        await (await Send(Bytes(Foreign("source-1")), key: "rns_other")).Refused(401, "alerts.source-signature");
        await (await Send(Encoding.UTF8.GetBytes("<alert/>"))).Refused(400, "alerts.cap-refused");
        var red = Foreign("source-2");
        red.Descendants(Cap + "severity").Single().Value = "Extreme";
        await (await Send(Bytes(red))).Refused(400, "alerts.source-not-allowed");
        var elsewhere = Foreign("source-3");
        elsewhere.Descendants(Cap + "geocode").Single().Element(Cap + "value")!.Value = "YRD";
        await (await Send(Bytes(elsewhere))).Refused(400, "alerts.source-not-allowed");
        // What a source brought in, no coordinator's document can cancel, though it takes the same name.
        await (await Import(room, room.GbaCoordinator, Bytes(Foreign("source-4", "Cancel", "source-1")))).Refused(
            409,
            "alerts.cap-reference-unknown"
        );
        var root = receipt.GetProperty("alertIds")[0].GetGuid();
        Assert.Equal(
            "source.weather.cap.infra",
            await room.Db.QueryOne<string>("select kind from alert where id = @root", new { root })
        );
        await (await Send(Bytes(Foreign("source-4", "Cancel", "source-1")))).Read(201);
        Assert.Equal(["raised", "cancelled"], await room.Changes(root));

        Task<HttpResponseMessage> Send(byte[] body, string? key = null)
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            byte[] signed = [.. Encoding.ASCII.GetBytes($"{now}."), .. body];
            var request = new HttpRequestMessage(HttpMethod.Post, $"/api/alerts/sources/{id}/cap")
            {
                Content = new ByteArrayContent(body),
            };
            request.Headers.Add("X-RegionNet-Timestamp", now);
            request.Headers.Add(
                "X-RegionNet-Signature",
                $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key ?? added.Text("key")), signed))}"
            );
            return room.Host.Anonymous().SendAsync(request);
        }
    }

    private static string Value(XElement element, string name) => element.Element(Cap + name)!.Value;

    private static XElement Parse(byte[] document) => XDocument.Load(new MemoryStream(document)).Root!;

    private static async Task<byte[]> Export(DutyRoom room, Guid id)
    {
        var answer = await room.Host.As(AlertSteps.National()).GetAsync($"/api/alerts/{id}/cap");
        Assert.Equal("application/cap+xml", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static Task<HttpResponseMessage> Import(
        DutyRoom room,
        CurrentUser person,
        byte[] document,
        string query = ""
    )
    {
        var content = new ByteArrayContent(document);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cap+xml");
        return room.Host.As(person).PostAsync($"/api/alerts/cap{query}", content);
    }
}
