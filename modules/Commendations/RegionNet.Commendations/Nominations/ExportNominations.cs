using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Commendations;

/// <summary>GET /api/commendations/nominations/export: the list with its filters as CSV or XLSX, persons masked as in the list.</summary>
internal static class ExportNominations
{
    /// <summary>A round has hundreds; whoever wants more than this filters.</summary>
    private const int Most = 20_000;

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Handle(
        HttpContext http,
        CommendationsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct,
        [AllowedValues("csv", "xlsx")] string? format,
        Guid? roundId,
        [StringLength(300)] string? state,
        [RegularExpression("ip-office|court|procuratorate|police")] string? system,
        [RegularExpression("collective|individual")] string? category,
        [RegularExpression("[0-9]{2}0000")] string? province,
        bool? mine,
        [StringLength(100)] string? search
    )
    {
        var filter = new NominationFilter(roundId, state, system, category, province, mine, search);
        if (!filter.KnowsItsStates)
        {
            return CommendationsErrors.UnknownState.ToResult();
        }
        Cursor.TryReadNewestFirst(null, out var before, out var beforeId);
        var user = http.CurrentUser();
        var rows = await db.Query<NominationRow>(
            $"""
            select {NominationRow.Columns} from nomination n
            where {NominationFilter.Sql} and (n.drafted_at, n.id) < (@before, @beforeId)
            order by n.drafted_at desc, n.id desc limit @take + 1
            """,
            filter.Parameters(user, before, beforeId, Most),
            ct
        );
        if (rows.Count > Most)
        {
            return CommendationsErrors.ExportTooLong.With("most", Most).ToResult();
        }
        var units = await zones.Organisations(rows.Select(r => r.UnitId).Distinct().ToArray(), clock.Today(), ct);
        var english = Language.IsEnglish(http);
        var (content, type) = TableFile.Write(
            format ?? "csv",
            "nominations",
            english ? HeadsEn : HeadsZh,
            rows.Select(r =>
                new object?[]
                {
                    r.Number,
                    english ? units.GetValueOrDefault(r.UnitId)?.En : units.GetValueOrDefault(r.UnitId)?.Zh,
                    Words.System(r.System, english),
                    Words.Category(r.Category, english),
                    r.ProvinceCode,
                    english ? r.NameEn ?? r.ShownName : r.ShownName,
                    r.Code,
                    english ? r.WorkUnitEn : r.WorkUnitZh,
                    Words.State(r.State, english),
                    r.DraftedAt,
                    r.SubmittedAt,
                    r.AnnouncedAt,
                    r.DocumentNumber,
                }
            )
        );
        return TypedResults.File(content, type, $"nominations.{format ?? "csv"}");
    }

    private static readonly string[] HeadsZh =
    [
        "编号",
        "推荐单位",
        "系统",
        "类别",
        "省份代码",
        "被推荐对象",
        "统一社会信用代码",
        "所在单位",
        "状态",
        "起草时间",
        "推荐时间",
        "通报时间",
        "文件编号",
    ];

    private static readonly string[] HeadsEn =
    [
        "Number",
        "Nominating unit",
        "System",
        "Category",
        "Province code",
        "Nominee",
        "Credit code",
        "Work unit",
        "State",
        "Drafted",
        "Nominated",
        "Announced",
        "Document",
    ];
}

/// <summary>What the codes are called in files and certificates; the portal has its own words.</summary>
internal static class Words
{
    public static string System(string code, bool english) =>
        code switch
        {
            "ip-office" => english ? "IP offices" : "知识产权系统",
            "court" => english ? "Courts" : "法院系统",
            "procuratorate" => english ? "Procuratorates" : "检察系统",
            _ => english ? "Public security" : "公安系统",
        };

    public static string Category(string code, bool english) =>
        code == "collective" ? (english ? "Collective" : "集体") : (english ? "Individual" : "个人");

    public static string State(string code, bool english) =>
        code switch
        {
            NominationState.Draft => english ? "draft" : "草稿",
            NominationState.Nominated => english ? "nominated" : "已推荐",
            NominationState.UnitNotice => english ? "notice within the unit" : "单位公示",
            NominationState.ProvincialReview => english ? "provincial review" : "省级审核",
            NominationState.EligibilityCheck => english ? "eligibility check" : "资格核查",
            NominationState.JointReview => english ? "joint review" : "联合评审",
            NominationState.Selected => english ? "selected" : "评审通过",
            NominationState.PublicNotice => english ? "public notice" : "社会公示",
            NominationState.Approved => english ? "approved" : "已批准",
            NominationState.Announced => english ? "announced" : "已通报",
            NominationState.Withdrawn => english ? "withdrawn" : "已撤回",
            NominationState.Rejected => english ? "rejected" : "未通过",
            _ => english ? "revoked" : "已撤销",
        };
}
