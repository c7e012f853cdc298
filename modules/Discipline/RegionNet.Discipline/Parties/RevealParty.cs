using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Purpose">What the data are needed for (PIPL art. 6); kept in the audit.</param>
public sealed record RevealPartyRequest(
    [property: Required, StringLength(200, MinimumLength = 4), RegularExpression(@"\P{Cc}*")] string Purpose
);

internal sealed record RevealedParty(Guid Id, string Name, string? ResidentId);

/// <summary>
/// POST /api/discipline/parties/{id}/reveal: name and resident ID in full, for the authority that has a case about the person. Who looked
/// and for what is in the audit; the data are not.
/// </summary>
internal static class RevealParty
{
    public static async Task<Results<Ok<RevealedParty>, RefusalResult>> Handle(
        Guid id,
        RevealPartyRequest request,
        HttpContext http,
        DisciplineDb db,
        Parties parties
    )
    {
        if (PersonalText.Refuse(request.Purpose) is { } personal)
        {
            return personal.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<PartyRow>(
            user.Actor,
            async tx =>
            {
                var party = await tx.QueryOne<PartyRow>(
                    $"select {PartyRow.Columns} from party p where {ShowParty.Scope}",
                    new { id, user.OrganisationId }
                );
                if (party is null)
                {
                    return DisciplineErrors.PartyNotFound;
                }
                tx.Audit("discipline.party.revealed", id.ToString(), new { purpose = request.Purpose });
                return party;
            },
            ct: http.RequestAborted
        );
        if (outcome.Refusal is { } refused)
        {
            return refused.ToResult();
        }
        http.Response.Headers.CacheControl = "no-store";
        var row = outcome.Value;
        return TypedResults.Ok(new RevealedParty(row.Id, parties.NameOf(row), parties.ResidentIdOf(row)));
    }
}
