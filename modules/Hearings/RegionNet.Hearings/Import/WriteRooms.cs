using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Writes what a sheet plans: three statements, however many rooms it has.</summary>
internal static class WriteRooms
{
    /// <returns>What was done, with the ids of the rooms that were added.</returns>
    public static async Task<IReadOnlyList<RoomImportRow>> All(
        Tx tx,
        Guid organisation,
        string place,
        IReadOnlyList<PlannedRoom> planned
    )
    {
        PlannedRoom[] rooms =
        [
            .. planned.Select(p => p with { Row = p.Row with { RoomId = p.Row.RoomId ?? Guid.CreateVersion7() } }),
        ];
        var added = Columns(rooms, "added");
        await tx.Execute(
            """
            with taken as (
                insert into resource (id, kind, organisation_id) select id, 'room', @organisation from unnest(@Ids) as id
            )
            insert into room (id, organisation_id, place_code, name_zh, name_en, capacity, accessible)
            select n.id, @organisation, @place, n.name_zh, n.name_en, n.capacity, coalesce(n.accessible, false)
            from unnest(@Ids, @NamesZh, @NamesEn, @Capacities, @Accessible) as n (id, name_zh, name_en, capacity, accessible)
            """,
            new
            {
                organisation,
                place,
                added.Ids,
                added.NamesZh,
                added.NamesEn,
                added.Capacities,
                added.Accessible,
            }
        );
        var changed = Columns(rooms, "changed");
        await tx.Execute(
            """
            update room r set name_en = n.name_en, capacity = n.capacity, accessible = coalesce(n.accessible, r.accessible),
                version = r.version + 1
            from unnest(@Ids, @NamesEn, @Capacities, @Accessible) as n (id, name_en, capacity, accessible)
            where r.id = n.id and r.organisation_id = @organisation
            """,
            new
            {
                organisation,
                changed.Ids,
                changed.NamesEn,
                changed.Capacities,
                changed.Accessible,
            }
        );
        (Guid Room, string Kind, int Quantity)[] devices =
        [
            .. from room in rooms
            from change in room.Row.Changes
            where DeviceKinds.All.Contains(change.Field)
            select (room.Row.RoomId!.Value, change.Field, (int)change.To),
        ];
        await tx.Execute(
            """
            insert into device (room_id, kind, quantity, status)
            select n.room_id, n.kind, n.quantity, 'in-service'
            from unnest(@Rooms, @Kinds, @Quantities) as n (room_id, kind, quantity)
            on conflict (room_id, kind) do update set quantity = excluded.quantity
            """,
            new
            {
                Rooms = Array.ConvertAll(devices, d => d.Room),
                Kinds = Array.ConvertAll(devices, d => d.Kind),
                Quantities = Array.ConvertAll(devices, d => d.Quantity),
            }
        );
        return [.. rooms.Select(r => r.Row)];
    }

    private static (Guid[] Ids, string[] NamesZh, string[] NamesEn, int[] Capacities, bool?[] Accessible) Columns(
        PlannedRoom[] rooms,
        string action
    )
    {
        var wanted = Array.FindAll(rooms, r => r.Row.Action == action);
        return (
            Array.ConvertAll(wanted, r => r.Row.RoomId!.Value),
            Array.ConvertAll(wanted, r => r.Draft.NameZh),
            Array.ConvertAll(wanted, r => r.Draft.NameEn),
            Array.ConvertAll(wanted, r => r.Draft.Capacity),
            Array.ConvertAll(wanted, r => r.Draft.Accessible)
        );
    }
}
