using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Url">Where events are sent: https, unless the operator has allowed its origin.</param>
/// <param name="Kinds">Of those that the list of webhooks names.</param>
public sealed record AddWebhookRequest(
    [property: Required, StringLength(1000, MinimumLength = 1)] string Url,
    [property: Required, MinLength(1), MaxLength(50)] string[] Kinds
);

/// <summary>A subscription of the own organisation.</summary>
/// <param name="Status"><c>active</c> or <c>paused</c>; what happens during a pause is sent after it.</param>
/// <param name="SecretSetAt">When the secret was made or last renewed.</param>
/// <param name="Pending">Deliveries that wait.</param>
/// <param name="Dead">Deliveries that were given up.</param>
internal sealed record WebhookView(
    Guid Id,
    string Url,
    IReadOnlyList<string> Kinds,
    string Status,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset SecretSetAt,
    DateTimeOffset? PausedAt,
    int Pending,
    int Dead,
    DateTimeOffset? LastDeliveredAt,
    int Version
);

/// <param name="Secret">Shown this once; it can be renewed and never read again.</param>
internal sealed record WebhookSecretView(WebhookView Webhook, string Secret);

/// <param name="Kinds">What can be subscribed to.</param>
internal sealed record WebhooksView(IReadOnlyList<WebhookView> Items, IReadOnlyList<string> Kinds);

/// <summary>
/// /api/hearings/webhooks: what the own organisation wants to be told about the sessions it booked or hosts. A secret is no answer
/// to remember, so these take no Idempotency-Key.
/// </summary>
internal static class Webhooks
{
    public const string SecretField = "webhook.secret";

    private const int MostPerOrganisation = 20;

    private const string Own = "w.id = @id and w.organisation_id = @OrganisationId and w.ended_at is null";

    public static async Task<Ok<WebhooksView>> List(HttpContext http, HearingsDb db, CancellationToken ct)
    {
        var rows = await db.Query<WebhookRow>(
            $"""
            select {WebhookRow.Columns} from webhook w
            where w.organisation_id = @OrganisationId and w.ended_at is null order by w.created_at, w.id
            """,
            new { http.CurrentUser().OrganisationId },
            ct
        );
        return TypedResults.Ok(new WebhooksView([.. rows.Select(r => r.View())], OnHearingsEvent.Kinds));
    }

    public static async Task<Results<Created<WebhookSecretView>, RefusalResult>> Add(
        AddWebhookRequest request,
        HttpContext http,
        HearingsDb db,
        HearingsSealing sealing,
        IHostEnvironment environment,
        [FromKeyedServices(HearingsModule.Name)] WebhookOptions options,
        CancellationToken ct
    )
    {
        if (RefuseUrl(request.Url, environment, options) is { } unusable)
        {
            return unusable.ToResult();
        }
        if (request.Kinds.Except(OnHearingsEvent.Kinds, StringComparer.Ordinal).Any())
        {
            return HearingsErrors.WebhookKindUnknown.ToResult();
        }
        var user = http.CurrentUser();
        var (id, secret) = (Guid.NewGuid(), WebhookClient.NewSecret());
        var outcome = await db.InTransaction<WebhookRow>(
            user.Actor,
            async tx =>
            {
                await tx.Execute(
                    "select pg_advisory_xact_lock(hashtextextended('webhooks ' || @OrganisationId, 0))",
                    new { user.OrganisationId }
                );
                var added = await tx.QueryOne<WebhookRow>(
                    $"""
                    insert into webhook as w
                        (id, organisation_id, url, kinds, sealed_secret, secret_set_at, created_by, created_by_name, created_at)
                    select @id, @OrganisationId, @Url, @Kinds, @Sealed, now(), @Subject, @DisplayName, now()
                    where (select count(*) from webhook where organisation_id = @OrganisationId and ended_at is null) < @Most
                    returning {WebhookRow.Columns}
                    """,
                    new
                    {
                        id,
                        user.OrganisationId,
                        request.Url,
                        Kinds = request.Kinds.Distinct(StringComparer.Ordinal).ToArray(),
                        Sealed = sealing.Seal(id, SecretField, secret),
                        user.Subject,
                        user.DisplayName,
                        Most = MostPerOrganisation,
                    }
                );
                if (added is null)
                {
                    return HearingsErrors.WebhookTooMany;
                }
                tx.Audit("hearings.webhook.added", id.ToString(), request);
                return added;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Created($"/api/hearings/webhooks/{id}", new WebhookSecretView(outcome.Value.View(), secret));
    }

    public static Task<Results<Ok<WebhookView>, RefusalResult>> Pause(Guid id, HttpContext http, HearingsDb db) =>
        Change(id, http, db, "paused", "paused_at = now()", "w.paused_at is null", HearingsErrors.WebhookPausedAlready);

    public static Task<Results<Ok<WebhookView>, RefusalResult>> Resume(Guid id, HttpContext http, HearingsDb db) =>
        Change(id, http, db, "resumed", "paused_at = null", "w.paused_at is not null", HearingsErrors.WebhookNotPaused);

    /// <summary>For good: what waited to be sent is dead.</summary>
    public static Task<Results<Ok<WebhookView>, RefusalResult>> End(Guid id, HttpContext http, HearingsDb db) =>
        Change(id, http, db, "ended", "ended_at = now()", "true", HearingsErrors.WebhookNotFound);

    /// <summary>A new secret; the old one signs nothing from now on.</summary>
    public static async Task<Results<Ok<WebhookSecretView>, RefusalResult>> Renew(
        Guid id,
        HttpContext http,
        HearingsDb db,
        HearingsSealing sealing
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
            HearingsErrors.WebhookNotFound,
            sealing.Seal(id, SecretField, secret)
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(new WebhookSecretView(outcome.Value.View(), secret));
    }

    private static async Task<Results<Ok<WebhookView>, RefusalResult>> Change(
        Guid id,
        HttpContext http,
        HearingsDb db,
        string done,
        string set,
        string guard,
        Refusal otherwise
    )
    {
        var outcome = await Update(http.CurrentUser(), db, id, done, set, guard, otherwise, null);
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value.View());
    }

    private static Task<Outcome<WebhookRow>> Update(
        CurrentUser user,
        HearingsDb db,
        Guid id,
        string done,
        string set,
        string guard,
        Refusal otherwise,
        byte[]? sealedSecret
    ) =>
        db.InTransaction<WebhookRow>(
            user.Actor,
            async tx =>
            {
                var parameters = new
                {
                    id,
                    user.OrganisationId,
                    Sealed = sealedSecret,
                };
                var changed = await tx.QueryOne<WebhookRow>(
                    $"update webhook w set {set}, version = version + 1 where {Own} and {guard} returning {WebhookRow.Columns}",
                    parameters
                );
                if (changed is null)
                {
                    return await tx.QueryOne<Guid?>($"select w.id from webhook w where {Own}", parameters) is null
                        ? HearingsErrors.WebhookNotFound
                        : otherwise;
                }
                await tx.Execute(
                    """
                    update webhook_delivery d set dead_at = now(), lease = null, last_error = 'The webhook was ended'
                    from webhook w
                    where w.id = @id and w.ended_at is not null
                        and d.webhook_id = w.id and d.delivered_at is null and d.dead_at is null
                    """,
                    new { id }
                );
                tx.Audit($"hearings.webhook.{done}", id.ToString(), new { changed.Url });
                return changed;
            }
        );

    private static Refusal? RefuseUrl(string url, IHostEnvironment environment, WebhookOptions options) =>
        options.Judge(url, plain: environment.IsDevelopment()) switch
        {
            WebhookAddress.Invalid => HearingsErrors.WebhookUrlInvalid,
            WebhookAddress.NotPublic => HearingsErrors.WebhookAddressRefused,
            _ => null,
        };

    private sealed record WebhookRow
    {
        public const string Columns = """
            w.id, w.url, w.kinds, w.created_by_name, w.created_at, w.secret_set_at, w.paused_at, w.version,
            (select count(*)::int from webhook_delivery d where d.webhook_id = w.id and d.delivered_at is null and d.dead_at is null)
                as pending,
            (select count(*)::int from webhook_delivery d where d.webhook_id = w.id and d.dead_at is not null) as dead,
            (select max(d.delivered_at) from webhook_delivery d where d.webhook_id = w.id) as last_delivered_at
            """;

        public Guid Id { get; init; }
        public string Url { get; init; } = "";
        public string[] Kinds { get; init; } = [];
        public string CreatedByName { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset SecretSetAt { get; init; }
        public DateTimeOffset? PausedAt { get; init; }
        public int Version { get; init; }
        public int Pending { get; init; }
        public int Dead { get; init; }
        public DateTimeOffset? LastDeliveredAt { get; init; }

        public WebhookView View() =>
            new(
                Id,
                Url,
                Kinds,
                PausedAt is null ? "active" : "paused",
                CreatedByName,
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
