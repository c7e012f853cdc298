using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Applicants and agents of filings, each once, whichever import named it first.</summary>
internal static class Filers
{
    public const string NameField = "filer.name";
    public const string IdField = "filer.id";

    /// <summary>Adds those who are new and locks all, in the order of their keys: of two imports about the same filer one waits for the other.</summary>
    /// <returns>Ids by key.</returns>
    public static async Task<IReadOnlyDictionary<string, Guid>> Lock(
        Tx tx,
        DisciplineSealing sealing,
        IEnumerable<FilerDraft> named
    )
    {
        var filers = named
            .DistinctBy(f => f.Key(sealing), StringComparer.Ordinal)
            .OrderBy(f => f.Key(sealing), StringComparer.Ordinal)
            .Select(f => (Id: Guid.CreateVersion7(), Key: f.Key(sealing), Draft: f))
            .ToArray();
        await tx.Execute(
            """
            insert into filer (id, key, code, name, name_sealed, masked_name, id_sealed)
            select n.id, n.key, n.code, n.name, n.name_sealed, n.masked_name, n.id_sealed
            from unnest(@Ids, @Keys, @Codes, @Names, @NamesSealed, @MaskedNames, @IdsSealed) with ordinality
                as n (id, key, code, name, name_sealed, masked_name, id_sealed, place)
            order by n.place on conflict do nothing
            """,
            new
            {
                Ids = Array.ConvertAll(filers, f => f.Id),
                Keys = Array.ConvertAll(filers, f => f.Key),
                Codes = Array.ConvertAll(filers, f => f.Draft.Code),
                Names = Array.ConvertAll(filers, f => f.Draft.Code is null ? null : f.Draft.Name),
                NamesSealed = Array.ConvertAll(
                    filers,
                    f => f.Draft.Code is null ? sealing.Seal(f.Id, NameField, f.Draft.Name) : null
                ),
                MaskedNames = Array.ConvertAll(
                    filers,
                    f => f.Draft.Code is null ? PartyMasking.Name(f.Draft.Name) : null
                ),
                IdsSealed = Array.ConvertAll(
                    filers,
                    f => f.Draft.ResidentId is { } id ? sealing.Seal(f.Id, IdField, id) : null
                ),
            }
        );
        var locked = await tx.Query<(string Key, Guid Id)>(
            """select f.key, f.id from filer f where f.key = any(@Keys) order by f.key collate "C" for update""",
            new { Keys = Array.ConvertAll(filers, f => f.Key) }
        );
        return locked.ToDictionary(f => f.Key, f => f.Id, StringComparer.Ordinal);
    }
}
