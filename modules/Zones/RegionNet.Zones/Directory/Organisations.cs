using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Zones.Directory;

/// <summary>A court, IP office, protection centre or rapid rights centre.</summary>
internal sealed record OrganisationView
{
    public required Guid Id { get; init; }

    /// <summary>court, ip-office, protection-centre or rapid-centre.</summary>
    public required string Kind { get; init; }
    public required string Zh { get; init; }
    public required string En { get; init; }

    /// <summary>GB/T 2260 code of the place it covers; null for a national organisation.</summary>
    public required string? PlaceCode { get; init; }
    public required string? PlaceZh { get; init; }
    public required string? PlaceEn { get; init; }

    /// <summary>Codes of the zones that its place lies wholly inside today.</summary>
    public required string[] Zones { get; init; }

    /// <summary>Where the entry was found; GK = general knowledge.</summary>
    public required string Source { get; init; }

    /// <summary>How sure it is that the organisation exists under this name.</summary>
    public required string Confidence { get; init; }

    /// <summary>The industries a centre serves; empty for others and where unknown.</summary>
    public required string[] IndustriesZh { get; init; }
}

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
