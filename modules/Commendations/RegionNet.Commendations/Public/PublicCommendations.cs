using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>Who has been commended. Of a person surname and last character.</summary>
internal sealed record PublicCommendationView(
    Guid Id,
    string Number,
    string RoundZh,
    string RoundEn,
    string System,
    string Category,
    string Name,
    string? NameEn,
    string WorkUnitZh,
    string WorkUnitEn,
    string DocumentNumber,
    DateTimeOffset AnnouncedAt,
    bool IsSample
);

/// <summary>GET /api/commendations/public/commendations, for everybody: what is announced and not revoked, the newest first.</summary>
internal static class PublicCommendations
{
    public static async Task<Results<Ok<Page<PublicCommendationView>>, RefusalResult>> List(
        CommendationsDb db,
        CancellationToken ct,
        [StringLength(10)] string? round,
        [RegularExpression("ip-office|court|procuratorate|police")] string? system,
        [RegularExpression("collective|individual")] string? category,
        [StringLength(100)] string? search,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var announced = await db.Query<PublicCommendationView>(
            """
            select n.id, n.number, r.name_zh as round_zh, r.name_en as round_en, n.system, n.category,
                coalesce(n.name_zh, n.masked_name) as name, n.name_en, n.work_unit_zh, n.work_unit_en, n.document_number, n.announced_at,
                r.is_sample
            from nomination n join commendation_round r on r.id = n.round_id
            where n.state = 'announced' and (n.announced_at, n.id) < (@before, @beforeId)
                and (@round::text is null or r.code = @round) and (@system::text is null or n.system = @system)
                and (@category::text is null or n.category = @category)
                and (@search::text is null or strpos(lower(n.number || ' ' || coalesce(n.name_zh, '') || ' ' || coalesce(n.name_en, '')
                    || ' ' || n.work_unit_zh || ' ' || n.work_unit_en), lower(@search)) > 0)
            order by n.announced_at desc, n.id desc limit @take + 1
            """,
            new
            {
                before,
                beforeId,
                round,
                system,
                category,
                search,
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<PublicCommendationView>.Of(announced, take, c => [c.AnnouncedAt, c.Id]));
    }
}
