using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Mail: written with the message, carried until it arrives or is given up, and only to who may read it.</summary>
[Collection<RoadsRoomCollection>]
public sealed class RoadTests(RoadsRoom room)
{
    private const string Email = "/api/alerts/roads/email";

    private static CurrentUser Administrator => TestPeople.Person("admin", roles: [Roles.SystemAdministrator]);

    [Fact]
    public async Task An_address_is_used_once_its_code_has_come_back()
    {
        var person = AlertSteps.Coordinator("mail.first", "JJJ");
        room.People.Add("mail.first");
        await room.Subscribe(person, "JJJ");
        var client = room.Host.As(person);
        Assert.Equal(
            ["email", "webhook"],
            (await client.GetFromJsonAsync<JsonElement>("/api/alerts/roads"))
                .GetProperty("offered")
                .EnumerateArray()
                .Select(o => o.GetString())
        );
        const string address = "first@people.test";
        var pending = await (
            await client.PutAsJsonAsync(
                Email,
                new
                {
                    address,
                    minimumLevel = "moderate",
                    language = "en",
                }
            )
        ).Read(200);
        Assert.Equal(("pending", address), (pending.Text("status"), pending.Text("address")));
        var early = await room.Raise("JJJ", "severe");
        await (await Verify("00000000" == room.Code(address) ? "11111111" : "00000000")).Refused(
            400,
            "alerts.code-wrong"
        );
        Assert.Equal("verified", (await (await Verify(room.Code(address))).Read(200)).Text("status"));

        var below = await room.Raise("JJJ", "minor");
        var alert = await room.Raise("JJJ", "severe");
        await (
            await client.PostAsJsonAsync(
                $"/api/alerts/{alert}/cancellation",
                new { version = 1, reason = "写给同事的理由" }
            )
        ).Read(200);
        foreach (var root in (Guid[])[early, below, alert])
        {
            await room.Carry(root);
        }

        Assert.Equal([], await room.Ended(early));
        Assert.Equal([], await room.Ended(below));
        Assert.Equal([("email", "delivered", 1), ("email", "delivered", 1)], await room.Ended(alert));
        var mails = room.Mails.To(address).Skip(1).ToList();
        Assert.Equal(["[ORANGE] Title", "[ORANGE] Title (cancelled)"], mails.Select(m => m.Subject));
        Assert.Contains("Body", mails[0].TextBody, StringComparison.Ordinal);
        // The alert and nothing of people.
        Assert.DoesNotContain("写给同事", mails[1].ToString() + mails[1].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("mail.first", mails[1].TextBody, StringComparison.Ordinal);
        Assert.Equal(mails[0].References, mails[1].References);
        Assert.NotEqual(mails[0].MessageId, mails[1].MessageId);
        // Nothing of the address is readable in the database, in the audit either.
        Assert.Equal(
            0,
            await room.Db.QueryOne<int>(
                """
                select (select count(*)::int from email_road e where e::text like '%people.test%' or position('people'::bytea in sealed_address) > 0)
                    + (select count(*)::int from audit_entry a where a::text like '%people.test%')
                """
            )
        );

        Task<HttpResponseMessage> Verify(string code) => client.PostAsJsonAsync($"{Email}/verification", new { code });
    }

    [Fact]
    public async Task A_code_stands_five_guesses_and_a_new_one_takes_a_minute()
    {
        var client = room.Host.As(AlertSteps.Coordinator("guesser", "JJJ"));
        await (await client.PostAsync($"{Email}/code", null)).Refused(404, "alerts.road-not-found");
        await (await Set("nonsense")).Refused(400, "alerts.address-invalid");
        await (await Set("a@b\r\nBcc: c@d")).Refused(400, "alerts.address-invalid");
        await (await Set("Somebody <a@b.test>")).Refused(400, "alerts.address-invalid");
        room.Mails.Refuse("down@people.test", "451 later");
        var other = room.Host.As(AlertSteps.Coordinator("unlucky", "JJJ"));
        await (
            await other.PutAsJsonAsync(
                Email,
                new
                {
                    address = "down@people.test",
                    minimumLevel = "minor",
                    language = "zh",
                }
            )
        ).Refused(503, "alerts.mail-unavailable");
        await (await other.PostAsync($"{Email}/code", null)).Refused(429, "alerts.code-too-soon");
        await (await Set("guess@people.test")).Read(200);
        var right = room.Code("guess@people.test");
        var wrong = right == "12345678" ? "87654321" : "12345678";
        var guesses = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => client.PostAsJsonAsync($"{Email}/verification", new { code = wrong }))
        );
        Assert.Equal(5, guesses.Count(g => (int)g.StatusCode == 400));
        Assert.Equal(3, guesses.Count(g => (int)g.StatusCode == 409));
        await (await client.PostAsJsonAsync($"{Email}/verification", new { code = right })).Refused(
            409,
            "alerts.code-void"
        );
        await (await client.PostAsync($"{Email}/code", null)).Refused(429, "alerts.code-too-soon");
        await (await Set("other@people.test")).Refused(429, "alerts.code-too-soon");
        await room.Db.Query<int>(
            "update email_road set code_sent_at = now() - interval '2 minutes' where subject = 'guesser'"
        );
        await (await client.PostAsync($"{Email}/code", null)).Read(200);
        await (
            await client.PostAsJsonAsync($"{Email}/verification", new { code = room.Code("guess@people.test") })
        ).Read(200);
        // Another level leaves the address verified; another address does not.
        Assert.Equal("verified", (await (await Set("guess@people.test", "extreme")).Read(200)).Text("status"));
        await room.Db.Query<int>(
            "update email_road set code_sent_at = now() - interval '2 minutes' where subject = 'guesser'"
        );
        Assert.Equal("pending", (await (await Set("other@people.test")).Read(200)).Text("status"));
        await (await client.PostAsync($"{Email}/end", null)).Read(204);
        Assert.Equal(
            JsonValueKind.Null,
            (await client.GetFromJsonAsync<JsonElement>("/api/alerts/roads")).GetProperty("email").ValueKind
        );

        Task<HttpResponseMessage> Set(string address, string minimumLevel = "minor") =>
            client.PutAsJsonAsync(
                Email,
                new
                {
                    address,
                    minimumLevel,
                    language = "zh",
                }
            );
    }

    [Fact]
    public async Task What_fails_is_tried_again_what_is_given_up_is_seen_and_replayed()
    {
        var (_, slow) = await room.Reachable("retry.slow", "BHR");
        var (_, gone) = await room.Reachable("retry.gone", "BHR");
        var (_, never) = await room.Reachable("retry.never", "BHR");
        room.Mails.Refuse(slow, "451 later", "451 later");
        room.Mails.Refuse(gone, "550 nobody here");
        room.Mails.Refuse(never, "451 later", "451 later", "451 later");

        var alert = await room.Raise("BHR", "severe");
        await room.Carry(alert);

        Assert.Equal([("email", "dead", 1), ("email", "dead", 3), ("email", "delivered", 3)], await room.Ended(alert));
        var dead = (
            await (await room.Host.As(Administrator).GetAsync("/api/alerts/deliveries?status=dead&road=email")).Read(
                200
            )
        )
            .GetProperty("items")
            .EnumerateArray()
            .Where(d => d.GetProperty("alertId").GetGuid() == alert)
            .ToList();
        Assert.Equal(
            ["name of retry.gone", "name of retry.never"],
            dead.Select(d => d.Text("recipient")).Order(StringComparer.Ordinal)
        );
        Assert.Contains(
            "SMTP 550",
            dead.Single(d => d.Text("recipient") == "name of retry.gone").Text("lastError"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("people.test", dead[0].ToString(), StringComparison.Ordinal);
        foreach (var one in dead)
        {
            await (
                await room.Host.As(Administrator).PostAsync($"/api/alerts/deliveries/{one.Text("id")}/replay", null)
            ).Read(200);
        }
        await room.Carry(alert);
        Assert.All(await room.Ended(alert), d => Assert.Equal("delivered", d.Status));
        Assert.Equal((2, 2, 2), (room.Mails.To(slow).Count, room.Mails.To(gone).Count, room.Mails.To(never).Count));
        // What has arrived is not the administrator's to see, and a clerk has no business here.
        await (
            await room.Host.As(Administrator).PostAsync($"/api/alerts/deliveries/{dead[0].Text("id")}/replay", null)
        ).Refused(404, "alerts.delivery-not-found");
        await (
            await room
                .Host.As(TestPeople.Person("a.clerk", roles: [Roles.CentreClerk]))
                .GetAsync("/api/alerts/deliveries")
        ).Refused(403, "kernel.forbidden");
        await (await room.Host.As(Administrator).GetAsync("/api/alerts/roads")).Refused(403, "kernel.forbidden");
    }

    [Fact]
    public async Task Many_senders_at_once_carry_each_delivery_once()
    {
        var address = (await room.Reachable("once", "CYDC")).Address;
        var alerts = new List<Guid>();
        for (var n = 0; n < 20; n++)
        {
            alerts.Add(await room.Raise("CYDC", subject: $"once {n}"));
        }
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async _ =>
                {
                    while (await room.Sender.SendMails(CancellationToken.None) > 0) { }
                })
        );
        await room.Carry(alerts[^1]);
        await Eventually.Becomes(() => Task.FromResult(room.Mails.To(address).Count), n => n == 21);
        Assert.Equal(
            20,
            await room.Db.QueryOne<int>(
                "select count(*)::int from delivery where subject = 'once' and status = 'delivered' and attempts = 1"
            )
        );
    }

    [Fact]
    public async Task A_sender_that_was_killed_gives_its_deliveries_back()
    {
        var (_, address) = await room.Reachable("killed", "P12");
        var paused = await room.Raise("P12", "severe");
        // As a sender leaves it that took the delivery and died: leased, an attempt spent, nothing written.
        await room.Db.Query<int>(
            """
            update delivery set attempts = 1, lease = gen_random_uuid(), status = 'pending', ended_at = null,
                next_attempt_at = now() + interval '300 milliseconds'
            where alert_id = @paused
            """,
            new { paused }
        );
        await Task.Delay(350);
        await room.Carry(paused);
        Assert.Equal([("email", "delivered", 2)], await room.Ended(paused));
        Assert.True(room.Mails.To(address).Count >= 2);
    }

    [Fact]
    public async Task Who_no_longer_reads_the_zone_or_gave_up_the_address_is_sent_nothing()
    {
        var (_, leftAddress) = await room.Reachable("left", "PRD");
        var (ended, endedAddress) = await room.Reachable("ended", "PRD");
        var (_, stillAddress) = await room.Reachable("still", "PRD");
        await room.Db.Query<int>(
            """
            update subscription set quiet_from = (now() at time zone 'Asia/Shanghai')::time - interval '1 hour',
                quiet_to = (now() at time zone 'Asia/Shanghai')::time + interval '1 hour'
            where subject in ('left', 'ended', 'still')
            """
        );
        var alert = await room.Raise("PRD", "severe");
        // Quiet hours put the mails off; meanwhile one person has left the zone and another ends the road.
        await room.Sender.SendMails(CancellationToken.None);
        Assert.All(await room.Ended(alert), d => Assert.Equal(("email", "pending", 0), d));
        room.Host.As(AlertSteps.Coordinator("left", "YRD"));
        await (await room.Host.As(ended).PostAsync($"{Email}/end", null)).Read(204);
        await room.Db.Query<int>("update delivery set next_attempt_at = now() where alert_id = @alert", new { alert });
        await room.Carry(alert);

        Assert.Equal(["dropped", "dropped", "delivered"], (await room.Ended(alert)).Select(d => d.Status));
        Assert.Equal(
            (1, 1, 2),
            (room.Mails.To(leftAddress).Count, room.Mails.To(endedAddress).Count, room.Mails.To(stillAddress).Count)
        );
    }

    [Fact]
    public async Task Without_a_mail_server_the_road_is_not_offered()
    {
        var bare = await room.Elsewhere;
        var client = bare.Host.As(bare.GbaCoordinator);
        var roads = await client.GetFromJsonAsync<JsonElement>("/api/alerts/roads");
        Assert.Equal("webhook", roads.GetProperty("offered").EnumerateArray().Single().GetString());
        await (
            await client.PutAsJsonAsync(
                Email,
                new
                {
                    address = "a@b.test",
                    minimumLevel = "minor",
                    language = "zh",
                }
            )
        ).Refused(409, "alerts.road-not-offered");
    }
}
