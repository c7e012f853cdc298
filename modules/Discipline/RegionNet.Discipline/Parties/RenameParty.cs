using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Name">The new name.</param>
/// <param name="From">The first day on which it bears it.</param>
public sealed record RenamePartyRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(200, MinimumLength = 1), RegularExpression(@"\P{Cc}*\S\P{Cc}*")] string Name,
    [property: Required] DateOnly? From
);

/// <summary>
/// POST /api/discipline/parties/{id}/name: an organisation has changed its name. The former one stays, dated, and is still found.
/// </summary>
internal static class RenameParty
{
    public static async Task<Results<Ok<PartyView>, RefusalResult>> Handle(
        Guid id,
        RenamePartyRequest request,
        HttpContext http,
        DisciplineDb db,
        Parties parties,
        TimeProvider clock
    )
    {
        if (PersonalText.Refuse(request.Name) is { } personal)
        {
            return personal.ToResult();
        }
        if (request.From > clock.Today())
        {
            return DisciplineErrors.RenamedTooEarly.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<PartyRow>(
            user.Actor,
            async tx =>
            {
                var party = await tx.QueryOne<PartyRow>(
                    $"select {PartyRow.Columns} from party p where {ShowParty.Scope} for update",
                    new { id, user.OrganisationId }
                );
                if (party is null)
                {
                    return DisciplineErrors.PartyNotFound;
                }
                if (party.Version != request.Version)
                {
                    return DisciplineErrors.StaleParty.With("version", party.Version);
                }
                if (party.Name is null)
                {
                    return DisciplineErrors.PersonKeepsName;
                }
                var kept = await tx.Execute(
                    """
                    insert into party_name (party_id, name, valid)
                    select @id, @Name, daterange(max(upper(n.valid)), @From) from party_name n where n.party_id = @id
                    having max(upper(n.valid)) is null or max(upper(n.valid)) < @From
                    """,
                    new
                    {
                        id,
                        party.Name,
                        request.From,
                    }
                );
                if (kept != 1)
                {
                    return DisciplineErrors.RenamedTooEarly;
                }
                tx.Audit(
                    "discipline.party.renamed",
                    id.ToString(),
                    new
                    {
                        before = party.Name,
                        after = request.Name,
                        request.From,
                    }
                );
                var renamed = await tx.QueryOne<PartyRow>(
                    $"""
                    update party p set name = @name, version = version + 1 where id = @id returning {PartyRow.Columns}
                    """,
                    new { id, name = request.Name.Trim() }
                );
                await NameIndex.Add(tx, id, renamed!.Name!);
                return renamed;
            },
            Idempotency.Of(http, user, request),
            http.RequestAborted
        );
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.Ok(parties.View(outcome.Value));
    }
}
