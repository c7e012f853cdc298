using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>One field that a version changed, as the caller may see it. <see cref="Old"/> is absent in the first version.</summary>
internal sealed record FieldChangeView(string Field, JsonNode? Old, JsonNode? New);

/// <param name="Change">booked, moved, amended, a status, …: what was done.</param>
/// <param name="Fields">What it changed.</param>
internal sealed record VersionView(
    int Version,
    string Status,
    DateTimeOffset From,
    DateTimeOffset To,
    string Change,
    string? Reason,
    string By,
    DateTimeOffset At,
    IReadOnlyList<FieldChangeView> Fields
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
/// GET /api/hearings/sessions/{id}/history: who changed what, when and why, newest first, and what the hosts said. Versions are
/// compared as the caller may see them, so nothing is masked twice; what is closed now was never open in this list, and of a
/// closed hearing the hosts see no reasons but their own, for reasons may name the case.
/// </summary>
internal static class ShowHistory
{
    private const int MostVersions = 200;

    /// <summary>Fields that say who sees it or how often it changed, not what the session is.</summary>
    private static readonly HashSet<string> NotContent = new(StringComparer.Ordinal)
    {
        "id",
        "mine",
        "version",
        "change",
        "changeReason",
        "changedBy",
        "changedAt",
        "organisationZh",
        "organisationEn",
        "checkInCode",
        "awaitsMyDecision",
        "waitingRank",
    };

    public static async Task<Results<Ok<HistoryView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var now = await db.QueryOne<SessionRow>(
            $"select {SessionRow.Columns} from session s where s.id = @id and {SessionRow.Visible}",
            new { id, user.OrganisationId },
            ct
        );
        if (now is null)
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
            new { id, user.OrganisationId },
            ct
        );
        var hosts = await zones.Organisations(
            decisions.Select(d => d.OrganisationId).Distinct().ToArray(),
            clock.Today(),
            ct
        );
        return TypedResults.Ok(
            new HistoryView(
                await Versions(now, user, db, views, ct),
                [.. decisions.Select(d => d.View(hosts.GetValueOrDefault(d.OrganisationId)))]
            )
        );
    }

    private static async Task<IReadOnlyList<VersionView>> Versions(
        SessionRow now,
        CurrentUser user,
        HearingsDb db,
        SessionViews views,
        CancellationToken ct
    )
    {
        var rows = await db.Query<SessionRow>(
            $"select {SessionRow.Columns} from session_version s where s.id = @Id order by s.version desc limit {MostVersions + 1}",
            new { now.Id },
            ct
        );
        // Closed in any version: closed in all, or a comparison would tell.
        var closed = now.ClosedGround ?? rows.Select(r => r.ClosedGround).FirstOrDefault(g => g is not null);
        var masked =
            now.OrganisationId == user.OrganisationId
                ? rows
                : [.. rows.Select(r => r with { ClosedGround = r.ClosedGround ?? closed })];
        var seen = await views.Complete(masked, user, ct);
        var contents = seen.Select(v => JsonSerializer.SerializeToNode(v, Json.Options)!.AsObject()).ToList();
        return
        [
            .. seen.Take(MostVersions)
                .Select(
                    (v, n) =>
                        new VersionView(
                            v.Version,
                            v.Status,
                            v.From,
                            v.To,
                            v.Change,
                            v.ChangeReason,
                            v.ChangedBy,
                            v.ChangedAt,
                            Changes(contents[n], n + 1 < contents.Count ? contents[n + 1] : null)
                        )
                ),
        ];
    }

    private static List<FieldChangeView> Changes(JsonObject after, JsonObject? before) =>
        [
            .. after
                .Where(f => !NotContent.Contains(f.Key) && !JsonNode.DeepEquals(f.Value, before?[f.Key]))
                .Select(f => new FieldChangeView(f.Key, before?[f.Key]?.DeepClone(), f.Value?.DeepClone())),
        ];

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
