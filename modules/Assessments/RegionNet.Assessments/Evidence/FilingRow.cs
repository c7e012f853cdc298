using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>What a zone states for an indicator, as it is stored.</summary>
internal sealed record FilingRow
{
    public const string Columns = """
        f.indicator, f.value, f.statement, f.not_applicable_reason, f.not_applicable_approved_by, f.is_filed, f.evidence_state, f.version,
        f.changed_at, f.changed_by_name, (
            select c.reason from evidence_check c
            where c.round_id = f.round_id and c.zone_id = f.zone_id and c.indicator = f.indicator order by c.version desc limit 1
        ) as check_reason
        """;

    public required string Indicator { get; init; }
    public decimal? Value { get; init; }
    public string? Statement { get; init; }
    public string? NotApplicableReason { get; init; }
    public string? NotApplicableApprovedBy { get; init; }
    public bool IsFiled { get; init; }
    public required string EvidenceState { get; init; }
    public int Version { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public required string ChangedByName { get; init; }
    public string? CheckReason { get; init; }
}

/// <param name="Version">0 as long as nothing was stated.</param>
/// <param name="NotApplicableApproved">Its weight is then shared over the siblings.</param>
/// <param name="EvidenceState">open, accepted or returned.</param>
/// <param name="CheckReason">The last word of the evidence check.</param>
internal sealed record FilingView(
    string Indicator,
    decimal? Value,
    string? Statement,
    string? NotApplicableReason,
    bool NotApplicableApproved,
    bool IsFiled,
    string EvidenceState,
    string? CheckReason,
    int Version,
    DateTimeOffset? ChangedAt,
    string? ChangedByName
)
{
    public static FilingView Of(FilingRow row) =>
        new(
            row.Indicator,
            row.Value,
            row.Statement,
            row.NotApplicableReason,
            row.NotApplicableApprovedBy is not null,
            row.IsFiled,
            row.EvidenceState,
            row.CheckReason,
            row.Version,
            row.ChangedAt,
            row.ChangedByName
        );

    public static FilingView Nothing(string indicator) =>
        new(indicator, null, null, null, false, false, "open", null, 0, null, null);
}

/// <summary>A zone in a round, locked for what its officers write.</summary>
internal sealed record FilingPlace(RoundRow Round, Guid ZoneId, DateTimeOffset? FiledAt, Framework Framework)
{
    /// <summary>
    /// The round is held (a move of its stage waits), then the zone's row is locked: two officers of a zone write one after the other.
    /// </summary>
    /// <param name="organisation">For which it has to be; null for the organiser, who is not bound to one.</param>
    public static async Task<Outcome<FilingPlace>> Lock(Tx tx, Guid roundId, Guid zoneId, Guid? organisation)
    {
        var round = await RoundSight.Hold(tx, roundId);
        var zone = round is null
            ? null
            : await tx.QueryOne<ZoneOfRound>(
                """
                select rz.filed_at, f.content from round_zone rz
                join demonstration_zone z on z.id = rz.zone_id
                join assessment_round r on r.id = rz.round_id
                join framework f on f.id = r.framework_id
                where rz.round_id = @roundId and rz.zone_id = @zoneId
                    and (@organisation::uuid is null or z.organisation_id = @organisation)
                for update of rz
                """,
                new
                {
                    roundId,
                    zoneId,
                    organisation,
                }
            );
        return zone is null
            ? FilingErrors.FilingNotFound
            : new FilingPlace(round!, zoneId, zone.FiledAt, Framework.Of(zone.Content));
    }

    public FrameworkNode? Indicator(string code) => Framework.Leaves.FirstOrDefault(l => l.Code == code);

    public Task<FilingRow?> Filing(Tx tx, string indicator) =>
        tx.QueryOne<FilingRow>(
            $"""
            select {FilingRow.Columns} from indicator_filing f
            where f.round_id = @RoundId and f.zone_id = @ZoneId and f.indicator = @indicator
            """,
            new
            {
                RoundId = Round.Id,
                ZoneId,
                indicator,
            }
        );

    public Task<bool> IsReopened(Tx tx, string indicator) =>
        tx.QueryOne<bool>(
            """
            select exists (select from reopened_cell c
                where c.round_id = @RoundId and c.zone_id = @ZoneId and c.indicator = @indicator and c.closed_at is null)
            """,
            new
            {
                RoundId = Round.Id,
                ZoneId,
                indicator,
            }
        );

    private sealed record ZoneOfRound(DateTimeOffset? FiledAt, string Content);
}

internal static class FilingRules
{
    /// <summary>A zone may state as many files for an indicator.</summary>
    public const int MostFiles = 20;

    /// <summary>
    /// Whether an indicator may be written: all during the self-assessment until it is handed in; what the evidence check returned until
    /// that check ends; what an upheld appeal opened again, and nothing else.
    /// </summary>
    public static bool IsOpen(
        string stage,
        DateOnly today,
        DateOnly selfAssessmentUntil,
        DateOnly evidenceCheckUntil,
        bool handedIn,
        string? evidenceState,
        bool reopened
    ) =>
        stage switch
        {
            Stage.SelfAssessment => !handedIn && today <= selfAssessmentUntil,
            Stage.EvidenceCheck => !handedIn && evidenceState == "returned" && today <= evidenceCheckUntil,
            Stage.PanelOpinion => reopened,
            _ => false,
        };

    /// <summary>
    /// The self-assessment once, until its last day; in the evidence check, until that ends, what it returned and nothing else.
    /// </summary>
    /// <param name="returned">Whether the evidence check returned something that was not handed in again.</param>
    public static bool MayHandIn(RoundRow round, DateOnly today, bool handedIn, bool returned) =>
        !handedIn
        && today <= round.StageUntil
        && (round.Stage == Stage.SelfAssessment || (round.Stage == Stage.EvidenceCheck && returned));

    public static async Task<Refusal?> RefuseWriting(
        Tx tx,
        FilingPlace place,
        FrameworkNode indicator,
        FilingRow? filing,
        DateOnly today
    ) =>
        IsOpen(
            place.Round.Stage,
            today,
            place.Round.SelfAssessmentUntil,
            place.Round.EvidenceCheckUntil,
            place.FiledAt is not null,
            filing?.EvidenceState,
            place.Round.Stage == Stage.PanelOpinion && await place.IsReopened(tx, indicator.Code)
        )
            ? null
            : FilingErrors.FilingClosed.With("stage", place.Round.Stage);

    public static bool Answers(FrameworkNode indicator, decimal? value, string? statement, string? notApplicable) =>
        notApplicable is not null
        || (indicator.Method == FrameworkNode.ExpertPanel ? statement is not null : value is not null);

    public static Refusal? RefuseContent(FrameworkNode indicator, FileIndicatorRequest request) =>
        request.NotApplicableReason is not null && request.Value is not null ? FilingErrors.AppliesOrNot
        : indicator.Method == FrameworkNode.ExpertPanel && request.Value is not null ? FilingErrors.PanelHasNoValue
        : request.Value is not { } value ? null
        : decimal.Round(value, 4) != value ? FilingErrors.ValueTooFine
        : indicator.Method is FrameworkNode.Step or FrameworkNode.Deduct
        && (value < 0 || decimal.Truncate(value) != value)
            ? FilingErrors.ValueIsCount
        : null;
}
