using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Answers other modules: which parties are listed at an instant.</summary>
internal sealed class DisciplineRecords(DisciplineDb db, DisciplineSealing sealing) : IDisciplineRecords
{
    public async Task<IReadOnlyDictionary<PartyKey, IReadOnlyList<ListedFinding>>> InForce(
        IReadOnlyCollection<PartyKey> parties,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var rows = await db.Query<Row>(
            """
            select p.code, p.id_fingerprint, v.entry_id, v.list_code, k.zh as list_zh, k.en as list_en, e.document_number,
                e.authority_zh, lower(v.valid) as "from", upper(v.valid) as "until"
            from party p join list_entry e on e.party_id = p.id join entry_in_force(@at) v on v.entry_id = e.id
            join list_kind k on k.code = v.list_code
            where p.code = any(@codes) or p.id_fingerprint = any(@fingerprints)
            order by v.known_at, v.entry_id
            """,
            new
            {
                at,
                codes = parties.Select(p => p.Code).OfType<string>().Distinct().ToArray(),
                fingerprints = parties.Select(p => p.IdFingerprint).OfType<string>().Distinct().ToArray(),
            },
            ct
        );
        var byKey = rows.ToLookup(r => r.Code ?? r.IdFingerprint!, r => r.Finding, StringComparer.Ordinal);
        return parties
            .Distinct()
            .Select(p => (Key: p, Found: (IReadOnlyList<ListedFinding>)[.. Of(p.Code), .. Of(p.IdFingerprint)]))
            .Where(p => p.Found.Count > 0)
            .ToDictionary(p => p.Key, p => p.Found);

        IEnumerable<ListedFinding> Of(string? key) => key is null ? [] : byKey[key];
    }

    public string FingerprintOf(string residentId) => sealing.Fingerprint(ResidentId.Normalise(residentId));

    private sealed record Row(
        string? Code,
        string? IdFingerprint,
        Guid EntryId,
        string ListCode,
        string ListZh,
        string ListEn,
        string DocumentNumber,
        string AuthorityZh,
        DateOnly From,
        DateOnly Until
    )
    {
        public ListedFinding Finding =>
            new(EntryId, ListCode, ListZh, ListEn, DocumentNumber, AuthorityZh, From, Until);
    }
}
