using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>GET /api/discipline/filing-imports/template: the columns of a sheet of filings, in the caller's language, as CSV.</summary>
internal static class FilingTemplate
{
    public static FileContentHttpResult Handle(HttpContext http)
    {
        var english = Language.IsEnglish(http);
        var header = string.Join(',', FilingSheet.Columns.Select(c => english ? c.En : c.Zh));
        // Spreadsheets in China read CSV without the mark as GBK.
        return TypedResults.File(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(header + "\r\n")],
            "text/csv; charset=utf-8",
            "filings.csv"
        );
    }
}
