using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Zones.Liaison;

/// <param name="Phone">Digits, with + in front and hyphens or spaces between where wanted.</param>
/// <param name="ValidFrom">First day of the term.</param>
/// <param name="ValidTo">Last day of the term; absent when it lasts as long as the body's, which must then be open.</param>
/// <param name="DeputyOf">The officer of the same body whose deputy this is.</param>
public sealed record AddLiaisonOfficerRequest(
    [property: Required, StringLength(50), RegularExpression(Text.NoControl)] string? Name,
    [property: Required, StringLength(20), RegularExpression(@"\+?[0-9](?:[- ]?[0-9]){6,16}")] string? Phone,
    [property: Required, StringLength(100), RegularExpression(Text.NoControl)] string? Title,
    [property: Required, Range(typeof(DateOnly), Terms.Earliest, Terms.Latest)] DateOnly? ValidFrom,
    [property: Range(typeof(DateOnly), Terms.Earliest, Terms.Latest)] DateOnly? ValidTo,
    Guid? DeputyOf
);

/// <summary>Names an officer of a liaison body, or a deputy of one, for a term inside the body's.</summary>
internal static class AddLiaisonOfficer
{
    public static async Task<Results<Created<LiaisonOfficerView>, RefusalResult>> Handle(
        string code,
        Guid id,
        AddLiaisonOfficerRequest request,
        ZonesDb db,
        PersonalData data,
        TimeProvider clock,
        HttpContext http
    )
    {
        var (name, phone, title) = (request.Name!.Trim(), request.Phone!, request.Title!.Trim());
        var (from, to) = (request.ValidFrom!.Value, request.ValidTo);
        if (LiaisonRules.Term(from, to) is { } reversed)
        {
            return reversed.ToResult();
        }
        var user = http.CurrentUser();
        var scope = ZoneScope.ToWrite(user, code, clock);
        var outcome = await db.InTransaction<LiaisonOfficerView>(
            user.Actor,
            async tx =>
            {
                var facts = await tx.QueryOne<Facts>(
                    $"""
                    select b.validity @> daterange(@from, @to, '[]') as body_covers,
                        p.id as principal, p.deputy_of is not null as principal_is_deputy
                    from zone z
                    join liaison_body b on b.zone_code = z.code
                    left join liaison_officer p on p.body_id = b.id and p.id = @deputyOf
                    where b.id = @id and {ZoneScope.Condition}
                    """,
                    new
                    {
                        id,
                        from,
                        to,
                        request.DeputyOf,
                        scope.Code,
                        scope.Zones,
                        scope.AllZones,
                        scope.Today,
                    }
                );
                if (facts is null)
                {
                    return ZonesErrors.LiaisonBodyNotFound;
                }
                var principal = facts.Principal is null ? null : new PrincipalFacts(facts.PrincipalIsDeputy);
                if (LiaisonRules.AddOfficer(facts.BodyCovers, request.DeputyOf is not null, principal) is { } refusal)
                {
                    return refusal;
                }
                var officer = Guid.CreateVersion7(clock.GetUtcNow());
                await tx.Execute(
                    """
                    insert into liaison_officer
                        (id, body_id, body_validity, name, phone, title, validity, deputy_of)
                    select @officer, b.id, b.validity, @Name, @Phone, @title, daterange(@from, @to, '[]'), @deputyOf
                    from liaison_body b where b.id = @id
                    """,
                    new
                    {
                        officer,
                        Name = data.Seal(officer, nameof(OfficerRow.Name), name),
                        Phone = data.Seal(officer, nameof(OfficerRow.Phone), phone),
                        title,
                        from,
                        to,
                        request.DeputyOf,
                        id,
                    }
                );
                tx.Audit(
                    "zones.liaison-officer.added",
                    officer.ToString(),
                    new
                    {
                        zone = code,
                        body = id,
                        title,
                        from,
                        to,
                        request.DeputyOf,
                    }
                );
                return new LiaisonOfficerView(
                    officer,
                    Masking.Name(name),
                    Masking.Phone(phone),
                    title,
                    from,
                    to,
                    request.DeputyOf,
                    null,
                    []
                );
            },
            // The remembered hash must not let anyone with the database try phones until one fits.
            Idempotency.Of(http, user, request with { Name = data.Fingerprint(name), Phone = data.Fingerprint(phone) }),
            http.RequestAborted
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Created($"/api/zones/{code}/liaison", outcome.Value);
    }

    private sealed record Facts(bool BodyCovers, Guid? Principal, bool PrincipalIsDeputy);
}
