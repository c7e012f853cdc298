using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>A room of the own centre as a sheet describes it.</summary>
internal sealed record ExistingRoom(
    Guid Id,
    string NameZh,
    string NameEn,
    int Capacity,
    bool Accessible,
    IReadOnlyDictionary<string, int> Devices
)
{
    private const string Columns = "r.id, r.name_zh, r.name_en, r.capacity, r.accessible";

    private const string DevicesOf = "select room_id, kind, quantity from device where room_id = any(@Ids)";

    public object? this[SheetColumn column] =>
        column.Field switch
        {
            RoomColumns.NameZh => NameZh,
            RoomColumns.NameEn => NameEn,
            RoomColumns.Capacity => Capacity,
            RoomColumns.Accessible => Accessible,
            var device => Devices.TryGetValue(device, out var quantity) ? quantity : null,
        };

    public static async Task<IReadOnlyList<ExistingRoom>> Of(HearingsDb db, Guid organisation, CancellationToken ct)
    {
        var rooms = await db.Query<Row>(
            $"select {Columns} from room r where r.organisation_id = @organisation order by r.name_zh",
            new { organisation },
            ct
        );
        return With(rooms, await db.Query<Device>(DevicesOf, new { Ids = rooms.Select(r => r.Id).ToArray() }, ct));
    }

    /// <summary>The rooms that the drafts name, locked in the order in which bookings lock them.</summary>
    public static async Task<IReadOnlyList<ExistingRoom>> Lock(
        Tx tx,
        Guid organisation,
        IReadOnlyList<RoomDraft> drafts
    )
    {
        var rooms = await tx.Query<Row>(
            $"""
            select {Columns} from room r where r.organisation_id = @organisation and r.name_zh = any(@Names)
            order by r.id for no key update
            """,
            new { organisation, Names = drafts.Select(d => d.NameZh).ToArray() }
        );
        return With(rooms, await tx.Query<Device>(DevicesOf, new { Ids = rooms.Select(r => r.Id).ToArray() }));
    }

    private static IReadOnlyList<ExistingRoom> With(IReadOnlyList<Row> rooms, IReadOnlyList<Device> devices)
    {
        var byRoom = devices.ToLookup(d => d.RoomId);
        return
        [
            .. rooms.Select(r => new ExistingRoom(
                r.Id,
                r.NameZh,
                r.NameEn,
                r.Capacity,
                r.Accessible,
                byRoom[r.Id].ToDictionary(d => d.Kind, d => d.Quantity, StringComparer.Ordinal)
            )),
        ];
    }

    private sealed record Row(Guid Id, string NameZh, string NameEn, int Capacity, bool Accessible);

    private sealed record Device(Guid RoomId, string Kind, int Quantity);
}
