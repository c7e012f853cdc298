using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <param name="Zones">Codes of the zones that cover the centre today.</param>
/// <param name="Hearings">How many hearings it announces for the day.</param>
internal sealed record CauseCentreView(
    Guid CentreId,
    string CentreZh,
    string CentreEn,
    IReadOnlyList<string> Zones,
    int Hearings
);

/// <summary>
/// GET /api/hearings/public/causes?day=, for everybody: whose cause lists there are, and how long each is that day; today without a day.
/// One row for each organisation that has rooms, so a few hundred at most; they are in the order of the administrative divisions.
/// </summary>
internal static class CauseCentres
{
    public static async Task<Ok<IReadOnlyList<CauseCentreView>>> List(
        DateOnly? day,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var centres = await db.Query<CentreRow>(
            $"""
            with announced as (
                select s.id, unnest(s.resource_ids) as room_id from session s
                where s.during && @Whole and {PublicHearing.Sql}
            )
            select r.organisation_id, count(distinct a.id)::int as hearings
            from room r left join announced a on a.room_id = r.id
            group by r.place_code, r.organisation_id order by r.place_code, r.organisation_id
            """,
            new { Whole = BusinessTime.Day(day ?? clock.Today()) },
            ct
        );
        var known = await zones.Organisations([.. centres.Select(c => c.OrganisationId)], clock.Today(), ct);
        return TypedResults.Ok<IReadOnlyList<CauseCentreView>>([
            .. centres
                .Where(c => known.ContainsKey(c.OrganisationId))
                .Select(c => (c.Hearings, Centre: known[c.OrganisationId]))
                .Select(c => new CauseCentreView(c.Centre.Id, c.Centre.Zh, c.Centre.En, c.Centre.Zones, c.Hearings)),
        ]);
    }

    private sealed record CentreRow(Guid OrganisationId, int Hearings);
}
