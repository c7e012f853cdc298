using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>What a list or an export of nominations holds.</summary>
/// <param name="State">States, separated by commas.</param>
/// <param name="Mine">Only what the own unit nominated.</param>
/// <param name="Search">Part of the number, of a collective's name, of the work unit, or the whole code. A person is not found by name.</param>
internal sealed record NominationFilter(
    Guid? RoundId,
    string? State,
    string? System,
    string? Category,
    string? Province,
    bool? Mine,
    string? Search
)
{
    public const string Sql = $"""
        {Sight.Readable}
        and (@RoundId::uuid is null or n.round_id = @RoundId)
        and (@States::text[] is null or n.state = any(@States))
        and (@System::text is null or n.system = @System)
        and (@Category::text is null or n.category = @Category)
        and (@Province::text is null or n.province_code = @Province)
        and (not @Mine or n.unit_id = @OrganisationId)
        and (@Search::text is null or n.code = upper(@Search)
            or strpos(lower(n.number || ' ' || coalesce(n.name_zh, '') || ' ' || coalesce(n.name_en, '') || ' ' || n.work_unit_zh || ' '
                || n.work_unit_en), lower(@Search)) > 0)
        """;

    public string[]? States =>
        State?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool KnowsItsStates => States?.All(NominationState.All.Contains) ?? true;

    public object Parameters(CurrentUser user, DateTimeOffset before, Guid beforeId, int take) =>
        new
        {
            user.OrganisationId,
            user.AllZones,
            GrantedZones = user.GrantedZones.ToArray(),
            RoundId,
            States,
            System,
            Category,
            Province,
            Mine = Mine ?? false,
            Search,
            before,
            beforeId,
            take,
        };
}

/// <summary>GET /api/commendations/nominations: what the caller may see, the newest draft first, or with <c>sort=oldest</c> the oldest.</summary>
internal static class ListNominations
{
    public static async Task<Results<Ok<Page<NominationView>>, RefusalResult>> Handle(
        HttpContext http,
        CommendationsDb db,
        NominationViews views,
        CancellationToken ct,
        Guid? roundId,
        [StringLength(300)] string? state,
        [RegularExpression("ip-office|court|procuratorate|police")] string? system,
        [RegularExpression("collective|individual")] string? category,
        [RegularExpression("[0-9]{2}0000")] string? province,
        bool? mine,
        [StringLength(100)] string? search,
        [RegularExpression("newest|oldest")] string? sort,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var filter = new NominationFilter(roundId, state, system, category, province, mine, search);
        if (!filter.KnowsItsStates)
        {
            return CommendationsErrors.UnknownState.ToResult();
        }
        var oldest = sort == "oldest";
        if (
            !(
                oldest
                    ? Cursor.TryReadOldestFirst(cursor, out var drafted, out var id)
                    : Cursor.TryReadNewestFirst(cursor, out drafted, out id)
            )
        )
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<NominationRow>(
            $"""
            select {NominationRow.Columns} from nomination n
            where {NominationFilter.Sql} and (n.drafted_at, n.id) {(oldest ? ">" : "<")} (@before, @beforeId)
            order by {(oldest ? "n.drafted_at, n.id" : "n.drafted_at desc, n.id desc")} limit @take + 1
            """,
            filter.Parameters(http.CurrentUser(), drafted, id, take),
            ct
        );
        var page = Page<NominationRow>.Of(rows, take, r => [r.DraftedAt, r.Id]);
        return TypedResults.Ok(
            new Page<NominationView>(await views.Complete(page.Items, http.CurrentUser(), ct), page.Next)
        );
    }
}
