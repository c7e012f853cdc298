using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Zones.Liaison;

/// <param name="Account">The id of the officer's account (<c>id</c> of <c>/api/access/me</c> and of the list of people).</param>
public sealed record NameAccountRequest(
    [property: Required, StringLength(100, MinimumLength = 1), RegularExpression(Text.NoControl)] string? Account
);

/// <summary>
/// PUT /api/zones/{code}/liaison-officers/{id}/account: under which account an officer is told. That there is such an account is for
/// Access to know; one that is not there is told nothing.
/// </summary>
internal static class NameAccount
{
    public static async Task<Results<Ok<LiaisonOfficerView>, RefusalResult>> Handle(
        string code,
        Guid id,
        NameAccountRequest request,
        ZonesDb db,
        PersonalData data,
        TimeProvider clock,
        HttpContext http
    )
    {
        var user = http.CurrentUser();
        var scope = ZoneScope.ToWrite(user, code, clock);
        var outcome = await db.InTransaction<LiaisonOfficerView>(
            user.Actor,
            async tx =>
            {
                if (await LiaisonOfficers.Lock(tx, scope, id) is not { } officer)
                {
                    return ZonesErrors.LiaisonOfficerNotFound;
                }
                await tx.Execute(
                    "update liaison_officer set account = @Account where id = @id",
                    new { id, request.Account }
                );
                tx.Audit(
                    "zones.liaison-officer.account-named",
                    id.ToString(),
                    new { zone = code, account = request.Account }
                );
                return (officer with { Account = request.Account }).Masked(data);
            },
            Idempotency.Of(http, user, request),
            http.RequestAborted
        );
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.Ok(outcome.Value);
    }
}
