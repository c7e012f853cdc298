using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>A room as a row describes it. A device or an access that is absent was not mentioned: it stays as it is.</summary>
internal sealed record RoomDraft(
    int Row,
    string NameZh,
    string NameEn,
    int Capacity,
    bool? Accessible,
    IReadOnlyDictionary<string, int> Devices
);

/// <summary>Reads the rooms of a sheet.</summary>
internal static class RoomSheet
{
    private const int LongestName = 100;
    private const int MostSeats = 2_000;
    private const int MostDevices = 1_000;

    public static (IReadOnlyList<RoomDraft> Drafts, IReadOnlyList<CellError> Errors) Read(Sheet sheet)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        return SheetRow.ReadAll(sheet, RoomColumns.All, row => Draft(row, names));
    }

    private static RoomDraft Draft(SheetRow row, Dictionary<string, int> names)
    {
        var nameZh = row.Text(RoomColumns.NameZh, LongestName);
        if (nameZh.Length > 0 && !names.TryAdd(nameZh, row.Number))
        {
            var first = names[nameZh];
            row.Add(
                RoomColumns.NameZh,
                "name-twice",
                $"与第 {first} 行的名称重复",
                $"Row {first} has this name already"
            );
        }
        var nameEn = row.Text(RoomColumns.NameEn, LongestName);
        var capacity = row.Whole(RoomColumns.Capacity, 1, MostSeats) ?? 0;
        var devices = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var device in row.Columns.Where(RoomColumns.IsDevice))
        {
            if (row.Cell(device.Field).Length > 0 && row.Whole(device.Field, 0, MostDevices) is { } quantity)
            {
                devices[device.Field] = quantity;
            }
        }
        return new RoomDraft(row.Number, nameZh, nameEn, capacity, row.YesOrNo(RoomColumns.Accessible), devices);
    }
}
