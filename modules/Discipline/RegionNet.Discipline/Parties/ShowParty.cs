using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="From">First day of the name; null where it is not known.</param>
/// <param name="Until">First day of the next.</param>
internal sealed record FormerName(string Name, DateOnly? From, DateOnly Until);

/// <param name="Listings">Where it stands now.</param>
internal sealed record PartyDetail(
    PartyView Party,
    IReadOnlyList<FormerName> FormerNames,
    IReadOnlyList<EntryView> Listings
);

/// <summary>
/// GET /api/discipline/parties/{id}. A natural person exists only for the authority that has a case about the person; the ID is masked
/// even there.
/// </summary>
internal static class ShowParty
{
    public static async Task<Results<Ok<PartyDetail>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        Parties parties,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var key = new
        {
            id,
            http.CurrentUser().OrganisationId,
            now = clock.GetUtcNow(),
        };
        var party = await db.QueryOne<PartyRow>($"select {PartyRow.Columns} from party p where {Scope}", key, ct);
        if (party is null)
        {
            return DisciplineErrors.PartyNotFound.ToResult();
        }
        return TypedResults.Ok(
            new PartyDetail(
                parties.View(party),
                await db.Query<FormerName>(
                    """
                    select name, lower(valid) as "from", upper(valid) as "until" from party_name where party_id = @id
                    order by valid desc
                    """,
                    key,
                    ct
                ),
                await db.Query<EntryView>(
                    $"""
                    select {EntryView.Columns} from entry_in_force(@now) v join list_entry e on e.id = v.entry_id
                    join party p on p.id = e.party_id join ground g on g.id = e.ground_id
                    where e.party_id = @id order by v.known_at desc
                    """,
                    key,
                    ct
                )
            )
        );
    }

    /// <summary>Organisations are public; a natural person is seen by who has to do with the person.</summary>
    internal const string Scope = """
        p.id = @id and (p.kind = 'organisation' or exists (
            select 1 from discipline_case c where c.party_id = p.id and c.organisation_id = @OrganisationId))
        """;
}
