using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>unread → delivered → acknowledged → handling → closed, each with who and when.</summary>
public sealed class LifecycleTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    private static readonly CurrentUser One = AlertSteps.Coordinator("one", "GBA");
    private static readonly CurrentUser Other = AlertSteps.Coordinator("other", "GBA");

    [Fact]
    public async Task An_alert_lives_from_unread_to_closed_and_every_step_is_a_message_of_its_stream()
    {
        var alert = await room.Raise("GBA", "severe");
        await Seen(One, alert);
        await Seen(Other, alert);
        var acknowledged = await (await room.Answer(One, alert, "acknowledgement", 1, "看到了")).Read(200);
        var again = await (await room.Answer(One, alert, "acknowledgement", 1)).Read(200);
        await (await room.Answer(Other, alert, "handling", 2)).Read(200);
        var closed = await (await room.Answer(One, alert, "closure", 3, "已处置")).Read(200);

        Assert.Equal("acknowledged", acknowledged.Text("state"));
        Assert.Equal(2, again.GetProperty("version").GetInt32());
        Assert.Equal(
            ["one", "one", "other", "one"],
            ((string[])["delivered", "acknowledged", "handling", "closed"]).Select(m =>
                closed.GetProperty(m).Text("name")
            )
        );
        Assert.Equal(JsonValueKind.Null, closed.GetProperty("dueAt").ValueKind);
        Assert.Equal(["raised", "delivered", "acknowledged", "handling", "closed"], await room.Changes(alert));
        var stream = (await room.Stream(One, "GBA"))
            .GetProperty("items")
            .EnumerateArray()
            .Where(a => a.GetProperty("rootId").GetGuid() == alert)
            .ToList();
        Assert.Equal([1, 1, 2, 3, 4], stream.Select(a => a.GetProperty("caseVersion").GetInt32()));
        Assert.Equal("看到了", stream[2].Text("note"));
        Assert.Equal("one", stream[2].Text("actorName"));
        Assert.All(stream, a => Assert.Equal("标题", a.Text("titleZh")));
        var detail = await (await room.Host.As(Other).GetAsync($"/api/alerts/{alert}/case")).Read(200);
        Assert.Equal(5, detail.GetProperty("messages").GetArrayLength());
        Assert.All(detail.GetProperty("steps").EnumerateArray(), s => Assert.Equal("answered", s.Text("outcome")));
        Assert.Equal(3, await Audited(alert));
    }

    [Fact]
    public async Task Of_two_who_acknowledge_at_once_one_succeeds_and_the_other_is_told_who()
    {
        for (var round = 0; round < 10; round++)
        {
            var alert = await room.Raise("GBA");
            var answers = await Task.WhenAll(
                ((CurrentUser[])[One, Other]).Select(async p =>
                    (Person: p, Answer: await room.Answer(p, alert, "acknowledgement", 1))
                )
            );

            var winner = Assert.Single(answers, a => a.Answer.StatusCode == HttpStatusCode.OK).Person;
            var loser = answers.Single(a => a.Person != winner);
            var refusal = await loser.Answer.Refused(409, "alerts.already-acknowledged");
            Assert.Equal(winner.DisplayName, refusal.Text("by"));
            Assert.Equal(DutyRoom.Guangzhou, refusal.GetProperty("organisationId").GetGuid());
            Assert.Contains(winner.DisplayName, refusal.Text("detail"), StringComparison.Ordinal);
            Assert.Equal(["raised", "acknowledged"], await room.Changes(alert));
        }
    }

    [Fact]
    public async Task An_alert_is_delivered_once_however_many_see_it_first()
    {
        var alert = await room.Raise("GBA");
        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => Seen(AlertSteps.Coordinator($"reader-{n}", "GBA"), alert))
        );
        Assert.Equal(["raised", "delivered"], await room.Changes(alert));
    }

    [Fact]
    public async Task What_was_seen_stays_seen_when_its_state_goes_on()
    {
        var zone = "G1";
        var reader = AlertSteps.Coordinator("g1", zone, "GBA");
        var before = await Unseen(reader);
        var alert = await room.Raise("GBA");
        Assert.Equal(before + 1, await Unseen(reader));
        await (await room.Answer(One, alert, "acknowledgement", 1)).Read(200);
        var last = await room.Db.QueryOne<Guid>(
            "select id from alert where root_id = @alert order by sequence desc limit 1",
            new { alert }
        );
        await Seen(reader, last);
        Assert.Equal(before, await Unseen(reader));
    }

    [Fact]
    public async Task Steps_out_of_order_are_refused_each_with_its_reason()
    {
        var alert = await room.Raise("GBA");
        await (await room.Answer(One, alert, "handling", 1)).Refused(409, "alerts.not-acknowledged");
        await (await room.Answer(One, alert, "closure", 1, "x")).Refused(409, "alerts.not-acknowledged");
        await (await room.Answer(One, alert, "acknowledgement", 7)).Refused(412, "alerts.alert-changed");
        await (await room.Answer(One, alert, "acknowledgement", 0)).Refused(400, "kernel.invalid-request");
        await (await room.Answer(One, Guid.NewGuid(), "acknowledgement", 1)).Refused(404, "alerts.alert-not-found");
        await (await room.Answer(room.YrdCoordinator, alert, "acknowledgement", 1)).Refused(
            404,
            "alerts.alert-not-found"
        );
        await (await room.Host.As(room.YrdCoordinator).GetAsync($"/api/alerts/{alert}/case")).Refused(
            404,
            "alerts.alert-not-found"
        );
        await (await room.Answer(One, alert, "acknowledgement", 1)).Read(200);
        await (await room.Answer(One, alert, "closure", 2)).Refused(400, "alerts.closure-needs-note");
        await (await room.Answer(One, alert, "handling", 2)).Read(200);
        await (await room.Answer(Other, alert, "handling", 3)).Refused(409, "alerts.already-handled");
        await (await room.Answer(One, alert, "closure", 3)).Read(200);
        await (await room.Answer(Other, alert, "closure", 4)).Refused(409, "alerts.already-closed");
        await (await room.Answer(Other, alert, "handling", 4)).Refused(409, "alerts.already-handled");
        Assert.Equal(["raised", "acknowledged", "handling", "closed"], await room.Changes(alert));
    }

    [Fact]
    public async Task A_coordinator_cancels_an_alert_and_then_nothing_more_happens_to_it()
    {
        var alert = await room.Raise("GBA", "severe");
        var yrd = room.Host.As(room.YrdCoordinator);
        await (await Cancel(yrd)).Refused(404, "alerts.alert-not-found");
        var cancelled = await (await Cancel(room.Host.As(One))).Read(200);
        Assert.Equal("cancelled", cancelled.Text("state"));
        await (await room.Answer(Other, alert, "acknowledgement", 2)).Refused(409, "alerts.alert-ended");
        await (await Cancel(room.Host.As(One))).Refused(409, "alerts.alert-ended");
        Assert.Equal(["raised", "cancelled"], await room.Changes(alert));
        Assert.Equal(
            ["ended"],
            (
                await room.Db.Query<string>(
                    "select distinct outcome from escalation_step where root_id = @alert",
                    new { alert }
                )
            )
        );

        Task<HttpResponseMessage> Cancel(HttpClient client) =>
            client.PostAsJsonAsync($"/api/alerts/{alert}/cancellation", new { version = 1, reason = "误报" });
    }

    [Theory]
    [InlineData("state = 'closed', version = version + 1")]
    [InlineData("state = 'acknowledged', version = version + 1")]
    [InlineData("state = 'cancelled', closed_at = now(), closed_by = 'x', closed_by_name = 'x'")]
    [InlineData("count = 0")]
    [InlineData("state = 'gone', version = version + 1")]
    public async Task The_database_holds_the_moves_too(string set)
    {
        var alert = await room.Raise("GBA");
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            room.Db.Query<int>($"update alert_case set {set} where root_id = @alert", new { alert })
        );
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Fact]
    public async Task Who_acknowledged_can_t_be_changed_and_messages_not_at_all()
    {
        var alert = await room.Raise("GBA");
        await (await room.Answer(One, alert, "acknowledgement", 1)).Read(200);
        var past = await Assert.ThrowsAsync<PostgresException>(() =>
            room.Db.Query<int>("update alert_case set acknowledged_by = 'other' where root_id = @alert", new { alert })
        );
        Assert.Equal("case_keeps_its_past", past.ConstraintName);
        var message = await Assert.ThrowsAsync<PostgresException>(() =>
            room.Db.Query<int>("update alert set state = 'closed' where id = @alert", new { alert })
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, message.SqlState);
    }

    [Fact]
    public async Task The_open_list_and_the_history_are_found_by_what_one_knows()
    {
        var reader = AlertSteps.Coordinator("historian", "H1");
        var open = await room.Raise("H1", "severe", "hist.one");
        var done = await room.Raise("H1", "minor", "hist.two");
        await (await room.Answer(reader, done, "acknowledgement", 1)).Read(200);
        await (await room.Answer(reader, done, "closure", 2, "无需处置")).Read(200);

        Assert.Equal([done, open], await Roots(""));
        Assert.Equal([open], await Roots("?state=open"));
        Assert.Equal([done], await Roots("?state=closed"));
        Assert.Equal([open], await Roots("?level=severe"));
        Assert.Equal([done, open], await Roots("?kind=hist"));
        Assert.Equal([done], await Roots("?kind=hist.two"));
        Assert.Equal([done, open], await Roots("?search=标题"));
        Assert.Empty(await Roots("?search=%25_"));
        Assert.Empty(await Roots("?zone=GBA"));
        Assert.Empty(await Roots("?to=2020-01-01T00:00:00Z"));
        var first = await (await room.Host.As(reader).GetAsync("/api/alerts/cases?limit=1")).Read(200);
        Assert.Equal([open], await Roots($"?cursor={first.Text("next")}"));

        async Task<IEnumerable<Guid>> Roots(string query) =>
            (await (await room.Host.As(reader).GetAsync($"/api/alerts/cases{query}")).Read(200))
                .GetProperty("items")
                .EnumerateArray()
                .Select(c => c.GetProperty("rootId").GetGuid())
                .ToList();
    }

    private async Task Seen(CurrentUser person, Guid alert) =>
        await (await room.Host.As(person).PostAsJsonAsync("/api/alerts/seen", new { alertIds = new[] { alert } })).Read(
            204
        );

    private async Task<long> Unseen(CurrentUser person) =>
        (await room.Host.As(person).GetFromJsonAsync<JsonElement>("/api/alerts/streams"))
            .GetProperty("items")
            .EnumerateArray()
            .Single(s => s.Text("zoneCode") == "GBA")
            .GetProperty("unseen")
            .GetInt64();

    private Task<int> Audited(Guid alert) =>
        room.Db.QueryOne<int>(
            "select count(*)::int from audit_entry where subject = @alert and action like 'alerts.alert.%'",
            new { alert = alert.ToString() }
        );
}
