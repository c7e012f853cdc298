using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Which results exist for whom; everything else is not found.</summary>
internal static class ResultSight
{
    /// <summary>The organiser from the panel's opinion on; everybody who has to do with assessments once the round is final.</summary>
    public const string Ranking = "(r.stage = 'final' or @Organises and r.stage in ('panel-opinion', 'notice'))";

    /// <summary>The organiser likewise; the zone itself from the notice on. z: the demonstration zone.</summary>
    public const string Zone = """
        (@Organises and r.stage in ('panel-opinion', 'notice', 'final')
            or @Files and r.stage in ('notice', 'final') and z.organisation_id = @OrganisationId)
        """;

    public static object Parameters(CurrentUser user, Guid round, Guid? zone = null) =>
        new
        {
            round,
            zone,
            Organises = user.Has(Roles.AssessmentOrganiser),
            Files = user.Has(Roles.DemonstrationZoneOfficer),
            user.OrganisationId,
        };
}

/// <param name="Interval">For the organiser, and for the zone in its own explanation, like <paramref name="Methods"/>.</param>
internal sealed record ZoneRankView(
    Guid ZoneId,
    string PlaceCode,
    string Zh,
    string En,
    decimal Total,
    int Rank,
    bool IsTied,
    string Grade,
    bool Valid,
    IReadOnlyList<string> Vetoes,
    RankInterval? Interval,
    IReadOnlyList<MethodTotal> Methods
)
{
    public static ZoneRankView Of(Guid id, ZoneResult z, bool whole) =>
        new(
            id,
            z.Zone,
            z.Zh,
            z.En,
            z.Total,
            z.Rank,
            z.IsTied,
            z.Grade,
            z.Valid,
            z.Vetoes,
            whole ? z.Interval : null,
            whole ? z.Methods : []
        );
}

/// <param name="Framework">By which; not official means a proposal, and is to be said.</param>
/// <param name="Rule">The round's; <paramref name="CountingMethod"/> is another where its ranking is withheld.</param>
/// <param name="Panel">What the marks say of the evaluators; only for the organiser.</param>
internal sealed record RoundResultsView(
    Guid RoundId,
    string RoundCode,
    string RoundZh,
    string RoundEn,
    string Stage,
    FrameworkView Framework,
    ComputationView Computation,
    string Rule,
    string CountingMethod,
    IReadOnlyList<FrameworkGrade> Grades,
    IReadOnlyList<WithheldRanking> Withheld,
    IReadOnlyList<ZoneRankView> Zones,
    PanelReport? Panel
);

/// <summary>By which framework a result came about, and by which computation.</summary>
internal sealed record ResultHead(FrameworkView Framework, ComputationView Computation)
{
    public static async Task<ResultHead> Read(
        AssessmentsDb db,
        Guid framework,
        Guid computation,
        CancellationToken ct
    ) =>
        new(
            (
                await db.QueryOne<FrameworkView>(
                    $"select {FrameworkView.Columns} from framework f where f.id = @framework",
                    new { framework },
                    ct
                )
            )!,
            (
                await db.QueryOne<ComputationView>(
                    $"select {ComputationView.Columns} from round_computation c where c.id = @computation",
                    new { computation },
                    ct
                )
            )!
        );
}

/// <summary>GET /api/assessments/rounds/{id}/results: the newest computation, its at most 200 zones by rank.</summary>
internal static class ShowResults
{
    public static async Task<Results<Ok<RoundResultsView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        return await Find(db, user, id, ct) is { } view
            ? TypedResults.Ok(view)
            : ResultErrors.ResultNotFound.ToResult();
    }

    public static async Task<RoundResultsView?> Find(AssessmentsDb db, CurrentUser user, Guid id, CancellationToken ct)
    {
        var round = await db.QueryOne<Row>(
            $"""
            select r.id, r.code, r.name_zh, r.name_en, r.stage, r.framework_id, f.content, c.summary, c.id as computation_id
            from assessment_round r join framework f on f.id = r.framework_id
                join lateral (select id, summary from round_computation where round_id = r.id order by number desc limit 1) c on true
            where r.id = @round and {ResultSight.Ranking}
            """,
            ResultSight.Parameters(user, id),
            ct
        );
        if (round is null)
        {
            return null;
        }
        var head = await ResultHead.Read(db, round.FrameworkId, round.ComputationId, ct);
        var zones = await db.Query<(Guid Id, string Result)>(
            "select zone_id, result from zone_result where computation_id = @ComputationId",
            new { round.ComputationId },
            ct
        );
        var whole = user.Has(Roles.AssessmentOrganiser);
        var summary = CanonicalJson.Read<RoundResult>(round.Summary);
        return new(
            round.Id,
            round.Code,
            round.NameZh,
            round.NameEn,
            round.Stage,
            head.Framework,
            head.Computation,
            summary.Rule,
            summary.CountingMethod,
            Framework.Of(round.Content).Grades,
            summary.Withheld,
            [
                .. zones
                    .Select(z => ZoneRankView.Of(z.Id, CanonicalJson.Read<ZoneResult>(z.Result), whole))
                    .OrderBy(z => z.Rank)
                    .ThenBy(z => z.PlaceCode, StringComparer.Ordinal),
            ],
            whole ? summary.Panel : null
        );
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
        Guid ComputationId
    );
}
