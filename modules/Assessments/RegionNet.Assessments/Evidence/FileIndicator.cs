using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Version">Of the filing as the caller saw it; 0 for the first.</param>
/// <param name="Value">In the indicator's unit; none for what a panel marks.</param>
/// <param name="NotApplicableReason">Why the indicator does not apply; counts once the organiser has accepted it.</param>
public sealed record FileIndicatorRequest(
    [property: Required, Range(0, int.MaxValue)] int? Version,
    [property: Range(-1_000_000_000_000.0, 1_000_000_000_000.0)] decimal? Value = null,
    [property: StringLength(4000, MinimumLength = 1)] string? Statement = null,
    [property: StringLength(1000, MinimumLength = 2)] string? NotApplicableReason = null
);

/// <summary>
/// PUT /api/assessments/rounds/{id}/zones/{zoneId}/filings/{indicator}: saved as it is typed. Whoever writes on an older version gets
/// what stands there (412, <c>current</c>) and overwrites nothing.
/// </summary>
internal static class FileIndicator
{
    public static async Task<Results<Ok<FilingView>, RefusalResult>> Handle(
        Guid id,
        Guid zoneId,
        [StringLength(20)] string indicator,
        FileIndicatorRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<FilingView>(
            user.Actor,
            async tx =>
            {
                var locked = await FilingPlace.Lock(tx, id, zoneId, user.OrganisationId);
                if (locked.Refusal is { } unknown)
                {
                    return unknown;
                }
                var place = locked.Value;
                if (place.Indicator(indicator) is not { } node)
                {
                    return FilingErrors.IndicatorNotFound;
                }
                var known = await place.Filing(tx, indicator);
                var refused =
                    await FilingRules.RefuseWriting(tx, place, node, known, clock.Today())
                    ?? FilingRules.RefuseContent(node, request);
                if (refused is not null)
                {
                    return refused;
                }
                var version = known?.Version ?? 0;
                if (known is not null && IsSame(known, request))
                {
                    return FilingView.Of(known);
                }
                if (version != request.Version)
                {
                    return FilingErrors.StaleFiling.With(
                        "current",
                        known is null ? FilingView.Nothing(indicator) : FilingView.Of(known)
                    );
                }
                await Write(tx, place, node, request, clock.GetUtcNow());
                tx.Audit(
                    "assessments.filing.saved",
                    $"{id}/{zoneId}",
                    new
                    {
                        indicator,
                        version = version + 1,
                        request.Value,
                        request.NotApplicableReason,
                    }
                );
                return FilingView.Of((await place.Filing(tx, indicator))!);
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    /// <summary>A repetition of what stands there, as after a lost answer, is no new version.</summary>
    private static bool IsSame(FilingRow known, FileIndicatorRequest request) =>
        known.Value == request.Value
        && known.Statement == request.Statement
        && known.NotApplicableReason == request.NotApplicableReason;

    /// <summary>What was returned stays so until it is handed in again; what an appeal opened is at once to be checked anew.</summary>
    private static Task Write(
        Tx tx,
        FilingPlace place,
        FrameworkNode node,
        FileIndicatorRequest request,
        DateTimeOffset now
    ) =>
        tx.Execute(
            """
            insert into indicator_filing as f (round_id, zone_id, indicator, value, statement, not_applicable_reason, is_filed, changed_at,
                changed_by, changed_by_name)
            values (@RoundId, @ZoneId, @Code, @Value, @Statement, @NotApplicableReason, @isFiled, @now, @Subject, @Name)
            on conflict (round_id, zone_id, indicator) do update set value = excluded.value, statement = excluded.statement,
                not_applicable_reason = excluded.not_applicable_reason, not_applicable_approved_by = null,
                is_filed = excluded.is_filed, version = f.version + 1, changed_at = excluded.changed_at,
                changed_by = excluded.changed_by, changed_by_name = excluded.changed_by_name,
                evidence_state = case when f.evidence_state = 'returned' and @Stage <> 'panel-opinion' then 'returned' else 'open' end
            """,
            new
            {
                RoundId = place.Round.Id,
                place.Round.Stage,
                place.ZoneId,
                node.Code,
                request.Value,
                request.Statement,
                request.NotApplicableReason,
                isFiled = FilingRules.Answers(node, request.Value, request.Statement, request.NotApplicableReason),
                now,
                tx.Actor.Subject,
                tx.Actor.Name,
            }
        );
}
