using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <param name="Change">booked, moved, amended, a status, …: what was done.</param>
internal sealed record VersionView(
    int Version,
    string Status,
    DateTimeOffset From,
    DateTimeOffset To,
    string Change,
    string? Reason,
    string By,
    DateTimeOffset At
);

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

internal sealed record HistoryView(IReadOnlyList<VersionView> Versions, IReadOnlyList<DecisionView> Decisions);

/// <summary>
/// GET /api/hearings/sessions/{id}/history: who changed what and when, newest first, and what the hosts said. Of a closed
/// hearing the hosts see no reasons but their own, for reasons may name the case.
/// </summary>
internal static class ShowHistory
{
    public static async Task<Results<Ok<HistoryView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var parameters = new { id, http.CurrentUser().OrganisationId };
        var versions = await db.Query<VersionRow>(
            $"""
            select v.version, v.status, v.during, v.change,
                case when s.organisation_id = @OrganisationId or num_nonnulls(s.closed_ground, v.closed_ground) = 0
                    then v.change_reason end as reason,
                v.changed_by_name as by, v.changed_at as at
            from session s join session_version v on v.id = s.id
            where s.id = @id and {SessionRow.Visible}
            order by v.version desc limit 200
            """,
            parameters,
            ct
        );
        if (versions.Count == 0)
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
        return TypedResults.Ok(
            new HistoryView(
                [.. versions.Select(v => v.View())],
                [.. decisions.Select(d => d.View(hosts.GetValueOrDefault(d.OrganisationId)))]
            )
        );
    }

    private sealed record VersionRow(
        int Version,
        string Status,
        Slot During,
        string Change,
        string? Reason,
        string By,
        DateTimeOffset At
    )
    {
        public VersionView View() => new(Version, Status, During.From, During.To, Change, Reason, By, At);
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
