using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Alerts told to other systems: signed, by zone, kind and level, and never more than a person answers for.</summary>
[Collection<RoadsRoomCollection>]
public sealed class AlertWebhookTests(RoadsRoom room)
{
    [Fact]
    public async Task Webhooks_are_told_signed_by_zone_kind_and_level_without_anybodys_name()
    {
        var person = AlertSteps.Coordinator("hooks", "HX");
        var hook = await room.Webhook(person, "/all", "HX");
        await room.Webhook(person, "/red", "HX", "extreme");
        await room.Webhook(person, "/kind", "HX", kind: "other");
        await room.Webhook(AlertSteps.Coordinator("hooks.far", "YRD"), "/elsewhere", "YRD");

        var alert = await room.Raise("HX", "severe");
        await (await room.Answer(person, alert, "acknowledgement", 1, "我来")).Read(200);
        await room.Carry(alert);

        var received = room.At("/all");
        Assert.Equal(
            ["alerts.alert", "alerts.progress"],
            received.Select(r => r.Headers["X-RegionNet-Event"]).Order(StringComparer.Ordinal)
        );
        var told = received.Single(r => r.Headers["X-RegionNet-Event"] == "alerts.progress");
        Assert.Equal(
            "v1="
                + Convert.ToHexStringLower(
                    HMACSHA256.HashData(
                        Encoding.UTF8.GetBytes(hook.Text("secret")),
                        Encoding.UTF8.GetBytes($"{told.Headers["X-RegionNet-Timestamp"]}.{told.Body}")
                    )
                ),
            told.Headers["X-RegionNet-Signature"]
        );
        var body = JsonSerializer.Deserialize<JsonElement>(told.Body);
        Assert.Equal(told.Headers["X-RegionNet-Delivery"], body.Text("deliveryId"));
        Assert.Equal(
            (alert, "acknowledged"),
            (body.GetProperty("alert").GetProperty("rootId").GetGuid(), body.GetProperty("alert").Text("state"))
        );
        Assert.DoesNotContain("我来", told.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("hooks", told.Body, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (room.At("/red").Count, room.At("/kind").Count, room.At("/elsewhere").Count));
    }

    [Fact]
    public async Task A_webhook_is_its_organisations_own_waits_when_paused_and_ends_with_its_owners_grant()
    {
        var owner = AlertSteps.Coordinator("owner", "HX");
        var id = (await room.Webhook(owner, "/paused", "HX")).GetProperty("webhook").Text("id");
        var stranger = TestPeople.Person("stranger", DutyRoom.Suzhou, [Roles.ZoneCoordinator], ["HX"]);
        await (await Post(stranger, "pause")).Refused(404, "alerts.webhook-not-found");
        await (
            await room
                .Host.As(owner)
                .PostAsJsonAsync(
                    "/api/alerts/webhooks",
                    new
                    {
                        url = room.Receiver,
                        zoneCodes = new[] { "YRD" },
                        minimumLevel = "minor",
                    }
                )
        ).Refused(404, "alerts.zone-not-found");
        await (
            await room
                .Host.As(owner)
                .PostAsJsonAsync(
                    "/api/alerts/webhooks",
                    new
                    {
                        url = "https://10.0.0.1/",
                        zoneCodes = new[] { "HX" },
                        minimumLevel = "minor",
                    }
                )
        ).Refused(400, "alerts.webhook-address-refused");
        await (
            await room
                .Host.As(owner)
                .PostAsJsonAsync(
                    "/api/alerts/webhooks",
                    new
                    {
                        url = "http://example.org/",
                        zoneCodes = new[] { "HX" },
                        minimumLevel = "minor",
                    }
                )
        ).Refused(400, "alerts.webhook-url-invalid");
        await (await Post(owner, "resume")).Refused(409, "alerts.webhook-not-paused");

        await (await Post(owner, "pause")).Read(200);
        var alert = await room.Raise("HX");
        await room.Carry(alert);
        Assert.Empty(room.At("/paused"));
        room.Answer("/paused", 500);
        await (await Post(owner, "resume")).Read(200);
        await room.Carry(alert);
        Assert.Equal(3, room.At("/paused").Count);
        var dead = (
            await (await room.Host.As(owner).GetAsync("/api/alerts/deliveries?status=dead&road=webhook")).Read(200)
        )
            .GetProperty("items")
            .EnumerateArray()
            .Single();
        Assert.Equal(
            ($"{room.Receiver}/paused", 500),
            (dead.Text("recipient"), dead.GetProperty("lastStatus").GetInt32())
        );
        await (
            await room.Host.As(stranger).PostAsync($"/api/alerts/deliveries/{dead.Text("id")}/replay", null)
        ).Refused(404, "alerts.delivery-not-found");
        room.Answer("/paused", 200);
        await (await room.Host.As(owner).PostAsync($"/api/alerts/deliveries/{dead.Text("id")}/replay", null)).Read(200);
        await room.Carry(alert);
        Assert.Contains(("webhook", "delivered", 1), await room.Ended(alert));

        room.Host.As(AlertSteps.Coordinator("owner", "YRD"));
        var later = await room.Raise("HX");
        await room.Carry(later);
        Assert.Contains(("webhook", "dropped", 1), await room.Ended(later));
        await (await Post(AlertSteps.Coordinator("successor", "HX"), "end")).Read(200);

        Task<HttpResponseMessage> Post(CurrentUser person, string step) =>
            room.Host.As(person).PostAsync($"/api/alerts/webhooks/{id}/{step}", null);
    }
}
