using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Discipline;

/// <summary>Cases as a spreadsheet; of natural persons no more than the page shows.</summary>
public static class CasesSheet
{
    public static string Write(IReadOnlyList<DisciplineCase> cases, RuleBook rules) =>
        Csv.Write(
            [
                Texts.Discipline.Number,
                Texts.Discipline.Party,
                Texts.Discipline.Code,
                Texts.Discipline.ResidentId,
                Texts.Discipline.List,
                Texts.Discipline.Ground,
                Texts.Discipline.State,
                Texts.Discipline.Term,
                Texts.Discipline.Next,
                Texts.Discipline.Due,
                Texts.Discipline.Opened,
            ],
            cases.Select(c =>
                (IReadOnlyList<string?>)
                    [
                        c.Number,
                        c.Party.Name,
                        c.Party.Code,
                        c.Party.MaskedId,
                        c.List,
                        c.Ground,
                        Names.Of(Names.DisciplineStates, c.ShownState),
                        TermOf(c.TermFrom, c.TermUntil),
                        rules.DeadlineName(c.DueRuleId),
                        c.DueOn is { } due ? ChinaTime.Iso(due) : null,
                        ChinaTime.Minute(c.OpenedAt),
                    ]
            )
        );

    /// <summary>First and last day; the service counts half-open.</summary>
    public static string? TermOf(DateOnly? from, DateOnly? until) =>
        from is { } first && until is { } end
            ? Texts.Discipline.TermOf.With(ChinaTime.Iso(first), ChinaTime.Iso(end.AddDays(-1)))
            : null;
}
