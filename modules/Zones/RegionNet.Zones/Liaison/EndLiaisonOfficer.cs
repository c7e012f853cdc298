using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Zones.Liaison;

/// <param name="On">The last day in office.</param>
/// <param name="Reason">Kept in the audit.</param>
public sealed record EndLiaisonOfficerRequest(
    [property: Required, Range(typeof(DateOnly), Terms.Earliest, Terms.Latest)] DateOnly? On,
    [property: Required, StringLength(500, MinimumLength = 2), RegularExpression(Text.NoControl)] string? Reason
);

/// <summary>Ends an officer's term early. Deputies stay: that is what they are for.</summary>
internal static class EndLiaisonOfficer
{
    public static async Task<Results<Ok<LiaisonOfficerView>, RefusalResult>> Handle(
        string code,
        Guid id,
        EndLiaisonOfficerRequest request,
        ZonesDb db,
        PersonalData data,
        TimeProvider clock,
        HttpContext http
    )
    {
        var user = http.CurrentUser();
        var scope = ZoneScope.ToWrite(user, code, clock);
        var on = request.On!.Value;
        var outcome = await db.InTransaction<LiaisonOfficerView>(
            user.Actor,
            async tx =>
            {
                var officer = await LiaisonOfficers.Lock(tx, scope, id);
                if (officer is null)
                {
                    return ZonesErrors.LiaisonOfficerNotFound;
                }
                if (
                    LiaisonRules.End(officer.ValidFrom <= on && on <= (officer.ValidTo ?? DateOnly.MaxValue)) is
                    { } refusal
                )
                {
                    return refusal;
                }
                await tx.Execute(
                    "update liaison_officer set validity = daterange(lower(validity), @on, '[]') where id = @id",
                    new { id, on }
                );
                tx.Audit(
                    "zones.liaison-officer.ended",
                    id.ToString(),
                    new
                    {
                        zone = code,
                        on,
                        was = officer.ValidTo,
                        reason = request.Reason,
                    }
                );
                return (officer with { ValidTo = on }).Masked(data);
            },
            Idempotency.Of(http, user, request),
            http.RequestAborted
        );
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.Ok(outcome.Value);
    }
}

internal static class LiaisonOfficers
{
    /// <summary>The officer of a zone in scope whose term has not ended, locked until the transaction ends.</summary>
    public static Task<OfficerRow?> Lock(Tx tx, ZoneScope scope, Guid id) =>
        tx.QueryOne<OfficerRow>(
            $"""
            select {OfficerRow.Columns}
            from liaison_officer o
            join liaison_body b on b.id = o.body_id
            join zone z on z.code = b.zone_code
            where o.id = @id and {ZoneScope.Condition} and not (o.validity << daterange(@Today, null))
            for update of o
            """,
            new
            {
                id,
                scope.Code,
                scope.Zones,
                scope.AllZones,
                scope.Today,
            }
        );
}
