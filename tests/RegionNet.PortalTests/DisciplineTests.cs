using System.Text.Json;
using RegionNet.Portal.Api;
using RegionNet.Portal.Discipline;
using RegionNet.Portal.Language;
using RegionNet.Portal.Session;
using Xunit;

namespace RegionNet.PortalTests;

public sealed class DisciplineTests
{
    private const string Officer = "经办人甲";
    private const string Reviewer = "审核人乙";
    private static readonly DateOnly Today = new(2026, 11, 27);
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(8));

    private static RuleBook NoRules() => new(new ApiClient(new HttpClient(), new SessionState(), TimeProvider.System));

    /// <summary>A case that went through these states, a day apart.</summary>
    private static DisciplineCaseDetail Went(params string[] states)
    {
        var detail = new DisciplineCaseDetail { Case = { State = states[^1], Version = states.Length } };
        for (var i = 0; i < states.Length; i++)
        {
            detail.Events.Add(
                new CaseEvent
                {
                    Version = i + 1,
                    FromState = i == 0 ? "" : states[i - 1],
                    ToState = states[i],
                    Action = states[i],
                    At = Start.AddDays(i),
                    Actor = Officer,
                }
            );
        }
        return detail;
    }

    private static string Line(DisciplineCaseDetail detail) =>
        string.Join(' ', CaseLifeLine.Of(detail).Select(s => $"{s.State}:{s.Stands}"));

    private static CaseStep Step(DisciplineCaseDetail detail, string name, string me = Reviewer) =>
        new CaseSteps(detail, NoRules(), me, Today).All().Single(s => s.Name == name);

    private static IEnumerable<string> Lacking(CaseStep step) =>
        step.Needs.Where(n => !n.Met && !n.ByStep).Select(n => n.Code);

    private static void Add(DisciplineCaseDetail detail, params string[] kinds) =>
        detail.Documents.AddRange(kinds.Select(k => new CaseDocument { Id = k, Kind = k }));

    [Fact]
    public void The_line_shows_what_was_gone_through_and_what_is_ahead()
    {
        Assert.Equal(
            "lead:done verifying:done proposed:now notice-served:ahead heard:ahead decided:ahead published:ahead end:ahead",
            Line(Went("lead", "verifying", "proposed"))
        );
    }

    [Fact]
    public void A_decision_without_statement_or_hearing_left_that_stage_out()
    {
        Assert.Equal(
            "lead:done verifying:done proposed:done notice-served:done heard:skipped decided:done published:now end:ahead",
            Line(Went("lead", "verifying", "proposed", "notice-served", "decided", "published"))
        );
    }

    [Theory]
    [InlineData("dropped", "lead:done verifying:done dropped:now")]
    [InlineData("undetermined", "lead:done verifying:done undetermined:now")]
    public void What_stopped_early_has_nothing_ahead(string end, string line) =>
        Assert.Equal(line, Line(Went("lead", "verifying", end)));

    [Fact]
    public void An_entry_whose_time_is_over_stands_at_its_end()
    {
        var detail = Went("lead", "verifying", "proposed", "notice-served", "hearing", "decided", "published");
        detail.Case.Expired = true;
        Assert.EndsWith(
            "hearing:done decided:done published:done expired:now",
            Line(detail).Replace("heard", "hearing")
        );
    }

    [Fact]
    public void A_decision_lacks_what_the_database_would_refuse_it_for()
    {
        var detail = Went("lead", "verifying", "proposed", "notice-served", "statement");
        detail.StatementUntil = Today;
        Assert.Equal(
            [
                "discipline.no-clause",
                "discipline.no-proof-of-service",
                "discipline.statement-period-runs",
                "discipline.statement-unanswered",
            ],
            Lacking(Step(detail, "decision"))
        );

        Add(detail, "proof-of-service", "statement-answer");
        detail.Clause = "第五条";
        detail.StatementUntil = Today.AddDays(-1);
        Assert.True(Step(detail, "decision").Ready);
    }

    [Fact]
    public void A_waiver_ends_the_statement_period_at_once()
    {
        var detail = Went("lead", "verifying", "proposed", "notice-served");
        (detail.StatementUntil, detail.Clause) = (Today.AddDays(4), "第五条");
        Add(detail, "proof-of-service");
        Assert.Equal(["discipline.statement-period-runs"], Lacking(Step(detail, "decision")));
        detail.StatementWaivedAt = Start;
        Assert.True(Step(detail, "decision").Ready);
    }

    [Fact]
    public void Who_proposed_is_told_that_somebody_else_decides()
    {
        var detail = Went("lead", "verifying", "proposed", "notice-served");
        Assert.Contains("discipline.four-eyes", Lacking(Step(detail, "decision", Officer)));
        Assert.DoesNotContain("discipline.four-eyes", Lacking(Step(detail, "decision", Reviewer)));
    }

    [Fact]
    public void A_stayed_decision_and_one_whose_time_is_over_are_not_published()
    {
        var detail = Went("lead", "verifying", "proposed", "notice-served", "decided");
        (detail.DecisionDocumentId, detail.Clause, detail.StatementUntil) = ("d", "第五条", Today.AddDays(-9));
        Add(detail, "proof-of-service", "decision");
        (detail.Case.TermFrom, detail.Case.TermUntil) = (Today.AddYears(-1), Today.AddDays(1));
        Assert.True(Step(detail, "publication").Ready);

        (detail.Case.TermUntil, detail.Case.Stayed) = (Today, true);
        Assert.Equal(["discipline.decision-stayed", "discipline.period-over"], Lacking(Step(detail, "publication")));
    }

    [Fact]
    public void An_open_proposal_to_end_is_decided_before_another_is_made()
    {
        var detail = Went("lead", "verifying", "proposed", "notice-served", "decided", "published");
        detail.Moves.Add(new CaseMove { To = "revoked" });
        string[] Names() => [.. new CaseSteps(detail, NoRules(), Reviewer, Today).All().Select(s => s.Name)];
        Assert.Equal(["repair", "revocation"], Names());
        detail.Endings.Add(new CaseEnding { Kind = "revoked", State = "proposed" });
        Assert.Equal(["repair", "ending-decision"], Names());
    }

    [Fact]
    public void A_repair_is_accepted_by_an_officer_and_decided_by_a_reviewer()
    {
        var detail = Went("lead", "verifying", "proposed", "notice-served", "decided", "published", "repair-applied");
        detail.Repairs.Add(new CaseRepair { State = "applied" });
        Assert.False(Step(detail, "acceptance").ByReviewer);
        detail.Repairs[0].State = "accepted";
        Assert.True(Step(detail, "repair-decision").ByReviewer);
    }

    /// <summary>Members that a step does not know stay out of the message: the service would refuse or, worse, believe them.</summary>
    [Theory]
    [InlineData("dropping", """{"version":3,"reason":"查无实据"}""")]
    [InlineData("proposal", """{"version":3,"clause":"第六条第一项","note":"查无实据"}""")]
    [InlineData("decision", """{"version":3,"note":"查无实据","documentId":"decision","listed":true,"months":18}""")]
    [InlineData(
        "repair",
        """{"version":3,"correctionId":"correction","applicationId":"repair-application","commitmentId":"commitment"}"""
    )]
    [InlineData(
        "revocation",
        """{"version":3,"clause":"第六条第一项","documentId":"revocation-decision","kind":"revoked"}"""
    )]
    [InlineData("verification", """{"version":3}""")]
    public void A_step_says_what_it_knows_and_no_more(string step, string sent)
    {
        var form = StepForm.Of(new CaseStep(step, step, false, []));
        var draft = new StepDraft
        {
            Clause = "第六条第一项",
            Note = "查无实据",
            Yes = true,
            Months = 18,
        };
        foreach (var kind in form.Documents)
        {
            draft.Documents[kind] = new DocumentDraft { Kind = kind, Id = kind };
        }
        var written = JsonSerializer.Serialize(form.Request(3, draft), PortalJson.For<CaseStepRequest>());
        Assert.Equal(sent, System.Text.RegularExpressions.Regex.Unescape(written));
    }

    [Fact]
    public void A_lead_sends_nothing_of_the_other_kind_of_party()
    {
        var lead = new NewDisciplineCase
        {
            ListCode = "cnipa-credit",
            GroundCode = "abnormal-filing",
            Facts = " 线索 ",
            Party =
            {
                Kind = "person",
                Name = " 王小明 ",
                Code = "91320594MA1XYZ0000",
                CodeOverridden = "核对过",
                ResidentId = " 11010519491231002x ",
            },
        };
        var clean = LeadCheck.Clean(lead, true);
        Assert.Null(clean.Party.Code);
        Assert.Null(clean.Party.CodeOverridden);
        Assert.Equal(("王小明", "11010519491231002X", "线索"), (clean.Party.Name, clean.Party.ResidentId, clean.Facts));
        Assert.True(LeadCheck.Of(lead, true).Passed);

        lead.Party.Kind = "organisation";
        Assert.Null(LeadCheck.Clean(lead, false).Party.CodeOverridden);
        Assert.NotNull(LeadCheck.Clean(lead, true).Party.CodeOverridden);
        lead.Party.Code = "91320594MI1XYZ0000";
        Assert.Equal(Texts.Discipline.LeadCodeShape.ToString(), LeadCheck.Of(lead, false).Wrong("code"));
    }

    [Fact]
    public void The_spreadsheet_holds_no_more_of_a_person_than_the_page()
    {
        Languages.Choose(Languages.Chinese);
        var sheet = CasesSheet.Write(
            [
                new DisciplineCase
                {
                    Number = "D2026-000001",
                    Party =
                    {
                        Kind = "person",
                        Name = "王＊明",
                        MaskedId = "110***********002X",
                    },
                    TermFrom = new DateOnly(2026, 1, 1),
                    TermUntil = new DateOnly(2027, 1, 1),
                },
            ],
            NoRules()
        );
        Assert.Contains("D2026-000001,王＊明,,110***********002X", sheet);
        Assert.Contains("2026-01-01 至 2026-12-31", sheet);
    }
}
