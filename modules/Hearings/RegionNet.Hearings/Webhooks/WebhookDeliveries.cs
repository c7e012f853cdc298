using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <param name="Target">Where it is sent, without the query.</param>
/// <param name="Status"><c>pending</c>, <c>delivered</c> or <c>dead</c>.</param>
/// <param name="NextAttemptAt">Null unless pending.</param>
/// <param name="LastStatus">The HTTP status of the last attempt, if it was answered.</param>
internal sealed record WebhookDeliveryView(
    Guid Id,
    Guid WebhookId,
    Guid OrganisationId,
    string OrganisationZh,
    string OrganisationEn,
    string Target,
    Guid EventId,
    string Kind,
    string Status,
    int Attempts,
    DateTimeOffset OccurredAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    int? LastStatus,
    string? LastError,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? DeadAt
);

/// <summary>
/// /api/hearings/webhook-deliveries: what was sent, waits, or was given up. A room manager sees those of the own organisation, a system
/// administrator the dead ones of all; neither sees what they say.
/// </summary>
internal static class WebhookDeliveries
{
    private const string Visible = """
        ((@IsManager and w.organisation_id = @OrganisationId) or (@IsAdministrator and d.dead_at is not null))
        """;

    private const string Columns = """
        d.id, d.webhook_id, w.organisation_id, w.url, d.event_id, d.kind, d.status, d.attempts, d.occurred_at, d.created_at,
        d.next_attempt_at, d.last_status, d.last_error, d.delivered_at, d.dead_at
        """;

    public static async Task<Results<Ok<Page<WebhookDeliveryView>>, RefusalResult>> List(
        HttpContext http,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct,
        string? status,
        Guid? webhookId,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (status is not (null or "pending" or "delivered" or "dead"))
        {
            return HearingsErrors.UnknownDeliveryStatus.ToResult();
        }
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<Row>(
            $"""
            select {Columns} from webhook_delivery d join webhook w on w.id = d.webhook_id
            where {Visible}
                and (d.created_at, d.id) < (@before, @beforeId)
                and (@status::text is null or d.status = @status)
                and (@webhookId::uuid is null or d.webhook_id = @webhookId)
            order by d.created_at desc, d.id desc limit @take + 1
            """,
            Scope(
                http.CurrentUser(),
                new
                {
                    before,
                    beforeId,
                    status,
                    webhookId,
                    take,
                }
            ),
            ct
        );
        var page = Page<Row>.Of(rows, take, d => [d.CreatedAt, d.Id]);
        return TypedResults.Ok(
            new Page<WebhookDeliveryView>(await Views(page.Items, zones, clock.Today(), ct), page.Next)
        );
    }

    /// <summary>POST …/{id}/replay: sends a dead or delivered one again, under its id, as if for the first time.</summary>
    public static async Task<Results<Ok<WebhookDeliveryView>, RefusalResult>> Replay(
        Guid id,
        HttpContext http,
        HearingsDb db,
        WebhookWakeup wakeup,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<Row>(
            user.Actor,
            async tx =>
            {
                var found = await tx.QueryOne<Row>(
                    $"""
                    select {Columns} from webhook_delivery d join webhook w on w.id = d.webhook_id
                    where d.id = @id and w.ended_at is null and {Visible} for update of d
                    """,
                    Scope(user, new { id })
                );
                if (found is null)
                {
                    return HearingsErrors.WebhookDeliveryNotFound;
                }
                if (found.Status == "pending")
                {
                    return HearingsErrors.WebhookDeliveryPending;
                }
                tx.Audit("hearings.webhook-delivery.replayed", id.ToString(), new { found.Kind, found.EventId });
                return (
                    await tx.QueryOne<Row>(
                        $"""
                        update webhook_delivery d
                        set attempts = 0, next_attempt_at = now(), lease = null, delivered_at = null, dead_at = null
                        from webhook w where d.id = @id and w.id = d.webhook_id
                        returning {Columns}
                        """,
                        new { id }
                    )
                )!;
            },
            ct: ct
        );
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        wakeup.Written.Set();
        return TypedResults.Ok((await Views([outcome.Value], zones, clock.Today(), ct))[0]);
    }

    private static Dapper.DynamicParameters Scope(CurrentUser user, object parameters)
    {
        var all = new Dapper.DynamicParameters(parameters);
        all.AddDynamicParams(
            new
            {
                user.OrganisationId,
                IsManager = user.Has(Roles.RoomManager),
                IsAdministrator = user.Has(Roles.SystemAdministrator),
            }
        );
        return all;
    }

    private static async Task<IReadOnlyList<WebhookDeliveryView>> Views(
        IReadOnlyList<Row> rows,
        IZoneDirectory zones,
        DateOnly today,
        CancellationToken ct
    )
    {
        var organisations = await zones.Organisations(
            rows.Select(r => r.OrganisationId).Distinct().ToArray(),
            today,
            ct
        );
        return
        [
            .. rows.Select(r =>
            {
                var organisation = organisations.GetValueOrDefault(r.OrganisationId);
                return new WebhookDeliveryView(
                    r.Id,
                    r.WebhookId,
                    r.OrganisationId,
                    organisation?.Zh ?? "",
                    organisation?.En ?? "",
                    new Uri(r.Url).GetLeftPart(UriPartial.Path),
                    r.EventId,
                    r.Kind,
                    r.Status,
                    r.Attempts,
                    r.OccurredAt,
                    r.CreatedAt,
                    r.Status == "pending" ? r.NextAttemptAt : null,
                    r.LastStatus,
                    r.LastError,
                    r.DeliveredAt,
                    r.DeadAt
                );
            }),
        ];
    }

    private sealed record Row(
        Guid Id,
        Guid WebhookId,
        Guid OrganisationId,
        string Url,
        Guid EventId,
        string Kind,
        string Status,
        int Attempts,
        DateTimeOffset OccurredAt,
        DateTimeOffset CreatedAt,
        DateTimeOffset NextAttemptAt,
        int? LastStatus,
        string? LastError,
        DateTimeOffset? DeliveredAt,
        DateTimeOffset? DeadAt
    );
}
