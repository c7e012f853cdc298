using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Stages of a round; which follows which says the table <c>round_stage_move</c>.</summary>
internal static class Stage
{
    public const string Preparing = "preparing";
    public const string SelfAssessment = "self-assessment";
    public const string EvidenceCheck = "evidence-check";
    public const string Scoring = "scoring";
    public const string Reconciliation = "reconciliation";
    public const string PanelOpinion = "panel-opinion";
    public const string Notice = "notice";
    public const string Final = "final";

    public static readonly IReadOnlyList<string> All =
    [
        Preparing,
        SelfAssessment,
        EvidenceCheck,
        Scoring,
        Reconciliation,
        PanelOpinion,
        Notice,
        Final,
    ];

    /// <summary>Those whose last days are fixed before the round begins, and after that put off at most.</summary>
    public static readonly string[] Dated = [SelfAssessment, EvidenceCheck, Scoring, Reconciliation];
}

/// <summary>A round as it is stored, with its framework's name. Until: the last day.</summary>
internal sealed record RoundRow
{
    public const string Columns = """
        r.id, r.code, r.name_zh, r.name_en, r.purpose, r.framework_id, f.code as framework_code, f.version as framework_version,
        f.name_zh as framework_zh, f.name_en as framework_en, f.official as framework_official, r.framework_hash, r.zone_ids, r.stage,
        r.rule, r.spread_limit, r.evaluators_per_zone, r.self_assessment_until, r.evidence_check_until, r.scoring_until,
        r.reconciliation_until, lower(r.notice) as notice_from, upper(r.notice) - 1 as notice_until, r.notice_place, r.notice_ground,
        r.appeals_until, r.resample_seed, r.version, r.changed_at, r.changed_by_name, r.is_sample
        """;

    public const string Tables = "assessment_round r join framework f on f.id = r.framework_id";

    public Guid Id { get; init; }
    public required string Code { get; init; }
    public required string NameZh { get; init; }
    public required string NameEn { get; init; }
    public required string Purpose { get; init; }
    public Guid FrameworkId { get; init; }
    public required string FrameworkCode { get; init; }
    public int FrameworkVersion { get; init; }
    public required string FrameworkZh { get; init; }
    public required string FrameworkEn { get; init; }
    public bool FrameworkOfficial { get; init; }
    public byte[]? FrameworkHash { get; init; }
    public Guid[] ZoneIds { get; init; } = [];
    public required string Stage { get; init; }
    public required string Rule { get; init; }
    public decimal SpreadLimit { get; init; }
    public int EvaluatorsPerZone { get; init; }
    public DateOnly SelfAssessmentUntil { get; init; }
    public DateOnly EvidenceCheckUntil { get; init; }
    public DateOnly ScoringUntil { get; init; }
    public DateOnly ReconciliationUntil { get; init; }
    public DateOnly? NoticeFrom { get; init; }
    public DateOnly? NoticeUntil { get; init; }
    public string? NoticePlace { get; init; }
    public string? NoticeGround { get; init; }
    public DateOnly? AppealsUntil { get; init; }
    public long ResampleSeed { get; init; }
    public int Version { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public required string ChangedByName { get; init; }
    public bool IsSample { get; init; }

    /// <summary>The last day of the stage it is in; null where the stage has none.</summary>
    public DateOnly? StageUntil => UntilOf(Stage);

    public DateOnly? UntilOf(string stage) =>
        stage switch
        {
            Assessments.Stage.SelfAssessment => SelfAssessmentUntil,
            Assessments.Stage.EvidenceCheck => EvidenceCheckUntil,
            Assessments.Stage.Scoring => ScoringUntil,
            Assessments.Stage.Reconciliation => ReconciliationUntil,
            Assessments.Stage.Notice => AppealsUntil,
            _ => null,
        };
}

/// <summary>
/// Which rounds exist for a caller: organisers see all, whoever takes part those that have begun, coordinators those that are final, and
/// national ones also those in which there is a veto or an adjustment for them to decide.
/// </summary>
internal static class RoundSight
{
    public const string Sql = """
        (@Organises
            or r.stage <> 'preparing' and @Filer::uuid is not null and exists (
                select from round_zone rz join demonstration_zone z on z.id = rz.zone_id
                where rz.round_id = r.id and z.organisation_id = @Filer)
            or r.stage <> 'preparing' and @Scorer::text is not null and exists (
                select from assignment a join evaluator e on e.id = a.evaluator_id
                where a.round_id = r.id and e.subject = @Scorer and a.state <> 'voided')
            or @All and (exists (select from veto v where v.round_id = r.id) or exists (select from adjustment d where d.round_id = r.id))
            or r.stage = 'final' and (@All or exists (
                select from round_zone rz join demonstration_zone z on z.id = rz.zone_id
                where rz.round_id = r.id and z.place_code = any(@Places))))
        """;

    public static Task<RoundRow?> Find(AssessmentsDb db, ZoneSight sight, Guid id, CancellationToken ct) =>
        db.QueryOne<RoundRow>(
            $"select {RoundRow.Columns} from {RoundRow.Tables} where r.id = @id and {Sql}",
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

    /// <summary>The round under its lock, for whoever organises.</summary>
    /// <param name="version">As the caller saw it.</param>
    public static async Task<Outcome<RoundRow>> Lock(Tx tx, Guid id, int version)
    {
        var round = await tx.QueryOne<RoundRow>(
            $"select {RoundRow.Columns} from {RoundRow.Tables} where r.id = @id for update of r",
            new { id }
        );
        return round is null ? RoundErrors.RoundNotFound
            : round.Version != version ? RoundErrors.StaleRound.With("current", round.Version)
            : round;
    }

    /// <summary>
    /// The round under a shared lock, for what happens within its stage: a move of the stage waits for it, or has been before.
    /// </summary>
    public static Task<RoundRow?> Hold(Tx tx, Guid id) =>
        tx.QueryOne<RoundRow>(
            $"select {RoundRow.Columns} from {RoundRow.Tables} where r.id = @id for share of r",
            new { id }
        );
}

/// <param name="FrameworkOfficial">False: a proposal, and said so wherever it is shown.</param>
/// <param name="FrameworkHash">SHA-256 in lower hexadecimal, since the round began.</param>
/// <param name="Zones">How many.</param>
/// <param name="StageUntil">The last day of the stage it is in.</param>
internal sealed record RoundView(
    Guid Id,
    string Code,
    string NameZh,
    string NameEn,
    string Purpose,
    Guid FrameworkId,
    string FrameworkCode,
    int FrameworkVersion,
    string FrameworkZh,
    string FrameworkEn,
    bool FrameworkOfficial,
    string? FrameworkHash,
    string Stage,
    DateOnly? StageUntil,
    string Rule,
    decimal SpreadLimit,
    int EvaluatorsPerZone,
    DateOnly SelfAssessmentUntil,
    DateOnly EvidenceCheckUntil,
    DateOnly ScoringUntil,
    DateOnly ReconciliationUntil,
    DateOnly? NoticeFrom,
    DateOnly? NoticeUntil,
    string? NoticePlace,
    DateOnly? AppealsUntil,
    int Zones,
    int Version,
    DateTimeOffset ChangedAt,
    string ChangedByName,
    bool IsSample
)
{
    public static RoundView Of(RoundRow row) =>
        new(
            row.Id,
            row.Code,
            row.NameZh,
            row.NameEn,
            row.Purpose,
            row.FrameworkId,
            row.FrameworkCode,
            row.FrameworkVersion,
            row.FrameworkZh,
            row.FrameworkEn,
            row.FrameworkOfficial,
            row.FrameworkHash is null ? null : Convert.ToHexStringLower(row.FrameworkHash),
            row.Stage,
            row.StageUntil,
            row.Rule,
            row.SpreadLimit,
            row.EvaluatorsPerZone,
            row.SelfAssessmentUntil,
            row.EvidenceCheckUntil,
            row.ScoringUntil,
            row.ReconciliationUntil,
            row.NoticeFrom,
            row.NoticeUntil,
            row.NoticePlace,
            row.AppealsUntil,
            row.ZoneIds.Length,
            row.Version,
            row.ChangedAt,
            row.ChangedByName,
            row.IsSample
        );
}
