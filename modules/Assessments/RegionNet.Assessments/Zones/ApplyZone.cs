using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Assessments;

/// <param name="PlaceCode">GB/T 2260, six digits.</param>
public sealed record ApplyZoneRequest(
    [property: Required, RegularExpression("[1-9][0-9]{5}")] string PlaceCode,
    [property: Required, StringLength(100, MinimumLength = 2)] string Zh,
    [property: Required, StringLength(200, MinimumLength = 2)] string En,
    [property: Range(1, 99)] int Batch,
    [property: StringLength(100, MinimumLength = 2)] string? DocumentNumber = null
);

/// <param name="OrganisationId">Whose officers file from now on; null takes it away.</param>
public sealed record NameFilerRequest([property: Range(1, int.MaxValue)] int Version, Guid? OrganisationId = null);

/// <summary>The zone, and what the change voided because of a conflict of interest.</summary>
internal sealed record FilerNamed(ZoneView Zone, IReadOnlyList<VoidedAssignment> Voided);

/// <summary>POST /api/assessments/zones enters an application; PUT …/{id}/organisation says whose officers file for the zone.</summary>
internal static class ApplyZone
{
    public static async Task<Results<Ok<ZoneView>, RefusalResult>> Handle(
        ApplyZoneRequest request,
        HttpContext http,
        AssessmentsDb db,
        ZoneViews views,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<ZoneRow>(
            user.Actor,
            async tx =>
            {
                var row = await tx.QueryOne<ZoneRow>(
                    $"""
                    insert into demonstration_zone as z (id, place_code, province_code, zh, en, batch_number, state, changed_at, changed_by,
                        changed_by_name, effective_on, document_number)
                    select @id, @PlaceCode, left(@PlaceCode, 2) || '0000', @Zh, @En, b.number, 'applied', @now, @Subject, @DisplayName,
                        @today, @DocumentNumber
                    from batch b where b.number = @Batch
                    returning {ZoneRow.Columns}
                    """,
                    new
                    {
                        id = Guid.CreateVersion7(clock.GetUtcNow()),
                        request.PlaceCode,
                        request.Zh,
                        request.En,
                        request.Batch,
                        request.DocumentNumber,
                        now = clock.GetUtcNow(),
                        today = clock.Today(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                if (row is null)
                {
                    return RoundErrors.BatchNotFound;
                }
                tx.Audit("assessments.zone.applied", row.Id.ToString(), request);
                return row;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }

    public static async Task<Results<Ok<FilerNamed>, RefusalResult>> NameFiler(
        Guid id,
        NameFilerRequest request,
        HttpContext http,
        AssessmentsDb db,
        ZoneViews views,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (request.OrganisationId is { } named && await zones.Organisation(named, ct) is null)
        {
            return RoundErrors.OrganisationUnknown.ToResult();
        }
        var outcome = await db.InTransaction<(ZoneRow Zone, VoidedAssignment[] Voided)>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                await LateConflicts.LockRounds(tx);
                var zone = await ZoneSteps.Lock(tx, id, request.Version);
                if (zone.Refusal is { } refused)
                {
                    return refused;
                }
                var row = await tx.QueryOne<ZoneRow>(
                    $"""
                    update demonstration_zone z set organisation_id = @OrganisationId, version = z.version + 1, changed_at = @now,
                        changed_by = @Subject, changed_by_name = @DisplayName, document_number = null, reason = null
                    where z.id = @id and z.version = @Version
                    returning {ZoneRow.Columns}
                    """,
                    new
                    {
                        id,
                        request.Version,
                        request.OrganisationId,
                        now,
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit("assessments.zone.filer-named", id.ToString(), new { request.OrganisationId });
                return (row!, await LateConflicts.Replace(tx, now, user));
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(new FilerNamed(await views.Complete(outcome.Value.Zone, user, ct), outcome.Value.Voided));
    }
}
