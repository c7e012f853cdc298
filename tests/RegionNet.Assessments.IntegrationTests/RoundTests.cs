using System.Net;
using System.Text.Json;
using Dapper;
using RegionNet.Kernel;
using Xunit;
using static RegionNet.Assessments.IntegrationTests.RoundSteps;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>Each test begins in a room of its own: a zone is in one round at a time.</summary>
public sealed class RoundTests : PanelRoom
{
    [Fact]
    public async Task A_round_is_prepared_changed_and_fixed_when_it_begins()
    {
        var suzhou = (await this.Zone(SuzhouPlace)).Id();
        var guangzhou = (await this.Zone(GuangzhouPlace)).Id();
        var framework = await this.Framework();
        var round = await this.Prepared(framework, suzhou);
        Assert.Equal("preparing", round.Text("stage"));
        Assert.Equal(JsonValueKind.Null, round.GetProperty("frameworkHash").ValueKind);
        var changed = await Success(
            await this.Put(
                Organiser,
                $"rounds/{round.Id()}",
                new { version = round.Version(), plan = await this.Plan(framework, "acceptance", suzhou, guangzhou) }
            )
        );
        Assert.Equal(2, changed.GetProperty("zones").GetInt32());
        await Refused(
            await this.Put(
                Organiser,
                $"rounds/{round.Id()}",
                new { version = round.Version(), plan = await this.Plan(framework, "acceptance", suzhou) }
            ),
            "stale-round",
            HttpStatusCode.PreconditionFailed
        );
        var begun = await this.To(changed, "self-assessment");
        Assert.Equal(
            await this.Scalar<string>(
                "select encode(content_hash, 'hex') from framework where id = @framework and frozen_at is not null",
                new { framework }
            ),
            begun.Text("frameworkHash")
        );
        Assert.Equal("self-assessment", (await this.Zone(GuangzhouPlace)).Text("state"));
        await Refused(
            await this.Put(
                Organiser,
                $"rounds/{round.Id()}",
                new { version = begun.Version(), plan = await this.Plan(framework, "acceptance", suzhou) }
            ),
            "round-begun"
        );
        await Refused(await this.TryTo(begun, "scoring"), "stage-move-not-allowed");
        var steps = (await this.Read(Organiser, $"rounds/{round.Id()}/steps")).Items().ToList();
        Assert.Equal(["preparing", "preparing", "self-assessment"], steps.Select(s => s.Text("toStage")));
        Assert.Equal(
            round.Id(),
            (await this.Read(Organiser, $"zones/{suzhou}/steps")).Items().Last().GetProperty("roundId").GetGuid()
        );
    }

    /// <summary>Self-assessment ends on 15 June 2026, the evidence check on the 23rd, scoring on the 30th, reconciliation on 7 July.</summary>
    [Fact]
    public async Task A_stage_whose_time_is_over_is_not_entered_until_its_days_are_put_off()
    {
        var round = await this.Prepared();
        Clock.Set(Monday.AddDays(15));
        await Refused(await this.TryTo(round, "self-assessment"), "stage-over");
        await Refused(await PutOff(round, new { selfAssessmentUntil = "2026-06-17" }), "stage-closed");
        Clock.Set(Monday);
        round = await this.To(round, "self-assessment");
        Clock.Set(Monday.AddDays(23));
        await Refused(await this.TryTo(round, "evidence-check"), "stage-over");
        foreach (
            var (days, code, status) in new (object, string, HttpStatusCode)[]
            {
                (new { }, "calendar-not-later", HttpStatusCode.Conflict),
                (new { evidenceCheckUntil = "2026-06-22" }, "calendar-not-later", HttpStatusCode.Conflict),
                (new { selfAssessmentUntil = "2026-06-16" }, "calendar-in-past", HttpStatusCode.BadRequest),
                (new { evidenceCheckUntil = "2026-06-30" }, "calendar-out-of-order", HttpStatusCode.BadRequest),
                (new { evidenceCheckUntil = "2026-06-27" }, "no-working-day", HttpStatusCode.BadRequest),
            }
        )
        {
            await Refused(await PutOff(round, days), code, status);
        }
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (
                await this.Put(
                    Organiser,
                    $"rounds/{round.Id()}/calendar",
                    new { version = round.Version(), evidenceCheckUntil = "2026-06-29" }
                )
            ).StatusCode
        );
        var later = await Success(await PutOff(round, new { evidenceCheckUntil = "2026-06-29" }));
        Assert.Equal(
            ("self-assessment", "2026-06-15", "2026-06-29", "2026-06-30"),
            (
                later.Text("stage"),
                later.Text("selfAssessmentUntil"),
                later.Text("evidenceCheckUntil"),
                later.Text("scoringUntil")
            )
        );
        await Refused(
            await PutOff(round, new { scoringUntil = "2026-07-01" }),
            "stale-round",
            HttpStatusCode.PreconditionFailed
        );
        round = await this.To(later, "evidence-check");
        await Refused(await PutOff(round, new { selfAssessmentUntil = "2026-06-26" }), "calendar-not-later");
        var step = (await this.Read(Organiser, $"rounds/{round.Id()}/steps")).Items().ElementAt(2);
        Assert.Equal(
            ("self-assessment", "self-assessment", "系统停运两周"),
            (step.Text("fromStage"), step.Text("toStage"), step.Text("reason"))
        );
        Assert.Equal(
            1,
            await this.Scalar<int>(
                "select count(*)::int from audit_entry where action = 'assessments.round.put-off' and details like '%2026-06-23%'"
            )
        );
    }

    /// <summary>Past the use case, by the module's own role.</summary>
    [Theory]
    [InlineData("reason = '顺延', scoring_until = scoring_until + 1", null)]
    [InlineData("reason = '顺延', scoring_until = scoring_until - 1", "round_days_put_off")]
    [InlineData("reason = null, scoring_until = scoring_until + 1", "round_days_put_off")]
    [InlineData("reason = '顺延', self_assessment_until = self_assessment_until + 1", "round_days_put_off")]
    [InlineData("reason = '顺延', evidence_check_until = scoring_until", "round_calendar_in_order")]
    [InlineData("reason = '顺延', spread_limit = 30", "round_fixed_once_begun")]
    [InlineData("reason = '顺延', notice_ground = '其他'", "round_fixed_once_begun")]
    public async Task Of_a_round_that_runs_the_database_takes_later_days_of_stages_to_come_and_nothing_else(
        string set,
        string? constraint
    )
    {
        var round = await this.Begun();
        Clock.Set(Monday.AddDays(15));
        round = await this.To(round, "evidence-check");
        await using var module = await Database
            .Module("assessments")
            .OpenConnectionAsync(TestContext.Current.CancellationToken);
        var written = module.ExecuteAsync(
            $"update assessments.assessment_round set {set}, version = version + 1 where id = @id",
            new { id = round.Id() }
        );
        if (constraint is null)
        {
            Assert.Equal(1, await written);
            return;
        }
        Assert.Equal(constraint, (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => written)).ConstraintName);
    }

    private Task<HttpResponseMessage> PutOff(JsonElement round, object days) =>
        this.Put(
            Organiser,
            $"rounds/{round.Id()}/calendar",
            With(days, ("version", round.Version()), ("reason", "系统停运两周"))
        );

    [Fact]
    public async Task The_framework_of_a_round_can_not_be_changed_any_more_not_even_by_the_owner()
    {
        var framework = await this.Framework();
        await this.To(await this.Prepared(framework), "self-assessment");
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            this.Scalar<int>(
                "update framework set content = '{}', content_hash = sha256('{}') where id = @framework",
                new { framework }
            )
        );
        Assert.Equal("framework_is_frozen", refused.ConstraintName);
    }

    [Fact]
    public async Task The_calendar_is_counted_in_working_days_by_rule()
    {
        var proposed = (await this.Read(Organiser, "rounds/calendar?from=2026-06-01")).Items().ToList();
        // 20 + 10 + 15 + 5 working days; 19 June 2026 is the Dragon Boat Festival.
        Assert.Equal(["2026-06-29", "2026-07-13", "2026-08-03", "2026-08-10"], proposed.Select(s => s.Text("until")!));
        Assert.All(proposed, s => Assert.False(s.GetProperty("official").GetBoolean()));
        await Refused(await this.Fetch(Organiser, "rounds/calendar?from=2026-12-01"), "calendar-unknown");
        var plan = (Dictionary<string, object?>)With(await this.Plan());
        foreach (
            var (change, code) in new[]
            {
                (("scoringUntil", (object)"2026-06-15"), "calendar-out-of-order"),
                (("selfAssessmentUntil", "2026-05-29"), "calendar-in-past"),
                (("reconciliationUntil", "2026-07-12"), "no-working-day"),
            }
        )
        {
            var wrong = new Dictionary<string, object?>(plan) { [change.Item1] = change.Item2 };
            await Refused(
                await this.Post(Organiser, "rounds", new { code = NewCode(), plan = wrong }),
                code,
                HttpStatusCode.BadRequest
            );
        }
        Assert.Equal(0, await this.Scalar<int>("select count(*)::int from assessment_round"));
    }

    [Fact]
    public async Task A_zone_is_in_one_round_at_a_time_however_many_prepare_at_once()
    {
        var suzhou = (await this.Zone(SuzhouPlace)).Id();
        var plan = await this.Plan(null, "acceptance", suzhou);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => this.Post(Organiser, "rounds", new { code = NewCode(), plan }))
        );
        var won = Assert.Single(answers, a => a.IsSuccessStatusCode);
        foreach (var refused in answers.Where(a => a != won))
        {
            await Refused(refused, "zone-in-other-round");
        }
        var begun = await this.To(await Success(won), "self-assessment");
        // Past the use case the database holds it too.
        var twice = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            this.Scalar<int>(
                """
                set session_replication_role = replica;
                insert into round_zone (round_id, zone_id) values (gen_random_uuid(), @suzhou)
                """,
                new { suzhou }
            )
        );
        Assert.Equal("zone_in_one_round", twice.ConstraintName);
        await Refused(
            await this.Post(
                Organiser,
                $"zones/{suzhou}/moves",
                new { version = (await this.Zone(SuzhouPlace)).Version(), to = "mid-term" }
            ),
            "zone-move-not-allowed"
        );
        Assert.Equal("self-assessment", begun.Text("stage"));
    }

    [Fact]
    public async Task Only_zones_that_are_ready_for_its_purpose_take_part()
    {
        var confirmed = (await this.Zone("320600")).Id();
        await Refused(
            await this.Post(
                Organiser,
                "rounds",
                new { code = NewCode(), plan = await this.Plan(null, "acceptance", confirmed) }
            ),
            "zone-not-ready"
        );
        await Refused(
            await this.Post(
                Organiser,
                "rounds",
                new { code = NewCode(), plan = await this.Plan(null, "re-review", (await this.Zone(SuzhouPlace)).Id()) }
            ),
            "zone-not-ready"
        );
        await Refused(
            await this.Post(
                Organiser,
                "rounds",
                new { code = NewCode(), plan = await this.Plan(null, "acceptance", Guid.NewGuid()) }
            ),
            "zone-not-found",
            HttpStatusCode.NotFound
        );
        await Refused(
            await this.Post(Organiser, "rounds", new { code = NewCode(), plan = await this.Plan(Guid.NewGuid()) }),
            "framework-not-found",
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Of_two_who_move_the_stage_at_once_one_succeeds_and_zones_follow_once()
    {
        var round = await this.Prepared();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => this.TryTo(round, "self-assessment")));
        Assert.Equal(1, answers.Count(a => a.IsSuccessStatusCode));
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode))
        {
            await Refused(refused, "stale-round", HttpStatusCode.PreconditionFailed);
        }
        Assert.Equal(
            1,
            await this.Scalar<int>(
                "select count(*)::int from zone_step where round_id = @id and to_state = 'self-assessment'",
                new { id = round.Id() }
            )
        );
    }

    [Fact]
    public async Task Who_has_no_part_in_a_round_does_not_find_it()
    {
        var round = await this.Prepared();
        foreach (var person in new[] { SuzhouOfficer, GuangzhouOfficer, Coordinator, Evaluators[0] })
        {
            await Refused(await this.Fetch(person, $"rounds/{round.Id()}"), "round-not-found", HttpStatusCode.NotFound);
            Assert.Empty((await this.Read(person, "rounds")).Items());
        }
        await this.To(round, "self-assessment");
        await this.Read(SuzhouOfficer, $"rounds/{round.Id()}");
        var zone = (await this.Read(SuzhouOfficer, $"rounds/{round.Id()}/zones")).Items().Single();
        Assert.Equal(JsonValueKind.Null, zone.GetProperty("sheets").ValueKind);
        Assert.Equal(0, zone.GetProperty("filed").GetInt32());
        foreach (var person in new[] { GuangzhouOfficer, Coordinator, Evaluators[0] })
        {
            await Refused(await this.Fetch(person, $"rounds/{round.Id()}"), "round-not-found", HttpStatusCode.NotFound);
            await Refused(
                await this.Fetch(person, $"rounds/{round.Id()}/zones"),
                "round-not-found",
                HttpStatusCode.NotFound
            );
        }
        foreach (var path in new[] { "plan", "steps" })
        {
            Assert.Equal(
                HttpStatusCode.Forbidden,
                (await this.Fetch(SuzhouOfficer, $"rounds/{round.Id()}/{path}")).StatusCode
            );
        }
    }
}
