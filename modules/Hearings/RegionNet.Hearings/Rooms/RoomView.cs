using Dapper;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>Kinds of device a room may have (domain: typed capabilities with quantity and status).</summary>
internal static class DeviceKinds
{
    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal)
    {
        "hd-camera",
        "microphone",
        "object-camera",
        "clerk-pc",
        "printer",
        "evidence-display",
        "central-control",
        "recording",
        "video-link",
    };

    /// <summary>Reads a comma-separated list; null when it names a kind that does not exist.</summary>
    public static string[]? Parse(string? list)
    {
        var kinds = (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return kinds.All(All.Contains) ? kinds : null;
    }
}

/// <param name="Status"><c>in-service</c> or <c>out-of-service</c>.</param>
internal sealed record DeviceView(string Kind, int Quantity, string Status);

/// <summary>A hearing room (审理庭) as lists show it.</summary>
/// <param name="PlaceCode">GB/T 2260 code of its centre.</param>
/// <param name="Zones">Codes of the cooperation zones its centre lies in today.</param>
/// <param name="IsSample">Made up for development: no public list of hearing rooms exists.</param>
internal record RoomView(
    Guid Id,
    Guid OrganisationId,
    string OrganisationZh,
    string OrganisationEn,
    string PlaceCode,
    IReadOnlyList<string> Zones,
    string NameZh,
    string NameEn,
    int Capacity,
    bool Accessible,
    bool IsSample,
    IReadOnlyList<DeviceView> Devices,
    int Version
);

internal sealed record RoomRow(
    Guid Id,
    Guid OrganisationId,
    string PlaceCode,
    string NameZh,
    string NameEn,
    int Capacity,
    bool Accessible,
    bool IsSample,
    int Version
);

/// <summary>Narrows a list of rooms; every part is optional.</summary>
/// <param name="Organisations">Centres that may host; null means all.</param>
internal sealed record RoomFilter(Guid[]? Organisations, string[] Devices, int Capacity, string? Search)
{
    /// <summary>The conditions on <c>room r</c>, for the parameters of <see cref="Parameters"/>.</summary>
    public const string Sql = """
        (@Organisations::uuid[] is null or r.organisation_id = any(@Organisations))
        and r.capacity >= @Capacity
        and (@Search::text is null or strpos(lower(r.name_zh || ' ' || r.name_en), lower(@Search)) > 0)
        and not exists (
            select 1 from unnest(@Devices::text[]) as wanted (kind)
            where not exists (
                select 1 from device d
                where d.room_id = r.id and d.kind = wanted.kind and d.quantity > 0 and d.status = 'in-service'
            )
        )
        and (r.place_code, r.organisation_id, r.name_zh, r.id) > (@AfterPlace, @AfterOrganisation, @AfterName, @AfterId)
        """;

    public const string Columns =
        "r.id, r.organisation_id, r.place_code, r.name_zh, r.name_en, r.capacity, r.accessible, r.is_sample, r.version";

    /// <param name="condition">A further condition on <c>room r</c>, or an empty string.</param>
    public static string Page(string condition) =>
        $"select {Columns} from room r where {Sql} {condition} order by r.place_code, r.organisation_id, r.name_zh, r.id limit @Take";
}

/// <summary>Where a page of rooms starts: the order of <see cref="RoomFilter.Page"/>.</summary>
internal readonly record struct RoomCursor(string Place, Guid Organisation, string Name, Guid Id)
{
    public static RoomCursor? Parse(string? cursor)
    {
        if (cursor is null)
        {
            return new RoomCursor("", Guid.Empty, "", Guid.Empty);
        }
        return
            Cursor.TryRead(cursor, 4, out var v)
            && Guid.TryParse(v[1], out var organisation)
            && Guid.TryParse(v[3], out var id)
            ? new RoomCursor(v[0], organisation, v[2], id)
            : null;
    }

    public static object[] Of(RoomRow row) => [row.PlaceCode, row.OrganisationId, row.NameZh, row.Id];
}

/// <summary>Reads pages of rooms and completes them with devices and the names of their centres: three queries a page.</summary>
internal sealed class RoomViews(HearingsDb db, IZoneDirectory zones, TimeProvider clock)
{
    /// <param name="condition">A further condition on <c>room r</c>, or an empty string.</param>
    public async Task<Page<RoomRow>> Page(
        RoomFilter filter,
        RoomCursor after,
        int limit,
        string condition,
        WantedSlot? slot,
        CancellationToken ct
    )
    {
        var parameters = new DynamicParameters(
            new
            {
                filter.Organisations,
                filter.Devices,
                filter.Capacity,
                filter.Search,
                AfterPlace = after.Place,
                AfterOrganisation = after.Organisation,
                AfterName = after.Name,
                AfterId = after.Id,
                Take = limit + 1,
            }
        );
        slot?.AddTo(parameters);
        var rows = await db.Query<RoomRow>(RoomFilter.Page(condition), parameters, ct);
        return Page<RoomRow>.Of(rows, limit, RoomCursor.Of);
    }

    public async Task<IReadOnlyList<RoomView>> Complete(IReadOnlyList<RoomRow> rows, CancellationToken ct)
    {
        var devices = await db.Query<DeviceRow>(
            "select room_id, kind, quantity, status from device where room_id = any(@Ids) order by kind",
            new { Ids = rows.Select(r => r.Id).ToArray() },
            ct
        );
        var byRoom = devices.ToLookup(d => d.RoomId, d => new DeviceView(d.Kind, d.Quantity, d.Status));
        var organisations = await zones.Organisations(
            rows.Select(r => r.OrganisationId).Distinct().ToArray(),
            clock.Today(),
            ct
        );
        return
        [
            .. rows.Select(r =>
            {
                var host = organisations.GetValueOrDefault(r.OrganisationId);
                return new RoomView(
                    r.Id,
                    r.OrganisationId,
                    host?.Zh ?? "",
                    host?.En ?? "",
                    r.PlaceCode,
                    host?.Zones ?? [],
                    r.NameZh,
                    r.NameEn,
                    r.Capacity,
                    r.Accessible,
                    r.IsSample,
                    [.. byRoom[r.Id]],
                    r.Version
                );
            }),
        ];
    }

    /// <returns>The centres a caller asks for by zone, by one centre, or both; null for all.</returns>
    public async Task<Guid[]?> Hosts(string? zone, Guid? organisation, CancellationToken ct)
    {
        if (zone is null)
        {
            return organisation is { } one ? [one] : null;
        }
        var inZone = await zones.OrganisationsIn(zone, clock.Today(), ct);
        return organisation is { } wanted ? [.. inZone.Where(o => o == wanted)] : [.. inZone];
    }

    private sealed record DeviceRow(Guid RoomId, string Kind, int Quantity, string Status);
}
