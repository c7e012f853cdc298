using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Clocks that run out: each step exactly once, by one of several replicas, whatever becomes of them.</summary>
public sealed class EscalationTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    [Theory]
    [InlineData("extreme", "1 zone-lead, 2 national")]
    [InlineData("severe", "1 reminder, 2 zone-lead")]
    [InlineData("moderate", "1 reminder, 2 unit-head")]
    [InlineData("minor", "1 reminder")]
    public async Task Each_level_has_its_clock(string level, string steps)
    {
        var alert = await room.Raise("E1", level);
        var armed = await room.Db.Query<(short Step, string Target, double Minutes)>(
            """
            select s.step, s.target, extract(epoch from s.due_at - c.first_at)::float8 / 60
            from escalation_step s join alert_case c using (root_id) where root_id = @alert order by s.step
            """,
            new { alert }
        );
        Assert.Equal(steps, string.Join(", ", armed.Select(s => $"{s.Step} {s.Target}")));
        if (level == "extreme")
        {
            Assert.Equal([30, 60], armed.Select(s => s.Minutes));
        }
        else
        {
            Assert.All(armed, s => Assert.True(s.Minutes >= 120));
        }
    }

    [Fact]
    public async Task Everybody_at_the_desk_can_look_the_clocks_up()
    {
        var clocks = await (
            await room.Host.As(AlertSteps.Coordinator("looks", "E1")).GetAsync("/api/alerts/clocks")
        ).Read(200);

        var first = clocks.GetProperty("steps")[0];
        Assert.Equal(
            "extreme zone-lead 30 minutes",
            string.Join(' ', first.Text("level"), first.Text("target"), first.GetProperty("amount"), first.Text("unit"))
        );
        Assert.Equal(7, clocks.GetProperty("steps").GetArrayLength());
        Assert.Equal(540, clocks.GetProperty("businessHours")[0].GetProperty("from").GetInt32());
    }

    [Fact]
    public async Task Red_goes_to_the_zones_lead_and_then_to_the_national_coordinators()
    {
        room.People.Add("e2-lead", Roles.ZoneCoordinator, "E2");
        room.People.Add("nation", Roles.NationalCoordinator);
        var alert = await room.Raise("E2", "extreme");

        await room.Escalation().DoDue(default);
        Assert.Equal(["raised"], await room.Changes(alert));
        await room.Escalate(alert);
        Assert.Equal(["e2-lead zone-lead"], await Addressed(alert));
        await room.Escalate(alert);
        Assert.Equal(["e2-lead zone-lead", "nation national"], await Addressed(alert));
        Assert.Equal(["raised", "escalated", "escalated"], await room.Changes(alert));
        Assert.Equal(0, await room.Escalation().DoDue(default));
    }

    [Fact]
    public async Task An_overdue_acknowledgement_is_told_to_those_who_were_told_and_then_goes_up()
    {
        room.People.Add("head", Roles.CentreDirector, organisation: DutyRoom.Suzhou);
        room.People.Add("other-head", Roles.CentreDirector, organisation: DutyRoom.Guangzhou);
        await Subscribe("subscriber", "E3", "moderate");
        var alert = await room.Raise("E3", "moderate", organisations: DutyRoom.Suzhou);
        await room.Escalate(alert);
        await room.Escalate(alert);

        Assert.Equal(["raised", "overdue", "escalated"], await room.Changes(alert));
        Assert.Equal(["subscriber subscription", "subscriber reminder", "head unit-head"], await Addressed(alert));
    }

    [Fact]
    public async Task A_deputy_is_told_while_the_officer_is_away_and_the_officer_otherwise()
    {
        room.People.Add("officer");
        room.People.Add("deputy");
        var officer = await Officer("YRD", "officer", null);
        await Officer("YRD", "deputy", officer);
        var roster = room.Host.Services.GetRequiredService<IDutyRoster>();

        var present = await room.Raise("YRD", "extreme");
        await room.Escalate(present);
        await Administrator(
            $"insert into zones.liaison_absence (id, officer_id, during, created_by) values (gen_random_uuid(), '{officer}', daterange(((now() at time zone 'Asia/Shanghai')::date), ((now() at time zone 'Asia/Shanghai')::date) + 2), 'test')"
        );
        var away = await room.Raise("YRD", "extreme");
        await room.Escalate(away);

        Assert.Equal(["officer zone-lead"], await Addressed(present));
        Assert.Equal(["deputy zone-lead"], await Addressed(away));
        Assert.Equal(
            officer,
            await room.Db.QueryOne<Guid?>(
                "select d.stands_in_for from alert_addressee d join alert a on a.id = d.alert_id where a.root_id = @away",
                new { away }
            )
        );
        var later = Assert.Single(await roster.OnDuty("YRD", TimeProvider.System.GetUtcNow().AddDays(5), default));
        Assert.Equal(("officer", null), (later.Account, later.StandsInFor));
    }

    [Fact]
    public async Task The_case_shows_whom_it_was_addressed_to_and_what_its_clock_did()
    {
        room.People.Add("e10", Roles.ZoneCoordinator, "E10");
        var alert = await room.Raise("E10", "extreme");
        await room.Escalate(alert);

        var detail = await (
            await room.Host.As(AlertSteps.Coordinator("e10-reader", "E10")).GetAsync($"/api/alerts/{alert}/case")
        ).Read(200);

        var addressee = Assert.Single(detail.GetProperty("addressees").EnumerateArray());
        Assert.Equal(("name of e10", "zone-lead"), (addressee.Text("displayName"), addressee.Text("reason")));
        var steps = detail.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(addressee.Text("alertId"), steps[0].Text("alertId"));
        Assert.Equal(JsonValueKind.Null, steps[1].GetProperty("outcome").ValueKind);
        Assert.Equal(
            steps[1].GetProperty("dueAt").GetDateTimeOffset(),
            detail.GetProperty("case").GetProperty("dueAt").GetDateTimeOffset()
        );
    }

    [Fact]
    public async Task Of_a_court_its_liaison_officer_is_told_in_the_place_of_a_director()
    {
        room.People.Add("court-officer");
        var court = OrganisationId.Of("上海市高级人民法院");
        await Officer("HX", "court-officer", null, court);
        var alert = await room.Raise("HX", "moderate", organisations: court);
        await room.Escalate(alert);
        await room.Escalate(alert);
        Assert.Equal(["court-officer unit-head"], await Addressed(alert));
    }

    [Fact]
    public async Task A_replica_whose_clock_is_wrong_escalates_nothing_early()
    {
        var alert = await room.Raise("E11", "extreme");
        var ahead = new TestClock(TimeProvider.System.GetUtcNow().AddHours(10));
        var wrong = new Escalation(
            new AlertsDb(room.Database.Module("alerts"), ahead),
            room.Host.Services.GetRequiredService<AlertWakeup>(),
            room.Host.Services.GetRequiredService<Chain>()
        );
        Assert.Equal(0, await wrong.DoDue(default));
        Assert.Equal(["raised"], await room.Changes(alert));
    }

    [Fact]
    public async Task Where_nobody_is_to_be_found_the_step_says_so_and_the_next_one_still_comes()
    {
        room.People.Add("nation", Roles.NationalCoordinator);
        var alert = await room.Raise("E5", "extreme");
        await room.Escalate(alert);
        await room.Escalate(alert);
        Assert.Equal(
            ["nobody", "told"],
            await room.Db.Query<string>(
                "select outcome from escalation_step where root_id = @alert order by step",
                new { alert }
            )
        );
    }

    [Fact]
    public async Task Many_due_steps_and_four_replicas_at_once_make_each_step_once()
    {
        room.People.Add("e6", Roles.ZoneCoordinator, "E6");
        var alerts = new List<Guid>();
        for (var n = 0; n < 20; n++)
        {
            alerts.Add(await room.Raise("E6", "extreme"));
        }
        await room.Db.Query<int>(
            "update escalation_step set due_at = now() where root_id = any(@alerts)",
            new { alerts = alerts.ToArray() }
        );
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => UntilNothingIsDue(Replica())));

        foreach (var alert in alerts)
        {
            Assert.Equal(["raised", "escalated", "escalated"], await room.Changes(alert));
        }
    }

    /// <summary>
    /// A replica's connection is cut from inside its transaction at each statement that writes, and while it commits. Whoever is left
    /// takes the step: it is told once and not lost.
    /// </summary>
    [Theory]
    [InlineData("insert on alerts.alert_addressee")]
    [InlineData("update of outcome on alerts.escalation_step")]
    [InlineData("update on alerts.zone_stream")]
    [InlineData("insert on alerts.alert")]
    [InlineData("insert on alerts.audit_entry")]
    [InlineData("commit")]
    public async Task A_replica_that_is_killed_at_any_point_leaves_the_step_to_the_other(string point)
    {
        room.People.Add("e7", Roles.ZoneCoordinator, "E7");
        var alert = await room.Raise("E7", "extreme");
        var name = $"crash_{Guid.NewGuid():N}";
        var trigger =
            point == "commit"
                ? $"create constraint trigger {name} after insert on alerts.alert deferrable initially deferred"
                : $"create trigger {name} after {point}";
        // Once: a sequence is not taken back with the transaction.
        await Administrator(
            $"""
            create sequence alerts.{name};
            create function alerts.{name}() returns trigger language plpgsql security definer as $$ begin
                if nextval('alerts.{name}') = 1 then
                    perform pg_terminate_backend(pg_backend_pid());
                    perform pg_sleep(5);
                end if;
                return null;
            end $$;
            {trigger} for each row execute function alerts.{name}()
            """
        );
        await room.LetPass(alert);

        await Task.WhenAll(UntilNothingIsDue(Replica()), UntilNothingIsDue(Replica()));

        var table = point == "commit" ? "alerts.alert" : point.Split(' ')[^1];
        await Administrator($"drop trigger {name} on {table}");
        Assert.True(await Fired(name), "The replica was not killed; the test proves nothing.");
        Assert.Equal(["raised", "escalated"], await room.Changes(alert));
        Assert.Equal(["e7 zone-lead"], await Addressed(alert));
        Assert.Equal(
            "told",
            await room.Db.QueryOne<string>(
                "select outcome from escalation_step where root_id = @alert and step = 1",
                new { alert }
            )
        );
        await room.Escalate(alert);
        Assert.Equal(["raised", "escalated", "escalated"], await room.Changes(alert));
    }

    [Fact]
    public async Task An_acknowledgement_and_an_escalation_at_once_are_one_after_the_other()
    {
        room.People.Add("e8", Roles.ZoneCoordinator, "E8");
        var person = AlertSteps.Coordinator("e8-reader", "E8");
        for (var round = 0; round < 12; round++)
        {
            var alert = await room.Raise("E8", "extreme");
            await room.LetPass(alert);
            await Task.WhenAll(
                room.Answer(person, alert, "acknowledgement", 1),
                UntilNothingIsDue(Replica()),
                UntilNothingIsDue(Replica())
            );
            var changes = await room.Changes(alert);
            // Nobody is told of an alert that is acknowledged already.
            Assert.Contains(
                string.Join(' ', changes),
                (string[])["raised acknowledged", "raised escalated acknowledged"]
            );
            Assert.Empty(
                await room.Db.Query<Guid>(
                    "select root_id from escalation_step where root_id = @alert and done_at is null",
                    new { alert }
                )
            );
        }
    }

    [Fact]
    public async Task An_alert_whose_time_is_over_expires_unless_it_is_being_handled()
    {
        var person = AlertSteps.Coordinator("e9", "E9");
        var (left, handled) = (await room.Raise("E9"), await room.Raise("E9"));
        await (await room.Answer(person, handled, "acknowledgement", 1)).Read(200);
        await (await room.Answer(person, handled, "handling", 2)).Read(200);
        await room.Db.Query<int>(
            "update alert_case set expires_at = now() where root_id = any(@both)",
            new { both = new[] { left, handled } }
        );
        await Task.WhenAll(UntilNothingIsDue(Replica()), UntilNothingIsDue(Replica()));

        Assert.Equal(["raised", "expired"], await room.Changes(left));
        Assert.Equal(["raised", "acknowledged", "handling"], await room.Changes(handled));
    }

    /// <summary>Another process, as far as the database can tell.</summary>
    private Escalation Replica() =>
        new(
            new AlertsDb(room.Database.Module("alerts"), TimeProvider.System),
            room.Host.Services.GetRequiredService<AlertWakeup>(),
            room.Host.Services.GetRequiredService<Chain>()
        );

    /// <summary>Not merely until this one finds nothing: a row that another holds is due still.</summary>
    private async Task UntilNothingIsDue(Escalation replica)
    {
        do
        {
            try
            {
                await replica.DoDue(default);
            }
            catch (Exception e) when (e is InvalidOperationException or NpgsqlException)
            {
                // Killed: a new process would begin anew.
            }
        } while (
            await room.Db.QueryOne<bool>(
                """
                select exists (select from escalation_step where done_at is null and due_at <= now())
                    or exists (select from alert_case
                        where expires_at <= now() and state in ('unread', 'delivered', 'acknowledged'))
                """
            )
        );
    }

    private async Task<IReadOnlyList<string>> Addressed(Guid root) =>
        await room.Db.Query<string>(
            """
            select d.subject || ' ' || d.reason from alert a join alert_addressee d on d.alert_id = a.id
            where a.root_id = @root order by a.sequence, d.subject
            """,
            new { root }
        );

    private Task Subscribe(string subject, string zone, string level) =>
        room.Db.Query<int>(
            """
            insert into subscription (id, subject, display_name, organisation_id, zone_code, minimum_level, created_at)
            values (gen_random_uuid(), @subject, @subject, gen_random_uuid(), @zone, @level, now())
            """,
            new
            {
                subject,
                zone,
                level,
            }
        );

    private async Task<Guid> Officer(string zone, string account, Guid? deputyOf, Guid? organisation = null)
    {
        var (officer, body) = (Guid.NewGuid(), OrganisationId.Of($"body of {zone}"));
        await Administrator(
            $"""
            insert into zones.liaison_body (id, zone_code, organisation_id, validity)
            values ('{body}', '{zone}', '{organisation ?? DutyRoom.Suzhou}', '[2020-01-01,)') on conflict do nothing;
            insert into zones.liaison_officer (id, body_id, body_validity, name, phone, title, validity, deputy_of, account)
            values ('{officer}', '{body}', '[2020-01-01,)', '', '', 'officer', '[2020-01-01,)', {(
                deputyOf is null ? "null" : $"'{deputyOf}'"
            )}, '{account}')
            """
        );
        return officer;
    }

    private async Task Administrator(string sql)
    {
        await using var command = room.Database.Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<bool> Fired(string sequence)
    {
        await using var command = room.Database.Administrator.CreateCommand($"select is_called from alerts.{sequence}");
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
