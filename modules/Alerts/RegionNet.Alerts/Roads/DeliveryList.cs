using System.ComponentModel.DataAnnotations;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <param name="AlertId">Of an alert's message; null for a person's own notice, which has no zone and no level either.</param>
/// <param name="Kind">Of the alert or notice.</param>
/// <param name="Recipient">The person's name, or the webhook's address without its query.</param>
/// <param name="Status">pending, delivered, dead, or dropped: the recipient may no longer be told, or has no address any more.</param>
/// <param name="NextAttemptAt">Null unless pending.</param>
/// <param name="LastStatus">The HTTP status or SMTP reply of the last attempt, if it was answered.</param>
internal sealed record DeliveryView(
    Guid Id,
    string Road,
    Guid? AlertId,
    string? ZoneCode,
    string Kind,
    string? Level,
    string Recipient,
    string Status,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? EndedAt,
    int? LastStatus,
    string? LastError
);

/// <summary>
/// /api/alerts/deliveries: what the roads carry, or gave up. A system administrator sees the dead ones of all, a coordinator those of
/// the own organisation's webhooks; neither sees here what an alert or a notice says, nor anybody's address.
/// </summary>
internal static class DeliveryList
{
    private const string Visible = """
        ((@IsAdministrator and d.status = 'dead') or (@IsCoordinator and w.organisation_id = @OrganisationId))
        """;

    private const string Columns = """
        d.id, d.road, d.alert_id, d.notice_id, a.zone_code, coalesce(a.kind, n.kind) as kind, a.level, d.subject, w.url, d.status, d.attempts, d.created_at,
        d.next_attempt_at, d.ended_at, d.last_status, d.last_error
        """;

    private const string From = """
        delivery d left join alert a on a.id = d.alert_id left join personal_notice n on n.id = d.notice_id
        left join alert_webhook w on w.id = d.webhook_id
        """;

    public static async Task<Results<Ok<Page<DeliveryView>>, RefusalResult>> List(
        HttpContext http,
        AlertsDb db,
        IPeople people,
        CancellationToken ct,
        [AllowedValues(null, "pending", "delivered", "dead", "dropped")] string? status,
        [AllowedValues(null, "email", "webhook")] string? road,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<Row>(
            $"""
            select {Columns} from {From}
            where {Visible} and (d.created_at, d.id) < (@before, @beforeId)
                and (@status::text is null or d.status = @status) and (@road::text is null or d.road = @road)
            order by d.created_at desc, d.id desc limit @take + 1
            """,
            Scope(
                http.CurrentUser(),
                new
                {
                    before,
                    beforeId,
                    status,
                    road,
                    take,
                }
            ),
            ct
        );
        var page = Page<Row>.Of(rows, take, d => [d.CreatedAt, d.Id]);
        return TypedResults.Ok(new Page<DeliveryView>(await Views(page.Items, people, ct), page.Next));
    }

    /// <summary>POST …/{id}/replay: tries one that has ended again, under its id, as if for the first time.</summary>
    public static async Task<Results<Ok<DeliveryView>, RefusalResult>> Replay(
        Guid id,
        HttpContext http,
        AlertsDb db,
        IPeople people,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<Row>(
            user.Actor,
            async tx =>
            {
                var found = await tx.QueryOne<Row>(
                    $"select {Columns} from {From} where d.id = @id and w.ended_at is null and {Visible} for update of d",
                    Scope(user, new { id })
                );
                if (found is null)
                {
                    return AlertsErrors.DeliveryNotFound;
                }
                if (found.Status == "pending")
                {
                    return AlertsErrors.DeliveryPending;
                }
                await tx.Execute(
                    """
                    update delivery set attempts = 0, next_attempt_at = now(), lease = null, status = 'pending', ended_at = null
                    where id = @id
                    """,
                    new { id }
                );
                tx.Audit(
                    "alerts.delivery.replayed",
                    id.ToString(),
                    new
                    {
                        found.Road,
                        found.AlertId,
                        found.NoticeId,
                    }
                );
                return found with { Status = "pending", Attempts = 0, EndedAt = null };
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok((await Views([outcome.Value], people, ct))[0]);
    }

    private static DynamicParameters Scope(CurrentUser user, object parameters)
    {
        var all = new DynamicParameters(parameters);
        all.AddDynamicParams(
            new
            {
                user.OrganisationId,
                IsAdministrator = user.Has(Roles.SystemAdministrator),
                IsCoordinator = AlertsPolicies.Coordinators.Any(user.Has),
            }
        );
        return all;
    }

    private static async Task<IReadOnlyList<DeliveryView>> Views(
        IReadOnlyList<Row> rows,
        IPeople people,
        CancellationToken ct
    )
    {
        var names = await people.DisplayNames([.. rows.Select(r => r.Subject).OfType<string>().Distinct()], ct);
        return
        [
            .. rows.Select(r => new DeliveryView(
                r.Id,
                r.Road,
                r.AlertId,
                r.ZoneCode,
                r.Kind,
                r.Level,
                r.Url is { } url ? new Uri(url).GetLeftPart(UriPartial.Path) : names.GetValueOrDefault(r.Subject!, ""),
                r.Status,
                r.Attempts,
                r.CreatedAt,
                r.Status == "pending" ? r.NextAttemptAt : null,
                r.EndedAt,
                r.LastStatus,
                r.LastError
            )),
        ];
    }

    private sealed record Row(
        Guid Id,
        string Road,
        Guid? AlertId,
        Guid? NoticeId,
        string? ZoneCode,
        string Kind,
        string? Level,
        string? Subject,
        string? Url,
        string Status,
        int Attempts,
        DateTimeOffset CreatedAt,
        DateTimeOffset NextAttemptAt,
        DateTimeOffset? EndedAt,
        int? LastStatus,
        string? LastError
    );
}
