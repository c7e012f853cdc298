using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>A mark of the panel, as it went into the indicator.</summary>
/// <param name="Evaluator">The pseudonym.</param>
/// <param name="Dropped">As the highest or the lowest.</param>
internal sealed record ExplainedMark(string Evaluator, decimal Mark, bool Dropped);

/// <summary>An indicator from what was shown to what it earned.</summary>
/// <param name="Path">Codes of the nodes above it, the first level first.</param>
/// <param name="Weight">As the framework states it; <paramref name="Points"/> is what it is worth here, of 100.</param>
/// <param name="Evidence">SHA-256 of the files, in lower hexadecimal.</param>
/// <param name="Marks">Of an indicator that the panel marks.</param>
internal sealed record ExplainedIndicator(
    string Code,
    string Zh,
    string En,
    IReadOnlyList<string> Path,
    decimal Weight,
    string Method,
    string Unit,
    decimal? Floor,
    decimal? Target,
    IReadOnlyList<FrameworkStep>? Steps,
    decimal? DeductPerEvent,
    decimal Points,
    decimal Score,
    decimal? Value,
    decimal? Mark,
    string? Flag,
    IReadOnlyList<string> Evidence,
    IReadOnlyList<ExplainedMark> Marks
);

/// <summary>A first-level task: its indicators together.</summary>
internal sealed record ExplainedTask(string Code, string Zh, string En, decimal Points, decimal Score);

/// <summary>The zone's published results of earlier rounds, at most 19, and this one.</summary>
internal sealed record TrendPoint(
    string RoundCode,
    string RoundZh,
    string RoundEn,
    decimal Total,
    int Rank,
    string Grade
);

/// <param name="Severities">Of the zone's evaluators, for the rules that correct them.</param>
/// <param name="PanelWeights">How much each evaluator's marks count, where the rule weighs them.</param>
/// <param name="Strengths">Codes of indicators of which nine tenths or more were earned, the weightiest first; at most five.</param>
/// <param name="Gaps">Codes of indicators that lost the most points, the largest loss first; at most five.</param>
internal sealed record ZoneExplanation(
    Guid RoundId,
    string RoundCode,
    string RoundZh,
    string RoundEn,
    string Stage,
    FrameworkView Framework,
    ComputationView Computation,
    string Rule,
    string CountingMethod,
    PanelRule PanelRule,
    IReadOnlyList<FrameworkGrade> Grades,
    ZoneRankView Zone,
    decimal Bonus,
    decimal Deduction,
    IReadOnlyList<AdjustmentInput> Adjustments,
    IReadOnlyList<VetoInput> Vetoes,
    IReadOnlyList<ExplainedTask> Tasks,
    IReadOnlyList<ExplainedIndicator> Indicators,
    IReadOnlyList<EvaluatorReport> Severities,
    IReadOnlyList<PanelWeight>? PanelWeights,
    IReadOnlyList<string> Strengths,
    IReadOnlyList<string> Gaps,
    IReadOnlyList<TrendPoint> Trend
);

/// <summary>GET /api/assessments/rounds/{id}/results/{zoneId}: from the total down to each mark and file.</summary>
internal static class ExplainZone
{
    private const int Most = 5;
    private const decimal Strong = 0.9m;

    public static async Task<Results<Ok<ZoneExplanation>, RefusalResult>> Handle(
        Guid id,
        Guid zoneId,
        HttpContext http,
        AssessmentsDb db,
        CancellationToken ct
    ) =>
        await Find(db, http.CurrentUser(), id, zoneId, ct) is { } explanation
            ? TypedResults.Ok(explanation)
            : ResultErrors.ResultNotFound.ToResult();

    public static async Task<ZoneExplanation?> Find(
        AssessmentsDb db,
        CurrentUser user,
        Guid round,
        Guid zone,
        CancellationToken ct
    )
    {
        var row = await db.QueryOne<Row>(
            $"""
            select r.id, r.code, r.name_zh, r.name_en, r.stage, r.framework_id, f.content, c.summary, c.id as computation_id,
                x.input, x.result
            from assessment_round r join framework f on f.id = r.framework_id
                join lateral (select id, summary from round_computation where round_id = r.id order by number desc limit 1) c on true
                join zone_result x on x.computation_id = c.id and x.zone_id = @zone
                join demonstration_zone z on z.id = x.zone_id
            where r.id = @round and {ResultSight.Zone}
            """,
            ResultSight.Parameters(user, round, zone),
            ct
        );
        return row is null ? null : await Explain(db, row, zone, ct);
    }

    /// <summary>The same for a worker that makes reports: who asked for them has been looked at.</summary>
    public static async Task<ZoneExplanation> OfComputation(
        AssessmentsDb db,
        Guid computation,
        Guid zone,
        CancellationToken ct
    ) =>
        await Explain(
            db,
            (
                await db.QueryOne<Row>(
                    """
                    select r.id, r.code, r.name_zh, r.name_en, r.stage, r.framework_id, f.content, c.summary, c.id as computation_id,
                        x.input, x.result
                    from round_computation c join assessment_round r on r.id = c.round_id join framework f on f.id = r.framework_id
                        join zone_result x on x.computation_id = c.id and x.zone_id = @zone
                    where c.id = @computation
                    """,
                    new { computation, zone },
                    ct
                )
            )!,
            zone,
            ct
        );

    private static async Task<ZoneExplanation> Explain(AssessmentsDb db, Row row, Guid zone, CancellationToken ct)
    {
        var head = await ResultHead.Read(db, row.FrameworkId, row.ComputationId, ct);
        // What was published of rounds before, the newest of them, and what this page shows.
        var trend = await db.Query<TrendPoint>(
            """
            select round_code, round_zh, round_en, total, rank, grade from (
                select r.code as round_code, r.name_zh as round_zh, r.name_en as round_en, x.total, x.rank, x.grade, r.scoring_until
                from zone_result x join assessment_round r on r.id = x.round_id join assessment_round shown on shown.id = @Id
                where x.zone_id = @zone and (x.computation_id = @ComputationId
                    or r.stage = 'final' and (r.scoring_until, r.code) < (shown.scoring_until, shown.code) and x.computation_id = (
                        select id from round_computation where round_id = r.id order by number desc limit 1))
                order by r.scoring_until desc, r.code desc limit 20) newest
            order by scoring_until, round_code
            """,
            new
            {
                zone,
                row.ComputationId,
                row.Id,
            },
            ct
        );
        var framework = Framework.Of(row.Content);
        var summary = RoundResult.Of(row.Summary);
        var result = CanonicalJson.Read<ZoneResult>(row.Result);
        var input = CanonicalJson.Read<ZoneInput>(row.Input);
        var indicators = Indicators(framework, input, result);
        var earned = indicators.Where(i => i.Points > 0).ToList();
        var panel = input.Panel.Select(p => p.Evaluator).ToHashSet(StringComparer.Ordinal);
        return new(
            row.Id,
            row.Code,
            row.NameZh,
            row.NameEn,
            row.Stage,
            head.Framework,
            head.Computation,
            summary.Rule,
            summary.CountingMethod,
            framework.Panel,
            framework.Grades,
            ZoneRankView.Of(zone, result, whole: true),
            result.Bonus,
            result.Deduction,
            input.Adjustments,
            input.Vetoes,
            [
                .. framework.Nodes.Select(task =>
                {
                    var codes = task.Leaves.Select(l => l.Code).ToHashSet(StringComparer.Ordinal);
                    var own = indicators.Where(i => codes.Contains(i.Code)).ToList();
                    return new ExplainedTask(
                        task.Code,
                        task.Zh,
                        task.En,
                        own.Sum(i => i.Points),
                        own.Sum(i => i.Score)
                    );
                }),
            ],
            indicators,
            [.. summary.Panel.Evaluators.Where(e => panel.Contains(e.Evaluator))],
            result.PanelWeights,
            [
                .. earned
                    .Where(i => i.Score >= i.Points * Strong)
                    .OrderByDescending(i => i.Points)
                    .ThenBy(i => i.Code, StringComparer.Ordinal)
                    .Take(Most)
                    .Select(i => i.Code),
            ],
            [
                .. earned
                    .Where(i => i.Score < i.Points * Strong)
                    .OrderByDescending(i => i.Points - i.Score)
                    .ThenBy(i => i.Code, StringComparer.Ordinal)
                    .Take(Most)
                    .Select(i => i.Code),
            ],
            trend
        );
    }

    private static List<ExplainedIndicator> Indicators(Framework framework, ZoneInput input, ZoneResult result)
    {
        var scored = result.Indicators.ToDictionary(i => i.Code, StringComparer.Ordinal);
        var filed = input.Filings.ToDictionary(f => f.Indicator, StringComparer.Ordinal);
        var marks = input
            .Panel.SelectMany(p => p.Marks.Select(m => (p.Evaluator, m.Indicator, m.Mark)))
            .ToLookup(m => m.Indicator, StringComparer.Ordinal);
        var list = new List<ExplainedIndicator>();
        Walk(framework.Nodes, []);
        return list;

        void Walk(IReadOnlyList<FrameworkNode> nodes, string[] path)
        {
            foreach (var node in nodes)
            {
                if (node.Children is { } children)
                {
                    Walk(children, [.. path, node.Code]);
                    continue;
                }
                var own = scored[node.Code];
                list.Add(
                    new(
                        node.Code,
                        node.Zh,
                        node.En,
                        path,
                        node.Weight,
                        node.Method!,
                        node.Unit!,
                        node.Floor,
                        node.Target,
                        node.Steps,
                        node.DeductPerEvent,
                        own.Points,
                        own.Score,
                        own.Value,
                        own.Mark,
                        own.Flag,
                        filed.GetValueOrDefault(node.Code)?.Evidence ?? [],
                        [
                            .. marks[node.Code]
                                .Select(m => new ExplainedMark(
                                    m.Evaluator,
                                    m.Mark,
                                    own.Dropped?.Contains(m.Evaluator, StringComparer.Ordinal) == true
                                )),
                        ]
                    )
                );
            }
        }
    }

    private sealed record Row(
        Guid Id,
        string Code,
        string NameZh,
        string NameEn,
        string Stage,
        Guid FrameworkId,
        string Content,
        string Summary,
        Guid ComputationId,
        string Input,
        string Result
    );
}
