using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// GET /api/hearings/room-imports/template: the columns with the rooms that the caller's centre has now, to be changed and
/// imported again. The headers are in the caller's language.
/// </summary>
internal static class RoomTemplate
{
    private const string Csv = "text/csv; charset=utf-8";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Handle(
        HttpContext http,
        HearingsDb db,
        CancellationToken ct,
        string? format
    )
    {
        if (format is not (null or "csv" or "xlsx"))
        {
            return HearingsErrors.ImportFormatUnknown.ToResult();
        }
        var rooms = await ExistingRoom.Of(db, http.CurrentUser().OrganisationId, ct);
        var english = Language.IsEnglish(http);
        string[] headers = [.. RoomColumns.All.Select(c => english ? c.En : c.Zh)];
        object?[][] rows = [.. rooms.Select(room => RoomColumns.All.Select(c => Cell(room[c], english)).ToArray())];
        return format == "xlsx"
            ? TypedResults.File(Workbook(headers, rows), Xlsx, "rooms.xlsx")
            : TypedResults.File(Table(headers, rows), Csv, "rooms.csv");
    }

    private static object? Cell(object? value, bool english) =>
        value switch
        {
            true => english ? "yes" : "是",
            false => english ? "no" : "否",
            _ => value,
        };

    private static byte[] Table(string[] headers, object?[][] rooms)
    {
        using var file = new MemoryStream();
        using (
            var csv = CsvWriter.Create(
                file,
                new CsvWriterOptions
                {
                    // Spreadsheets in China read CSV without it as GBK.
                    WriteByteOrderMark = true,
                    Injection = CsvInjection.Escape,
                    InjectionCharacters = FormulaGuard.Starts,
                },
                leaveOpen: true
            )
        )
        {
            csv.WriteRecord(headers);
            foreach (var room in rooms)
            {
                csv.WriteRecord([.. room.Select(cell => $"{cell}")]);
            }
        }
        return file.ToArray();
    }

    /// <summary>In a workbook a text is a text, whatever it begins with.</summary>
    private static byte[] Workbook(string[] headers, object?[][] rooms)
    {
        using var file = new MemoryStream();
        IEnumerable<object?[]> rows = [headers, .. rooms];
        MiniExcel.SaveAs(
            file,
            rows.Select(row => row.Select((cell, i) => (cell, i)).ToDictionary(c => Sheet.Letter(c.i), c => c.cell)),
            printHeader: false,
            sheetName: "rooms",
            configuration: new OpenXmlConfiguration
            {
                AutoFilter = false,
                TableStyles = TableStyles.None,
                FreezeRowCount = 1,
            }
        );
        return file.ToArray();
    }
}
