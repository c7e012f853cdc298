using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>What a host said about a submission.</summary>
/// <param name="Decision">approved, supplement or rejected.</param>
internal sealed record DecisionView(
    int Version,
    Guid OrganisationId,
    string OrganisationZh,
    string OrganisationEn,
    string Decision,
    string? Reason,
    string By,
    DateTimeOffset At
);

/// <summary>
/// GET /api/hearings/sessions/{id}/decisions: what the hosts said to its submissions, newest first. Of a closed hearing a host
/// sees no reasons but its own, for reasons may name the case.
/// </summary>
internal static class ListDecisions
{
    public static async Task<Results<Ok<IReadOnlyList<DecisionView>>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var parameters = new { id, http.CurrentUser().OrganisationId };
        var visible = await db.QueryOne<bool>(
            $"select exists (select 1 from session s where s.id = @id and {SessionRow.Visible})",
            parameters,
            ct
        );
        if (!visible)
        {
            return HearingsErrors.SessionNotFound.ToResult();
        }
        var decisions = await db.Query<DecisionRow>(
            $"""
            select d.session_version as version, d.organisation_id, d.decision,
                case when @OrganisationId in (s.organisation_id, d.organisation_id) or s.closed_ground is null
                    then d.reason end as reason,
                d.decided_by_name as by, d.decided_at as at
            from session s join session_approval d on d.session_id = s.id
            where s.id = @id and {SessionRow.Visible}
            order by d.decided_at desc limit 200
            """,
            parameters,
            ct
        );
        var hosts = await zones.Organisations(
            decisions.Select(d => d.OrganisationId).Distinct().ToArray(),
            clock.Today(),
            ct
        );
        return TypedResults.Ok<IReadOnlyList<DecisionView>>([
            .. decisions.Select(d => d.View(hosts.GetValueOrDefault(d.OrganisationId))),
        ]);
    }

    private sealed record DecisionRow(
        int Version,
        Guid OrganisationId,
        string Decision,
        string? Reason,
        string By,
        DateTimeOffset At
    )
    {
        public DecisionView View(OrganisationSummary? host) =>
            new(Version, OrganisationId, host?.Zh ?? "", host?.En ?? "", Decision, Reason, By, At);
    }
}
