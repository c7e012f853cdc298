using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Filled">Cells that have a mark; which marks, nobody but the evaluator knows before scoring is over.</param>
/// <param name="Conflict">What has come between them since; the sheet is closed to the evaluator, and the organiser voids it.</param>
internal sealed record AssignmentView(
    Guid Id,
    Guid ZoneId,
    Guid EvaluatorId,
    string Pseudonym,
    string State,
    int Filled,
    int Cells,
    DateTimeOffset? LockedAt,
    DateTimeOffset? VoidedAt,
    string? VoidKind,
    string? VoidReason,
    string? VoidedByName,
    Guid? Replaces,
    string? Conflict
)
{
    public static Task<IReadOnlyList<AssignmentView>> Of(
        AssessmentsDb db,
        Guid round,
        DateTimeOffset at,
        CancellationToken ct
    ) =>
        db.Query<AssignmentView>(
            """
            select a.id, a.zone_id, a.evaluator_id, a.pseudonym, a.state,
                (select count(*)::int from score s where s.assignment_id = a.id) as filled,
                (select count(*)::int from round_cell c where c.round_id = a.round_id) as cells,
                a.locked_at, a.voided_at, a.void_kind, a.void_reason, a.voided_by_name, a.replaces,
                case when a.state <> 'voided' then conflict_of(a.evaluator_id, a.zone_id, @at) end as conflict
            from assignment a where a.round_id = @round order by a.zone_id, a.pseudonym, a.id
            """,
            new { round, at },
            ct
        );
}

internal sealed record PanelZone(Guid Id, string Zh, string En, string ProvinceCode, int Standing, int Locked);

internal sealed class PanelEvaluator
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Employer { get; init; } = "";
    public string ProvinceCode { get; init; } = "";
    public string[] Fields { get; init; } = [];
    public bool Active { get; init; }
    public string? Pseudonym { get; init; }

    /// <summary>Zones assigned in this round.</summary>
    public int Load { get; init; }
}

/// <param name="Components">The zones of each part of the graph of evaluators and zones; severity can be compared within a part only.</param>
internal sealed record PanelView(
    int PerZone,
    string Stage,
    DateOnly ScoringUntil,
    IReadOnlyList<PanelZone> Zones,
    IReadOnlyList<PanelEvaluator> Evaluators,
    IReadOnlyList<AssignmentView> Assignments,
    bool Connected,
    IReadOnlyList<IReadOnlyList<Guid>> Components
);

/// <summary>GET /api/assessments/rounds/{round}/assignments: who scores whom and how far they are. Counts of cells, never a value.</summary>
internal static class ShowPanel
{
    public static async Task<Results<Ok<PanelView>, RefusalResult>> Handle(
        Guid round,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (
            await db.QueryOne<(int PerZone, string Stage, DateOnly Until)?>(
                "select evaluators_per_zone, stage, scoring_until from assessment_round where id = @round",
                new { round },
                ct
            )
            is not { } found
        )
        {
            return RoundErrors.RoundNotFound.ToResult();
        }
        var assignments = await AssignmentView.Of(db, round, clock.GetUtcNow(), ct);
        var zones = await db.Query<PanelZone>(
            """
            select z.id, z.zh, z.en, z.province_code,
                (select count(*)::int from assignment a where a.round_id = w.round_id and a.zone_id = z.id and a.state <> 'voided') as standing,
                (select count(*)::int from assignment a where a.round_id = w.round_id and a.zone_id = z.id and a.state = 'locked') as locked
            from round_zone w join demonstration_zone z on z.id = w.zone_id where w.round_id = @round order by z.place_code
            """,
            new { round },
            ct
        );
        var evaluators = await db.Query<PanelEvaluator>(
            $"""
            select e.id, e.name, e.employer, e.province_code, e.fields, e.active,
                (select min(a.pseudonym) from assignment a where a.round_id = @round and a.evaluator_id = e.id) as pseudonym,
                (select count(*)::int from assignment a where a.round_id = @round and a.evaluator_id = e.id and a.state <> 'voided') as load
            from evaluator e
            where e.active or exists (select from assignment a where a.round_id = @round and a.evaluator_id = e.id)
            order by {EvaluatorPool.ByName} limit 1000
            """,
            new { round },
            ct
        );
        var components = Parts(zones, assignments);
        return TypedResults.Ok(
            new PanelView(
                found.PerZone,
                found.Stage,
                found.Until,
                zones,
                evaluators,
                assignments,
                components.Count <= 1,
                components
            )
        );
    }

    private static IReadOnlyList<IReadOnlyList<Guid>> Parts(
        IReadOnlyList<PanelZone> zones,
        IReadOnlyList<AssignmentView> assignments
    )
    {
        var standing = assignments.Where(a => a.State != "voided").ToList();
        var evaluators = standing.Select(a => a.EvaluatorId).Distinct().ToList();
        var at = zones.Select((z, i) => (z.Id, i)).ToDictionary(z => z.Id, z => z.i);
        var graph = new AssignmentGraph(evaluators.Count, zones.Count);
        foreach (var a in standing)
        {
            graph.Add(evaluators.IndexOf(a.EvaluatorId), at[a.ZoneId]);
        }
        var parts = graph.Parts();
        return
        [
            .. zones
                .GroupBy(z => parts.OfZone(at[z.Id]))
                .Select(part => (IReadOnlyList<Guid>)[.. part.Select(z => z.Id)])
                .OrderByDescending(part => part.Count),
        ];
    }
}
