using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <param name="Kind">Of the alerts it is about, for example <c>hearings.session-moved</c>.</param>
/// <param name="ZoneCode">Absent: every zone; for national coordinators only.</param>
/// <param name="OrganisationId">Absent: whichever organisations are concerned.</param>
/// <param name="Level">Absent: the level that the event brings.</param>
/// <param name="GroupBy">With <paramref name="GroupMinutes"/>: what the events of one alert have in common.</param>
/// <param name="GroupMinutes">An event this soon after the last one counts the alert up.</param>
/// <param name="ExpiresMinutes">After which the alert is void.</param>
/// <param name="Inhibits">Kinds whose open alerts about the same subject become void; only in a rule for every zone and organisation.</param>
public sealed record AddRuleRequest(
    [property: Required, RegularExpression(AlertText.Kind)] string? Kind,
    [property: RegularExpression(AlertText.Zone)] string? ZoneCode,
    Guid? OrganisationId,
    [property: AllowedValues(null, "minor", "moderate", "severe", "extreme")] string? Level,
    [property: AllowedValues(null, "kind", "subject", "organisation")] string? GroupBy,
    [property: Range(1, 10_080)] int? GroupMinutes,
    [property: Range(5, 525_600)] int? ExpiresMinutes,
    [property: MaxLength(20)] string[]? Inhibits
);

/// <param name="Version">Of the rule that is changed; everything else takes the place of what it says.</param>
public sealed record ChangeRuleRequest(
    [property: Required, Range(1, int.MaxValue)] int? Version,
    [property: AllowedValues(null, "minor", "moderate", "severe", "extreme")] string? Level,
    [property: AllowedValues(null, "kind", "subject", "organisation")] string? GroupBy,
    [property: Range(1, 10_080)] int? GroupMinutes,
    [property: Range(5, 525_600)] int? ExpiresMinutes,
    [property: MaxLength(20)] string[]? Inhibits
);

/// <param name="Version">Of what is ended.</param>
public sealed record EndVersionRequest([property: Required, Range(1, int.MaxValue)] int? Version);

internal sealed record RuleView(
    Guid Id,
    string Kind,
    string? ZoneCode,
    Guid? OrganisationId,
    string? Level,
    string? GroupBy,
    int? GroupMinutes,
    int? ExpiresMinutes,
    IReadOnlyList<string> Inhibits,
    string ChangedBy,
    DateTimeOffset ChangedAt,
    int Version
)
{
    public static RuleView Of(RuleRow r) =>
        new(
            r.Id,
            r.Kind,
            r.ZoneCode,
            r.OrganisationId,
            r.Level,
            r.GroupBy,
            r.GroupMinutes,
            r.ExpiresMinutes,
            r.Inhibits,
            r.ChangedByName,
            r.ChangedAt,
            r.Version
        );
}

/// <summary>
/// /api/alerts/rules: which event gives which level, where and for whom. A zone's rules are its coordinators', those for every zone
/// the national coordinators'; every coordinator reads what holds in the own zones.
/// </summary>
internal static class AlertRules
{
    /// <summary>A condition on <c>alert_rule r</c>: what the caller may change.</summary>
    private const string Own = "r.ended_at is null and (@AllZones or r.zone_code = any(@Zones))";

    public static async Task<Results<Ok<Page<RuleView>>, RefusalResult>> List(
        HttpContext http,
        AlertsDb db,
        CancellationToken ct,
        [RegularExpression(AlertText.Zone)] string? zone,
        [StringLength(100)] string? kind,
        string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var after = Array.Empty<string>();
        if (cursor is not null && !(Cursor.TryRead(cursor, 2, out after) && Guid.TryParse(after[1], out _)))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var user = http.CurrentUser();
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<RuleRow>(
            $"""
            select {RuleRow.Columns} from alert_rule r
            where r.ended_at is null and (r.zone_code is null or @AllZones or r.zone_code = any(@Zones))
                and (@zone::text is null or r.zone_code is null or r.zone_code = @zone) and (@kind::text is null or r.kind = @kind)
                and (@AfterKind::text is null or (r.kind collate "C", r.id) > (@AfterKind, @AfterId::uuid))
            order by r.kind collate "C", r.id limit @take + 1
            """,
            new
            {
                user.AllZones,
                Zones = user.GrantedZones.ToArray(),
                zone,
                kind,
                AfterKind = after.ElementAtOrDefault(0),
                AfterId = after.ElementAtOrDefault(1),
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<RuleView>.Of([.. rows.Select(RuleView.Of)], take, r => [r.Kind, r.Id]));
    }

    public static async Task<Results<Created<RuleView>, RefusalResult>> Add(
        AddRuleRequest request,
        HttpContext http,
        AlertsDb db,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var refusal = await Scope.Refuse(user, zones, request.ZoneCode, ct);
        refusal ??= Refuse(request.GroupBy, request.GroupMinutes);
        if (request.Inhibits is { Length: > 0 } && (request.ZoneCode is not null || request.OrganisationId is not null))
        {
            refusal ??= AlertsErrors.RuleInhibitsOnlyEverywhere;
        }
        if (refusal is not null)
        {
            return refusal.ToResult();
        }
        var outcome = await db.InTransaction<RuleView>(
            user.Actor,
            async tx =>
            {
                var added = await tx.QueryOne<RuleRow>(
                    $"""
                    insert into alert_rule as r (id, kind, zone_code, organisation_id, level, group_by, group_minutes,
                        expires_minutes, inhibits, changed_by, changed_by_name, changed_at)
                    values (@Id, @Kind, @ZoneCode, @OrganisationId, @Level, @GroupBy, @GroupMinutes, @ExpiresMinutes, @Inhibits,
                        @Subject, @DisplayName, now())
                    returning {RuleRow.Columns}
                    """,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        request.Kind,
                        request.ZoneCode,
                        request.OrganisationId,
                        request.Level,
                        request.GroupBy,
                        request.GroupMinutes,
                        request.ExpiresMinutes,
                        Inhibits = request.Inhibits ?? [],
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit("alerts.rule.added", added!.Id.ToString(), request);
                return RuleView.Of(added);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Created($"/api/alerts/rules/{outcome.Value.Id}", outcome.Value);
    }

    public static async Task<Results<Ok<RuleView>, RefusalResult>> Change(
        Guid id,
        ChangeRuleRequest request,
        HttpContext http,
        AlertsDb db
    ) =>
        Refuse(request.GroupBy, request.GroupMinutes) is { } refusal
            ? refusal.ToResult()
            : await Write(
                id,
                request.Version!.Value,
                "changed",
                """
                level = @Level, group_by = @GroupBy, group_minutes = @GroupMinutes, expires_minutes = @ExpiresMinutes,
                inhibits = @Inhibits
                """,
                request,
                request,
                http,
                db
            );

    public static Task<Results<Ok<RuleView>, RefusalResult>> End(
        Guid id,
        EndVersionRequest request,
        HttpContext http,
        AlertsDb db
    ) =>
        Write(
            id,
            request.Version!.Value,
            "ended",
            "ended_at = now()",
            request,
            new ChangeRuleRequest(null, null, null, null, null, null),
            http,
            db
        );

    private static async Task<Results<Ok<RuleView>, RefusalResult>> Write(
        Guid id,
        int version,
        string done,
        string set,
        object audited,
        ChangeRuleRequest values,
        HttpContext http,
        AlertsDb db
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<RuleView>(
            user.Actor,
            async tx =>
            {
                var scope = new
                {
                    id,
                    user.AllZones,
                    Zones = user.GrantedZones.ToArray(),
                };
                var rule = await tx.QueryOne<RuleRow>(
                    $"select {RuleRow.Columns} from alert_rule r where r.id = @id and {Own} for update",
                    scope
                );
                if (rule is null)
                {
                    return AlertsErrors.RuleNotFound;
                }
                if (rule.Version != version)
                {
                    return AlertsErrors.RuleChanged.With("version", rule.Version);
                }
                if (values.Inhibits is { Length: > 0 } && !rule.IsForAll)
                {
                    return AlertsErrors.RuleInhibitsOnlyEverywhere;
                }
                var changed = await tx.QueryOne<RuleRow>(
                    $"""
                    update alert_rule r set {set}, version = version + 1, changed_by = @Subject, changed_by_name = @DisplayName,
                        changed_at = now()
                    where r.id = @id returning {RuleRow.Columns}
                    """,
                    new
                    {
                        id,
                        values.Level,
                        values.GroupBy,
                        values.GroupMinutes,
                        values.ExpiresMinutes,
                        Inhibits = values.Inhibits ?? [],
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit($"alerts.rule.{done}", id.ToString(), audited);
                return RuleView.Of(changed!);
            }
        );
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.Ok(outcome.Value);
    }

    private static Refusal? Refuse(string? groupBy, int? minutes) =>
        groupBy is null == minutes is null ? null : AlertsErrors.RuleGroupIncomplete;
}

/// <summary>In which zones a coordinator may write.</summary>
internal static class Scope
{
    public static bool Coordinates(this CurrentUser user, string zone) =>
        user.AllZones || user.GrantedZones.Contains(zone);

    /// <param name="zone">Null: every zone.</param>
    public static async Task<Refusal?> Refuse(
        CurrentUser user,
        IZoneDirectory zones,
        string? zone,
        CancellationToken ct
    ) =>
        zone is null
            ? user.AllZones
                ? null
                : KernelErrors.Forbidden
            : user.Coordinates(zone) && (await zones.Zones(ct)).Any(z => z.Code == zone)
                ? null
                : AlertsErrors.ZoneNotFound;
}
