using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>GET /api/assessments/rounds/{id}/results/{zoneId}/report?language=zh|en: one zone's report as PDF, for whom its result exists.</summary>
internal static class ZoneReport
{
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Handle(
        Guid id,
        Guid zoneId,
        HttpContext http,
        AssessmentsDb db,
        ReportFont font,
        CancellationToken ct,
        [RegularExpression("zh|en")] string? language
    )
    {
        if (await ExplainZone.Find(db, http.CurrentUser(), id, zoneId, ct) is not { } explanation)
        {
            return ResultErrors.ResultNotFound.ToResult();
        }
        if (font.Find() is not { } faces)
        {
            return ResultErrors.FontMissing.ToResult();
        }
        var english = language is null ? Language.IsEnglish(http) : language == "en";
        return TypedResults.File(
            ZoneReportDrawing.Pdf(explanation, english, faces),
            "application/pdf",
            $"{explanation.RoundCode}-{explanation.Zone.PlaceCode}.pdf"
        );
    }
}
