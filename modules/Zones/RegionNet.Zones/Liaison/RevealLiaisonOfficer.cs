using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Zones.Liaison;

/// <param name="Purpose">What the data are needed for (PIPL art. 6); kept in the audit.</param>
public sealed record RevealLiaisonOfficerRequest(
    [property: Required, StringLength(200, MinimumLength = 4), RegularExpression(Text.NoControl)] string? Purpose
);

/// <summary>Answers an officer's name and phone unmasked. That it was done, by whom and for what is in the audit; the data are not.</summary>
internal static class RevealLiaisonOfficer
{
    public static async Task<Results<Ok<RevealedOfficer>, RefusalResult>> Handle(
        string code,
        Guid id,
        RevealLiaisonOfficerRequest request,
        ZonesDb db,
        PersonalData data,
        TimeProvider clock,
        HttpContext http
    )
    {
        var user = http.CurrentUser();
        var scope = ZoneScope.ToWrite(user, code, clock);
        var outcome = await db.InTransaction<RevealedOfficer>(
            user.Actor,
            async tx =>
            {
                var officer = await LiaisonOfficers.Lock(tx, scope, id);
                if (officer is null)
                {
                    return ZonesErrors.LiaisonOfficerNotFound;
                }
                tx.Audit(
                    "zones.liaison-officer.revealed",
                    id.ToString(),
                    new { zone = code, purpose = request.Purpose }
                );
                return officer.Open(data);
            },
            ct: http.RequestAborted
        );
        if (outcome.Refusal is { } refused)
        {
            return refused.ToResult();
        }
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(outcome.Value);
    }
}
