using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <param name="Kind">device, video-bridge, panel-member, assistant or interpreter.</param>
/// <param name="Identifier">Inventory or staff number, unique for the kind in the own organisation.</param>
public sealed record AddAssetRequest(
    [property: Required, RegularExpression("device|video-bridge|panel-member|assistant|interpreter")] string Kind,
    [property: Required, StringLength(100, MinimumLength = 1)] string Identifier,
    [property: Required, StringLength(100, MinimumLength = 1)] string NameZh,
    [property: Required, StringLength(100, MinimumLength = 1)] string NameEn
);

public sealed record SetAssetServiceRequest([property: Required] bool? InService);

internal sealed record AssetView(
    Guid Id,
    string Kind,
    Guid OrganisationId,
    string OrganisationZh,
    string OrganisationEn,
    string Identifier,
    string NameZh,
    string NameEn,
    bool InService,
    int Version
);

/// <summary>
/// /api/hearings/assets: what a centre lends besides rooms, and its people who take part. Like a room, each can be in one
/// session at a time. Parties' agents are not listed: they belong to no centre.
/// </summary>
internal static class Assets
{
    private const string Columns =
        "r.id, r.kind, r.organisation_id, r.identifier, a.name_zh, a.name_en, a.in_service, a.version";

    public static async Task<Results<Ok<Page<AssetView>>, RefusalResult>> List(
        HearingsDb db,
        RoomViews rooms,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct,
        string? zone,
        Guid? organisationId,
        [RegularExpression("device|video-bridge|panel-member|assistant|interpreter")] string? kind,
        [StringLength(100)] string? search,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var after = Guid.Empty;
        if (cursor is not null && !(Cursor.TryRead(cursor, 1, out var at) && Guid.TryParse(at[0], out after)))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<AssetRow>(
            $"""
            select {Columns} from resource r join asset a on a.id = r.id
            where r.organisation_id is not null and (@Hosts::uuid[] is null or r.organisation_id = any(@Hosts))
                and (@kind::text is null or r.kind = @kind)
                and (@search::text is null
                    or strpos(lower(a.name_zh || ' ' || a.name_en || ' ' || r.identifier), lower(@search)) > 0)
                and r.id > @after
            order by r.id limit @take + 1
            """,
            new
            {
                Hosts = await rooms.Hosts(zone, organisationId, ct),
                kind,
                search,
                after,
                take,
            },
            ct
        );
        var page = Page<AssetRow>.Of(rows, take, r => [r.Id]);
        return TypedResults.Ok(new Page<AssetView>(await Named(page.Items, zones, clock, ct), page.Next));
    }

    public static async Task<Results<Created<AssetView>, RefusalResult>> Add(
        AddAssetRequest request,
        HttpContext http,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<AssetRow>(
            user.Actor,
            async tx =>
            {
                var row = await tx.QueryOne<AssetRow>(
                    $"""
                    with r as (
                        insert into resource (id, kind, organisation_id, identifier)
                        values (@id, @Kind, @OrganisationId, @Identifier) returning *
                    ), a as (
                        insert into asset (id, name_zh, name_en) values (@id, @NameZh, @NameEn) returning *
                    )
                    select {Columns} from r, a
                    """,
                    new
                    {
                        id = Guid.CreateVersion7(),
                        request.Kind,
                        user.OrganisationId,
                        request.Identifier,
                        request.NameZh,
                        request.NameEn,
                    }
                );
                tx.Audit("hearings.asset.added", row!.Id.ToString(), request);
                return row;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        var view = (await Named([outcome.Value], zones, clock, ct))[0];
        return TypedResults.Created($"/api/hearings/assets/{view.Id}", view);
    }

    public static async Task<Results<Ok<AssetView>, RefusalResult>> SetService(
        Guid id,
        SetAssetServiceRequest request,
        HttpContext http,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<AssetRow>(
            user.Actor,
            async tx =>
            {
                var row = await tx.QueryOne<AssetRow>(
                    $"""
                    update asset a set in_service = @InService, version = a.version + 1 from resource r
                    where a.id = @id and r.id = a.id and r.organisation_id = @OrganisationId
                    returning {Columns}
                    """,
                    new
                    {
                        id,
                        request.InService,
                        user.OrganisationId,
                    }
                );
                if (row is null)
                {
                    return HearingsErrors.AssetNotFound;
                }
                tx.Audit("hearings.asset.service-set", id.ToString(), request);
                return row;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok((await Named([outcome.Value], zones, clock, ct))[0]);
    }

    private static async Task<AssetView[]> Named(
        IReadOnlyList<AssetRow> rows,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var lenders = await zones.Organisations(
            rows.Select(r => r.OrganisationId).Distinct().ToArray(),
            clock.Today(),
            ct
        );
        return
        [
            .. rows.Select(r =>
            {
                var lender = lenders.GetValueOrDefault(r.OrganisationId);
                return new AssetView(
                    r.Id,
                    r.Kind,
                    r.OrganisationId,
                    lender?.Zh ?? "",
                    lender?.En ?? "",
                    r.Identifier,
                    r.NameZh,
                    r.NameEn,
                    r.InService,
                    r.Version
                );
            }),
        ];
    }

    private sealed record AssetRow(
        Guid Id,
        string Kind,
        Guid OrganisationId,
        string Identifier,
        string NameZh,
        string NameEn,
        bool InService,
        int Version
    );
}
