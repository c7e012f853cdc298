using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Version">Of the cluster as the caller has seen it.</param>
/// <param name="Party">Who the filer is, found out by the officer.</param>
/// <param name="Suspicion">abnormal or bad-faith: the ground of the lead.</param>
public sealed record RaiseLeadRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required] PartyRequest Party,
    [property: Required, RegularExpression("abnormal|bad-faith")] string Suspicion
);

/// <param name="CaseId">The lead.</param>
internal sealed record RaisedLeadView(Guid ClusterId, Guid CaseId);

/// <summary>
/// POST /api/discipline/filing-clusters/{id}/lead: an officer of the authority whose import completed the cluster says who the filer is, where
/// a name or a doubtful code did not. One lead a cluster.
/// </summary>
internal static class RaiseLead
{
    public static async Task<Results<Ok<RaisedLeadView>, RefusalResult>> Handle(
        Guid id,
        RaiseLeadRequest request,
        HttpContext http,
        DisciplineDb db,
        Parties parties,
        ClusterLeads leads,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<RaisedLeadView>(
            user.Actor,
            async tx =>
            {
                var cluster = await tx.QueryOne<ClusterRow>(
                    """
                    select c.filer_id, c.role, c.rule_id, lower(c.during) as "from", upper(c.during) as "until", c.filings, c.zones, c.version,
                        c.case_id
                    from filing_cluster c where c.id = @id and c.organisation_id = @OrganisationId for update
                    """,
                    new { id, user.OrganisationId }
                );
                if (cluster is null)
                {
                    return FilingErrors.ClusterNotFound;
                }
                if (cluster.CaseId is { } there)
                {
                    return FilingErrors.LeadRaisedAlready.With("caseId", there);
                }
                if (cluster.Version != request.Version)
                {
                    return FilingErrors.StaleCluster;
                }
                var party = await parties.Register(tx, request.Party.Named());
                if (party.Refusal is { } refused)
                {
                    return refused;
                }
                var lead = await leads.Raise(
                    tx,
                    cluster.RuleId,
                    cluster.Found(),
                    request.Suspicion,
                    party.Value.Id,
                    user.OrganisationId
                );
                if (lead is null)
                {
                    return DisciplineErrors.GroundUnknown;
                }
                await tx.Execute(
                    "update filing_cluster set case_id = @lead, version = version + 1 where id = @id and case_id is null",
                    new { id, lead }
                );
                tx.Audit(
                    "discipline.filing-cluster.identified",
                    id.ToString(),
                    new { CaseId = lead, PartyId = party.Value.Id }
                );
                return new RaisedLeadView(id, lead.Value);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    private sealed record ClusterRow
    {
        public Guid FilerId { get; init; }
        public required string Role { get; init; }
        public required string RuleId { get; init; }
        public DateOnly From { get; init; }
        public DateOnly Until { get; init; }
        public int Filings { get; init; }
        public string[] Zones { get; init; } = [];
        public int Version { get; init; }
        public Guid? CaseId { get; init; }

        public FoundCluster Found() =>
            new()
            {
                FilerId = FilerId,
                From = From,
                Until = Until,
                Filings = Filings,
                Zones = Zones,
            };
    }
}
