using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Zones.Liaison;

/// <param name="ValidFrom">First day of the term.</param>
/// <param name="ValidTo">Last day of the term; absent when it is open.</param>
public sealed record AddLiaisonBodyRequest(
    [property: Required] Guid? OrganisationId,
    [property: Required, Range(typeof(DateOnly), Terms.Earliest, Terms.Latest)] DateOnly? ValidFrom,
    [property: Range(typeof(DateOnly), Terms.Earliest, Terms.Latest)] DateOnly? ValidTo
);

/// <summary>The days a term may name.</summary>
internal static class Terms
{
    public const string Earliest = "2000-01-01";
    public const string Latest = "2199-12-31";
}

/// <summary>Makes an organisation a liaison body of a zone for a term: once at a time (the Opinions, measure 1).</summary>
internal static class AddLiaisonBody
{
    public static async Task<Results<Created<LiaisonBodyView>, RefusalResult>> Handle(
        string code,
        AddLiaisonBodyRequest request,
        ZonesDb db,
        TimeProvider clock,
        HttpContext http
    )
    {
        var (organisationId, from, to) = (request.OrganisationId!.Value, request.ValidFrom!.Value, request.ValidTo);
        if (LiaisonRules.Term(from, to) is { } reversed)
        {
            return reversed.ToResult();
        }
        var user = http.CurrentUser();
        var scope = ZoneScope.ToWrite(user, code, clock);
        var outcome = await db.InTransaction<LiaisonBodyView>(
            user.Actor,
            async tx =>
            {
                if (!await scope.Exists(tx))
                {
                    return ZonesErrors.ZoneNotFound;
                }
                var organisation = await tx.QueryOne<Facts>(
                    """
                    select o.id, o.zh, o.en, o.validity @> t.term as exists_throughout,
                        coalesce((
                            select t.term <@ range_agg(c.validity) from organisation_zone c
                            where c.organisation_id = o.id and c.zone_code = @code
                        ), false) as covered_throughout
                    from organisation o, (select daterange(@from, @to, '[]') as term) t
                    where o.id = @organisationId
                    """,
                    new
                    {
                        code,
                        organisationId,
                        from,
                        to,
                    }
                );
                if (
                    LiaisonRules.Appoint(
                        organisation?.ExistsThroughout ?? false,
                        organisation?.CoveredThroughout ?? false
                    ) is
                    { } refusal
                )
                {
                    return refusal;
                }
                // Rivals for one organisation wait here in turn; the exclusion constraint alone would deadlock them.
                await tx.Execute(
                    "select pg_advisory_xact_lock(hashtextextended(@organisationId::text, 0))",
                    new { organisationId }
                );
                var id = Guid.CreateVersion7(clock.GetUtcNow());
                await tx.Execute(
                    """
                    insert into liaison_body (id, zone_code, organisation_id, validity)
                    values (@id, @code, @organisationId, daterange(@from, @to, '[]'))
                    """,
                    new
                    {
                        id,
                        code,
                        organisationId,
                        from,
                        to,
                    }
                );
                tx.Audit(
                    "zones.liaison-body.added",
                    id.ToString(),
                    new
                    {
                        zone = code,
                        organisationId,
                        from,
                        to,
                    }
                );
                return new LiaisonBodyView(
                    id,
                    new LiaisonOrganisation(organisation!.Id, organisation.Zh, organisation.En),
                    from,
                    to,
                    []
                );
            },
            Idempotency.Of(http, user, request),
            http.RequestAborted
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Created($"/api/zones/{code}/liaison", outcome.Value);
    }

    private sealed record Facts(Guid Id, string Zh, string En, bool ExistsThroughout, bool CoveredThroughout);
}
