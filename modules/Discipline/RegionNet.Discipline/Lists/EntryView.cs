using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>An entry as it stands on a list. A natural person is shown by surname and last character, without an ID.</summary>
/// <param name="From">First day of the period.</param>
/// <param name="Until">First day after it.</param>
/// <param name="State">published or reinstated, while in force.</param>
/// <param name="KnownAt">When the system came to know this.</param>
internal sealed record EntryView(
    Guid Id,
    string ListCode,
    string PartyKind,
    string PartyName,
    string? PartyCode,
    string? PlaceCode,
    string GroundCode,
    string GroundZh,
    string GroundEn,
    Guid AuthorityId,
    string AuthorityZh,
    string AuthorityEn,
    string DocumentNumber,
    string Clause,
    DateOnly DecidedOn,
    DateOnly From,
    DateOnly Until,
    string State,
    DateTimeOffset PublishedAt,
    DateTimeOffset KnownAt
)
{
    public const string Columns = """
        e.id, v.list_code, p.kind as party_kind, coalesce(p.name, p.masked_name) as party_name, p.code as party_code, e.place_code,
        g.code as ground_code, g.zh as ground_zh, g.en as ground_en, e.authority_id, e.authority_zh, e.authority_en,
        e.document_number, e.clause, e.decided_on, lower(v.valid) as "from", upper(v.valid) as "until", v.state, e.published_at,
        v.known_at
        """;

    /// <summary>
    /// In force on the day @On as known at @Known. Nothing such begins after @Latest, nor so long before @On that no period of the list
    /// reaches it: between these the index is read in its own order, and no page walks through what has long ended.
    /// </summary>
    public const string Source = """
        entry_version v join list_entry e on e.id = v.entry_id join party p on p.id = e.party_id join ground g on g.id = e.ground_id
        where v.list_code = @list and v.state in ('published', 'reinstated') and v.valid @> @On and lower(v.valid) <= @Latest
            and lower(v.valid) >= (@On::date - make_interval(months => (
                select max(r.longest_months) from period_rule r where r.list_code = @list)))::date
            and v.known_at <= @Known and (v.known_until is null or v.known_until > @Known)
        """;

    public const string Order = "lower(v.valid) desc, v.entry_id desc";
    public const string OldestFirst = "lower(v.valid), v.entry_id";

    /// <summary>
    /// What everybody may see: of lists that are published at all, and natural persons only where a law says so (PIPL art. 13; domain rule:
    /// no page about a natural person without a stated legal basis).
    /// </summary>
    public const string MayBePublic = """
        exists (select 1 from list_kind k where k.code = v.list_code and k.publishes
            and (p.kind = 'organisation' or coalesce(g.persons_basis, k.persons_basis) is not null))
        """;
}
