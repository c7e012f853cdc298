using RegionNet.Portal.Api;

namespace RegionNet.Portal.Discipline;

/// <param name="State">A state of the case, or <c>heard</c> (statement or hearing) or <c>end</c>.</param>
/// <param name="Stands">done, now, skipped or ahead.</param>
/// <param name="At">When it was reached last.</param>
public sealed record LifeStage(string State, string Stands, DateTimeOffset? At, string? By);

/// <summary>The line of a case's life, from the lead to its end: what was reached, where it stands, what is ahead.</summary>
public static class CaseLifeLine
{
    public const string Heard = "heard";
    public const string End = "end";

    private static readonly string[] Road =
    [
        "lead",
        "verifying",
        "proposed",
        "notice-served",
        Heard,
        "decided",
        "published",
        End,
    ];

    public static IReadOnlyList<LifeStage> Of(DisciplineCaseDetail detail)
    {
        var state = detail.Case.ShownState;
        var stopped = state is "dropped" or "undetermined" or "not-listed";
        // What stopped before it was published ends where it had come to.
        var here = stopped ? LastReached(detail.Events) + 1 : Place(state);
        var stages = new List<LifeStage>();
        for (var place = 0; place < Road.Length && (!stopped || place < here); place++)
        {
            var name = Road[place];
            var reached = Reached(detail.Events, name);
            stages.Add(
                new LifeStage(
                    place == here ? Shown(name, state) : name,
                    place == here ? "now"
                        : place > here ? "ahead"
                        : reached is null ? "skipped"
                        : "done",
                    place > here ? null : reached?.At,
                    place > here ? null : reached?.Actor
                )
            );
        }
        if (stopped)
        {
            var end = detail.Events.FindLast(e => e.ToState == state);
            stages.Add(new LifeStage(state, "now", end?.At, end?.Actor));
        }
        return stages;
    }

    private static string Shown(string name, string state) => name is Heard or End ? state : name;

    private static int LastReached(List<CaseEvent> events) =>
        Place(events.FindLast(e => Place(e.FromState) >= 0)?.FromState ?? "lead");

    private static CaseEvent? Reached(List<CaseEvent> events, string stage) =>
        events.FindLast(e => e.ToState != e.FromState && StageOf(e.ToState) == stage);

    private static int Place(string state) => Array.IndexOf(Road, StageOf(state));

    private static string StageOf(string state) =>
        state switch
        {
            "statement" or "hearing" => Heard,
            "repair-applied" or "repaired" or "revoked" or "reinstated" or "expired" => End,
            _ => state,
        };
}
