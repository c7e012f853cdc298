using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using MiniExcelLibs;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>Hours of rooms, or of devices: a session in two rooms counts in both.</summary>
/// <param name="OpenHours">How long the rooms could be booked by their terms; without terms from 08:00 to 20:00. Null for guests and devices.</param>
/// <param name="BookedHours">Of sessions that were submitted or approved and not called off, no-shows included.</param>
/// <param name="HeldHours">Of slots that were kept by a hold, whatever became of it.</param>
/// <param name="UsedHours">From check-in to end.</param>
internal sealed record UtilisationRow(
    string Key,
    string NameZh,
    string NameEn,
    decimal? OpenHours,
    decimal BookedHours,
    decimal HeldHours,
    decimal UsedHours,
    int Sessions,
    int NoShows
);

internal sealed record UtilisationView(DateOnly From, DateOnly To, string By, IReadOnlyList<UtilisationRow> Items);

/// <summary>
/// GET /api/hearings/reports/utilisation: what was booked, held and used from one day to another, both included. A centre sees its
/// own rooms, a coordinator those of the granted zones as well, the national coordinator all.
/// </summary>
internal static class Utilisation
{
    private const int MostDays = 366;
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<Results<Ok<UtilisationView>, FileContentHttpResult, RefusalResult>> Handle(
        HttpContext http,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct,
        DateOnly from,
        DateOnly to,
        [Required, RegularExpression("centre|zone|guest|device")] string by,
        [RegularExpression("json|xlsx")] string? format
    )
    {
        if (to < from || to.DayNumber - from.DayNumber >= MostDays)
        {
            return HearingsErrors.RangeTooLong.ToResult();
        }
        var hosts = await Hosts(http.CurrentUser(), db, zones, clock, ct);
        var rows = by switch
        {
            "device" => await OfDevices(db, hosts, from, to, clock, ct),
            "guest" => await OfGuests(db, zones, hosts, from, to, clock, ct),
            _ => await OfHosts(db, zones, hosts, by, from, to, clock, ct),
        };
        return format == "xlsx"
            ? TypedResults.File(
                Workbook(rows, Language.IsEnglish(http)),
                Xlsx,
                $"utilisation-{by}-{from:yyyyMMdd}.xlsx"
            )
            : TypedResults.Ok(new UtilisationView(from, to, by, rows));
    }

    /// <summary>Whose rooms the caller may count.</summary>
    private static async Task<Guid[]> Hosts(
        CurrentUser user,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (user.AllZones)
        {
            return
            [
                .. await db.Query<Guid>(
                    "select distinct organisation_id from resource where organisation_id is not null",
                    ct: ct
                ),
            ];
        }
        var hosts = new HashSet<Guid> { user.OrganisationId };
        foreach (var zone in user.GrantedZones)
        {
            hosts.UnionWith(await zones.OrganisationsIn(zone, clock.Today(), ct));
        }
        return [.. hosts];
    }

    private static async Task<IReadOnlyList<UtilisationRow>> OfHosts(
        HearingsDb db,
        IZoneDirectory zones,
        Guid[] hosts,
        string by,
        DateOnly from,
        DateOnly to,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var used = await Use(db, hosts, ["room"], "r.organisation_id", from, to, clock, ct);
        var open = await BookableHours.Of(db, hosts, from, to, ct);
        var centres = await zones.Organisations([.. open.Keys], clock.Today(), ct);
        if (by == "centre")
        {
            return
            [
                .. centres
                    .Values.OrderBy(c => c.Zh, StringComparer.Ordinal)
                    .Select(c => Row(c.Id.ToString(), c.Zh, c.En, open[c.Id], used[c.Id])),
            ];
        }
        return
        [
            .. (await zones.Zones(ct))
                .Select(z =>
                    (Zone: z, Ids: centres.Values.Where(c => c.Zones.Contains(z.Code)).Select(c => c.Id).ToList())
                )
                .Where(z => z.Ids.Count > 0)
                .Select(z =>
                    Row(z.Zone.Code, z.Zone.Zh, z.Zone.En, z.Ids.Sum(id => open[id]), z.Ids.SelectMany(id => used[id]))
                ),
        ];
    }

    private static async Task<IReadOnlyList<UtilisationRow>> OfGuests(
        HearingsDb db,
        IZoneDirectory zones,
        Guid[] hosts,
        DateOnly from,
        DateOnly to,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var used = await Use(
            db,
            hosts,
            ["room"],
            "case when s.organisation_id <> r.organisation_id then s.organisation_id end",
            from,
            to,
            clock,
            ct
        );
        var guests = await zones.Organisations([.. used.Select(g => g.Key).OfType<Guid>()], clock.Today(), ct);
        return
        [
            .. used.Where(g => g.Key is not null)
                .Select(g => (Guest: guests.GetValueOrDefault(g.Key!.Value), Used: g))
                .Select(g => Row(g.Used.Key.ToString()!, g.Guest?.Zh ?? "", g.Guest?.En ?? "", null, g.Used))
                .OrderByDescending(r => r.BookedHours),
        ];
    }

    private static async Task<IReadOnlyList<UtilisationRow>> OfDevices(
        HearingsDb db,
        Guid[] hosts,
        DateOnly from,
        DateOnly to,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        string[] kinds = ["device", "video-bridge"];
        var used = await Use(db, hosts, kinds, "r.id", from, to, clock, ct);
        var devices = await db.Query<(Guid Id, string NameZh, string NameEn)>(
            """
            select r.id, a.name_zh, a.name_en from resource r join asset a on a.id = r.id
            where r.kind = any(@kinds) and r.organisation_id = any(@hosts)
            order by r.organisation_id, a.name_zh, r.id limit 2000
            """,
            new { kinds, hosts },
            ct
        );
        return [.. devices.Select(d => Row(d.Id.ToString(), d.NameZh, d.NameEn, null, used[d.Id]))];
    }

    private static async Task<ILookup<Guid?, UseRow>> Use(
        HearingsDb db,
        Guid[] hosts,
        string[] kinds,
        string key,
        DateOnly from,
        DateOnly to,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        (
            await db.Query<UseRow>(
                $"""
                select {key} as key,
                    coalesce(sum(p.planned) filter (where s.hold_until is null), 0)::numeric as booked,
                    coalesce(sum(p.planned) filter (where s.hold_until is not null), 0)::numeric as held,
                    coalesce(sum(p.used), 0)::numeric as used,
                    count(*) filter (where s.hold_until is null)::int as sessions,
                    count(*) filter (where s.status = 'no-show')::int as no_shows
                from session s
                cross join lateral unnest(s.resource_ids) as u (id)
                join resource r on r.id = u.id and r.kind = any(@kinds) and r.organisation_id = any(@hosts)
                cross join lateral (select
                    extract(epoch from upper(s.during * @Range) - lower(s.during * @Range)) / 3600 as planned,
                    extract(epoch from upper(h.range) - lower(h.range)) / 3600 as used
                    from (select tstzrange(s.checked_in_at, greatest(s.checked_in_at,
                        coalesce(s.ended_at, least(@now, upper(s.during))))) * @Range as range
                        where s.checked_in_at is not null) h
                    right join (select 1) as always on true
                ) p
                where s.during && @Range and (s.hold_until is not null or s.status in (
                    'submitted', 'supplement', 'approved', 'published', 'in-session', 'ended', 'archived', 'no-show'))
                group by 1
                """,
                new
                {
                    kinds,
                    hosts,
                    Range = new Slot(BusinessTime.Day(from).From, BusinessTime.Day(to).To),
                    now = clock.GetUtcNow(),
                },
                ct
            )
        ).ToLookup(u => u.Key);

    private static UtilisationRow Row(string key, string zh, string en, decimal? open, IEnumerable<UseRow> used)
    {
        var rows = used.ToList();
        return new UtilisationRow(
            key,
            zh,
            en,
            open,
            Math.Round(rows.Sum(u => u.Booked), 2),
            Math.Round(rows.Sum(u => u.Held), 2),
            Math.Round(rows.Sum(u => u.Used), 2),
            rows.Sum(u => u.Sessions),
            rows.Sum(u => u.NoShows)
        );
    }

    private static byte[] Workbook(IReadOnlyList<UtilisationRow> rows, bool english)
    {
        string[] headers = english
            ? ["Name", "Open hours", "Booked hours", "Held hours", "Used hours", "Sessions", "No-shows"]
            : ["名称", "开放小时", "预约小时", "暂留小时", "实际使用小时", "庭审数", "未到数"];
        IEnumerable<object?[]> table =
        [
            headers,
            .. rows.Select(r =>
                new object?[]
                {
                    english ? r.NameEn : r.NameZh,
                    r.OpenHours,
                    r.BookedHours,
                    r.HeldHours,
                    r.UsedHours,
                    r.Sessions,
                    r.NoShows,
                }
            ),
        ];
        using var file = new MemoryStream();
        MiniExcel.SaveAs(
            file,
            table.Select(row => row.Select((cell, i) => (cell, i)).ToDictionary(c => Sheet.Letter(c.i), c => c.cell)),
            printHeader: false,
            sheetName: "utilisation"
        );
        return file.ToArray();
    }

    private sealed record UseRow(Guid? Key, decimal Booked, decimal Held, decimal Used, int Sessions, int NoShows);
}
