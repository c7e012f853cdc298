using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Numerics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <param name="Busy">For each day of the month: per cent of the quarters of an hour from 08:00 to 20:00 that are taken.</param>
internal sealed record MonthRoomView(
    Guid Id,
    Guid OrganisationId,
    string NameZh,
    string NameEn,
    IReadOnlyList<int> Busy
);

internal sealed record MonthCentreView(Guid Id, string Zh, string En);

/// <param name="Days">How many the month has.</param>
/// <param name="Centres">The hosts of the rooms.</param>
internal sealed record MonthView(
    string Month,
    int Days,
    string Opens,
    string Closes,
    IReadOnlyList<MonthCentreView> Centres,
    IReadOnlyList<MonthRoomView> Items
);

/// <summary>
/// GET /api/hearings/board/month: how busy every room is on every day of a month, blackouts and turnaround included. Read from
/// <c>resource_month</c>, which the writing transactions keep, so it costs a row a room however many sessions there are. A hold
/// that has expired shows until it is released, a second at most.
/// </summary>
internal static class ShowMonth
{
    private const int QuartersOfDay = 96;
    private const int Opens = 8 * 4;
    private const int Closes = 20 * 4;

    public static async Task<Results<Ok<MonthView>, RefusalResult>> Handle(
        HearingsDb db,
        RoomViews rooms,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct,
        [Required, RegularExpression(@"20\d\d-(0[1-9]|1[0-2])")] string month,
        [StringLength(20)] string? zone,
        Guid? organisationId
    )
    {
        var first = DateOnly.ParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var days = DateTime.DaysInMonth(first.Year, first.Month);
        var rows = await db.Query<MonthRow>(
            """
            select r.id, r.organisation_id, r.name_zh, r.name_en, bit_send(m.busy) as busy
            from room r left join resource_month m on m.resource_id = r.id and m.month = @first
            where @Hosts::uuid[] is null or r.organisation_id = any(@Hosts)
            order by r.place_code, r.organisation_id, r.name_zh, r.id
            """,
            new { first, Hosts = await rooms.Hosts(zone, organisationId, ct) },
            ct
        );
        var centres = await zones.Organisations(
            rows.Select(r => r.OrganisationId).Distinct().ToArray(),
            clock.Today(),
            ct
        );
        return TypedResults.Ok(
            new MonthView(
                month,
                days,
                "08:00",
                "20:00",
                [.. centres.Values.Select(c => new MonthCentreView(c.Id, c.Zh, c.En))],
                [
                    .. rows.Select(r => new MonthRoomView(
                        r.Id,
                        r.OrganisationId,
                        r.NameZh,
                        r.NameEn,
                        Shares(r.Busy, days)
                    )),
                ]
            )
        );
    }

    /// <param name="busy">PostgreSQL's binary form: the number of bits in four bytes, then the bits, the first quarter first.</param>
    private static int[] Shares(byte[]? busy, int days)
    {
        var shares = new int[days];
        if (busy is null)
        {
            return shares;
        }
        for (var day = 0; day < days; day++)
        {
            var from = 4 + (((day * QuartersOfDay) + Opens) / 8);
            var taken = 0;
            for (var at = from; at < from + ((Closes - Opens) / 8); at++)
            {
                taken += BitOperations.PopCount(busy[at]);
            }
            shares[day] = (int)Math.Round(100.0 * taken / (Closes - Opens), MidpointRounding.AwayFromZero);
        }
        return shares;
    }

    private sealed record MonthRow(Guid Id, Guid OrganisationId, string NameZh, string NameEn, byte[]? Busy);
}
