using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <param name="Kind">Absent: every kind; <c>hearings</c>: every kind that begins with <c>hearings.</c>.</param>
/// <param name="MinimumLevel">Nothing below it is told.</param>
/// <param name="QuietFrom">Local time, with <paramref name="QuietTo"/>: what comes between is told at the end; red at once.</param>
public sealed record AddSubscriptionRequest(
    [property: Required, RegularExpression(AlertText.Zone)] string? ZoneCode,
    [property: RegularExpression(AlertText.Kind)] string? Kind,
    [property: Required, AllowedValues("minor", "moderate", "severe", "extreme")] string? MinimumLevel,
    TimeOnly? QuietFrom,
    TimeOnly? QuietTo
);

public sealed record ChangeSubscriptionRequest(
    [property: Required, Range(1, int.MaxValue)] int? Version,
    [property: Required, AllowedValues("minor", "moderate", "severe", "extreme")] string? MinimumLevel,
    TimeOnly? QuietFrom,
    TimeOnly? QuietTo
);

internal sealed record SubscriptionView(
    Guid Id,
    string ZoneCode,
    string? Kind,
    string MinimumLevel,
    TimeOnly? QuietFrom,
    TimeOnly? QuietTo,
    DateTimeOffset CreatedAt,
    int Version
);

/// <summary>/api/alerts/subscriptions: what the caller wants to be told by name, beside the streams that everybody in scope reads.</summary>
internal static class Subscriptions
{
    private const int MostPerPerson = 50;

    public static async Task<Ok<Page<SubscriptionView>>> List(HttpContext http, AlertsDb db, CancellationToken ct)
    {
        var rows = await db.Query<Row>(
            $"select {Row.Columns} from subscription s where s.subject = @Subject and s.ended_at is null order by s.id",
            new { http.CurrentUser().Subject },
            ct
        );
        return TypedResults.Ok(new Page<SubscriptionView>([.. rows.Select(r => r.View())], null));
    }

    public static async Task<Results<Created<SubscriptionView>, RefusalResult>> Add(
        AddSubscriptionRequest request,
        HttpContext http,
        AlertsDb db,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (!user.Reads(request.ZoneCode!) || (await zones.Zones(ct)).All(z => z.Code != request.ZoneCode))
        {
            return AlertsErrors.ZoneNotFound.ToResult();
        }
        if (Refuse(request.QuietFrom, request.QuietTo) is { } refusal)
        {
            return refusal.ToResult();
        }
        var outcome = await db.InTransaction<SubscriptionView>(
            user.Actor,
            async tx =>
            {
                await tx.Execute(
                    "select pg_advisory_xact_lock(hashtextextended('subscriptions ' || @Subject, 0))",
                    new { user.Subject }
                );
                var added = await tx.QueryOne<Row>(
                    $"""
                    insert into subscription as s (id, subject, display_name, organisation_id, zone_code, kind, minimum_level,
                        quiet_from, quiet_to, created_at)
                    select @Id, @Subject, @DisplayName, @OrganisationId, @ZoneCode, @Kind, @MinimumLevel, @QuietFrom::time,
                        @QuietTo::time, now()
                    where (select count(*) from subscription where subject = @Subject and ended_at is null) < @Most
                    returning {Row.Columns}
                    """,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        user.Subject,
                        user.DisplayName,
                        user.OrganisationId,
                        request.ZoneCode,
                        request.Kind,
                        request.MinimumLevel,
                        QuietFrom = Row.Write(request.QuietFrom),
                        QuietTo = Row.Write(request.QuietTo),
                        Most = MostPerPerson,
                    }
                );
                if (added is null)
                {
                    return AlertsErrors.SubscriptionTooMany;
                }
                tx.Audit("alerts.subscription.added", added.Id.ToString(), request);
                return added.View();
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Created($"/api/alerts/subscriptions/{outcome.Value.Id}", outcome.Value);
    }

    public static async Task<Results<Ok<SubscriptionView>, RefusalResult>> Change(
        Guid id,
        ChangeSubscriptionRequest request,
        HttpContext http,
        AlertsDb db
    )
    {
        if (Refuse(request.QuietFrom, request.QuietTo) is { } refusal)
        {
            return refusal.ToResult();
        }
        return await Write(
            id,
            request.Version,
            "changed",
            "minimum_level = @MinimumLevel, quiet_from = @QuietFrom::time, quiet_to = @QuietTo::time",
            new
            {
                request.MinimumLevel,
                request.QuietFrom,
                request.QuietTo,
            },
            request.MinimumLevel,
            Row.Write(request.QuietFrom),
            Row.Write(request.QuietTo),
            http,
            db
        );
    }

    public static Task<Results<Ok<SubscriptionView>, RefusalResult>> End(Guid id, HttpContext http, AlertsDb db) =>
        Write(id, null, "ended", "ended_at = now()", new { }, null, null, null, http, db);

    private static async Task<Results<Ok<SubscriptionView>, RefusalResult>> Write(
        Guid id,
        int? version,
        string done,
        string set,
        object audited,
        string? minimumLevel,
        string? quietFrom,
        string? quietTo,
        HttpContext http,
        AlertsDb db
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<SubscriptionView>(
            user.Actor,
            async tx =>
            {
                var known = await tx.QueryOne<int?>(
                    "select version from subscription where id = @id and subject = @Subject and ended_at is null for update",
                    new { id, user.Subject }
                );
                if (known is null)
                {
                    return AlertsErrors.SubscriptionNotFound;
                }
                if (version is not null && version != known)
                {
                    return AlertsErrors.AlertChanged.With("version", known.Value);
                }
                var changed = await tx.QueryOne<Row>(
                    $"update subscription s set {set}, version = version + 1 where s.id = @id returning {Row.Columns}",
                    new
                    {
                        id,
                        MinimumLevel = minimumLevel,
                        QuietFrom = quietFrom,
                        QuietTo = quietTo,
                    }
                );
                tx.Audit($"alerts.subscription.{done}", id.ToString(), audited);
                return changed!.View();
            }
        );
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.Ok(outcome.Value);
    }

    private static Refusal? Refuse(TimeOnly? from, TimeOnly? to) =>
        from is null && to is null || (from is not null && to is not null && from != to)
            ? null
            : AlertsErrors.QuietHoursIncomplete;

    /// <summary>Times go to and from the database as text, which Dapper can carry.</summary>
    private sealed record Row(
        Guid Id,
        string ZoneCode,
        string? Kind,
        string MinimumLevel,
        string? QuietFrom,
        string? QuietTo,
        DateTimeOffset CreatedAt,
        int Version
    )
    {
        public const string Columns = """
            s.id, s.zone_code, s.kind, s.minimum_level, s.quiet_from::text as quiet_from, s.quiet_to::text as quiet_to, s.created_at,
            s.version
            """;

        public static string? Write(TimeOnly? time) => time?.ToString("HH:mm:ss", null);

        public SubscriptionView View() =>
            new(Id, ZoneCode, Kind, MinimumLevel, Read(QuietFrom), Read(QuietTo), CreatedAt, Version);

        private static TimeOnly? Read(string? time) => time is null ? null : TimeOnly.Parse(time, null);
    }
}
