using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Discipline;

/// <summary>Something without which the database refuses a step.</summary>
/// <param name="Code">The refusal that its absence brings.</param>
/// <param name="ByStep">It is handed in with the step itself.</param>
public sealed record StepNeed(string Words, bool Met, string Code, bool ByStep = false, string? Detail = null);

/// <param name="Name">Key of <see cref="Names.CaseSteps"/>.</param>
/// <param name="Path">Below the case.</param>
/// <param name="ByReviewer">Taken by a reviewer, else by an officer.</param>
public sealed record CaseStep(
    string Name,
    string Path,
    bool ByReviewer,
    IReadOnlyList<StepNeed> Needs,
    bool Dangerous = false
)
{
    /// <summary>Nothing is missing but what the step's own form asks for.</summary>
    public bool Ready => Needs.All(n => n.Met || n.ByStep);
}

/// <summary>
/// The steps from where a case stands, with what each needs. It tells beforehand what the service and the database will hold to; they decide.
/// </summary>
public sealed class CaseSteps(DisciplineCaseDetail detail, RuleBook rules, string? me, DateOnly today)
{
    private const string Missing = "discipline.document-missing";

    private DisciplineCase Case => detail.Case;

    public IReadOnlyList<CaseStep> All() =>
        [
            .. Case.State switch
            {
                "lead" => [Step("verification"), Step("dropping", dangerous: true)],
                "verifying" => [Step("proposal"), .. Undetermined(false), Step("dropping", dangerous: true)],
                "proposed" =>
                [
                    Step("service", needs: [Document("prior-notice"), Document("proof-of-service")]),
                    Step("return", true),
                ],
                "notice-served" => [Statement(), Waiver(), Hearing(), Decision(), .. Undetermined(true)],
                "statement" => [Waiver(), Hearing(), Decision(), .. Undetermined(true)],
                "hearing" => [Decision(), .. Undetermined(true)],
                "decided" => [Publication()],
                "published" or "reinstated" when !Case.Expired => (CaseStep[])[Repair()],
                "repair-applied" when !Accepted => [Step("acceptance", path: "repair/acceptance")],
                "repair-applied" =>
                [
                    Step(
                        "repair-decision",
                        true,
                        "repair/decision",
                        [Document("repair-decision"), NotMe("repair-accepted")]
                    ),
                ],
                _ => [],
            },
            .. Endings(),
        ];

    /// <summary>Whose turn it is, as far as the state tells.</summary>
    public bool Accepted => detail.Repairs.Exists(r => r.State == "accepted");

    private IEnumerable<CaseStep> Endings()
    {
        if (detail.OpenEnding is { } open)
        {
            yield return Step("ending-decision", true, "endings/decision", [NotMe($"{open.Kind}-proposed")]);
            yield break;
        }
        if (Allows("reinstated"))
        {
            yield return Step("reinstatement", path: "endings", needs: [Document("reinstatement-decision")]);
        }
        if (Allows("revoked"))
        {
            yield return Step("revocation", path: "endings", needs: [Document("revocation-decision")], dangerous: true);
        }
    }

    private CaseStep Statement() => Step("statement", needs: [Document("statement")]);

    private CaseStep Waiver() => Step("waiver", needs: [Document("waiver")]);

    private CaseStep Hearing() => Step("hearing", needs: [Document("hearing-request"), Document("hearing-notice")]);

    private IEnumerable<CaseStep> Undetermined(bool byReviewer)
    {
        if (rules.Ground(Case.ListCode, Case.GroundCode) is { MayBeLeft: true })
        {
            yield return Step("undetermined", byReviewer, needs: [Document("correction")]);
        }
    }

    private CaseStep Decision() =>
        Step(
            "decision",
            true,
            needs:
            [
                Document("decision"),
                Clause(),
                Served(),
                Period(),
                .. Case.State == "statement"
                    ? [Document("statement-answer", "discipline.statement-unanswered", false)]
                    : (StepNeed[])[],
                .. Case.State == "hearing"
                    ? [Document("hearing-record", "discipline.hearing-not-recorded", false)]
                    : (StepNeed[])[],
                NotMe("proposed"),
            ]
        );

    private CaseStep Publication() =>
        Step(
            "publication",
            needs:
            [
                new StepNeed(
                    Names.Of(Names.CaseDocumentKinds, "decision"),
                    detail.DecisionDocumentId is not null,
                    "discipline.no-decision-document"
                ),
                Clause(),
                Served(),
                Period(),
                new StepNeed(Texts.Discipline.NeedNotStayed, !Case.Stayed, "discipline.decision-stayed"),
                new StepNeed(
                    Texts.Discipline.NeedTermRuns,
                    Case.TermUntil is { } until && until > today,
                    "discipline.period-over",
                    Detail: Case.TermUntil is { } end ? ChinaTime.Iso(end.AddDays(-1)) : null
                ),
            ]
        );

    private CaseStep Repair()
    {
        var first =
            rules.PeriodOf(Case, detail.PeriodRuleId)?.RepairAfterMonths is { } months && Case.TermFrom is { } from
                ? from.AddMonths(months)
                : (DateOnly?)null;
        return Step(
            "repair",
            needs:
            [
                Document("repair-application"),
                Document("commitment"),
                Document("correction"),
                new StepNeed(
                    Texts.Discipline.NeedRepairTime,
                    first <= today,
                    first is null ? "discipline.no-repair" : "discipline.repair-too-early",
                    Detail: first is { } day ? Texts.Discipline.FromDay.With(ChinaTime.Iso(day)) : null
                ),
            ]
        );
    }

    private StepNeed Clause() =>
        new(
            Texts.Discipline.NeedClause,
            !string.IsNullOrEmpty(detail.Clause),
            "discipline.no-clause",
            Detail: detail.Clause
        );

    private StepNeed Served() =>
        new(
            Names.Of(Names.CaseDocumentKinds, "proof-of-service"),
            detail.Has("proof-of-service"),
            "discipline.no-proof-of-service",
            Detail: detail.ServedOn is { } on ? ChinaTime.Iso(on) : null
        );

    private StepNeed Period() =>
        new(
            Texts.Discipline.NeedStatementPeriod,
            detail.StatementWaivedAt is not null || detail.StatementUntil < today,
            "discipline.statement-period-runs",
            Detail: detail.StatementWaivedAt is { } waived
                    ? Texts.Discipline.WaivedOn.With(ChinaTime.Iso(ChinaTime.DateOf(waived)))
                : detail.StatementUntil is { } until ? Texts.Discipline.EndsOn.With(ChinaTime.Iso(until))
                : null
        );

    /// <summary>Four eyes: by name, as the history tells it; the service knows the person.</summary>
    private StepNeed NotMe(string action)
    {
        var actor = detail.Events.FindLast(e => e.Action == action)?.Actor;
        return new StepNeed(
            Texts.Discipline.NeedFourEyes,
            actor is null || actor != me,
            "discipline.four-eyes",
            Detail: actor is null ? null : Texts.Discipline.ProposedBy.With(actor)
        );
    }

    private StepNeed Document(string kind, string code = Missing, bool byStep = true) =>
        new(Names.Of(Names.CaseDocumentKinds, kind), detail.Has(kind), code, byStep);

    private bool Allows(string to) => detail.Moves.Exists(m => m.To == to);

    private static CaseStep Step(
        string name,
        bool byReviewer = false,
        string? path = null,
        StepNeed[]? needs = null,
        bool dangerous = false
    ) => new(name, path ?? name, byReviewer, needs ?? [], dangerous);
}
