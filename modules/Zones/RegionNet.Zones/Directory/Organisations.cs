using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Zones.Directory;

/// <summary>A court, IP office, protection centre or rapid rights centre.</summary>
/// <param name="Kind">court, ip-office, protection-centre or rapid-centre.</param>
/// <param name="PlaceCode">GB/T 2260 of the place it covers; null for a national organisation.</param>
/// <param name="Zones">Codes of the zones that its place lies wholly inside today.</param>
/// <param name="Source">Where the entry was found; GK = general knowledge.</param>
/// <param name="Confidence">How sure it is that the organisation exists under this name.</param>
/// <param name="IndustriesZh">The industries a centre serves; empty for others and where unknown.</param>
public sealed record OrganisationView(
    Guid Id,
    string Kind,
    string Zh,
    string En,
    string? PlaceCode,
    string? PlaceZh,
    string? PlaceEn,
    string[] Zones,
    string Source,
    string Confidence,
    string[] IndustriesZh
);

internal static class ListOrganisations
{
    internal const string Sql = """
        select o.id, o.kind, o.zh, o.en, o.place_code, p.zh as place_zh, p.en as place_en,
            array(
                select distinct c.zone_code from organisation_zone c
                where c.organisation_id = o.id and c.wholly and c.validity @> @Today order by 1
            ) as zones,
            o.source, o.confidence, o.industries as industries_zh
        from organisation o left join place p on p.code = o.place_code
        where o.validity @> @Today
        """;

    /// <param name="search">Part of the Chinese or English name, as it is: % and _ mean themselves.</param>
    /// <param name="zone">A zone's code; an unknown one gives an empty list.</param>
    public static async Task<Results<Ok<Page<OrganisationView>>, RefusalResult>> Handle(
        ZonesDb db,
        TimeProvider clock,
        HttpContext http,
        [StringLength(100), RegularExpression(Text.NoControl)] string? search,
        [AllowedValues(null, "court", "ip-office", "protection-centre", "rapid-centre")] string? kind,
        [RegularExpression("[A-Z0-9]{1,10}")] string? zone,
        string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var after = Array.Empty<string>();
        if (cursor is not null && !(Cursor.TryRead(cursor, 2, out after) && !after.Any(Text.HasControl)))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<OrganisationView>(
            $"""
            {Sql}
                and (@Pattern::text is null or o.zh ilike @Pattern or o.en ilike @Pattern)
                and (@kind::text is null or o.kind = @kind)
                and (@zone::text is null or exists (
                    select from organisation_zone c
                    where c.organisation_id = o.id and c.zone_code = @zone and c.wholly and c.validity @> @Today))
                and (@Place::text is null or (coalesce(o.place_code, ''), o.zh collate "C") > (@Place, @Zh))
            order by coalesce(o.place_code, ''), o.zh collate "C"
            limit @take + 1
            """,
            new
            {
                Today = clock.Today(),
                Pattern = string.IsNullOrWhiteSpace(search) ? null : Text.LikePattern(search.Trim()),
                kind,
                zone,
                Place = after.ElementAtOrDefault(0),
                Zh = after.ElementAtOrDefault(1),
                take,
            },
            http.RequestAborted
        );
        return TypedResults.Ok(Page<OrganisationView>.Of(rows, take, o => [o.PlaceCode ?? "", o.Zh]));
    }
}

internal static class GetOrganisation
{
    public static async Task<Results<Ok<OrganisationView>, RefusalResult>> Handle(
        Guid id,
        ZonesDb db,
        TimeProvider clock,
        HttpContext http
    )
    {
        var organisation = await db.QueryOne<OrganisationView>(
            $"{ListOrganisations.Sql} and o.id = @id",
            new { Today = clock.Today(), id },
            http.RequestAborted
        );
        return organisation is null ? ZonesErrors.OrganisationNotFound.ToResult() : TypedResults.Ok(organisation);
    }
}
