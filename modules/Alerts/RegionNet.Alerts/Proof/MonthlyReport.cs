using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <param name="Level">Null in the row of the whole zone.</param>
/// <param name="Kind">Null in the rows of a whole level and of the whole zone.</param>
/// <param name="Alerts">Raised in the month, whatever became of them and when.</param>
/// <param name="Events">What they stand for.</param>
/// <param name="Overdue">Alerts of which a clock ran out before anybody acknowledged.</param>
/// <param name="Escalations">Times that such an alert went up the chain; reminders are not counted.</param>
/// <param name="MedianMinutes">
/// From the raising to the acknowledgement: red in plain time, the others in working time, hence null in the row of the whole zone.
/// </param>
/// <param name="P90Minutes">Nine of ten were acknowledged by then.</param>
internal sealed record MonthlyRow(
    string? Level,
    string? Kind,
    int Alerts,
    int Events,
    int Silenced,
    int Acknowledged,
    int Open,
    int Closed,
    int Cancelled,
    int Expired,
    int Overdue,
    int Escalations,
    double? MedianMinutes,
    double? P90Minutes
);

/// <summary>Alerts raised on a day.</summary>
internal sealed record MonthlyDay(DateOnly Day, int Minor, int Moderate, int Severe, int Extreme);

/// <param name="Until">The last moment that counts: the end of the month, or now.</param>
internal sealed record MonthlyReportView(
    string ZoneCode,
    string ZoneZh,
    string ZoneEn,
    string Month,
    DateTimeOffset Until,
    IReadOnlyList<MonthlyRow> Rows,
    IReadOnlyList<MonthlyDay> Days
);

/// <summary>GET /api/alerts/reports/monthly: a zone's month in figures, computed by the database.</summary>
internal static class MonthlyReport
{
    private const int MostRows = 1000;

    /// <summary>Acknowledgements later than this after the month began count as if they came then.</summary>
    private const int LongestClockDays = 400;

    private static readonly DateOnly First = new(2022, 1, 1);

    public static async Task<Results<Ok<MonthlyReportView>, FileContentHttpResult, RefusalResult>> Handle(
        [Required] string zone,
        [Required, RegularExpression(@"\d{4}-\d{2}")] string month,
        HttpContext http,
        AlertsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct,
        [AllowedValues(null, "json", "csv", "xlsx")] string? format
    )
    {
        if (
            !http.CurrentUser().Reads(zone)
            || (await zones.Zones(ct)).FirstOrDefault(z => z.Code == zone) is not { } named
        )
        {
            return AlertsErrors.StreamNotFound.ToResult();
        }
        var today = clock.Today();
        if (
            !DateOnly.TryParseExact(
                $"{month}-01",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            || day < First
            || day > today
        )
        {
            return AlertsErrors.MonthInvalid.ToResult();
        }
        var (from, to) = (BusinessTime.Day(day).From, BusinessTime.Day(day.AddMonths(1)).From);
        var last = day.AddDays(LongestClockDays);
        var open = new WorkingTime(await Clocks.Hours(db, ct), WorkingDays.Official).Open(
            day,
            last < today ? last : today
        );
        var rows = await Rows(db, zone, from, to, open, ct);
        var now = clock.GetUtcNow();
        var english = Language.IsEnglish(http);
        if (format is "csv" or "xlsx")
        {
            var (content, mediaType) = Table(rows, format, english);
            return TypedResults.File(content, mediaType, $"alerts-{zone}-{month}.{format}");
        }
        return TypedResults.Ok(
            new MonthlyReportView(
                zone,
                named.Zh,
                named.En,
                month,
                BusinessTime.Local(to < now ? to : now),
                rows,
                await Days(db, zone, from, to, ct)
            )
        );
    }

    /// <param name="open">The business hours since the month began; by their running sum two instants give the working time between them.</param>
    private static Task<IReadOnlyList<MonthlyRow>> Rows(
        AlertsDb db,
        string zone,
        DateTimeOffset from,
        DateTimeOffset to,
        IReadOnlyList<Slot> open,
        CancellationToken ct
    )
    {
        var before = new double[open.Count];
        for (var i = 1; i < open.Count; i++)
        {
            before[i] = before[i - 1] + (open[i - 1].To - open[i - 1].From).TotalSeconds;
        }
        return db.Query<MonthlyRow>(
            """
            with hours as (select @Starts::timestamptz[] as starts, @before::float8[] as before, @Lengths::float8[] as lengths),
            answered as (
                select c.level, c.kind, c.state, c.count, c.acknowledged_at, a.silenced, s.overdue, s.escalations,
                    case
                        when c.acknowledged_at is null then null
                        when c.level = 'extreme' then extract(epoch from c.acknowledged_at - c.first_at)
                        else coalesce(h.before[e.i] + least(extract(epoch from c.acknowledged_at - h.starts[e.i]), h.lengths[e.i]), 0)
                            - coalesce(h.before[b.i] + least(extract(epoch from c.first_at - h.starts[b.i]), h.lengths[b.i]), 0)
                    end as seconds
                from alert_case c
                join alert a on a.id = c.root_id
                cross join hours h
                cross join lateral (select width_bucket(c.first_at, h.starts) as i) b
                cross join lateral (select width_bucket(coalesce(c.acknowledged_at, c.first_at), h.starts) as i) e
                cross join lateral (
                    select count(*) > 0 as overdue, count(*) filter (where t.target <> 'reminder') as escalations
                    from escalation_step t where t.root_id = c.root_id and t.outcome in ('told', 'nobody')
                ) s
                where c.zone_code = @zone and c.first_at >= @from and c.first_at < @to
            )
            select level, kind, count(*)::int as alerts, coalesce(sum(count), 0)::int as events,
                count(*) filter (where silenced)::int as silenced,
                count(acknowledged_at)::int as acknowledged,
                count(*) filter (where state in ('unread', 'delivered', 'acknowledged', 'handling'))::int as open,
                count(*) filter (where state = 'closed')::int as closed,
                count(*) filter (where state = 'cancelled')::int as cancelled,
                count(*) filter (where state = 'expired')::int as expired,
                count(*) filter (where overdue)::int as overdue,
                coalesce(sum(escalations), 0)::int as escalations,
                case when level is not null then
                    round((percentile_cont(0.5) within group (order by seconds) / 60)::numeric, 1) end::float8 as median_minutes,
                case when level is not null then
                    round((percentile_cont(0.9) within group (order by seconds) / 60)::numeric, 1) end::float8 as p90_minutes
            from answered
            group by grouping sets ((), (level), (level, kind))
            order by level_rank(level) desc nulls first, kind nulls first limit @MostRows
            """,
            new
            {
                zone,
                from,
                to,
                Starts = open.Select(s => s.From.UtcDateTime).ToArray(),
                before,
                Lengths = open.Select(s => (s.To - s.From).TotalSeconds).ToArray(),
                MostRows,
            },
            ct
        );
    }

    private static Task<IReadOnlyList<MonthlyDay>> Days(
        AlertsDb db,
        string zone,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct
    ) =>
        db.Query<MonthlyDay>(
            """
            select (first_at at time zone 'Asia/Shanghai')::date as day,
                count(*) filter (where level = 'minor')::int as minor,
                count(*) filter (where level = 'moderate')::int as moderate,
                count(*) filter (where level = 'severe')::int as severe,
                count(*) filter (where level = 'extreme')::int as extreme
            from alert_case where zone_code = @zone and first_at >= @from and first_at < @to
            group by 1 order by 1
            """,
            new
            {
                zone,
                from,
                to,
            },
            ct
        );

    private static (byte[], string) Table(IReadOnlyList<MonthlyRow> rows, string format, bool english) =>
        TableFile.Write(
            format,
            "alerts",
            english
                ?
                [
                    "Level",
                    "Kind",
                    "Alerts",
                    "Events",
                    "Silenced",
                    "Acknowledged",
                    "Open",
                    "Closed",
                    "Cancelled",
                    "Expired",
                    "Overdue",
                    "Escalations",
                    "Median to acknowledge (min)",
                    "90th percentile (min)",
                ]
                :
                [
                    "级别",
                    "种类",
                    "预警数",
                    "事件数",
                    "静默",
                    "已确认",
                    "未结",
                    "已办结",
                    "已取消",
                    "已失效",
                    "超时",
                    "上报次数",
                    "确认用时中位数（分钟）",
                    "确认用时九成位（分钟）",
                ],
            rows.Select(r =>
                new object?[]
                {
                    r.Level is null ? (english ? "All" : "全部") : AlertWords.Of(r.Level, english),
                    r.Kind is null ? (english ? "All" : "全部") : AlertWords.Of(r.Kind, english),
                    r.Alerts,
                    r.Events,
                    r.Silenced,
                    r.Acknowledged,
                    r.Open,
                    r.Closed,
                    r.Cancelled,
                    r.Expired,
                    r.Overdue,
                    r.Escalations,
                    r.MedianMinutes,
                    r.P90Minutes,
                }
            )
        );
}
