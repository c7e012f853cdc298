using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>GET /api/assessments/zones and …/zones/export: the demonstration zones in the caller's reach.</summary>
internal static class ListZones
{
    /// <summary>There are some dozens of zones in the country.</summary>
    private const int Most = 2_000;

    private const string Filter = $"""
        {ZoneSight.Sql}
        and (@State::text is null or z.state = @State)
        and (@Batch::integer is null or z.batch_number = @Batch)
        and (@Search::text is null or z.place_code = @Search
            or strpos(lower(z.zh || ' ' || z.en), lower(@Search)) > 0)
        """;

    /// <param name="sort">place (default), state, or until: the last day of the title, else of building.</param>
    public static async Task<Results<Ok<Page<ZoneView>>, RefusalResult>> Handle(
        HttpContext http,
        AssessmentsDb db,
        ZoneReach reach,
        ZoneViews views,
        CancellationToken ct,
        [StringLength(30)] string? state,
        [Range(1, 99)] int? batch,
        [StringLength(100)] string? search,
        [AllowedValues("place", "state", "until", null)] string? sort,
        bool? descending,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (state is not null && !ZoneState.All.Contains(state))
        {
            return RoundErrors.UnknownState.ToResult();
        }
        var after = new[] { "", "" };
        if (cursor is not null && !Cursor.TryRead(cursor, 2, out after))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var (key, take) = (SortKey(sort), limit ?? Cursor.DefaultLimit);
        var (order, compare) = descending == true ? ("desc", "<") : ("", ">");
        var rows = await db.Query<ZoneRow>(
            $"""
            select {ZoneRow.Columns} from demonstration_zone z
            where {Filter} and (@First or ({key} collate "C", z.place_code collate "C") {compare} (@After, @AfterPlace))
            order by {key} collate "C" {order}, z.place_code collate "C" {order} limit @take + 1
            """,
            await Parameters(http.CurrentUser(), reach, state, batch, search, cursor is null, after, take, ct),
            ct
        );
        var page = Page<ZoneRow>.Of(rows, take, r => [SortValue(sort, r), r.PlaceCode]);
        return TypedResults.Ok(new Page<ZoneView>(await views.Complete(page.Items, http.CurrentUser(), ct), page.Next));
    }

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Export(
        HttpContext http,
        AssessmentsDb db,
        ZoneReach reach,
        ZoneViews views,
        CancellationToken ct,
        [AllowedValues("csv", "xlsx", null)] string? format,
        [StringLength(30)] string? state,
        [Range(1, 99)] int? batch,
        [StringLength(100)] string? search
    )
    {
        if (state is not null && !ZoneState.All.Contains(state))
        {
            return RoundErrors.UnknownState.ToResult();
        }
        var rows = await db.Query<ZoneRow>(
            $"select {ZoneRow.Columns} from demonstration_zone z where {Filter} order by z.place_code limit @take",
            await Parameters(http.CurrentUser(), reach, state, batch, search, true, ["", ""], Most, ct),
            ct
        );
        var english = Language.IsEnglish(http);
        var zones = await views.Complete(rows, http.CurrentUser(), ct);
        var (content, type) = TableFile.Write(
            format ?? "csv",
            "zones",
            english
                ?
                [
                    "Place",
                    "Zone",
                    "Batch",
                    "State",
                    "Filed by",
                    "Cooperation zones",
                    "Building from",
                    "Building until",
                    "Valid from",
                    "Valid until",
                ]
                :
                [
                    "行政区划代码",
                    "示范区",
                    "批次",
                    "状态",
                    "申报机构",
                    "协作区",
                    "建设期起",
                    "建设期止",
                    "有效期起",
                    "有效期止",
                ],
            zones.Select(z =>
                new object?[]
                {
                    z.PlaceCode,
                    english ? z.En : z.Zh,
                    z.Batch,
                    ZoneWords.State(z.State, english),
                    english ? z.OrganisationEn : z.OrganisationZh,
                    string.Join(' ', z.CooperationZones),
                    z.ConstructionFrom?.ToString("O"),
                    z.ConstructionUntil?.ToString("O"),
                    z.ValidityFrom?.ToString("O"),
                    z.ValidityUntil?.ToString("O"),
                }
            )
        );
        return TypedResults.File(content, type, $"demonstration-zones.{format ?? "csv"}");
    }

    private static string SortKey(string? sort) =>
        sort switch
        {
            "state" => "z.state",
            "until" => "coalesce(upper(z.validity), upper(z.construction), 'infinity')::text",
            _ => "z.place_code",
        };

    private static object SortValue(string? sort, ZoneRow row) =>
        sort switch
        {
            "state" => row.State,
            "until" => (row.ValidityUntil ?? row.ConstructionUntil)?.AddDays(1) is { } end ? end : "infinity",
            _ => row.PlaceCode,
        };

    private static async Task<object> Parameters(
        CurrentUser user,
        ZoneReach reach,
        string? state,
        int? batch,
        string? search,
        bool first,
        string[] after,
        int take,
        CancellationToken ct
    )
    {
        var sight = await reach.Of(user, ct);
        return new
        {
            sight.All,
            sight.Places,
            sight.Filer,
            sight.Scorer,
            State = state,
            Batch = batch,
            Search = search,
            First = first,
            After = after[0],
            AfterPlace = after[1],
            take,
        };
    }
}

/// <summary>What the states are called in files; the portal has its own words.</summary>
internal static class ZoneWords
{
    public static string State(string code, bool english) =>
        code switch
        {
            "applied" => english ? "applied" : "已申报",
            "reviewed" => english ? "reviewed" : "已评审",
            "public-notice" => english ? "public notice" : "公示",
            ZoneState.Confirmed => english ? "confirmed" : "已确认",
            ZoneState.Building => english ? "building" : "建设中",
            ZoneState.MidTerm => english ? "mid-term" : "中期评估",
            "self-assessment" => english ? "self-assessment" : "自评",
            "evidence-check" => english ? "evidence check" : "材料核查",
            "scoring" => english ? "scoring" : "专家评分",
            "reconciliation" => english ? "reconciliation" : "分歧复核",
            "panel-opinion" => english ? "panel opinion" : "评审意见",
            "notice" => english ? "notice of results" : "结果公示",
            ZoneState.Recognised => english ? "recognised" : "通过验收",
            ZoneState.Extended => english ? "extended" : "延期建设",
            ZoneState.NotRecognised => english ? "not recognised" : "未通过验收",
            ZoneState.InForce => english ? "in force" : "有效期内",
            ZoneState.ReReview => english ? "re-review" : "复核",
            ZoneState.Renewed => english ? "renewed" : "续期",
            _ => english ? "revoked" : "撤销",
        };
}
