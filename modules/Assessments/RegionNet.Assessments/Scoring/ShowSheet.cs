using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Stage">Of the round.</param>
/// <param name="Until">Last day on which marks may be given.</param>
/// <param name="Closed">Marks can't be written now.</param>
/// <param name="Conflict">Why the evaluator has to keep away from it; then nothing else of it is shown.</param>
internal sealed record SheetSummary(
    Guid RoundId,
    string RoundZh,
    string RoundEn,
    string Stage,
    DateOnly Until,
    Guid ZoneId,
    string ZoneZh,
    string ZoneEn,
    string State,
    int Filled,
    int Cells,
    bool Closed,
    DateTimeOffset? LockedAt,
    string? Conflict
);

internal sealed record CellView(
    string Indicator,
    string Zh,
    string En,
    int Version,
    decimal? Mark,
    string? Comment,
    DateTimeOffset? SavedAt
);

/// <param name="OthersVisible">Every sheet of the round is locked or voided.</param>
internal sealed record SheetView(SheetSummary Sheet, IReadOnlyList<CellView> Cells, bool OthersVisible);

internal sealed record CellVersionView(
    int Version,
    string Phase,
    decimal Mark,
    string? Comment,
    string? Reason,
    string Source,
    DateTimeOffset SavedAt
);

internal sealed record OtherMark(string Pseudonym, string Indicator, decimal Mark, string? Comment);

/// <summary>The evaluator's own sheets. Another's sheet does not exist for the caller.</summary>
internal static class ShowSheet
{
    internal const string Columns = """
        r.id as round_id, r.name_zh as round_zh, r.name_en as round_en, r.stage,
        case when a.replaces is null then r.scoring_until else greatest(r.scoring_until, r.reconciliation_until) end as until,
        z.id as zone_id, z.zh as zone_zh, z.en as zone_en, a.state,
        (select count(*)::int from score s where s.assignment_id = a.id) as filled,
        (select count(*)::int from round_cell c where c.round_id = r.id) as cells,
        sheet_closed(r.stage, r.scoring_until, r.reconciliation_until, a.replaces is not null, @today) as closed,
        a.locked_at, conflict_of(a.evaluator_id, a.zone_id, @now) as conflict
        """;

    /// <summary>The caller's standing assignments.</summary>
    internal const string Own = """
        from assignment a join evaluator e on e.id = a.evaluator_id and e.subject = @Subject
            join assessment_round r on r.id = a.round_id join demonstration_zone z on z.id = a.zone_id
        where a.state <> 'voided'
        """;

    /// <summary>Sheets are there from the day the framework is frozen; marks from scoring on.</summary>
    private const string Visible = "and r.framework_hash is not null";

    /// <summary>GET /api/assessments/my/sheets: the newest rounds first.</summary>
    public static async Task<Ok<IReadOnlyList<SheetSummary>>> Mine(
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await db.Query<SheetSummary>(
                $"select {Columns} {Own} {Visible} order by r.scoring_until desc, r.id, z.place_code limit 500",
                new
                {
                    http.CurrentUser().Subject,
                    now = clock.GetUtcNow(),
                    today = clock.Today(),
                },
                ct
            )
        );

    /// <summary>GET /api/assessments/rounds/{round}/sheet/{zone}.</summary>
    public static async Task<Results<Ok<SheetView>, RefusalResult>> Handle(
        Guid round,
        Guid zone,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var found = await Find(round, zone, http, db, clock, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        var cells = await db.Query<CellView>(
            """
            select c.indicator, c.zh, c.en, coalesce(s.version, 0) as version, s.mark, s.comment, s.saved_at
            from round_cell c
                left join assignment a on a.round_id = c.round_id and a.zone_id = @zone and a.state <> 'voided'
                    and a.evaluator_id = (select id from evaluator where subject = @Subject)
                left join score s on s.assignment_id = a.id and s.indicator = c.indicator
            where c.round_id = @round order by c.position
            """,
            new
            {
                round,
                zone,
                http.CurrentUser().Subject,
            },
            ct
        );
        return TypedResults.Ok(new SheetView(found.Value, cells, await OthersVisible(db, round, ct)));
    }

    /// <summary>GET …/{indicator}/versions: what the own cell was, the newest first.</summary>
    public static async Task<Results<Ok<IReadOnlyList<CellVersionView>>, RefusalResult>> Versions(
        Guid round,
        Guid zone,
        string indicator,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var found = await Find(round, zone, http, db, clock, ct);
        return found.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(
                await db.Query<CellVersionView>(
                    """
                    select v.version, v.phase, v.mark, v.comment, v.reason, v.source, v.saved_at
                    from score_version v join assignment a on a.id = v.assignment_id join evaluator e on e.id = a.evaluator_id
                    where a.round_id = @round and a.zone_id = @zone and e.subject = @Subject and a.state <> 'voided'
                        and v.indicator = @indicator
                    order by v.version desc limit 200
                    """,
                    new
                    {
                        round,
                        zone,
                        indicator,
                        http.CurrentUser().Subject,
                    },
                    ct
                )
            );
    }

    /// <summary>GET …/others: marks of the zone's other evaluators, by pseudonym, once nobody can be led by them any more.</summary>
    public static async Task<Results<Ok<IReadOnlyList<OtherMark>>, RefusalResult>> Others(
        Guid round,
        Guid zone,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var found = await Find(round, zone, http, db, clock, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        if (!await OthersVisible(db, round, ct))
        {
            return ScoringErrors.OthersHidden.ToResult();
        }
        return TypedResults.Ok(
            await db.Query<OtherMark>(
                """
                select a.pseudonym, s.indicator, s.mark, s.comment
                from assignment a join score s on s.assignment_id = a.id
                    join round_cell c on c.round_id = a.round_id and c.indicator = s.indicator
                where a.round_id = @round and a.zone_id = @zone and a.state = 'locked'
                    and a.evaluator_id <> (select id from evaluator where subject = @Subject)
                order by c.position, a.pseudonym
                """,
                new
                {
                    round,
                    zone,
                    http.CurrentUser().Subject,
                },
                ct
            )
        );
    }

    /// <returns>404 when the caller does not score the zone; 409 when a conflict has come between them.</returns>
    internal static async Task<Outcome<SheetSummary>> Find(
        Guid round,
        Guid zone,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var sheet = await db.QueryOne<SheetSummary>(
            $"select {Columns} {Own} {Visible} and a.round_id = @round and a.zone_id = @zone",
            new
            {
                round,
                zone,
                http.CurrentUser().Subject,
                now = clock.GetUtcNow(),
                today = clock.Today(),
            },
            ct
        );
        return sheet switch
        {
            null => ScoringErrors.SheetNotFound,
            { Conflict: { } conflict } => ScoringErrors.ConflictOfInterest.With("conflict", conflict),
            _ => sheet,
        };
    }

    private static Task<bool> OthersVisible(AssessmentsDb db, Guid round, CancellationToken ct) =>
        db.QueryOne<bool>(
            "select not exists (select from assignment where round_id = @round and state = 'open')",
            new { round },
            ct
        );
}
