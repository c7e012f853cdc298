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
    /// <param name="order">place (the order of administrative divisions; default), zh or en (by that name), each also with -desc.</param>
    public static async Task<Results<Ok<Page<OrganisationView>>, RefusalResult>> Handle(
        ZonesDb db,
        TimeProvider clock,
        HttpContext http,
        [StringLength(100), RegularExpression(Text.NoControl)] string? search,
        [AllowedValues(null, "court", "ip-office", "protection-centre", "rapid-centre")] string? kind,
        [RegularExpression("[A-Z0-9]{1,10}")] string? zone,
        [AllowedValues(null, "place", "place-desc", "zh", "zh-desc", "en", "en-desc")] string? order,
        string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var by = OrganisationOrder.Of(order);
        var after = Array.Empty<string>();
        if (cursor is not null && !(Cursor.TryRead(cursor, 2, out after) && by.Takes(after)))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<OrganisationView>(
            Select(by, begins: cursor is null),
            new
            {
                Today = clock.Today(),
                Pattern = string.IsNullOrWhiteSpace(search) ? null : Text.LikePattern(search.Trim()),
                kind,
                zone,
                After = after.ElementAtOrDefault(0),
                Tie = after.ElementAtOrDefault(1),
                take,
            },
            http.RequestAborted
        );
        return TypedResults.Ok(Page<OrganisationView>.Of(rows, take, by.Key));
    }

    /// <param name="begins">Whether it is the first page; the others begin after @After and @Tie.</param>
    internal static string Select(OrganisationOrder order, bool begins) =>
        $"""
            {Sql}
                and (@Pattern::text is null or o.zh ilike @Pattern or o.en ilike @Pattern)
                and (@kind::text is null or o.kind = @kind)
                and (@zone::text is null or exists (
                    select from organisation_zone c
                    where c.organisation_id = o.id and c.zone_code = @zone and c.wholly and c.validity @> @Today))
                {(begins ? "" : $"and {order.After}")}
            order by {order.By}
            limit @take + 1
            """;
}

/// <summary>
/// An order of the list. Names stand as in a dictionary, Chinese ones by pinyin, in ICU's collations that PostgreSQL brings along; indexes
/// give both (0004_names_in_order.sql).
/// </summary>
/// <param name="Column">By what, without ties: two expressions.</param>
/// <param name="Tie">What the second one is compared with.</param>
/// <param name="Key">Their values in a row.</param>
internal sealed record OrganisationOrder(
    (string First, string Second) Column,
    string Tie,
    Func<OrganisationView, object[]> Key,
    bool Descending
)
{
    private static readonly (string, string) s_place = ("coalesce(o.place_code, '')", "o.zh collate \"C\"");
    private static readonly (string, string) s_zh = ("o.zh collate \"zh-x-icu\"", "o.id");
    private static readonly (string, string) s_en = ("o.en collate \"en-x-icu\"", "o.id");

    /// <param name="order">As the list takes it; null for by place.</param>
    public static OrganisationOrder Of(string? order)
    {
        var descending = order?.EndsWith("-desc", StringComparison.Ordinal) == true;
        return order switch
        {
            "zh" or "zh-desc" => new(s_zh, "@Tie::uuid", o => [o.Zh, o.Id], descending),
            "en" or "en-desc" => new(s_en, "@Tie::uuid", o => [o.En, o.Id], descending),
            _ => new(s_place, "@Tie", o => [o.PlaceCode ?? "", o.Zh], descending),
        };
    }

    public string By => Descending ? $"{Column.First} desc, {Column.Second} desc" : $"{Column.First}, {Column.Second}";

    /// <summary>What lies after @After and @Tie.</summary>
    public string After => $"({Column.First}, {Column.Second}) {(Descending ? '<' : '>')} (@After, {Tie})";

    /// <summary>Whether the values of a cursor may be compared with.</summary>
    public bool Takes(IReadOnlyList<string> cursor) =>
        !cursor.Any(Text.HasControl) && (Tie == "@Tie" || Guid.TryParse(cursor[1], out _));
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
