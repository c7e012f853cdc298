using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

internal sealed record HandedIn(DateTimeOffset FiledAt, string FiledByName);

/// <summary>
/// POST /api/assessments/rounds/{id}/zones/{zoneId}/hand-in: the self-assessment is complete, or what was returned has been mended. Until
/// the evidence check returns something nothing more can be changed.
/// </summary>
internal static class HandIn
{
    public static async Task<Results<Ok<HandedIn>, RefusalResult>> Handle(
        Guid id,
        Guid zoneId,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<HandedIn>(
            user.Actor,
            async tx =>
            {
                var locked = await FilingPlace.Lock(tx, id, zoneId, user.OrganisationId);
                if (locked.Refusal is { } unknown)
                {
                    return unknown;
                }
                var place = locked.Value;
                var filings = await tx.Query<(string Indicator, bool IsFiled, string EvidenceState)>(
                    "select indicator, is_filed, evidence_state from indicator_filing where round_id = @id and zone_id = @zoneId",
                    new { id, zoneId }
                );
                var returned = filings.Any(f => f.EvidenceState == "returned");
                if (!FilingRules.MayHandIn(place.Round, clock.Today(), place.FiledAt is not null, returned))
                {
                    return FilingErrors.FilingClosed.With("stage", place.Round.Stage);
                }
                var filed = filings.Where(f => f.IsFiled).Select(f => f.Indicator);
                var open = place.Framework.Leaves.Select(l => l.Code).Except(filed, StringComparer.Ordinal).ToList();
                if (open.Count > 0 && place.Round.Stage == Stage.SelfAssessment)
                {
                    return FilingErrors.FilingIncomplete.With("open", open);
                }
                var now = clock.GetUtcNow();
                await tx.Execute(
                    """
                    update indicator_filing set evidence_state = 'open', version = version + 1, changed_at = @now, changed_by = @Subject,
                        changed_by_name = @DisplayName
                    where round_id = @id and zone_id = @zoneId and evidence_state = 'returned'
                    """,
                    new
                    {
                        id,
                        zoneId,
                        now,
                        user.Subject,
                        user.DisplayName,
                    }
                );
                await tx.Execute(
                    """
                    update round_zone set filed_at = @now, filed_by = @Subject, filed_by_name = @DisplayName
                    where round_id = @id and zone_id = @zoneId and filed_at is null
                    """,
                    new
                    {
                        id,
                        zoneId,
                        now,
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit("assessments.filing.handed-in", $"{id}/{zoneId}", new { place.Round.Code, place.Round.Stage });
                return new HandedIn(now, user.DisplayName);
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }
}
