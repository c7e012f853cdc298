using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Version">Of the filing as the organiser saw it.</param>
/// <param name="Outcome">accepted (of what does not apply: agreed) or returned.</param>
/// <param name="Reason">Of a return: what is missing.</param>
public sealed record CheckEvidenceRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, RegularExpression("accepted|returned")] string Outcome,
    [property: StringLength(1000, MinimumLength = 2)] string? Reason = null
);

/// <summary>
/// POST /api/assessments/rounds/{id}/zones/{zoneId}/filings/{indicator}/check: what is returned is open to the zone again.
/// </summary>
internal static class CheckEvidence
{
    public static async Task<Results<Ok<FilingView>, RefusalResult>> Handle(
        Guid id,
        Guid zoneId,
        [StringLength(20)] string indicator,
        CheckEvidenceRequest request,
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
                var locked = await FilingPlace.Lock(tx, id, zoneId, organisation: null);
                if (locked.Refusal is { } unknown)
                {
                    return unknown;
                }
                var place = locked.Value;
                var filing = await place.Filing(tx, indicator);
                if (filing is null)
                {
                    return FilingErrors.FilingNotFound;
                }
                if (await Refuse(tx, place, filing, request) is { } refused)
                {
                    return refused;
                }
                await Write(tx, place, filing, request, user, clock.GetUtcNow());
                tx.Audit(
                    $"assessments.evidence.{request.Outcome}",
                    $"{id}/{zoneId}",
                    new
                    {
                        indicator,
                        request.Version,
                        request.Reason,
                    }
                );
                return FilingView.Of((await place.Filing(tx, indicator))!);
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    private static async Task<Refusal?> Refuse(
        Tx tx,
        FilingPlace place,
        FilingRow filing,
        CheckEvidenceRequest request
    ) =>
        place.Round.Stage switch
        {
            Stage.EvidenceCheck => null,
            Stage.PanelOpinion when await place.IsReopened(tx, filing.Indicator) => null,
            _ => RoundErrors.StageClosed.With("stage", place.Round.Stage),
        }
        ?? (
            filing.Version != request.Version ? FilingErrors.StaleFiling.With("current", FilingView.Of(filing))
            : filing.EvidenceState == "returned" ? FilingErrors.EvidenceWithZone
            : request.Outcome == "returned" && request.Reason is null ? RoundErrors.ReasonNeeded
            : null
        );

    private static async Task Write(
        Tx tx,
        FilingPlace place,
        FilingRow filing,
        CheckEvidenceRequest request,
        CurrentUser user,
        DateTimeOffset now
    )
    {
        var parameters = new
        {
            RoundId = place.Round.Id,
            place.ZoneId,
            filing.Indicator,
            request.Version,
            request.Outcome,
            request.Reason,
            now,
            user.Subject,
            user.DisplayName,
        };
        await tx.Execute(
            """
            update indicator_filing set evidence_state = @Outcome, version = version + 1, changed_at = @now, changed_by = @Subject,
                changed_by_name = @DisplayName,
                not_applicable_approved_by = case when @Outcome = 'accepted' and not_applicable_reason is not null then @Subject end
            where round_id = @RoundId and zone_id = @ZoneId and indicator = @Indicator and version = @Version
            """,
            parameters
        );
        await tx.Execute(
            """
            insert into evidence_check (round_id, zone_id, indicator, version, outcome, reason, checked_at, checked_by, checked_by_name)
            values (@RoundId, @ZoneId, @Indicator, @Version + 1, @Outcome, @Reason, @now, @Subject, @DisplayName)
            """,
            parameters
        );
        // What an appeal opened is returned by itself: the zone has handed in, and the round shows nothing until it is filed again.
        if (request.Outcome == "returned" && place.Round.Stage == Stage.EvidenceCheck)
        {
            await tx.Execute(
                """
                update round_zone set filed_at = null, filed_by = null, filed_by_name = null
                where round_id = @RoundId and zone_id = @ZoneId
                """,
                parameters
            );
        }
    }
}
