using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Outside systems sign what they send; whatever is wrong with it is refused and leaves nothing behind.</summary>
public sealed class SourceTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    [Fact]
    public async Task A_signed_message_becomes_an_alert_in_each_of_its_zones()
    {
        var source = await Source("monitor");
        var receipt = await (await source.Send(Message("m-1"))).Read(201);

        Assert.Equal("m-1", receipt.Text("id"));
        Assert.Equal(2, receipt.GetProperty("alertIds").GetArrayLength());
        var alert = (await room.Stream(room.GbaCoordinator, "GBA"))
            .GetProperty("items")
            .EnumerateArray()
            .Single(a => a.Text("kind") == "source.monitor.device.failure");
        Assert.Equal(("severe", "monitor:m-1"), (alert.Text("level"), alert.Text("subject")));
        Assert.Contains(
            source.Id.ToString(),
            await room.Db.Query<string>(
                "select subject from audit_entry where action = 'alerts.source.message' and actor = @Actor",
                new { Actor = $"source:{source.Id}" }
            )
        );
    }

    [Fact]
    public async Task A_message_that_is_sent_again_and_again_is_taken_once()
    {
        var source = await Source("retrying");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => source.Send(Message("again"))));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        foreach (var other in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
        {
            await other.Refused(409, "alerts.source-replayed");
        }
        Assert.Equal((1, 2), await Stored(source));
    }

    [Fact]
    public async Task An_update_and_a_cancellation_refer_to_the_first_message()
    {
        var source = await Source("following");
        var first = await (await source.Send(Message("f-1"))).Read(201);
        await (
            await source.Send(
                Message(
                    "f-2",
                    m =>
                    {
                        Follow(m, "update", "f-1");
                        m["titleZh"] = "已定位";
                    }
                )
            )
        ).Read(201);
        await (await source.Send(Message("f-3", m => Follow(m, "cancel", "f-1")))).Read(201);

        var root = first.GetProperty("alertIds")[0].GetGuid();
        Assert.Equal(["raised", "updated", "cancelled"], await room.Changes(root));
        Assert.Equal(
            "已定位",
            await room.Db.QueryOne<string>(
                "select title_zh from alert where root_id = @root and change = 'cancelled'",
                new { root }
            )
        );
        await (await source.Send(Message("f-4", m => Follow(m, "update", "f-1")))).Refused(409, "alerts.alert-ended");
        await (await source.Send(Message("f-5", m => Follow(m, "cancel", "none")))).Refused(
            409,
            "alerts.source-reference-unknown"
        );
        await (await (await Source("stranger")).Send(Message("f-6", m => Follow(m, "cancel", "f-1")))).Refused(
            409,
            "alerts.source-reference-unknown"
        );
        Assert.Equal((3, 6), await Stored(source));
    }

    [Fact]
    public async Task What_is_not_signed_by_the_source_now_is_refused()
    {
        var (source, other) = (await Source("signing"), await Source("other"));
        var body = Encoding.UTF8.GetBytes(Message("s-1").ToJsonString());
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        await Refused(401, "alerts.source-signature", source.Id, now, Sign(other.Key, now, body), body);
        await Refused(401, "alerts.source-signature", other.Id, now, Sign(source.Key, now, body), body);
        await Refused(401, "alerts.source-signature", source.Id, now + 1, Sign(source.Key, now, body), body);
        await Refused(
            401,
            "alerts.source-signature",
            source.Id,
            now,
            Sign(source.Key, now, body),
            [.. body, (byte)' ']
        );
        await Refused(401, "alerts.source-signature", Guid.NewGuid(), now, Sign(source.Key, now, body), body);
        await Refused(401, "alerts.source-stale", source.Id, now - 310, Sign(source.Key, now - 310, body), body);
        await Refused(401, "alerts.source-stale", source.Id, now + 310, Sign(source.Key, now + 310, body), body);
        await Refused(400, "alerts.source-unsigned", source.Id, null, Sign(source.Key, now, body), body);
        await Refused(400, "alerts.source-unsigned", source.Id, now, null, body);
        await Refused(400, "alerts.source-unsigned", source.Id, now, "sha256=short", body);
        await Refused(400, "alerts.source-unsigned", source.Id, now, $"sha256={new string('g', 64)}", body);
        await Refused(400, "alerts.source-unsigned", source.Id, long.MaxValue, Sign(source.Key, now, body), body);
        byte[] large = [.. body[..^1], .. Encoding.ASCII.GetBytes(new string(' ', 33 * 1024)), (byte)'}'];
        await Refused(413, "alerts.source-too-large", source.Id, now, Sign(source.Key, now, large), large);
        await (await source.Send(Message("s-2"), chunked: large)).Refused(413, "alerts.source-too-large");
        Assert.Equal((0, 0), await Stored(source));

        var renewed = await (
            await room.Host.As(AlertSteps.National()).PostAsync($"/api/alerts/sources/{source.Id}/key", null)
        ).Read(200);
        await (await source.Send(Message("s-3"))).Refused(401, "alerts.source-signature");
        await (await (source with { Key = renewed.Text("key") }).Send(Message("s-4"))).Read(201);
        await (await room.Host.As(AlertSteps.National()).PostAsync($"/api/alerts/sources/{source.Id}/end", null)).Read(
            200
        );
        await (await (source with { Key = renewed.Text("key") }).Send(Message("s-5"))).Refused(
            401,
            "alerts.source-signature"
        );

        async Task Refused(int status, string code, Guid id, long? timestamp, string? signature, byte[] sent) =>
            await (await source.Send(id, timestamp, signature, new ByteArrayContent(sent))).Refused(status, code);
    }

    [Fact]
    public async Task Two_hundred_malformed_messages_are_each_refused_and_leave_nothing()
    {
        var source = await Source("malformed");
        var bodies = Malformed().ToList();
        Assert.True(bodies.Count >= 200, $"There are {bodies.Count}.");

        var wrong = new List<string>();
        foreach (var (what, body) in bodies)
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            using var answer = await source.Send(
                source.Id,
                now,
                Sign(source.Key, now, body),
                new ByteArrayContent(body)
            );
            var text = await answer.Content.ReadAsStringAsync();
            var code = JsonSerializer.Deserialize<JsonElement>(text).Text("code");
            if (
                answer.StatusCode != HttpStatusCode.BadRequest
                || code is not ("alerts.source-malformed" or "alerts.source-not-allowed" or "alerts.expiry-passed")
            )
            {
                wrong.Add($"{what}: {(int)answer.StatusCode} {text}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal((0, 0), await Stored(source));
        Assert.Equal(
            0,
            await room.Db.QueryOne<int>(
                "select count(*)::int from audit_entry where actor = @Actor",
                new { Actor = $"source:{source.Id}" }
            )
        );
        // The same message, whole, is taken: it was the faults that were refused.
        await (await source.Send(Message("whole"))).Read(201);
    }

    [Fact]
    public async Task Only_national_coordinators_admit_sources_and_their_keys_lie_sealed()
    {
        var source = await Source("sealed");
        await (await Add(room.GbaCoordinator, "own", ["GBA"])).Refused(403, "kernel.forbidden");
        await (await Add(AlertSteps.National(), "sealed", ["GBA"])).Refused(409, "alerts.source-exists");
        await (await Add(AlertSteps.National(), "nowhere", ["NONE"])).Refused(404, "alerts.zone-not-found");
        await (await Add(AlertSteps.National(), "Bad Code", ["GBA"])).Refused(400, "kernel.invalid-request");
        var stored = await room.Db.QueryOne<byte[]>(
            "select sealed_key from alert_source where id = @Id",
            new { source.Id }
        );
        Assert.Equal(-1, stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes(source.Key)));
        var listed = await room.Host.As(AlertSteps.National()).GetStringAsync("/api/alerts/sources");
        Assert.Contains("sealed", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(source.Key, listed, StringComparison.Ordinal);
        Assert.DoesNotContain("ealedKey", listed, StringComparison.Ordinal);
    }

    private static JsonObject Message(string id, Action<JsonObject>? change = null)
    {
        var message = new JsonObject
        {
            ["id"] = id,
            ["type"] = "alert",
            ["kind"] = "device.failure",
            ["level"] = "severe",
            ["zones"] = new JsonArray("GBA", "PRD"),
            ["titleZh"] = "庭审录像中断",
            ["titleEn"] = "Recording failed",
            ["bodyZh"] = "第一审理庭\n录像中断",
            ["bodyEn"] = "Room 1\nrecording failed",
            ["occurredAt"] = "2026-01-05T09:30:00+08:00",
        };
        change?.Invoke(message);
        return message;
    }

    private static void Follow(JsonObject message, string type, string refersTo)
    {
        message["type"] = type;
        message["refersTo"] = refersTo;
        message.Remove("kind");
        message.Remove("level");
        message.Remove("zones");
    }

    private static IEnumerable<(string What, byte[] Body)> Malformed()
    {
        var whole = Encoding.UTF8.GetBytes(Message("whole").ToJsonString());
        for (var length = 0; length < whole.Length; length += 5)
        {
            yield return ($"cut after {length}", whole[..length]);
        }
        string[] needed = ["id", "kind", "level", "zones", "titleZh", "titleEn", "bodyZh", "bodyEn", "occurredAt"];
        foreach (var name in needed)
        {
            yield return Changed($"{name} missing", m => m.Remove(name));
            yield return Changed($"{name} null", m => m[name] = null);
        }
        foreach (var name in (string[])[.. needed, "type", "refersTo", "subject", "expiresAt"])
        {
            yield return Changed($"{name} a number", m => m[name] = 7);
            yield return Changed($"{name} true", m => m[name] = true);
            yield return Changed($"{name} an object", m => m[name] = new JsonObject());
            yield return Changed($"{name} an empty list", m => m[name] = new JsonArray());
            yield return Changed($"{name} a list of numbers", m => m[name] = new JsonArray(1, 2));
            yield return Changed($"{name} empty", m => m[name] = "");
            yield return Changed($"{name} blank", m => m[name] = "  ");
            yield return Changed($"{name} too long", m => m[name] = new string('长', 2001));
            yield return Changed($"{name} with a null character", m => m[name] = "a\0b");
            yield return Changed($"{name} with an escape", m => m[name] = "a\u001bb");
        }
        foreach (var kind in (string[])["Upper", "with space", "-begins", "ümlaut", "a/b", "'; drop table alert; --"])
        {
            yield return Changed($"kind {kind}", m => m["kind"] = kind);
        }
        foreach (var level in (string[])["red", "Severe", "红", "extreme", "0"])
        {
            yield return Changed($"level {level}", m => m["level"] = level);
        }
        foreach (
            var zones in (string[][])
                [
                    ["YRD"],
                    ["GBA", "NONE"],
                    ["gba"],
                    [""],
                    [.. Enumerable.Repeat("GBA", 21)],
                ]
        )
        {
            yield return Changed(
                $"zones {string.Join(',', zones)}",
                m => m["zones"] = new JsonArray([.. zones.Select(z => (JsonNode)z)])
            );
        }
        foreach (
            var time in (string[])
                [
                    "2026-01-05",
                    "2026-01-05T09:30:00",
                    "2026-13-05T09:30:00Z",
                    "2026-01-05 09:30:00Z",
                    "1767576600",
                    "0001-01-01T00:00:00Z",
                    "9999-12-31T23:59:59Z",
                    "2026-01-05T09:30:00+99:00",
                    "tomorrow",
                ]
        )
        {
            yield return Changed($"occurredAt {time}", m => m["occurredAt"] = time);
            yield return Changed($"expiresAt {time}", m => m["expiresAt"] = time);
        }
        yield return Changed("expires in the past", m => m["expiresAt"] = "2026-01-05T09:30:00Z");
        yield return Changed("occurred in the future", m => m["occurredAt"] = "2150-01-05T09:30:00Z");
        yield return Changed("unknown member", m => m["more"] = "x");
        yield return Changed("prototype", m => m["__proto__"] = new JsonObject());
        yield return Changed("type Alert", m => m["type"] = "Alert");
        yield return Changed("an alert that refers", m => m["refersTo"] = "whole");
        yield return Changed("an update without a reference", m => m["type"] = "update");
        yield return Changed(
            "an update with a level of its own",
            m =>
            {
                m["type"] = "update";
                m["refersTo"] = "whole";
            }
        );
        yield return Raw("{\"id\":\"a\",\"id\":\"b\"}");
        yield return Raw("[]");
        yield return Raw("\"text\"");
        yield return Raw("null");
        yield return Raw("{} {}");
        yield return Raw("{'id':'x'}");
        yield return Raw("<alert/>");
        yield return Raw("{\"id\":\"\\ud800\"}");
        yield return Raw(string.Concat(Enumerable.Repeat("[", 200)));
        yield return ("not UTF-8", [.. whole[..20], 0xff, 0xfe, .. whole[20..]]);
        yield return ("UTF-16", Encoding.Unicode.GetBytes(Message("whole").ToJsonString()));

        static (string, byte[]) Changed(string what, Action<JsonObject> change) =>
            (what, Encoding.UTF8.GetBytes(Message("bad", change).ToJsonString()));

        static (string, byte[]) Raw(string body) => (body, Encoding.UTF8.GetBytes(body));
    }

    private static string Sign(string key, long timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture) + "."), .. body];
        return $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed))}";
    }

    private Task<HttpResponseMessage> Add(CurrentUser person, string code, string[] zoneCodes) =>
        room
            .Host.As(person)
            .PostAsJsonAsync(
                "/api/alerts/sources",
                new
                {
                    code,
                    nameZh = "监控",
                    nameEn = "Monitor",
                    organisationId = DutyRoom.Guangzhou,
                    zoneCodes,
                    maximumLevel = "severe",
                }
            );

    private async Task<Sender> Source(string code)
    {
        var added = await (await Add(AlertSteps.National(), code, ["GBA", "PRD"])).Read(201);
        return new Sender(
            room.Host.Anonymous(),
            added.GetProperty("source").GetProperty("id").GetGuid(),
            added.Text("key")
        );
    }

    /// <summary>How many messages of the source are kept, and how many messages of the streams came of them.</summary>
    private async Task<(int Messages, int Alerts)> Stored(Sender source) =>
        await room.Db.QueryOne<(int, int)>(
            """
            select count(distinct m.message_id)::int, count(a.id)::int
            from source_message m left join alert a on a.event_id = m.event_id where m.source_id = @Id
            """,
            new { source.Id }
        );

    private sealed record Sender(HttpClient Http, Guid Id, string Key)
    {
        public Task<HttpResponseMessage> Send(JsonObject message, byte[]? chunked = null)
        {
            var body = Encoding.UTF8.GetBytes(message.ToJsonString());
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            return chunked is null
                ? Send(Id, now, Sign(Key, now, body), new ByteArrayContent(body))
                // Without a Content-Length the limit is found while reading.
                : Send(Id, now, Sign(Key, now, chunked), new StreamContent(new NoLength(chunked)));
        }

        public Task<HttpResponseMessage> Send(Guid id, long? timestamp, string? signature, HttpContent body)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/api/alerts/sources/{id}/messages")
            {
                Content = body,
            };
            if (timestamp is not null)
            {
                request.Headers.Add("X-RegionNet-Timestamp", timestamp.Value.ToString(CultureInfo.InvariantCulture));
            }
            if (signature is not null)
            {
                request.Headers.Add("X-RegionNet-Signature", signature);
            }
            return Http.SendAsync(request);
        }
    }

    private sealed class NoLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
