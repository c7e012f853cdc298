using RegionNet.Portal.Api;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Discipline;

/// <summary>Today's rules of discipline, asked for once: the words for lists, grounds and deadlines.</summary>
public sealed class RuleBook(ApiClient api)
{
    private DisciplineRules? _rules;

    public DisciplineRules Today => _rules ?? new DisciplineRules();

    /// <exception cref="ProblemException">They can't be had.</exception>
    public async Task Load(CancellationToken cancel) =>
        _rules ??= await api.Get<DisciplineRules>("/api/discipline/rules", cancel);

    public IEnumerable<(string Code, string Text)> Lists => Today.Lists.Select(l => (l.Code, l.Name));

    /// <summary>The grounds of a list; of every list when none is chosen.</summary>
    public IEnumerable<(string Code, string Text)> GroundsOf(string list) =>
        Today.Grounds.Where(g => list.Length == 0 || g.ListCode == list).Select(g => (g.Code, g.Name));

    public GroundRule? Ground(string list, string ground) =>
        Today.Grounds.Find(g => g.ListCode == list && g.Code == ground);

    /// <summary>The period that a case was decided by, else the one that holds today.</summary>
    public PeriodRule? PeriodOf(DisciplineCase of, string? decidedBy) =>
        Today.Periods.Find(p => p.Id == decidedBy)
        ?? Today.Periods.Find(p => p.ListCode == of.ListCode && p.GroundCode == of.GroundCode)
        ?? Today.Periods.Find(p => p.ListCode == of.ListCode && p.GroundCode is null);

    public DeadlineRule? Deadline(string? id) => Today.Deadlines.Find(d => d.Id == id);

    /// <summary>What a deadline is of; an earlier version of a rule is told by its code.</summary>
    public string DeadlineName(string? id) => Deadline(id)?.Name ?? id ?? "";

    /// <summary>10 working days: the length of a deadline and where it comes from.</summary>
    public static string Length(DeadlineRule rule) =>
        (rule.Unit == "working" ? Texts.Discipline.WorkingDays : Texts.Discipline.CalendarDays).With(rule.Days);
}
