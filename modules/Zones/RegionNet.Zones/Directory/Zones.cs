using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Zones.Directory;

/// <summary>A cooperation zone.</summary>
/// <param name="Basis">The plan or agreement that it rests on.</param>
/// <param name="Source">Where the entry was found; GK = general knowledge.</param>
/// <param name="Confidence">How sure the entry is.</param>
/// <param name="MemberCount">Members today; a planning area (role extent) is not counted.</param>
/// <param name="OrganisationCount">Organisations whose place lies wholly inside the zone today.</param>
internal sealed record ZoneView(
    string Code,
    string Zh,
    string En,
    string Basis,
    string Source,
    string Confidence,
    int MemberCount,
    int OrganisationCount
);

/// <summary>A place in a zone.</summary>
/// <param name="Code">GB/T 2260.</param>
/// <param name="Role">full, extended, partial, signatory or extent (planning area only).</param>
/// <param name="ValidFrom">First day; null when no record says.</param>
/// <param name="ValidTo">Last day; null while it lasts.</param>
/// <param name="Note">What the role alone does not say, for example counties that are left out.</param>
internal sealed record ZoneMemberView(
    string Code,
    string Zh,
    string En,
    string Level,
    string Role,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    string? Note
);

/// <summary>A zone with its members, past ones included.</summary>
internal sealed record ZoneDetail(
    string Code,
    string Zh,
    string En,
    string Basis,
    string Source,
    string Confidence,
    int MemberCount,
    int OrganisationCount,
    IReadOnlyList<ZoneMemberView> Members
);

internal static class ListZones
{
    internal const string Sql = """
        select z.code, z.zh, z.en, z.basis, z.source, z.confidence,
            (select count(*) from zone_member m
             where m.zone_code = z.code and m.role <> 'extent' and m.validity @> @Today)::int as member_count,
            (select count(distinct c.organisation_id) from organisation_zone c
             where c.zone_code = z.code and c.wholly and c.validity @> @Today)::int as organisation_count
        from zone z
        where z.validity @> @Today
        """;

    public static async Task<Ok<Page<ZoneView>>> Handle(ZonesDb db, TimeProvider clock, HttpContext http)
    {
        var zones = await db.Query<ZoneView>(
            $"{Sql} order by z.position",
            new { Today = clock.Today() },
            http.RequestAborted
        );
        return TypedResults.Ok(new Page<ZoneView>(zones, null));
    }
}

internal static class GetZone
{
    public static async Task<Results<Ok<ZoneDetail>, RefusalResult>> Handle(
        string code,
        ZonesDb db,
        TimeProvider clock,
        HttpContext http
    )
    {
        var parameters = new { Today = clock.Today(), Code = code };
        var zone = await db.QueryOne<ZoneView>($"{ListZones.Sql} and z.code = @Code", parameters, http.RequestAborted);
        if (zone is null)
        {
            return ZonesErrors.ZoneNotFound.ToResult();
        }
        var members = await db.Query<ZoneMemberView>(
            """
            select p.code, p.zh, p.en, p.level, m.role, lower(m.validity) as valid_from, upper(m.validity) - 1 as valid_to,
                m.note
            from zone_member m join place p on p.code = m.place_code
            where m.zone_code = @Code
            order by m.role = 'extent', p.code, m.validity
            """,
            parameters,
            http.RequestAborted
        );
        return TypedResults.Ok(
            new ZoneDetail(
                zone.Code,
                zone.Zh,
                zone.En,
                zone.Basis,
                zone.Source,
                zone.Confidence,
                zone.MemberCount,
                zone.OrganisationCount,
                members
            )
        );
    }
}
