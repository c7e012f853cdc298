using System.Net;
using System.Text.Json;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;
using static RegionNet.Assessments.IntegrationTests.RoundSteps;

namespace RegionNet.Assessments.IntegrationTests;

public sealed class FilingTests : PanelRoom
{
    private Guid _suzhou;
    private JsonElement _round;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _suzhou = (await this.Zone(SuzhouPlace)).Id();
        _round = await this.Begun(_suzhou, (await this.Zone(GuangzhouPlace)).Id());
    }

    [Fact]
    public async Task A_zone_files_hands_in_is_sent_back_and_hands_in_again()
    {
        await Refused(await this.TryHandIn(_round, _suzhou), "filing-incomplete");
        await this.FileAll(_round, _suzhou);
        await Success(await this.TryHandIn(_round, _suzhou));
        await Refused(await this.TryFile(_round, _suzhou, "A1", new { value = 99 }, 1), "filing-closed");
        await Refused(await this.TryTo(_round, "evidence-check"), "filings-open");
        Clock.Set(BusinessTime.At(WorkingDays.Official.Add(Clock.Today(), 11), new TimeOnly(9, 0)));
        var round = await this.To(_round, "evidence-check");
        await Refused(
            await this.TryCheck(round, _suzhou, "A1", 1, "returned"),
            "reason-needed",
            HttpStatusCode.BadRequest
        );
        await Success(await this.TryCheck(round, _suzhou, "A1", 1, "returned", "数据与台账不符"));
        await Refused(await this.TryCheck(round, _suzhou, "A1", 2, "accepted"), "evidence-with-zone");
        foreach (var accepted in new[] { "A2", "A3", "B1" })
        {
            await Success(await this.TryCheck(round, _suzhou, accepted, 1, "accepted"));
        }
        await Refused(await this.TryTo(round, "scoring"), "evidence-returned");
        // What was returned is open, and nothing else.
        await Refused(await this.TryFile(round, _suzhou, "A2", new { value = 2 }, 2), "filing-closed");
        var mended = await this.File(round, _suzhou, "A1", new { value = 94 }, 2);
        Assert.Equal(("returned", "数据与台账不符"), (mended.Text("evidenceState"), mended.Text("checkReason")));
        await Success(await this.TryHandIn(round, _suzhou));
        await Refused(await this.TryTo(round, "scoring"), "evidence-unjudged");
        await Success(await this.TryCheck(round, _suzhou, "A1", 4, "accepted"));
        await this.To(round, "scoring");
        var versions = (await this.Read(Organiser, $"rounds/{round.Id()}/zones/{_suzhou}/filings/A1/versions"))
            .Items()
            .ToList();
        Assert.Equal(
            ["95.5 open", "95.5 returned", "94 returned", "94 open", "94 accepted"],
            versions.Select(v => $"{v.GetProperty("value").GetDecimal():0.##} {v.Text("evidenceState")}")
        );
    }

    [Fact]
    public async Task After_the_last_day_nothing_can_be_filed_and_what_was_filed_counts()
    {
        await this.File(_round, _suzhou, "A1", new { value = 90 });
        Clock.Set(BusinessTime.At(WorkingDays.Official.Add(Clock.Today(), 10), new TimeOnly(23, 59)));
        await this.File(_round, _suzhou, "A2", new { value = 1 });
        Clock.Advance(TimeSpan.FromMinutes(2));
        await Refused(await this.TryFile(_round, _suzhou, "A3", new { value = 0 }), "filing-closed");
        await Refused(await this.TryHandIn(_round, _suzhou), "filing-closed");
        await Refused(await this.TryUpload(_round, _suzhou, "A1", FilingSteps.Pdf()), "filing-closed");
        var round = await this.To(_round, "evidence-check");
        await Refused(await this.TryTo(round, "scoring"), "evidence-unjudged");
        Assert.Equal(
            ["A3", "B1"],
            (await this.Filing(Organiser, round, _suzhou))
                .GetProperty("openIndicators")
                .EnumerateArray()
                .Select(i => i.GetString()!)
        );
    }

    [Fact]
    public async Task In_the_evidence_check_only_what_was_returned_is_handed_in()
    {
        await this.File(_round, _suzhou, "A1", new { value = 90 });
        Clock.Set(BusinessTime.At(WorkingDays.Official.Add(Clock.Today(), 11), new TimeOnly(9, 0)));
        var round = await this.To(_round, "evidence-check");
        Assert.False(await MayHandIn());
        await Refused(await this.TryHandIn(round, _suzhou), "filing-closed");
        Assert.Equal(0, await this.Scalar<int>("select count(filed_at)::int from round_zone"));
        await Success(await this.TryCheck(round, _suzhou, "A1", 1, "returned", "数据与台账不符"));
        Assert.True(await MayHandIn());
        await Success(await this.TryHandIn(round, _suzhou));
        Assert.False(await MayHandIn());

        async Task<bool> MayHandIn() =>
            (await this.Filing(SuzhouOfficer, round, _suzhou)).GetProperty("mayHandIn").GetBoolean();
    }

    [Fact]
    public async Task What_does_not_apply_counts_once_the_organiser_agrees()
    {
        await this.FileAll(_round, _suzhou);
        await Refused(
            await this.TryFile(_round, _suzhou, "A2", new { value = 1, notApplicableReason = "无立法权" }, 1),
            "applies-or-not",
            HttpStatusCode.BadRequest
        );
        var asked = await this.File(_round, _suzhou, "A2", new { notApplicableReason = "无立法权" }, 1);
        Assert.False(asked.GetProperty("notApplicableApproved").GetBoolean());
        await Success(await this.TryHandIn(_round, _suzhou));
        Clock.Set(BusinessTime.At(WorkingDays.Official.Add(Clock.Today(), 11), new TimeOnly(9, 0)));
        var round = await this.To(_round, "evidence-check");
        var agreed = await Success(await this.TryCheck(round, _suzhou, "A2", 2, "accepted"));
        Assert.True(agreed.GetProperty("notApplicableApproved").GetBoolean());
        await Success(await this.TryCheck(round, _suzhou, "A2", 3, "returned", "设区的市有立法权"));
        Assert.False(
            (await this.Filing(Organiser, round, _suzhou))
                .Indicator("A2")
                .GetProperty("filing")
                .GetProperty("notApplicableApproved")
                .GetBoolean()
        );
    }

    [Fact]
    public async Task Two_officers_on_one_indicator_overwrite_nothing()
    {
        var other = TestPeople.Person("suzhou-zone-2", Suzhou, [Roles.DemonstrationZoneOfficer], around: ["YRD"]);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(n =>
                    this.TryFile(_round, _suzhou, "A1", new { value = 80 + n }, who: n % 2 == 0 ? SuzhouOfficer : other)
                )
        );
        var won = Assert.Single(answers, a => a.IsSuccessStatusCode);
        var saved = await Success(won);
        foreach (var lost in answers.Where(a => a != won))
        {
            var current = (await Refused(lost, "stale-filing", HttpStatusCode.PreconditionFailed)).GetProperty(
                "current"
            );
            Assert.Equal(saved.GetProperty("value").GetDecimal(), current.GetProperty("value").GetDecimal());
            Assert.Equal(saved.Text("changedByName"), current.Text("changedByName"));
        }
        // A repetition of what stands there is harmless; it is no version of its own.
        var again = await this.File(_round, _suzhou, "A1", new { value = saved.GetProperty("value").GetDecimal() });
        Assert.Equal(1, again.Version());
        var next = await this.File(_round, _suzhou, "A1", new { value = 99.25 }, 1, other);
        Assert.Equal(2, next.Version());
        Assert.Equal(2, await this.Scalar<int>("select count(*)::int from filing_version where indicator = 'A1'"));
    }

    [Fact]
    public async Task A_stage_that_moves_and_a_filing_at_once_never_cross()
    {
        await this.File(_round, _suzhou, "A1", new { value = 1 });
        Clock.Set(BusinessTime.At(WorkingDays.Official.Add(Clock.Today(), 10), new TimeOnly(23, 0)));
        var guangzhou = (await this.Zone(GuangzhouPlace)).Id();
        await this.FileAll(_round, guangzhou, GuangzhouOfficer);
        await this.File(_round, _suzhou, "A2", new { value = 1 });
        await this.File(_round, _suzhou, "A3", new { value = 1 });
        await this.File(_round, _suzhou, "B1", new { statement = "说明" });
        await Success(await this.TryHandIn(_round, guangzhou, GuangzhouOfficer));
        // One officer types on, one hands in, and the organiser moves the stage as soon as it is handed in.
        var typing = Enumerable
            .Range(1, 12)
            .Select(async n =>
            {
                await Task.Yield();
                return await this.TryFile(_round, _suzhou, "A1", new { value = 100 + n }, 1);
            });
        var moving = Task.Run(async () =>
        {
            while (true)
            {
                var moved = await this.TryTo(_round, "evidence-check");
                if (moved.IsSuccessStatusCode)
                {
                    return;
                }
                await Refused(moved, "filings-open");
            }
        });
        var typed = Task.WhenAll(typing);
        await Success(await this.TryHandIn(_round, _suzhou));
        await moving;
        var answers = await typed;
        Assert.True(answers.Count(a => a.IsSuccessStatusCode) <= 1);
        var (filedAt, last) = (
            await this.Scalar<DateTime>("select filed_at from round_zone where zone_id = @_suzhou", new { _suzhou }),
            await this.Scalar<DateTime>(
                "select max(at) from filing_version where zone_id = @_suzhou and indicator = 'A1'",
                new { _suzhou }
            )
        );
        Assert.True(last <= filedAt, $"{last:O} was written after {filedAt:O}");
        await Refused(await this.TryFile(_round, _suzhou, "A1", new { value = 3 }, 1), "filing-closed");
    }

    [Fact]
    public async Task What_is_no_answer_is_refused_and_changes_nothing()
    {
        foreach (
            var (indicator, body, code) in new[]
            {
                ("A1", """{"version":0,"value":12.34567}""", "assessments.value-too-fine"),
                ("A2", """{"version":0,"value":1.5}""", "assessments.value-is-count"),
                ("A3", """{"version":0,"value":-1}""", "assessments.value-is-count"),
                ("B1", """{"version":0,"value":3}""", "assessments.panel-has-no-value"),
                ("A1", """{"version":0,"value":1e30}""", "kernel.invalid-request"),
                ("A1", """{"version":0,"value":"many"}""", "kernel.invalid-request"),
                ("A1", """{"version":-1,"value":1}""", "kernel.invalid-request"),
                ("A1", """{"value":1}""", "kernel.invalid-request"),
                ("A1", """{"version":0,"statement":""}""", "kernel.invalid-request"),
                ("A1", "{\"version\":0,\"statement\":\"a\\u0000b\"}", "kernel.invalid-request"),
                ("ZZ", """{"version":0,"value":1}""", "assessments.indicator-not-found"),
            }
        )
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            var answer = await Host.As(SuzhouOfficer)
                .PutAsync($"/api/assessments/rounds/{_round.Id()}/zones/{_suzhou}/filings/{indicator}", content);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.True(code == problem.Text("code"), $"{body}: {problem}");
            Assert.True((int)answer.StatusCode is 400 or 404, answer.StatusCode.ToString());
        }
        Assert.Equal(0, await this.Scalar<int>("select count(*)::int from indicator_filing"));
    }

    [Fact]
    public async Task A_filing_is_the_zones_the_organisers_and_from_scoring_on_its_evaluators()
    {
        await Refused(
            await this.TryFile(_round, _suzhou, "A1", new { value = 1 }, who: GuangzhouOfficer),
            "filing-not-found",
            HttpStatusCode.NotFound
        );
        await Refused(
            await this.TryHandIn(_round, _suzhou, GuangzhouOfficer),
            "filing-not-found",
            HttpStatusCode.NotFound
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await this.TryFile(_round, _suzhou, "A1", new { value = 1 }, who: Organiser)).StatusCode
        );
        foreach (var stranger in new[] { GuangzhouOfficer, Coordinator, Evaluators[0] })
        {
            await Refused(
                await this.Fetch(stranger, $"rounds/{_round.Id()}/zones/{_suzhou}/filing"),
                "filing-not-found",
                HttpStatusCode.NotFound
            );
            await Refused(
                await this.Fetch(stranger, $"rounds/{_round.Id()}/zones/{_suzhou}/filings/A1/versions"),
                "filing-not-found",
                HttpStatusCode.NotFound
            );
        }
        var own = await this.Filing(SuzhouOfficer, _round, _suzhou);
        Assert.All(
            own.GetProperty("indicators").EnumerateArray(),
            i => Assert.True(i.GetProperty("open").GetBoolean())
        );
        Assert.False(own.GetProperty("scans").GetBoolean());
        var seen = await this.Filing(Organiser, _round, _suzhou);
        Assert.All(
            seen.GetProperty("indicators").EnumerateArray(),
            i => Assert.False(i.GetProperty("open").GetBoolean())
        );
    }
}
