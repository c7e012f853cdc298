using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>What stands in one place of a template.</summary>
public sealed record PlaceValue(
    [property: Required, RegularExpression("[a-z][a-z0-9-]{0,39}")] string? Name,
    [property: Required, StringLength(1000, MinimumLength = 1), RegularExpression(AlertText.Lines)] string? Zh,
    [property: Required, StringLength(1000, MinimumLength = 1), RegularExpression(AlertText.Lines)] string? En
);

/// <param name="ZoneCodes">The zones to be alerted, all of them granted to the caller.</param>
/// <param name="Values">One for each place of the template.</param>
/// <param name="Subject">What it is about, by which rules and silences know it; a new one if absent.</param>
/// <param name="ExpiresAt">When it is void by itself.</param>
public sealed record ProposeAlertRequest(
    [property: Required] Guid? TemplateId,
    [property: Required, MinLength(1), MaxLength(20)] string[]? ZoneCodes,
    [property: Required, MaxLength(20)] PlaceValue[]? Values,
    [property: StringLength(200, MinimumLength = 1), RegularExpression(AlertText.Line)] string? Subject,
    DateTimeOffset? ExpiresAt
);

/// <param name="Reason">Needed to reject.</param>
public sealed record DecideManualAlertRequest(
    [property: Required, Range(1, int.MaxValue)] int? Version,
    [property: Required, AllowedValues("approved", "rejected")] string? Decision,
    [property: StringLength(500, MinimumLength = 1), RegularExpression(AlertText.Lines)] string? Reason
);

/// <param name="Status">proposed (red that waits for a second person), raised or rejected.</param>
/// <param name="AlertIds">The alerts it became, one for each zone.</param>
internal sealed record ManualAlertView(
    Guid Id,
    IReadOnlyList<string> ZoneCodes,
    string Kind,
    string Level,
    string TitleZh,
    string TitleEn,
    string BodyZh,
    string BodyEn,
    string Subject,
    DateTimeOffset? ExpiresAt,
    string Status,
    Guid OrganisationId,
    string ProposedByName,
    DateTimeOffset ProposedAt,
    bool Mine,
    string? DecidedByName,
    DateTimeOffset? DecidedAt,
    string? Reason,
    int Version,
    IReadOnlyList<Guid> AlertIds
);

/// <summary>A manual alert as stored.</summary>
internal sealed record ManualAlertRow
{
    public const string Columns = """
        m.id, m.zone_codes, m.kind, m.level, m.title_zh, m.title_en, m.body_zh, m.body_en, m.subject, m.expires_at, m.status,
        m.organisation_id, m.proposed_by, m.proposed_by_name, m.proposed_at, m.decided_by_name, m.decided_at, m.reason, m.version,
        array(select a.id from alert a where a.event_id = m.id order by a.zone_code) as alert_ids
        """;

    public Guid Id { get; init; }
    public string[] ZoneCodes { get; init; } = [];
    public string Kind { get; init; } = "";
    public string Level { get; init; } = "";
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public string BodyZh { get; init; } = "";
    public string BodyEn { get; init; } = "";
    public string Subject { get; init; } = "";
    public DateTimeOffset? ExpiresAt { get; init; }
    public string Status { get; init; } = "";
    public Guid OrganisationId { get; init; }
    public string ProposedBy { get; init; } = "";
    public string ProposedByName { get; init; } = "";
    public DateTimeOffset ProposedAt { get; init; }
    public string? DecidedByName { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? Reason { get; init; }
    public int Version { get; init; }
    public Guid[] AlertIds { get; init; } = [];

    public ManualAlertView View(CurrentUser user) =>
        new(
            Id,
            ZoneCodes,
            Kind,
            Level,
            TitleZh,
            TitleEn,
            BodyZh,
            BodyEn,
            Subject,
            ExpiresAt,
            Status,
            OrganisationId,
            ProposedByName,
            ProposedAt,
            ProposedBy == user.Subject,
            DecidedByName,
            DecidedAt,
            Reason,
            Version,
            AlertIds
        );

    /// <summary>The manual alert is its own event.</summary>
    public AlertDraft Draft(Actor author, DateTimeOffset at) =>
        new(
            new EventContext(Id, Kind, Subject, at, nameof(ManualAlerts)),
            ZoneCodes,
            Kind,
            Level,
            TitleZh,
            TitleEn,
            BodyZh,
            BodyEn
        )
        {
            Organisations = [OrganisationId],
            ExpiresAt = ExpiresAt,
            Author = author,
        };
}

/// <summary>
/// /api/alerts/manual-alerts: coordinators raise alerts from templates. A red one is proposed, and somebody else decides; the
/// database holds it too (<c>manual_alert_second_person</c>).
/// </summary>
internal static class ManualAlerts
{
    /// <summary>A condition on <c>manual_alert m</c>: every zone of it is the caller's to coordinate.</summary>
    private const string Own = "(@AllZones or m.zone_codes <@ @Zones::text[])";

    public static async Task<Results<Ok<Page<ManualAlertView>>, RefusalResult>> List(
        HttpContext http,
        AlertsDb db,
        CancellationToken ct,
        [AllowedValues(null, "proposed", "raised", "rejected")] string? status,
        string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var after = Array.Empty<string>();
        if (cursor is not null && !(Cursor.TryRead(cursor, 1, out after) && Guid.TryParse(after[0], out _)))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var user = http.CurrentUser();
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<ManualAlertRow>(
            $"""
            select {ManualAlertRow.Columns} from manual_alert m
            where (@AllZones or m.zone_codes && @Zones::text[]) and (@status::text is null or m.status = @status)
                and (@After::uuid is null or m.id < @After::uuid)
            order by m.id desc limit @take + 1
            """,
            new
            {
                user.AllZones,
                Zones = user.GrantedZones.ToArray(),
                status,
                After = after.ElementAtOrDefault(0),
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<ManualAlertView>.Of([.. rows.Select(r => r.View(user))], take, m => [m.Id]));
    }

    public static async Task<Results<Created<ManualAlertView>, RefusalResult>> Propose(
        ProposeAlertRequest request,
        HttpContext http,
        AlertsDb db,
        IZoneDirectory zones,
        AlertWakeup wakeup,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var codes = request.ZoneCodes!.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        foreach (var zone in codes)
        {
            if (await Scope.Refuse(user, zones, zone, ct) is { } refusal)
            {
                return refusal.ToResult();
            }
        }
        var outcome = await db.InTransaction<ManualAlertView>(
            user.Actor,
            async tx =>
            {
                var template = await tx.QueryOne<TemplateRow>(
                    $"""
                    select {TemplateRow.Columns} from alert_template t
                    where t.id = @TemplateId and t.ended_at is null
                        and (t.zone_code is null or @AllZones or t.zone_code = any(@Zones))
                    """,
                    new
                    {
                        request.TemplateId,
                        user.AllZones,
                        Zones = user.GrantedZones.ToArray(),
                    }
                );
                if (template is null)
                {
                    return AlertsErrors.TemplateNotFound;
                }
                if (!Fits(template, request.Values!))
                {
                    return AlertsErrors.TemplateValues.With("places", template.Places);
                }
                var now = await tx.QueryOne<DateTimeOffset>("select now()");
                if (request.ExpiresAt <= now)
                {
                    return AlertsErrors.ExpiryPassed;
                }
                var row = await Insert(tx, template, request, codes, user);
                tx.Audit(
                    $"alerts.manual-alert.{row.Status}",
                    row.Id.ToString(),
                    new
                    {
                        request.TemplateId,
                        zones = codes,
                        row.Level,
                        row.TitleZh,
                    }
                );
                if (row.Status == "proposed")
                {
                    return row.View(user);
                }
                var raised = await AlertRaising.Write(tx, [row.Draft(user.Actor, now)]);
                return (row with { AlertIds = [.. raised.Select(e => e.Id)] }).View(user);
            },
            Idempotency.Of(http, user, request),
            ct
        );
        if (outcome.Refusal is { } refused)
        {
            return refused.ToResult();
        }
        wakeup.Announce();
        return TypedResults.Created($"/api/alerts/manual-alerts/{outcome.Value.Id}", outcome.Value);
    }

    public static async Task<Results<Ok<ManualAlertView>, RefusalResult>> Decide(
        Guid id,
        DecideManualAlertRequest request,
        HttpContext http,
        AlertsDb db,
        AlertWakeup wakeup
    )
    {
        if (request is { Decision: "rejected", Reason: null })
        {
            return AlertsErrors.RejectionNeedsReason.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<ManualAlertView>(
            user.Actor,
            async tx =>
            {
                var row = await tx.QueryOne<ManualAlertRow>(
                    $"select {ManualAlertRow.Columns} from manual_alert m where m.id = @id and {Own} for update",
                    new
                    {
                        id,
                        user.AllZones,
                        Zones = user.GrantedZones.ToArray(),
                    }
                );
                if (row is null)
                {
                    return AlertsErrors.ManualAlertNotFound;
                }
                if (row.Status != "proposed" || row.Version != request.Version)
                {
                    return AlertsErrors
                        .ManualAlertDecided.With("status", row.Status)
                        .With("by", row.DecidedByName ?? "");
                }
                if (row.ProposedBy == user.Subject)
                {
                    return AlertsErrors.SecondPersonNeeded;
                }
                var now = await tx.QueryOne<DateTimeOffset>("select now()");
                if (request.Decision == "approved" && row.ExpiresAt <= now)
                {
                    return AlertsErrors.ExpiryPassed;
                }
                row = row with
                {
                    Status = request.Decision == "approved" ? "raised" : "rejected",
                    DecidedByName = user.DisplayName,
                    DecidedAt = now,
                    Reason = request.Reason,
                    Version = row.Version + 1,
                };
                await tx.Execute(
                    """
                    update manual_alert set status = @Status, decided_by = @Subject, decided_by_name = @DecidedByName,
                        decided_at = @DecidedAt, reason = @Reason, version = @Version
                    where id = @Id
                    """,
                    new
                    {
                        row.Status,
                        user.Subject,
                        row.DecidedByName,
                        row.DecidedAt,
                        row.Reason,
                        row.Version,
                        row.Id,
                    }
                );
                tx.Audit($"alerts.manual-alert.{request.Decision}", id.ToString(), new { request.Reason });
                if (row.Status == "rejected")
                {
                    return row.View(user);
                }
                var raised = await AlertRaising.Write(tx, [row.Draft(user.Actor, now)]);
                return (row with { AlertIds = [.. raised.Select(e => e.Id)] }).View(user);
            }
        );
        if (outcome.Refusal is { } refused)
        {
            return refused.ToResult();
        }
        wakeup.Announce();
        return TypedResults.Ok(outcome.Value);
    }

    private static bool Fits(TemplateRow template, PlaceValue[] values) =>
        values
            .Select(v => v.Name!)
            .Order(StringComparer.Ordinal)
            .SequenceEqual(template.Places.Order(StringComparer.Ordinal));

    private static async Task<ManualAlertRow> Insert(
        Tx tx,
        TemplateRow template,
        ProposeAlertRequest request,
        string[] zones,
        CurrentUser user
    )
    {
        var zh = request.Values!.ToDictionary(v => v.Name!, v => v.Zh!, StringComparer.Ordinal);
        var en = request.Values!.ToDictionary(v => v.Name!, v => v.En!, StringComparer.Ordinal);
        var id = Guid.CreateVersion7();
        return (
            await tx.QueryOne<ManualAlertRow>(
                $"""
                insert into manual_alert as m (id, template_id, zone_codes, kind, level, title_zh, title_en, body_zh, body_en, subject,
                    expires_at, status, organisation_id, proposed_by, proposed_by_name, proposed_at)
                values (@id, @TemplateId, @zones, @Kind, @Level, @TitleZh, @TitleEn, @BodyZh, @BodyEn, @About, @ExpiresAt, @Status,
                    @OrganisationId, @Subject, @DisplayName, now())
                returning {ManualAlertRow.Columns}
                """,
                new
                {
                    id,
                    TemplateId = template.Id,
                    zones,
                    template.Kind,
                    template.Level,
                    TitleZh = TemplateRow.Fill(template.TitleZh, zh),
                    TitleEn = TemplateRow.Fill(template.TitleEn, en),
                    BodyZh = TemplateRow.Fill(template.BodyZh, zh),
                    BodyEn = TemplateRow.Fill(template.BodyEn, en),
                    About = request.Subject ?? id.ToString(),
                    request.ExpiresAt,
                    Status = template.Level == Levels.Extreme ? "proposed" : "raised",
                    user.OrganisationId,
                    user.Subject,
                    user.DisplayName,
                }
            )
        )!;
    }
}
