using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>GET /api/alerts/cases: the alerts of the caller's zones as they stand now, newest first; what is open, or the history.</summary>
internal static class ListCases
{
    public static async Task<Results<Ok<Page<CaseView>>, RefusalResult>> Handle(
        HttpContext http,
        AlertsDb db,
        CancellationToken ct,
        [RegularExpression(AlertText.Zone)] string? zone,
        [AllowedValues(
            null,
            "open",
            "unread",
            "delivered",
            "acknowledged",
            "handling",
            "closed",
            "cancelled",
            "expired"
        )]
            string? state,
        [AllowedValues(null, "minor", "moderate", "severe", "extreme")] string? level,
        [StringLength(100)] string? kind,
        [StringLength(200), RegularExpression(AlertText.Line)] string? subject,
        [StringLength(100), RegularExpression(AlertText.Line)] string? search,
        DateTimeOffset? from,
        DateTimeOffset? to,
        string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var user = http.CurrentUser();
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<CaseRow>(
            $"""
            select {CaseRow.Columns} from {CaseRow.From}
            where (@AllZones or c.zone_code = any(@Zones)) and (@zone::text is null or c.zone_code = @zone)
                and (@state::text is null or c.state = @state
                    or (@state = 'open' and c.state in ('unread', 'delivered', 'acknowledged', 'handling')))
                and (@level::text is null or c.level = @level)
                and (@kind::text is null or c.kind = @kind or starts_with(c.kind, @kind || '.'))
                and (@subject::text is null or c.subject = @subject)
                and (@Pattern::text is null or t.title_zh ilike @Pattern or t.title_en ilike @Pattern
                    or t.body_zh ilike @Pattern or t.body_en ilike @Pattern)
                and (@from::timestamptz is null or c.first_at >= @from) and (@to::timestamptz is null or c.first_at < @to)
                and (c.first_at, c.root_id) < (@before, @beforeId)
            order by c.first_at desc, c.root_id desc limit @take + 1
            """,
            new
            {
                user.AllZones,
                Zones = user.Zones.ToArray(),
                zone,
                state,
                level,
                kind,
                subject,
                Pattern = string.IsNullOrWhiteSpace(search) ? null : Pattern(search.Trim()),
                from,
                to,
                before,
                beforeId,
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<CaseView>.Of([.. rows.Select(r => r.View())], take, c => [c.FirstAt, c.RootId]));
    }

    /// <summary>Finds the words anywhere and takes none of their characters as a wildcard.</summary>
    private static string Pattern(string part) =>
        $"%{part.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)}%";
}
