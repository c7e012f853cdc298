using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <param name="Url">Where alerts are sent: https, unless the operator has allowed its origin.</param>
/// <param name="ZoneCodes">The caller's to coordinate.</param>
/// <param name="Kind">Null: every kind. <c>hearings</c>: every kind that begins with <c>hearings.</c></param>
public sealed record AddAlertWebhookRequest(
    [property: Required, StringLength(1000, MinimumLength = 1)] string? Url,
    [property: Required, MinLength(1), MaxLength(20)] string[]? ZoneCodes,
    [property: RegularExpression(AlertText.Kind)] string? Kind,
    [property: Required, AllowedValues("minor", "moderate", "severe", "extreme")] string? MinimumLevel
);

/// <summary>A webhook of the own organisation.</summary>
/// <param name="Status">active or paused; what happens during a pause is sent after it.</param>
/// <param name="OwnerName">Who answers for it: it is told what this person coordinates.</param>
/// <param name="Pending">Deliveries that wait.</param>
/// <param name="Dead">Deliveries that were given up.</param>
internal sealed record AlertWebhookView(
    Guid Id,
    string Url,
    IReadOnlyList<string> ZoneCodes,
    string? Kind,
    string MinimumLevel,
    string Status,
    string OwnerName,
    DateTimeOffset CreatedAt,
    DateTimeOffset SecretSetAt,
    DateTimeOffset? PausedAt,
    int Pending,
    int Dead,
    DateTimeOffset? LastDeliveredAt,
    int Version
);

/// <param name="Secret">Shown this once; it can be renewed and never read again.</param>
internal sealed record AlertWebhookSecretView(AlertWebhookView Webhook, string Secret);

/// <summary>
/// /api/alerts/webhooks: systems of the own organisation that are told of the alerts of zones. A secret is no answer to remember, so
/// these take no Idempotency-Key.
/// </summary>
internal static class AlertWebhooks
{
    public const string SecretField = "webhook.secret";

    private const int MostPerOrganisation = 20;

    private const string Own = "w.id = @id and w.organisation_id = @OrganisationId and w.ended_at is null";

    public static async Task<Ok<Page<AlertWebhookView>>> List(HttpContext http, AlertsDb db, CancellationToken ct)
    {
        var rows = await db.Query<Row>(
            $"""
            select {Row.Columns} from alert_webhook w
            where w.organisation_id = @OrganisationId and w.ended_at is null order by w.created_at, w.id
            """,
            new { http.CurrentUser().OrganisationId },
            ct
        );
        return TypedResults.Ok(new Page<AlertWebhookView>([.. rows.Select(r => r.View())], null));
    }

    public static async Task<Results<Created<AlertWebhookSecretView>, RefusalResult>> Add(
        AddAlertWebhookRequest request,
        HttpContext http,
        AlertsDb db,
        AlertsSealing sealing,
        IZoneDirectory zones,
        IHostEnvironment environment,
        [FromKeyedServices(AlertsModule.Name)] WebhookOptions options,
        CancellationToken ct
    )
    {
        switch (options.Judge(request.Url!, plain: environment.IsDevelopment()))
        {
            case WebhookAddress.Invalid:
                return AlertsErrors.WebhookUrlInvalid.ToResult();
            case WebhookAddress.NotPublic:
                return AlertsErrors.WebhookAddressRefused.ToResult();
        }
        var user = http.CurrentUser();
        var known = (await zones.Zones(ct)).Select(z => z.Code).ToHashSet(StringComparer.Ordinal);
        if (!request.ZoneCodes!.All(z => known.Contains(z) && user.Coordinates(z)))
        {
            return AlertsErrors.ZoneNotFound.ToResult();
        }
        var (id, secret) = (Guid.CreateVersion7(), WebhookClient.NewSecret());
        var outcome = await db.InTransaction<Row>(
            user.Actor,
            async tx =>
            {
                await tx.Execute(
                    "select pg_advisory_xact_lock(hashtextextended('alert webhooks ' || @OrganisationId, 0))",
                    new { user.OrganisationId }
                );
                var added = await tx.QueryOne<Row>(
                    $"""
                    insert into alert_webhook as w (id, organisation_id, url, zone_codes, kind, minimum_level, sealed_secret,
                        secret_set_at, owner, owner_name, created_at)
                    select @id, @OrganisationId, @Url, @Zones, @Kind, @MinimumLevel, @Sealed, now(), @Subject, @DisplayName, now()
                    where (select count(*) from alert_webhook where organisation_id = @OrganisationId and ended_at is null) < @Most
                    returning {Row.Columns}
                    """,
                    new
                    {
                        id,
                        user.OrganisationId,
                        request.Url,
                        Zones = request.ZoneCodes!.Distinct(StringComparer.Ordinal).ToArray(),
                        request.Kind,
                        request.MinimumLevel,
                        Sealed = sealing.Seal(id, SecretField, secret),
                        user.Subject,
                        user.DisplayName,
                        Most = MostPerOrganisation,
                    }
                );
                if (added is null)
                {
                    return AlertsErrors.WebhookTooMany;
                }
                tx.Audit("alerts.webhook.added", id.ToString(), request);
                return added;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Created(
                $"/api/alerts/webhooks/{id}",
                new AlertWebhookSecretView(outcome.Value.View(), secret)
            );
    }

    public static Task<Results<Ok<AlertWebhookView>, RefusalResult>> Pause(Guid id, HttpContext http, AlertsDb db) =>
        Change(id, http, db, "paused", "paused_at = now()", "w.paused_at is null", AlertsErrors.WebhookPausedAlready);

    /// <summary>Whoever resumes it answers for it from then on.</summary>
    public static Task<Results<Ok<AlertWebhookView>, RefusalResult>> Resume(Guid id, HttpContext http, AlertsDb db) =>
        Change(
            id,
            http,
            db,
            "resumed",
            "paused_at = null, owner = @Subject, owner_name = @DisplayName",
            "w.paused_at is not null",
            AlertsErrors.WebhookNotPaused
        );

    /// <summary>For good: what waited to be sent is dead.</summary>
    public static Task<Results<Ok<AlertWebhookView>, RefusalResult>> End(Guid id, HttpContext http, AlertsDb db) =>
        Change(id, http, db, "ended", "ended_at = now()", "true", AlertsErrors.WebhookNotFound);

    /// <summary>A new secret; the old one signs nothing from now on.</summary>
    public static async Task<Results<Ok<AlertWebhookSecretView>, RefusalResult>> Renew(
        Guid id,
        HttpContext http,
        AlertsDb db,
        AlertsSealing sealing
    )
    {
        var secret = WebhookClient.NewSecret();
        var outcome = await Update(
            http.CurrentUser(),
            db,
            id,
            "secret-renewed",
            "sealed_secret = @Sealed, secret_set_at = now()",
            "true",
            AlertsErrors.WebhookNotFound,
            sealing.Seal(id, SecretField, secret)
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(new AlertWebhookSecretView(outcome.Value.View(), secret));
    }

    private static async Task<Results<Ok<AlertWebhookView>, RefusalResult>> Change(
        Guid id,
        HttpContext http,
        AlertsDb db,
        string done,
        string set,
        string guard,
        Refusal otherwise
    )
    {
        var outcome = await Update(http.CurrentUser(), db, id, done, set, guard, otherwise, null);
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value.View());
    }

    private static Task<Outcome<Row>> Update(
        CurrentUser user,
        AlertsDb db,
        Guid id,
        string done,
        string set,
        string guard,
        Refusal otherwise,
        byte[]? sealedSecret
    ) =>
        db.InTransaction<Row>(
            user.Actor,
            async tx =>
            {
                var parameters = new
                {
                    id,
                    user.OrganisationId,
                    user.Subject,
                    user.DisplayName,
                    Sealed = sealedSecret,
                };
                var changed = await tx.QueryOne<Row>(
                    $"update alert_webhook w set {set}, version = version + 1 where {Own} and {guard} returning {Row.Columns}",
                    parameters
                );
                if (changed is null)
                {
                    return await tx.QueryOne<Guid?>($"select w.id from alert_webhook w where {Own}", parameters) is null
                        ? AlertsErrors.WebhookNotFound
                        : otherwise;
                }
                await tx.Execute(
                    """
                    update delivery d set status = 'dead', ended_at = now(), lease = null, last_error = 'The webhook was ended'
                    from alert_webhook w
                    where w.id = @id and w.ended_at is not null and d.webhook_id = w.id and d.status = 'pending'
                    """,
                    new { id }
                );
                tx.Audit($"alerts.webhook.{done}", id.ToString(), new { changed.Url });
                return changed;
            }
        );

    private sealed record Row
    {
        public const string Columns = """
            w.id, w.url, w.zone_codes, w.kind, w.minimum_level, w.owner_name, w.created_at, w.secret_set_at, w.paused_at, w.version,
            (select count(*)::int from delivery d where d.webhook_id = w.id and d.road = 'webhook' and d.status = 'pending') as pending,
            (select count(*)::int from delivery d where d.webhook_id = w.id and d.status = 'dead') as dead,
            (select max(d.ended_at) from delivery d where d.webhook_id = w.id and d.status = 'delivered') as last_delivered_at
            """;

        public Guid Id { get; init; }
        public string Url { get; init; } = "";
        public string[] ZoneCodes { get; init; } = [];
        public string? Kind { get; init; }
        public string MinimumLevel { get; init; } = "";
        public string OwnerName { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset SecretSetAt { get; init; }
        public DateTimeOffset? PausedAt { get; init; }
        public int Version { get; init; }
        public int Pending { get; init; }
        public int Dead { get; init; }
        public DateTimeOffset? LastDeliveredAt { get; init; }

        public AlertWebhookView View() =>
            new(
                Id,
                Url,
                ZoneCodes,
                Kind,
                MinimumLevel,
                PausedAt is null ? "active" : "paused",
                OwnerName,
                CreatedAt,
                SecretSetAt,
                PausedAt,
                Pending,
                Dead,
                LastDeliveredAt,
                Version
            );
    }
}
