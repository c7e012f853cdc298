using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="InForce">How many entries everybody may see of it now.</param>
/// <param name="ChangedAt">Of its last change; null while it has none.</param>
internal sealed record PublicListView(
    string Code,
    string Zh,
    string En,
    string BasisZh,
    string BasisEn,
    long InForce,
    DateTimeOffset? ChangedAt
);

/// <summary>GET /api/discipline/public/lists: the lists that are published at all, for everybody.</summary>
internal static class PublicLists
{
    public static async Task<Ok<IReadOnlyList<PublicListView>>> Handle(
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        http.Response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(
            await db.Query<PublicListView>(
                $"""
                select l.code, l.zh, l.en, l.basis_zh, l.basis_en, (
                    select count(*) from entry_in_force(@now) v join list_entry e on e.id = v.entry_id
                    join party p on p.id = e.party_id join ground g on g.id = e.ground_id
                    where v.list_code = l.code and {EntryView.MayBePublic}) as in_force,
                    case when s.head > 0 then s.known_at end as changed_at
                from list_kind l join list_stream s on s.list_code = l.code
                where l.publishes and l.valid @> (@now at time zone 'Asia/Shanghai')::date order by l.code
                """,
                new { now = clock.GetUtcNow() },
                ct
            )
        );
    }
}
