using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Zones.Liaison;

/// <param name="From">First day away. Why is nobody's business here.</param>
/// <param name="To">Last day away.</param>
public sealed record AddAbsenceRequest(
    [property: Required, Range(typeof(DateOnly), Terms.Earliest, Terms.Latest)] DateOnly? From,
    [property: Required, Range(typeof(DateOnly), Terms.Earliest, Terms.Latest)] DateOnly? To
);

/// <param name="From">First day away.</param>
/// <param name="To">Last day away.</param>
internal sealed record AbsenceView(Guid Id, DateOnly From, DateOnly To);

/// <summary>
/// POST /api/zones/{code}/liaison-officers/{id}/absences and /liaison-absences/{id}/lifting: while an officer is away, the deputy
/// is told and asked.
/// </summary>
internal static class Absences
{
    public static async Task<Results<Created<AbsenceView>, RefusalResult>> Add(
        string code,
        Guid id,
        AddAbsenceRequest request,
        ZonesDb db,
        TimeProvider clock,
        HttpContext http
    )
    {
        var (from, to) = (request.From!.Value, request.To!.Value);
        if (LiaisonRules.Term(from, to) is { } reversed)
        {
            return reversed.ToResult();
        }
        var user = http.CurrentUser();
        var scope = ZoneScope.ToWrite(user, code, clock);
        var outcome = await db.InTransaction<AbsenceView>(
            user.Actor,
            async tx =>
            {
                if (await LiaisonOfficers.Lock(tx, scope, id) is not { } officer)
                {
                    return ZonesErrors.LiaisonOfficerNotFound;
                }
                if (LiaisonRules.Absent(officer.ValidFrom <= from && to <= (officer.ValidTo ?? to)) is { } refusal)
                {
                    return refusal;
                }
                var absence = Guid.CreateVersion7(clock.GetUtcNow());
                await tx.Execute(
                    """
                    insert into liaison_absence (id, officer_id, during, created_by)
                    values (@absence, @id, daterange(@from, @to, '[]'), @Subject)
                    """,
                    new
                    {
                        absence,
                        id,
                        from,
                        to,
                        user.Subject,
                    }
                );
                tx.Audit(
                    "zones.liaison-absence.added",
                    id.ToString(),
                    new
                    {
                        zone = code,
                        absence,
                        from,
                        to,
                    }
                );
                return new AbsenceView(absence, from, to);
            },
            Idempotency.Of(http, user, request),
            http.RequestAborted
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Created($"/api/zones/{code}/liaison", outcome.Value);
    }

    public static async Task<Results<NoContent, RefusalResult>> Lift(
        string code,
        Guid id,
        ZonesDb db,
        TimeProvider clock,
        HttpContext http
    )
    {
        var user = http.CurrentUser();
        var scope = ZoneScope.ToWrite(user, code, clock);
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                var lifted = await tx.Execute(
                    $"""
                    update liaison_absence a set lifted_at = now(), lifted_by = @Subject
                    from liaison_officer o join liaison_body b on b.id = o.body_id join zone z on z.code = b.zone_code
                    where a.id = @id and a.lifted_at is null and o.id = a.officer_id and {ZoneScope.Condition}
                    """,
                    new
                    {
                        id,
                        user.Subject,
                        scope.Code,
                        scope.Zones,
                        scope.AllZones,
                        scope.Today,
                    }
                );
                if (lifted == 0)
                {
                    return ZonesErrors.AbsenceNotFound;
                }
                tx.Audit("zones.liaison-absence.lifted", id.ToString(), new { zone = code });
                return true;
            },
            ct: http.RequestAborted
        );
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.NoContent();
    }
}
