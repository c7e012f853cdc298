using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Zones.Liaison;

/// <summary>
/// The liaison of a zone, personal data masked: for callers whose scope includes the zone. Terms that have ended are left
/// out, so that nobody's data are shown longer than they serve.
/// </summary>
internal static class GetLiaison
{
    public static async Task<Results<Ok<LiaisonView>, RefusalResult>> Handle(
        string code,
        ZonesDb db,
        PersonalData data,
        TimeProvider clock,
        HttpContext http
    )
    {
        var scope = ZoneScope.ToRead(http.CurrentUser(), code, clock);
        var bodies = await db.Query<BodyRow>(
            $"""
            select b.id, lower(b.validity) as valid_from, upper(b.validity) - 1 as valid_to,
                g.id as organisation_id, g.zh, g.en
            from zone z
            left join liaison_body b on b.zone_code = z.code
                and not (b.validity << daterange(@Today, null))
            left join organisation g on g.id = b.organisation_id
            where {ZoneScope.Condition}
            order by b.validity, g.zh collate "C"
            """,
            scope,
            http.RequestAborted
        );
        if (bodies.Count == 0)
        {
            return ZonesErrors.ZoneNotFound.ToResult();
        }
        var officers = await db.Query<OfficerRow>(
            $"""
            select {OfficerRow.Columns}
            from liaison_officer o
            join liaison_body b on b.id = o.body_id
            join zone z on z.code = b.zone_code
            where {ZoneScope.Condition} and not (o.validity << daterange(@Today, null))
            order by o.deputy_of is not null, o.validity, o.id
            """,
            scope,
            http.RequestAborted
        );
        var absences = await db.Query<AbsenceRow>(
            $"""
            select a.id, a.officer_id, lower(a.during) as "from", upper(a.during) - 1 as "to"
            from liaison_absence a
            join liaison_officer o on o.id = a.officer_id
            join liaison_body b on b.id = o.body_id
            join zone z on z.code = b.zone_code
            where {ZoneScope.Condition} and a.lifted_at is null and not (a.during << daterange(@Today, null))
            order by a.during
            """,
            scope,
            http.RequestAborted
        );
        var away = absences.ToLookup(a => a.OfficerId, a => new AbsenceView(a.Id, a.From, a.To));
        var ofBody = officers.ToLookup(o => o.BodyId);
        return TypedResults.Ok(
            new LiaisonView([
                .. bodies
                    .Where(b => b.Id is not null)
                    .Select(b => new LiaisonBodyView(
                        b.Id!.Value,
                        new LiaisonOrganisation(b.OrganisationId!.Value, b.Zh!, b.En!),
                        b.ValidFrom!.Value,
                        b.ValidTo,
                        [.. ofBody[b.Id.Value].Select(o => o.Masked(data, [.. away[o.Id]]))]
                    )),
            ])
        );
    }

    private sealed record AbsenceRow(Guid Id, Guid OfficerId, DateOnly From, DateOnly To);

    /// <summary>A body, or one row of nulls for a zone without any.</summary>
    private sealed record BodyRow(
        Guid? Id,
        DateOnly? ValidFrom,
        DateOnly? ValidTo,
        Guid? OrganisationId,
        string? Zh,
        string? En
    );
}
