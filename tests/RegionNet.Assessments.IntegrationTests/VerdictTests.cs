using System.Net;
using System.Text.Json;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;
using static RegionNet.Assessments.IntegrationTests.RoundSteps;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>Vetoes, adjustments, the notice and appeals. The stages between are planted: marks are not this class's matter.</summary>
public sealed class VerdictTests : PanelRoom
{
    private readonly CurrentUser _third = TestPeople.Person(
        "organiser-3",
        Cnipa,
        [Roles.AssessmentOrganiser],
        allZones: true
    );
    private readonly CurrentUser _national = TestPeople.Person(
        "national",
        Cnipa,
        [Roles.NationalCoordinator],
        allZones: true
    );
    private Guid _suzhou;
    private JsonElement _round;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _suzhou = (await this.Zone(SuzhouPlace)).Id();
        _round = await this.InScoring(await this.Begun(_suzhou), _suzhou);
    }

    [Fact]
    public async Task A_veto_takes_two_who_approve_it_and_not_who_proposed_it()
    {
        await Refused(await Veto("V9"), "veto-unknown");
        var veto = await Success(await Veto("V1"));
        await Refused(await Veto("V1"), "veto-known");
        await Refused(await Decide(Organiser, "vetoes", veto.Id(), "approved"), "veto-by-proposer");
        await Refused(await Decide(Organiser, "vetoes", veto.Id(), "rejected", "不成立"), "veto-by-proposer");
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await Decide(SuzhouOfficer, "vetoes", veto.Id(), "approved")).StatusCode
        );
        Assert.Equal(
            "proposed",
            (await Success(await Decide(OtherOrganiser, "vetoes", veto.Id(), "approved"))).Text("state")
        );
        await Refused(await Decide(OtherOrganiser, "vetoes", veto.Id(), "approved"), "veto-approved");
        var inForce = await Success(await Decide(_national, "vetoes", veto.Id(), "approved"));
        Assert.Equal("in-force", inForce.Text("state"));
        Assert.Equal(
            ["organiser-2", "national"],
            inForce.GetProperty("approvals").EnumerateArray().Select(a => a.GetString()!)
        );
        await Refused(await Decide(_third, "vetoes", veto.Id(), "rejected", "不成立"), "veto-decided");
        await Refused(await Decide(_third, "vetoes", veto.Id(), "approved"), "veto-decided");
        foreach (
            var (sql, constraint) in new[]
            {
                (
                    "insert into assessments.veto (id, round_id, zone_id, code, fact, state, proposed_at, proposed_by, proposed_by_name) values (gen_random_uuid(), @round, @zone, 'V2', '材料弄虚作假事实清楚', 'in-force', now(), 'x', 'x')",
                    "veto_needs_two"
                ),
                (
                    "update assessments.veto set state = 'rejected', rejected_at = now(), rejected_by = 'x', rejected_by_name = 'x', rejection_reason = 'xx' where zone_id = @zone",
                    "veto_decided_once"
                ),
            }
        )
        {
            await using var module = await Database
                .Module("assessments")
                .OpenConnectionAsync(TestContext.Current.CancellationToken);
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
                Dapper.SqlMapper.ExecuteAsync(module, sql, new { round = _round.Id(), zone = _suzhou })
            );
            Assert.Equal(constraint, refused.ConstraintName);
        }
    }

    [Fact]
    public async Task Two_who_approve_a_veto_at_once_put_it_in_force_once()
    {
        var veto = await Success(await Veto("V1"));
        var answers = await Task.WhenAll(
            new[] { OtherOrganiser, _third, _national, OtherOrganiser }.Select(who =>
                Decide(who, "vetoes", veto.Id(), "approved")
            )
        );
        Assert.Equal(2, answers.Count(a => a.IsSuccessStatusCode));
        Assert.Equal("in-force", await this.Scalar<string>("select state from veto"));
        Assert.Equal(2, await this.Scalar<int>("select count(*)::int from veto_approval"));
    }

    [Fact]
    public async Task Adjustments_have_a_second_pair_of_eyes_and_keep_to_the_cap_however_many_decide_at_once()
    {
        await Refused(await Adjust("bonus", 5.01m), "adjustment-over-cap");
        var proposed = new List<JsonElement>();
        for (var n = 0; n < 6; n++)
        {
            proposed.Add(await Success(await Adjust("bonus", 2m)));
        }
        await Refused(await Decide(Organiser, "adjustments", proposed[0].Id(), "approved"), "adjustment-same-eyes");
        await Refused(
            await Decide(OtherOrganiser, "adjustments", proposed[0].Id(), "rejected"),
            "reason-needed",
            HttpStatusCode.BadRequest
        );
        var answers = await Task.WhenAll(
            proposed.Select(p => Decide(OtherOrganiser, "adjustments", p.Id(), "approved"))
        );
        Assert.Equal(2, answers.Count(a => a.IsSuccessStatusCode));
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode))
        {
            await Refused(refused, "adjustment-over-cap");
        }
        Assert.Equal(4m, await this.Scalar<decimal>("select sum(points) from adjustment where state = 'approved'"));
        await Success(await Adjust("deduction", 10m));
        var taken = proposed.First(p => answers[proposed.IndexOf(p)].IsSuccessStatusCode);
        await Refused(await Decide(_third, "adjustments", taken.Id(), "rejected", "重复"), "adjustment-decided");
    }

    [Fact]
    public async Task Nothing_is_shown_while_a_proposal_is_open()
    {
        var veto = await Success(await Veto("V1"));
        await Refused(await Show(await AtPanelOpinion()), "proposals-open");
        await Success(await Decide(OtherOrganiser, "vetoes", veto.Id(), "rejected", "事实不清"));
        await Success(await Show(await Current()));
        await Refused(await Veto("V2"), "stage-closed");
    }

    [Fact]
    public async Task The_notice_has_explicit_days_and_five_working_days_by_rule()
    {
        var round = await AtPanelOpinion();
        await Refused(
            await this.TryTo(round, "notice", new { documentNumber = "公示1号" }),
            "notice-missing",
            HttpStatusCode.BadRequest
        );
        // The second lies before there was a rule.
        foreach (var past in (string[])["2026-05-29", "2021-12-31"])
        {
            await Refused(await Show(round, new { from = past, place = "官网" }), "notice-in-past");
        }
        foreach (
            var (days, constraint) in new[]
            {
                ("", "round_notice_whole"),
                (
                    ", notice = '[2026-05-25,2026-06-30)', notice_ground = '补公示', notice_place = '官网', appeals_until = '2026-06-30'",
                    "round_notice_to_come"
                ),
            }
        )
        {
            Assert.Equal(
                constraint,
                await Module(
                    $"update assessments.assessment_round set stage = 'notice', version = version + 1, document_number = '公示1号', changed_at = @now {days} where id = @round"
                )
            );
        }
        await Refused(
            await Show(
                round,
                new
                {
                    from = "2026-06-16",
                    until = "2026-06-18",
                    place = "官网",
                }
            ),
            "notice-otherwise"
        );
        var shown = await Success(await Show(round, new { from = "2026-06-16", place = "官网" }));
        // 19 June 2026 is a holiday: Tuesday 16 to Tuesday 23 are five working days.
        Assert.Equal(
            ("2026-06-16", "2026-06-23", "2026-06-23"),
            (shown.Text("noticeFrom"), shown.Text("noticeUntil"), shown.Text("appealsUntil"))
        );
    }

    [Fact]
    public async Task An_appeal_is_in_time_opens_only_what_it_contests_and_leads_back_to_the_panel()
    {
        var shown = await Success(await Show(await AtPanelOpinion()));
        Assert.Equal([_suzhou], await MayAppeal(SuzhouOfficer));
        Assert.Empty(await MayAppeal(Organiser));
        await Refused(await Appeal(["ZZ"]), "indicator-not-found", HttpStatusCode.NotFound);
        await Refused(await Appeal(["A1"], GuangzhouOfficer), "filing-not-found", HttpStatusCode.NotFound);
        var raced = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Appeal(["A1", "B1"])));
        var appeal = await Success(Assert.Single(raced, a => a.IsSuccessStatusCode));
        await Refused(raced.First(a => !a.IsSuccessStatusCode), "appeal-known");
        Assert.Empty(await MayAppeal(SuzhouOfficer));
        await Refused(await this.TryTo(shown, "final", Outcomes()), "appeals-open");
        Assert.Empty(
            (await this.Read(Organiser, $"rounds/{shown.Id()}/verdicts")).GetProperty("vetoes").EnumerateArray()
        );
        var upheld = await Success(
            await this.Post(
                Organiser,
                $"appeals/{appeal.Id()}/decision",
                new { outcome = "upheld", reason = "核查确有遗漏，应予复核" }
            )
        );
        Assert.Equal("upheld", upheld.Text("outcome"));
        await Refused(
            await this.Post(
                Organiser,
                $"appeals/{appeal.Id()}/decision",
                new { outcome = "rejected", reason = "改变主意，现在决定不予支持" }
            ),
            "appeal-decided"
        );
        await Refused(await this.TryTo(shown, "panel-opinion"), "notice-runs");
        Clock.Set(
            BusinessTime.At(DateOnly.Parse(shown.Text("appealsUntil")!, provider: null).AddDays(1), new TimeOnly(9, 0))
        );
        await Refused(await this.TryTo(shown, "final", Outcomes()), "appeal-upheld");
        var again = await this.To(shown, "panel-opinion");
        Assert.Equal("panel-opinion", (await this.Zone(SuzhouPlace)).Text("state"));
        // The contested cells are open, and no other.
        await Refused(await this.TryFile(again, _suzhou, "A2", new { value = 1 }, 2), "filing-closed");
        await this.File(again, _suzhou, "A1", new { value = 96 }, 2);
        // Returned anew it is open again; that the zone has handed in stays.
        await Success(await this.TryCheck(again, _suzhou, "A1", 3, "returned", "台账仍缺一页"));
        Assert.Equal(1, await this.Scalar<int>("select count(filed_at)::int from round_zone"));
        await this.File(again, _suzhou, "A1", new { value = 97 }, 4);
        await Refused(await Show(again), "evidence-unjudged");
        await Success(await this.TryCheck(again, _suzhou, "A1", 5, "accepted"));
        // Not even the database shows it again on the days of the first notice.
        Assert.Equal(
            "round_notice_to_come",
            await Module(
                "update assessments.assessment_round set stage = 'notice', version = version + 1, changed_at = @now where id = @round"
            )
        );
        var second = await Success(await Show(again));
        // Against each notice once.
        Assert.Equal([_suzhou], await MayAppeal(SuzhouOfficer));
        await Refused(await this.TryFile(second, _suzhou, "A1", new { value = 98 }, 6), "filing-closed");
        Assert.Equal(0, await this.Scalar<int>("select count(*)::int from reopened_cell where closed_at is null"));
        Clock.Set(
            BusinessTime.At(DateOnly.Parse(second.Text("appealsUntil")!, provider: null).AddDays(1), new TimeOnly(9, 0))
        );
        Assert.Empty(await MayAppeal(SuzhouOfficer));
        await Refused(await Appeal(["A1"]), "appeal-late");
        await Refused(await this.TryTo(second, "panel-opinion"), "no-appeal-upheld");
        await Refused(
            await this.TryTo(
                second,
                "final",
                new
                {
                    documentNumber = "国知1号",
                    outcomes = new[] { new { zoneId = Guid.NewGuid(), outcome = "recognised" } },
                }
            ),
            "outcomes-incomplete"
        );
        await Refused(await this.TryTo(second, "final", Outcomes("renewed")), "outcome-not-of-purpose");
        await Refused(
            await this.TryTo(second, "final", Outcomes("extended")),
            "reason-needed",
            HttpStatusCode.BadRequest
        );
        await this.To(second, "final", Outcomes());
        Assert.Equal("recognised", (await this.Zone(SuzhouPlace)).Text("state"));
        Assert.Equal(JsonValueKind.Null, (await this.Zone(SuzhouPlace)).GetProperty("roundId").ValueKind);
        Assert.Equal(2, await this.Scalar<int>("select count(*)::int from round_step where to_stage = 'notice'"));
        Assert.Equal(
            "320500 良好 recognised",
            await this.Scalar<string>(
                """
                select concat_ws(' ', payload ->> 'placeCode', payload ->> 'grade', payload ->> 'outcome') from outbox
                where kind = 'assessments.result-published.v1'
                """
            )
        );
    }

    [Fact]
    public async Task Who_failed_is_neither_recognised_nor_given_an_outcome_by_default()
    {
        var veto = await Success(await Veto("V1"));
        await Success(await Decide(OtherOrganiser, "vetoes", veto.Id(), "approved"));
        await Success(await Decide(_national, "vetoes", veto.Id(), "approved"));
        var shown = await Success(await Show(await AtPanelOpinion()));
        Clock.Set(
            BusinessTime.At(DateOnly.Parse(shown.Text("appealsUntil")!, provider: null).AddDays(1), new TimeOnly(9, 0))
        );
        await Refused(await this.TryTo(shown, "final", new { documentNumber = "国知1号" }), "outcomes-incomplete");
        await Refused(await this.TryTo(shown, "final", Outcomes()), "outcome-not-of-grade");
        object Extended(string? until) =>
            new
            {
                documentNumber = "国知1号",
                outcomes = new[]
                {
                    new
                    {
                        zoneId = _suzhou,
                        outcome = "extended",
                        reason = "须整改后再行验收",
                        until,
                    },
                },
            };
        await Refused(
            await this.TryTo(shown, "final", Extended(null)),
            "extension-needs-end",
            HttpStatusCode.BadRequest
        );
        // Building began on 24 April 2023 and ended two years later.
        foreach (var tooSoon in (string[])["2023-01-01", "2025-04-23", "2026-05-31"])
        {
            await Refused(await this.TryTo(shown, "final", Extended(tooSoon)), "end-not-later");
        }
        await this.To(shown, "final", Extended("2027-06-30"));
        var zone = await this.Zone(SuzhouPlace);
        Assert.Equal(("extended", "2027-06-30"), (zone.Text("state"), zone.Text("constructionUntil")));
        // It may be assessed anew.
        await this.Begun(_suzhou);
    }

    [Theory]
    [InlineData("veto")]
    [InlineData("grade")]
    public async Task Who_failed_the_database_does_not_recognise(string by)
    {
        if (by == "veto")
        {
            var veto = await Success(await Veto("V1"));
            await Success(await Decide(OtherOrganiser, "vetoes", veto.Id(), "approved"));
            await Success(await Decide(_national, "vetoes", veto.Id(), "approved"));
        }
        await Success(await Show(await AtPanelOpinion()));
        await this.Scalar<int>(
            """
            set session_replication_role = replica;
            update assessment_round set stage = 'final';
            update zone_result set grade = case @by when 'grade' then 'unqualified' else 'good' end
            """,
            new { by }
        );
        const string Recognise = "update assessments.round_zone set outcome = 'recognised' where round_id = @round";
        Assert.Equal("round_zone_outcome_of_grade", await Module(Recognise));
        await this.Scalar<int>(
            "set session_replication_role = replica; update zone_result set grade = 'good'; update veto set state = 'proposed'"
        );
        Assert.Null(await Module(Recognise));
    }

    [Fact]
    public async Task Nothing_is_decided_from_the_beginning()
    {
        Assert.Equal(
            "adjustment_decided_once",
            await Module(
                """
                insert into assessments.adjustment (id, round_id, zone_id, kind, points, reason, state, proposed_at, proposed_by,
                    proposed_by_name, decided_at, decided_by, decided_by_name)
                values (gen_random_uuid(), @round, @zone, 'bonus', 5, '改革经验获全国推广，另有文件', 'approved', @now, 'a', 'a', @now, 'b', 'b')
                """
            )
        );
        await Success(await Show(await AtPanelOpinion()));
        Assert.Equal(
            "appeal_decided_once",
            await Module(
                """
                insert into assessments.appeal (id, round_id, zone_id, notice_version, indicators, grounds, filed_at, filed_by, filed_by_name,
                    outcome, reason, decided_at, decided_by, decided_by_name)
                select gen_random_uuid(), id, @zone, version, '{A1}', '统计口径有误，附台账一份', @now, 'a', 'a', 'upheld', '核查确有遗漏，应予复核', @now,
                    'b', 'b'
                from assessments.assessment_round where id = @round
                """
            )
        );
    }

    [Fact]
    public async Task What_is_to_be_decided_is_listed_first()
    {
        await Refused(
            await this.Fetch(Organiser, $"rounds/{Guid.NewGuid()}/verdicts"),
            "round-not-found",
            HttpStatusCode.NotFound
        );
        foreach (var decidedLater in new[] { false, true })
        {
            var (veto, adjustment) = (
                await Success(await Veto(decidedLater ? "V2" : "V1")),
                await Success(await Adjust("bonus", 1m))
            );
            if (decidedLater)
            {
                await Success(await Decide(OtherOrganiser, "vetoes", veto.Id(), "rejected", "事实不清"));
                await Success(await Decide(OtherOrganiser, "adjustments", adjustment.Id(), "approved"));
            }
        }
        await this.Scalar<int>(
            """
            set session_replication_role = replica;
            insert into appeal (id, round_id, zone_id, notice_version, indicators, grounds, filed_at, filed_by, filed_by_name, outcome, reason,
                decided_at, decided_by, decided_by_name)
            select gen_random_uuid(), @round, @zone, n, '{A1}', '统计口径有误，附台账一份', now() + n * interval '1 day', 'a', 'a', o, r, d, p, p
            from (values (1, null, null, null::timestamptz, null), (2, 'rejected', '核查未见遗漏，不予支持', now(), 'b')) as v (n, o, r, d, p)
            """,
            new { round = _round.Id(), zone = _suzhou }
        );
        var listed = await this.Read(Organiser, $"rounds/{_round.Id()}/verdicts");
        foreach (
            var (list, member, states) in new (string, string, string?[])[]
            {
                ("vetoes", "state", ["proposed", "rejected"]),
                ("adjustments", "state", ["proposed", "approved"]),
                ("appeals", "outcome", [null, "rejected"]),
            }
        )
        {
            Assert.Equal(states, listed.GetProperty(list).EnumerateArray().Select(v => v.Text(member)));
        }
    }

    [Fact]
    public async Task What_is_decided_about_others_a_zone_does_not_see()
    {
        await Success(await Veto("V1"));
        await Success(await Adjust("bonus", 1m));
        var seen = await this.Read(SuzhouOfficer, $"rounds/{_round.Id()}/verdicts");
        Assert.Empty(seen.GetProperty("vetoes").EnumerateArray());
        Assert.Empty(seen.GetProperty("adjustments").EnumerateArray());
        await Refused(
            await this.Fetch(GuangzhouOfficer, $"rounds/{_round.Id()}/verdicts"),
            "round-not-found",
            HttpStatusCode.NotFound
        );
        var decided = await this.Read(_national, $"rounds/{_round.Id()}/verdicts");
        Assert.Single(decided.GetProperty("vetoes").EnumerateArray());
        Assert.Equal(_round.Id(), (await this.Read(_national, "rounds")).Items().Single().Id());
        var zone = (await this.Read(_national, $"rounds/{_round.Id()}/zones")).Items().Single();
        Assert.Equal(JsonValueKind.Null, zone.GetProperty("filed").ValueKind);
        await Refused(
            await this.Fetch(_national, $"rounds/{_round.Id()}/zones/{_suzhou}/filing"),
            "filing-not-found",
            HttpStatusCode.NotFound
        );
    }

    /// <summary>By the module's own role, past the use cases.</summary>
    /// <returns>The constraint that was violated, if any.</returns>
    private async Task<string?> Module(string sql)
    {
        await using var module = await Database
            .Module("assessments")
            .OpenConnectionAsync(TestContext.Current.CancellationToken);
        try
        {
            await Dapper.SqlMapper.ExecuteAsync(
                module,
                sql,
                new
                {
                    round = _round.Id(),
                    zone = _suzhou,
                    now = Clock.GetUtcNow(),
                }
            );
            return null;
        }
        catch (Npgsql.PostgresException refused)
        {
            return refused.ConstraintName ?? refused.Message;
        }
    }

    private Task<HttpResponseMessage> Veto(string code) =>
        this.Post(
            Organiser,
            $"rounds/{_round.Id()}/zones/{_suzhou}/vetoes",
            new { code, fact = "2025年发生重大知识产权安全事件" }
        );

    private Task<HttpResponseMessage> Adjust(string kind, decimal points) =>
        this.Post(
            Organiser,
            $"rounds/{_round.Id()}/zones/{_suzhou}/adjustments",
            new
            {
                kind,
                points,
                reason = "改革经验获全国推广，另有文件",
            }
        );

    private Task<HttpResponseMessage> Decide(
        CurrentUser who,
        string what,
        Guid id,
        string outcome,
        string? reason = null
    ) => this.Post(who, $"{what}/{id}/decision", new { outcome, reason });

    private Task<HttpResponseMessage> Appeal(string[] indicators, CurrentUser? who = null) =>
        this.Post(
            who ?? SuzhouOfficer,
            $"rounds/{_round.Id()}/zones/{_suzhou}/appeals",
            new { indicators, grounds = "按期结案率统计口径有误，附台账" }
        );

    private async Task<IEnumerable<Guid>> MayAppeal(CurrentUser who) =>
        (await this.Read(who, $"rounds/{_round.Id()}/verdicts"))
            .GetProperty("mayAppeal")
            .EnumerateArray()
            .Select(z => z.GetGuid());

    private Task<HttpResponseMessage> Show(JsonElement round, object? notice = null) =>
        this.TryTo(
            round,
            "notice",
            new { documentNumber = "公示1号", notice = notice ?? new { from = Day(Clock.Today()), place = "官网" } }
        );

    private object Outcomes(string outcome = "recognised") =>
        new { documentNumber = "国知1号", outcomes = new[] { new { zoneId = _suzhou, outcome } } };

    private Task<JsonElement> Current() => this.Read(Organiser, $"rounds/{_round.Id()}");

    /// <summary>Past the scoring, whose rules have tests of their own.</summary>
    private async Task<JsonElement> AtPanelOpinion()
    {
        await this.Scalar<int>(
            """
            set session_replication_role = replica;
            update assessment_round set stage = 'panel-opinion', version = version + 1 where id = @id;
            update demonstration_zone set state = 'panel-opinion', version = version + 1 where id = @zone
            """,
            new { id = _round.Id(), zone = _suzhou }
        );
        return await Current();
    }
}
