using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>How far a zone is in a round. What is not the reader's to know is null.</summary>
/// <param name="Indicators">Of the framework.</param>
/// <param name="Filed">Indicators of which something is filed; for the organiser and the zone itself.</param>
/// <param name="Accepted">Of these, accepted by the evidence check.</param>
/// <param name="Returned">Of these, returned and not filed again.</param>
/// <param name="Sheets">Assignments that stand; for the organiser.</param>
/// <param name="Locked">Of these, locked.</param>
/// <param name="Outcome">What the round made of the zone; once it is final.</param>
internal sealed record RoundZoneView(
    Guid ZoneId,
    string PlaceCode,
    string Zh,
    string En,
    string State,
    int Indicators,
    int? Filed,
    int? Accepted,
    int? Returned,
    DateTimeOffset? FiledAt,
    string? FiledByName,
    int? Sheets,
    int? Locked,
    string? Outcome
);

/// <param name="FromStage">
/// Empty for the beginning; the same as <paramref name="ToStage"/> for a change while it is prepared, and for days that were put off.
/// </param>
internal sealed record RoundStepView(
    int Version,
    string FromStage,
    string ToStage,
    DateTimeOffset At,
    string ByName,
    string? DocumentNumber,
    string? Reason,
    DateOnly? NoticeFrom,
    DateOnly? NoticeUntil,
    DateOnly? AppealsUntil
);

/// <summary>GET /api/assessments/rounds, …/{id}, …/{id}/zones, …/{id}/steps and …/{id}/plan.</summary>
internal static class ShowRounds
{
    /// <summary>The newest code first.</summary>
    public static async Task<Results<Ok<Page<RoundView>>, RefusalResult>> List(
        HttpContext http,
        AssessmentsDb db,
        ZoneReach reach,
        CancellationToken ct,
        [StringLength(30)] string? stage,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        string[] before = ["~"];
        if (cursor is not null && !Cursor.TryRead(cursor, 1, out before))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        if (stage is not null && !Stage.All.Contains(stage))
        {
            return RoundErrors.UnknownState.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var sight = await reach.Of(http.CurrentUser(), ct);
        var rounds = await db.Query<RoundRow>(
            $"""
            select {RoundRow.Columns} from {RoundRow.Tables}
            where {RoundSight.Sql} and (@stage::text is null or r.stage = @stage) and r.code collate "C" < @Before
            order by r.code collate "C" desc limit @take + 1
            """,
            new
            {
                sight.All,
                sight.Places,
                sight.Filer,
                sight.Scorer,
                sight.Organises,
                stage,
                Before = before[0],
                take,
            },
            ct
        );
        var page = Page<RoundRow>.Of(rounds, take, r => [r.Code]);
        return TypedResults.Ok(new Page<RoundView>([.. page.Items.Select(RoundView.Of)], page.Next));
    }

    public static async Task<Results<Ok<RoundView>, RefusalResult>> Show(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        ZoneReach reach,
        CancellationToken ct
    ) =>
        await RoundSight.Find(db, await reach.Of(http.CurrentUser(), ct), id, ct) is { } row
            ? TypedResults.Ok(RoundView.Of(row))
            : RoundErrors.RoundNotFound.ToResult();

    /// <summary>
    /// The zones that the caller may see of it, by place; at most 200. An officer sees the own zone's filing, an evaluator no more than
    /// which zones there are to score, a coordinator the outcome.
    /// </summary>
    public static async Task<Results<Ok<Page<RoundZoneView>>, RefusalResult>> Zones(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        ZoneReach reach,
        CancellationToken ct
    )
    {
        var sight = await reach.Of(http.CurrentUser(), ct);
        if (await RoundSight.Find(db, sight, id, ct) is not { } round)
        {
            return RoundErrors.RoundNotFound.ToResult();
        }
        var rows = await db.Query<ProgressRow>(
            $"""
            select z.id as zone_id, z.place_code, z.zh, z.en, z.state, rz.filed_at, rz.filed_by_name, rz.outcome,
                coalesce(f.filed, 0)::integer as filed, coalesce(f.accepted, 0)::integer as accepted,
                coalesce(f.returned, 0)::integer as returned, coalesce(a.sheets, 0)::integer as sheets,
                coalesce(a.locked, 0)::integer as locked, z.organisation_id is not distinct from @Filer as own
            from assessment_round r
            join demonstration_zone z on z.id = any(r.zone_ids)
            left join round_zone rz on rz.round_id = r.id and rz.zone_id = z.id
            left join lateral (
                select count(*) filter (where f.is_filed and f.evidence_state <> 'returned') as filed,
                    count(*) filter (where f.is_filed and f.evidence_state = 'accepted') as accepted,
                    count(*) filter (where f.evidence_state = 'returned') as returned
                from indicator_filing f where f.round_id = r.id and f.zone_id = z.id
            ) f on true
            left join lateral (
                select count(*) as sheets, count(*) filter (where a.state = 'locked') as locked
                from assignment a where a.round_id = r.id and a.zone_id = z.id and a.state <> 'voided'
            ) a on true
            where r.id = @id and (@Organises or z.organisation_id = @Filer or r.stage = 'final' and (@All or z.place_code = any(@Places))
                or @All and (exists (select from veto v where v.round_id = r.id and v.zone_id = z.id)
                    or exists (select from adjustment d where d.round_id = r.id and d.zone_id = z.id))
                or exists (select from assignment s join evaluator e on e.id = s.evaluator_id
                    where s.round_id = r.id and s.zone_id = z.id and e.subject = @Scorer and s.state <> 'voided'))
            order by z.place_code
            """,
            new
            {
                id,
                sight.All,
                sight.Places,
                sight.Filer,
                sight.Scorer,
                sight.Organises,
            },
            ct
        );
        var content = await db.QueryOne<string>(
            "select content from framework where id = @FrameworkId",
            new { round.FrameworkId },
            ct
        );
        var indicators = Framework.Of(content!).Leaves.Count();
        return TypedResults.Ok(
            new Page<RoundZoneView>([.. rows.Select(row => View(row, indicators, sight, round))], null)
        );
    }

    private static RoundZoneView View(ProgressRow row, int indicators, ZoneSight sight, RoundRow round)
    {
        var files = sight.Organises || (row.Own && sight.Filer is not null);
        return new RoundZoneView(
            row.ZoneId,
            row.PlaceCode,
            row.Zh,
            row.En,
            row.State,
            indicators,
            files ? row.Filed : null,
            files ? row.Accepted : null,
            files ? row.Returned : null,
            files ? row.FiledAt : null,
            files ? row.FiledByName : null,
            sight.Organises ? row.Sheets : null,
            sight.Organises ? row.Locked : null,
            round.Stage == Stage.Final ? row.Outcome : null
        );
    }

    /// <summary>What happened to the round, the first step first; for whoever organises.</summary>
    public static async Task<Results<Ok<Page<RoundStepView>>, RefusalResult>> Steps(
        Guid id,
        AssessmentsDb db,
        CancellationToken ct
    )
    {
        var steps = await db.Query<RoundStepView>(
            """
            select version, from_stage, to_stage, at, by_name, document_number, reason, lower(notice) as notice_from,
                upper(notice) - 1 as notice_until, appeals_until
            from round_step where round_id = @id order by version limit 1000
            """,
            new { id },
            ct
        );
        return steps.Count == 0
            ? RoundErrors.RoundNotFound.ToResult()
            : TypedResults.Ok(new Page<RoundStepView>(steps, null));
    }

    /// <summary>What the round goes by, in the form in which it is prepared and changed; for whoever organises.</summary>
    public static async Task<Results<Ok<ChangeRoundRequest>, RefusalResult>> Plan(
        Guid id,
        AssessmentsDb db,
        CancellationToken ct
    ) =>
        await db.QueryOne<RoundRow>(
            $"select {RoundRow.Columns} from {RoundRow.Tables} where r.id = @id",
            new { id },
            ct
        )
            is { } r
            ? TypedResults.Ok(
                new ChangeRoundRequest(
                    r.Version,
                    new RoundPlan(
                        r.NameZh,
                        r.NameEn,
                        r.Purpose,
                        r.FrameworkId,
                        r.ZoneIds,
                        r.Rule,
                        r.SpreadLimit,
                        r.EvaluatorsPerZone,
                        r.SelfAssessmentUntil,
                        r.EvidenceCheckUntil,
                        r.ScoringUntil,
                        r.ReconciliationUntil
                    )
                )
            )
            : RoundErrors.RoundNotFound.ToResult();

    private sealed record ProgressRow
    {
        public Guid ZoneId { get; init; }
        public required string PlaceCode { get; init; }
        public required string Zh { get; init; }
        public required string En { get; init; }
        public required string State { get; init; }
        public DateTimeOffset? FiledAt { get; init; }
        public string? FiledByName { get; init; }
        public string? Outcome { get; init; }
        public int Filed { get; init; }
        public int Accepted { get; init; }
        public int Returned { get; init; }
        public int Sheets { get; init; }
        public int Locked { get; init; }
        public bool Own { get; init; }
    }
}
