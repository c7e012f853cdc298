using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>An indicator with what the zone states for it and shows.</summary>
/// <param name="GroupZh">The first-level node it belongs to.</param>
/// <param name="Method">linear, step, deduct or expert_panel.</param>
/// <param name="Evidence">What is asked for.</param>
/// <param name="Open">Whether the caller may write it now.</param>
/// <param name="Files">Every version; those that count are neither replaced nor withdrawn.</param>
internal sealed record FiledIndicatorView(
    string Code,
    string Zh,
    string En,
    string GroupZh,
    string GroupEn,
    string Method,
    string? Unit,
    string? Evidence,
    decimal? Floor,
    decimal? Target,
    bool Open,
    FilingView Filing,
    IReadOnlyList<EvidenceView> Files
);

/// <param name="OpenIndicators">Codes of indicators without an answer; what stands between the zone and handing in.</param>
/// <param name="Until">Until when the zone may write; null when it may not.</param>
/// <param name="Scans">Whether a virus scanner is configured.</param>
internal sealed record ZoneFilingView(
    RoundView Round,
    Guid ZoneId,
    string ZoneZh,
    string ZoneEn,
    DateTimeOffset? FiledAt,
    string? FiledByName,
    DateOnly? Until,
    bool MayHandIn,
    bool MayCheck,
    bool Scans,
    IReadOnlyList<string> OpenIndicators,
    IReadOnlyList<FiledIndicatorView> Indicators
);

internal sealed record FilingVersionView(
    int Version,
    decimal? Value,
    string? Statement,
    string? NotApplicableReason,
    string EvidenceState,
    DateTimeOffset At,
    string ByName,
    string? CheckReason
);

/// <summary>
/// GET /api/assessments/rounds/{id}/zones/{zoneId}/filing and …/filings/{indicator}/versions: for the zone's officers and the organiser, and
/// from the scoring on for the evaluators of the zone.
/// </summary>
internal static class ShowFiling
{
    /// <summary>Who reads a filing. Beyond it there is none.</summary>
    public const string Readers = """
        (@Organises or z.organisation_id = @Filer or r.stage in ('scoring', 'reconciliation', 'panel-opinion', 'notice') and exists (
            select from assignment a join evaluator e on e.id = a.evaluator_id
            where a.round_id = r.id and a.zone_id = z.id and e.subject = @Scorer and a.state <> 'voided'
                and conflict_of(e.id, z.id, @Now) is null))
        """;

    public static async Task<Results<Ok<ZoneFilingView>, RefusalResult>> Handle(
        Guid id,
        Guid zoneId,
        HttpContext http,
        AssessmentsDb db,
        ZoneReach reach,
        ScannerOptions scanner,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var sight = await reach.Of(user, ct);
        var round = await RoundSight.Find(db, sight, id, ct);
        var place = round is null ? null : await Place(db, sight, id, zoneId, ct);
        if (round is null || place is null)
        {
            return FilingErrors.FilingNotFound.ToResult();
        }
        var filings = (
            await db.Query<FilingRow>(
                $"select {FilingRow.Columns} from indicator_filing f where f.round_id = @id and f.zone_id = @zoneId",
                new { id, zoneId },
                ct
            )
        ).ToDictionary(f => f.Indicator, StringComparer.Ordinal);
        var files = (
            await db.Query<EvidenceRow>(
                $"select {EvidenceRow.Columns} from evidence_file e where e.round_id = @id and e.zone_id = @zoneId order by e.uploaded_at, e.id",
                new { id, zoneId },
                ct
            )
        ).ToLookup(f => f.Indicator, EvidenceView.Of, StringComparer.Ordinal);
        var reopened = (
            await db.Query<string>(
                "select indicator from reopened_cell where round_id = @id and zone_id = @zoneId and closed_at is null",
                new { id, zoneId },
                ct
            )
        ).ToHashSet(StringComparer.Ordinal);
        var framework = Framework.Of(place.Content);
        var writes = sight.Filer is not null && sight.Filer == place.OrganisationId;
        var indicators = framework
            .Nodes.SelectMany(group => group.Leaves, (group, leaf) => Indicator(group, leaf))
            .ToList();
        var returned = filings.Values.Any(f => f.EvidenceState == "returned");
        return TypedResults.Ok(
            new ZoneFilingView(
                RoundView.Of(round),
                zoneId,
                place.Zh,
                place.En,
                place.FiledAt,
                place.FiledByName,
                indicators.Exists(i => i.Open) ? round.StageUntil : null,
                writes && FilingRules.MayHandIn(round, clock.Today(), place.FiledAt is not null, returned),
                sight.Organises && round.Stage is Stage.EvidenceCheck or Stage.PanelOpinion,
                scanner.IsConfigured,
                [
                    .. indicators
                        .Where(i => !i.Filing.IsFiled || i.Filing.EvidenceState == "returned")
                        .Select(i => i.Code),
                ],
                indicators
            )
        );

        FiledIndicatorView Indicator(FrameworkNode group, FrameworkNode leaf)
        {
            var filing = filings.GetValueOrDefault(leaf.Code);
            var open =
                writes
                && FilingRules.IsOpen(
                    round.Stage,
                    clock.Today(),
                    round.SelfAssessmentUntil,
                    round.EvidenceCheckUntil,
                    place.FiledAt is not null,
                    filing?.EvidenceState,
                    reopened.Contains(leaf.Code)
                );
            return new FiledIndicatorView(
                leaf.Code,
                leaf.Zh,
                leaf.En,
                group.Zh,
                group.En,
                leaf.Method!,
                leaf.Unit,
                leaf.Evidence,
                leaf.Floor,
                leaf.Target,
                open,
                filing is null ? FilingView.Nothing(leaf.Code) : FilingView.Of(filing),
                [.. files[leaf.Code]]
            );
        }
    }

    /// <summary>Every version of what was stated, the first one first.</summary>
    public static async Task<Results<Ok<Page<FilingVersionView>>, RefusalResult>> Versions(
        Guid id,
        Guid zoneId,
        [StringLength(20)] string indicator,
        HttpContext http,
        AssessmentsDb db,
        ZoneReach reach,
        CancellationToken ct,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNumber(cursor, out var after))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var sight = await reach.Of(http.CurrentUser(), ct);
        if (await Place(db, sight, id, zoneId, ct) is null)
        {
            return FilingErrors.FilingNotFound.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var versions = await db.Query<FilingVersionView>(
            """
            select v.version, v.value, v.statement, v.not_applicable_reason, v.evidence_state, v.at, v.by_name, c.reason as check_reason
            from filing_version v left join evidence_check c on c.round_id = v.round_id and c.zone_id = v.zone_id
                and c.indicator = v.indicator and c.version = v.version
            where v.round_id = @id and v.zone_id = @zoneId and v.indicator = @indicator and v.version > @after
            order by v.version limit @take + 1
            """,
            new
            {
                id,
                zoneId,
                indicator,
                after,
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<FilingVersionView>.Of(versions, take, v => [v.Version]));
    }

    private static Task<PlaceRow?> Place(
        AssessmentsDb db,
        ZoneSight sight,
        Guid id,
        Guid zoneId,
        CancellationToken ct
    ) =>
        db.QueryOne<PlaceRow>(
            $"""
            select z.zh, z.en, z.organisation_id, rz.filed_at, rz.filed_by_name, f.content
            from round_zone rz
            join demonstration_zone z on z.id = rz.zone_id
            join assessment_round r on r.id = rz.round_id
            join framework f on f.id = r.framework_id
            where rz.round_id = @id and rz.zone_id = @zoneId and {Readers}
            """,
            new
            {
                id,
                zoneId,
                sight.Organises,
                sight.Filer,
                sight.Scorer,
                sight.Now,
            },
            ct
        );

    private sealed record PlaceRow(
        string Zh,
        string En,
        Guid? OrganisationId,
        DateTimeOffset? FiledAt,
        string? FiledByName,
        string Content
    );
}
