using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Rules, groups, silences, inhibition and subscriptions are data that coordinators write.</summary>
public sealed class RuleTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    private static readonly CurrentUser National = AlertSteps.National();
    private static readonly CurrentUser Gba = AlertSteps.Coordinator("gba-rules", "GBA");

    [Fact]
    public async Task The_most_particular_rule_gives_the_level_until_it_is_ended()
    {
        await Add(National, new { kind = "rule.level", level = "moderate" });
        var zones = await Add(
            Gba,
            new
            {
                kind = "rule.level",
                zoneCode = "GBA",
                level = "severe",
            }
        );
        await Add(
            National,
            new
            {
                kind = "rule.level",
                organisationId = DutyRoom.Suzhou,
                level = "extreme",
            }
        );

        Assert.Equal("moderate", await Level("YRD"));
        Assert.Equal("severe", await Level("GBA"));
        Assert.Equal("extreme", await Level("GBA", DutyRoom.Suzhou));
        await (
            await room.Host.As(Gba).PostAsJsonAsync($"/api/alerts/rules/{zones.Text("id")}/end", new { version = 1 })
        ).Read(200);
        Assert.Equal("moderate", await Level("GBA"));

        async Task<string> Level(string zone, params Guid[] organisations) =>
            await Case<string>("level", await room.Raise(zone, "minor", "rule.level", organisations: organisations));
    }

    [Fact]
    public async Task Forty_events_of_one_group_at_once_are_one_alert_that_counts_to_forty()
    {
        await Add(
            National,
            new
            {
                kind = "rule.group",
                groupBy = "kind",
                groupMinutes = 60,
            }
        );
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async _ =>
                {
                    for (var n = 0; n < 5; n++)
                    {
                        await room.Raise("R2", "minor", "rule.group");
                    }
                })
        );

        var root = await room.Db.QueryOne<Guid>("select root_id from alert_case where kind = 'rule.group'");
        Assert.Equal(40, await Case<int>("count", root));
        var messages = await room.Db.Query<(int Count, string Change, bool Rings)>(
            "select count, change, rings from alert where root_id = @root order by sequence",
            new { root }
        );
        Assert.Equal(Enumerable.Range(1, 40), messages.Select(m => m.Count));
        Assert.All(messages.Skip(1), m => Assert.Equal(("counted", false), (m.Change, m.Rings)));
        Assert.Equal(1, await room.Db.QueryOne<long>("select alerts from zone_stream where zone_code = 'R2'"));
    }

    [Fact]
    public async Task A_group_begins_anew_after_its_window_and_after_its_alert_has_ended()
    {
        var reader = AlertSteps.Coordinator("r3", "R3");
        await Add(
            National,
            new
            {
                kind = "rule.window",
                groupBy = "subject",
                groupMinutes = 10,
            }
        );
        var first = await Root(await Event());
        Assert.Equal(first, await Root(await Event()));
        await room.Db.Query<int>(
            "update alert_case set last_at = now() - interval '11 minutes' where root_id = @first",
            new { first }
        );
        var second = await Root(await Event());
        Assert.NotEqual(first, second);
        await (await room.Answer(reader, second, "acknowledgement", 1)).Read(200);
        Assert.Equal(second, await Root(await Event()));
        await (await room.Answer(reader, second, "closure", 2, "已查")).Read(200);
        Assert.NotEqual(second, await Root(await Event()));

        Task<Guid> Event() => room.Raise("R3", "minor", "rule.window", "same subject");
    }

    [Fact]
    public async Task A_graver_event_of_a_group_raises_its_alert_and_gives_it_the_graver_clock()
    {
        var reader = AlertSteps.Coordinator("r4", "R4");
        await Add(
            National,
            new
            {
                kind = "rule.graver",
                groupBy = "subject",
                groupMinutes = 60,
            }
        );
        var root = await room.Raise("R4", "minor", "rule.graver", "graver");
        await room.Raise("R4", "extreme", "rule.graver", "graver");
        await room.Raise("R4", "minor", "rule.graver", "graver");

        Assert.Equal(["raised", "updated", "counted"], await room.Changes(root));
        Assert.Equal("extreme", await Case<string>("level", root));
        Assert.Equal(
            ["1 superseded", "2 ", "2 "],
            await room.Db.Query<string>(
                "select armed || ' ' || coalesce(outcome, '') from escalation_step where root_id = @root order by armed, step",
                new { root }
            )
        );
        // Who saw the minor alert has not decided on the red one.
        await (await room.Answer(reader, root, "acknowledgement", 1)).Refused(412, "alerts.alert-changed");
        await (await room.Answer(reader, root, "acknowledgement", 2)).Read(200);
    }

    [Fact]
    public async Task A_silence_records_and_rings_nowhere_and_what_is_open_at_its_end_is_told_then()
    {
        var zone = "YRD";
        var coordinator = AlertSteps.Coordinator("silencer", zone);
        var silence = await Silence(coordinator, zone, "rule.silent");
        await Subscribe(coordinator, zone, "minor");

        var quiet = await room.Raise(zone, "severe", "rule.silent");
        var red = await room.Raise(zone, "extreme", "rule.silent");
        var other = await room.Raise(zone, "severe", "rule.loud");
        var done = await room.Raise(zone, "minor", "rule.silent");
        await (await room.Answer(coordinator, done, "acknowledgement", 1)).Read(200);
        await (await room.Answer(coordinator, done, "closure", 2, "无需处置")).Read(200);

        Assert.Equal((true, false, false), (await Silent(quiet), await Silent(red), await Silent(other)));
        Assert.Equal((0, 2, 2), (await Steps(quiet), await Steps(red), await Steps(other)));
        Assert.Equal((0, 1, 1), (await Told(quiet), await Told(red), await Told(other)));
        var listed = await (
            await room.Host.As(coordinator).GetAsync($"/api/alerts/silences?zone={zone}&active=true")
        ).Read(200);
        Assert.Equal(1, Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("alerts").GetInt32());

        await (await room.Host.As(coordinator).PostAsync($"/api/alerts/silences/{silence}/lifting", null)).Read(200);
        while (await room.Escalation().DoDue(default) > 0) { }

        Assert.Equal(["raised", "unsilenced"], await room.Changes(quiet));
        Assert.Equal(2, await Steps(quiet));
        Assert.Equal(1, await Told(quiet));
        Assert.Equal(["raised", "acknowledged", "closed"], await room.Changes(done));
        Assert.False(await Silent(await room.Raise(zone, "severe", "rule.silent")));
        await (await room.Host.As(coordinator).PostAsync($"/api/alerts/silences/{silence}/lifting", null)).Refused(
            409,
            "alerts.silence-over"
        );

        Task<bool> Silent(Guid root) =>
            room.Db.QueryOne<bool>(
                "select silenced and not rings and message_type = 'alert' from alert where id = @root",
                new { root }
            );
        Task<int> Steps(Guid root) =>
            room.Db.QueryOne<int>("select count(*)::int from escalation_step where root_id = @root", new { root });
        Task<int> Told(Guid root) =>
            room.Db.QueryOne<int>(
                "select count(*)::int from alert a join alert_addressee d on d.alert_id = a.id where a.root_id = @root",
                new { root }
            );
    }

    [Fact]
    public async Task An_alert_raised_while_its_silence_ends_is_not_forgotten()
    {
        var coordinator = AlertSteps.Coordinator("racer", "YRD");
        for (var round = 0; round < 8; round++)
        {
            var kind = $"rule.race-{round}";
            var silence = await Silence(coordinator, "YRD", kind);
            await Task.WhenAll(
                Task.WhenAll(Enumerable.Range(0, 4).Select(_ => room.Raise("YRD", "severe", kind))),
                room.Host.As(coordinator).PostAsync($"/api/alerts/silences/{silence}/lifting", null),
                room.Escalation().DoDue(default)
            );
            while (await room.Escalation().DoDue(default) > 0) { }
            Assert.Equal(
                4,
                await room.Db.QueryOne<int>(
                    """
                    select count(distinct root_id)::int from alert_case join escalation_step using (root_id)
                    where kind = @kind and silence_id is null
                    """,
                    new { kind }
                )
            );
        }
    }

    [Fact]
    public async Task A_cancelled_session_quiets_its_reminders_in_every_zone()
    {
        var booked = DutyRoom.Booking();
        var subject = booked.SessionId.ToString();
        await room.Publish(
            NoticeAtRisk.Kind,
            booked.SessionId,
            new NoticeAtRisk(
                booked.SessionId,
                booked.Number,
                booked.OrganisationId,
                booked.From,
                new DateOnly(2026, 3, 29),
                booked.Rooms
            )
        );
        await room.Arrives(room.YrdCoordinator, "YRD", subject);
        await room.Publish(
            SessionCancelled.Kind,
            booked.SessionId,
            new SessionCancelled(
                booked.SessionId,
                booked.Number,
                booked.OrganisationId,
                booked.From,
                booked.To,
                booked.Rooms
            )
        );
        var states = await Eventually.Becomes(
            () =>
                room.Db.Query<string>(
                    "select kind || ' ' || zone_code || ' ' || state from alert_case where subject = @subject order by kind collate \"C\", zone_code collate \"C\"",
                    new { subject }
                ),
            s => s.Count == 8
        );

        Assert.Equal(
            [
                "hearings.notice-at-risk GBA cancelled",
                "hearings.notice-at-risk P12 cancelled",
                "hearings.notice-at-risk PPRD cancelled",
                "hearings.notice-at-risk PRD cancelled",
                "hearings.notice-at-risk YRD cancelled",
                "hearings.session-cancelled GBA unread",
                "hearings.session-cancelled PPRD unread",
                "hearings.session-cancelled PRD unread",
            ],
            states
        );
        var message = await room.Db.QueryOne<AlertView>(
            $"""
            select {AlertView.Columns}, null::timestamptz as seen_at from alert a
            where zone_code = 'YRD' and subject = @subject and message_type = 'cancel'
            """,
            new { subject }
        );
        Assert.Equal(("inhibited", "hearings.session-cancelled"), (message!.Change, message.Note));
    }

    [Theory]
    [InlineData("minor", "hearings", "hearings.session-booked", "minor", true)]
    [InlineData("minor", "hearings.session-booked", "hearings.session-booked", "minor", true)]
    [InlineData("minor", "hearings", "hearingsx.other", "minor", false)]
    [InlineData("severe", null, "any.kind", "moderate", false)]
    [InlineData("severe", null, "any.kind", "severe", true)]
    public async Task A_subscription_is_by_zone_kind_and_level(
        string minimum,
        string? wanted,
        string kind,
        string level,
        bool told
    )
    {
        var zone = $"S{Random.Shared.Next(100_000, 999_999).ToString(CultureInfo.InvariantCulture)}";
        await Insert("s", zone, wanted, minimum, null, null);
        var alert = await room.Raise(zone, level, kind);
        Assert.Equal(told, await Due(alert) is not null);
        Assert.Null(await Due(await room.Raise("S0", level, kind)));
    }

    [Fact]
    public async Task Quiet_hours_put_off_all_but_red_to_their_end()
    {
        var local = BusinessTime.Local(TimeProvider.System.GetUtcNow());
        // Around now, over midnight or not, whenever this runs.
        var (from, to) = (local.AddHours(-2), local.AddHours(3));
        await Insert("q", "QUIET", null, "minor", from, to);
        var (severe, red) = (await room.Raise("QUIET", "severe"), await room.Raise("QUIET", "extreme"));

        Assert.InRange((await Due(severe))!.Value, local.AddHours(2.9), local.AddHours(3.1));
        Assert.InRange((await Due(red))!.Value, local.AddHours(-0.1), local.AddHours(0.1));
    }

    [Fact]
    public async Task Subscriptions_are_the_callers_own_in_the_own_zones()
    {
        var (mine, yours) = (AlertSteps.Coordinator("mine", "GBA"), AlertSteps.Coordinator("yours", "GBA"));
        var added = await Subscribe(mine, "GBA", "severe", "22:00:00", "07:00:00");
        await (await Post(mine, "subscriptions", new { zoneCode = "GBA", minimumLevel = "minor" })).Refused(
            409,
            "alerts.subscription-exists"
        );
        await (await Post(mine, "subscriptions", new { zoneCode = "YRD", minimumLevel = "minor" })).Refused(
            404,
            "alerts.zone-not-found"
        );
        await (
            await Post(
                mine,
                "subscriptions",
                new
                {
                    zoneCode = "GBA",
                    kind = "a",
                    minimumLevel = "minor",
                    quietFrom = "22:00:00",
                }
            )
        ).Refused(400, "alerts.quiet-hours-incomplete");
        var path = $"/api/alerts/subscriptions/{added.Text("id")}";
        await (await room.Host.As(yours).PostAsync($"{path}/end", null)).Refused(404, "alerts.subscription-not-found");
        var changed = await (
            await room.Host.As(mine).PutAsJsonAsync(path, new { version = 1, minimumLevel = "extreme" })
        ).Read(200);
        Assert.Equal(
            ("extreme", JsonValueKind.Null),
            (changed.Text("minimumLevel"), changed.GetProperty("quietFrom").ValueKind)
        );
        await (await room.Host.As(mine).PutAsJsonAsync(path, new { version = 1, minimumLevel = "minor" })).Refused(
            412,
            "alerts.alert-changed"
        );
        await (await room.Host.As(mine).PostAsync($"{path}/end", null)).Read(200);
        Assert.Empty(
            (await (await room.Host.As(mine).GetAsync("/api/alerts/subscriptions")).Read(200))
                .GetProperty("items")
                .EnumerateArray()
        );
    }

    [Fact]
    public async Task Coordinators_write_the_rules_and_silences_of_their_zones_and_nobody_elses()
    {
        var clerk = TestPeople.Person("clerk", DutyRoom.Guangzhou, [Roles.CentreClerk], around: ["GBA"]);
        var rule = await Add(Gba, new { kind = "rule.scope", zoneCode = "GBA" });
        var everywhere = await Add(National, new { kind = "rule.scope" });
        await (await Post(Gba, "rules", new { kind = "rule.scope", zoneCode = "GBA" })).Refused(
            409,
            "alerts.rule-exists"
        );
        await (await Post(Gba, "rules", new { kind = "rule.scope2" })).Refused(403, "kernel.forbidden");
        await (await Post(Gba, "rules", new { kind = "rule.scope2", zoneCode = "YRD" })).Refused(
            404,
            "alerts.zone-not-found"
        );
        await (await Post(National, "rules", new { kind = "rule.scope2", zoneCode = "NONE" })).Refused(
            404,
            "alerts.zone-not-found"
        );
        await (await Post(clerk, "rules", new { kind = "rule.scope2", zoneCode = "GBA" })).Refused(
            403,
            "kernel.forbidden"
        );
        await (await Post(National, "rules", new { kind = "rule.scope2", groupBy = "kind" })).Refused(
            400,
            "alerts.rule-group-incomplete"
        );
        await (
            await Post(
                National,
                "rules",
                new
                {
                    kind = "rule.scope2",
                    zoneCode = "GBA",
                    inhibits = new[] { "x" },
                }
            )
        ).Refused(400, "alerts.rule-inhibits-only-everywhere");
        await (await Put(Gba, everywhere, 1)).Refused(404, "alerts.rule-not-found");
        await (await Put(AlertSteps.Coordinator("yrd-rules", "YRD"), rule, 1)).Refused(404, "alerts.rule-not-found");
        await (await Put(Gba, rule, 1)).Read(200);
        await (await Put(Gba, rule, 1)).Refused(412, "alerts.rule-changed");
        var seen = await (await room.Host.As(Gba).GetAsync("/api/alerts/rules?kind=rule.scope")).Read(200);
        Assert.Equal(2, seen.GetProperty("items").GetArrayLength());
        await (
            await Post(
                clerk,
                "silences",
                new
                {
                    zoneCode = "GBA",
                    reason = "演练",
                    endsAt = TimeProvider.System.GetUtcNow().AddHours(1),
                }
            )
        ).Refused(403, "kernel.forbidden");
        await (
            await Post(
                Gba,
                "silences",
                new
                {
                    zoneCode = "GBA",
                    reason = "演练",
                    endsAt = TimeProvider.System.GetUtcNow().AddDays(32),
                }
            )
        ).Refused(400, "alerts.silence-term");

        Task<HttpResponseMessage> Put(CurrentUser person, JsonElement which, int version) =>
            room
                .Host.As(person)
                .PutAsJsonAsync($"/api/alerts/rules/{which.Text("id")}", new { version, level = "minor" });
    }

    private Task<HttpResponseMessage> Post(CurrentUser person, string list, object body) =>
        room.Host.As(person).PostAsJsonAsync($"/api/alerts/{list}", body);

    private async Task<JsonElement> Add(CurrentUser person, object rule) =>
        await (await Post(person, "rules", rule)).Read(201);

    private async Task<string> Silence(CurrentUser person, string zone, string kind) =>
        (
            await (
                await Post(
                    person,
                    "silences",
                    new
                    {
                        zoneCode = zone,
                        kind,
                        reason = "计划内停机演练",
                        endsAt = TimeProvider.System.GetUtcNow().AddHours(1),
                    }
                )
            ).Read(201)
        ).Text("id");

    private async Task<JsonElement> Subscribe(
        CurrentUser person,
        string zone,
        string level,
        string? from = null,
        string? to = null
    ) =>
        await (
            await Post(
                person,
                "subscriptions",
                new
                {
                    zoneCode = zone,
                    minimumLevel = level,
                    quietFrom = from,
                    quietTo = to,
                }
            )
        ).Read(201);

    private Task Insert(
        string subject,
        string zone,
        string? kind,
        string level,
        DateTimeOffset? from,
        DateTimeOffset? to
    ) =>
        room.Db.Query<int>(
            """
            insert into subscription (id, subject, display_name, organisation_id, zone_code, kind, minimum_level, quiet_from, quiet_to,
                created_at)
            values (gen_random_uuid(), @subject, @subject, gen_random_uuid(), @zone, @kind, @level, @from::time, @to::time, now())
            """,
            new
            {
                subject,
                zone,
                kind,
                level,
                from = from?.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
                to = to?.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            }
        );

    private Task<DateTimeOffset?> Due(Guid alert) =>
        room.Db.QueryOne<DateTimeOffset?>("select due_at from alert_addressee where alert_id = @alert", new { alert });

    private Task<Guid> Root(Guid message) =>
        room.Db.QueryOne<Guid>("select root_id from alert where id = @message", new { message });

    private async Task<T> Case<T>(string column, Guid root) =>
        (await room.Db.Query<T>($"select {column} from alert_case where root_id = @root", new { root })).Single();
}
