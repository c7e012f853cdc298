using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <param name="Kind">Absent: every kind.</param>
/// <param name="Subject">Absent: whatever it is about.</param>
/// <param name="OrganisationId">Absent: whichever organisations are concerned.</param>
/// <param name="UpToLevel">Nothing above it is silenced; severe if absent.</param>
/// <param name="StartsAt">Now if absent.</param>
/// <param name="EndsAt">At most 31 days after the start.</param>
public sealed record AddSilenceRequest(
    [property: Required, RegularExpression(AlertText.Zone)] string? ZoneCode,
    [property: RegularExpression(AlertText.Kind)] string? Kind,
    [property: StringLength(200, MinimumLength = 1), RegularExpression(AlertText.Line)] string? Subject,
    Guid? OrganisationId,
    [property: AllowedValues(null, "minor", "moderate", "severe", "extreme")] string? UpToLevel,
    [property: Required, StringLength(500, MinimumLength = 2), RegularExpression(AlertText.Lines)] string? Reason,
    DateTimeOffset? StartsAt,
    [property: Required] DateTimeOffset? EndsAt
);

/// <param name="Alerts">How many alerts it holds back that are still open.</param>
internal sealed record SilenceView(
    Guid Id,
    string ZoneCode,
    string? Kind,
    string? Subject,
    Guid? OrganisationId,
    string UpToLevel,
    string Reason,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string CreatedByName,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LiftedAt,
    string? LiftedByName,
    int Alerts
)
{
    public const string Columns = """
        s.id, s.zone_code, s.kind, s.subject, s.organisation_id, s.up_to_level, s.reason, s.starts_at, s.ends_at,
        s.created_by_name, s.created_at, s.lifted_at, s.lifted_by_name,
        (select count(*)::int from alert_case c where c.silence_id = s.id
            and c.state in ('unread', 'delivered', 'acknowledged', 'handling')) as alerts
        """;
}

/// <summary>
/// /api/alerts/silences: an alert under a silence is recorded and marked, rings nowhere and is addressed to nobody; its clock starts
/// when the silence ends, if it is still open.
/// </summary>
internal static class Silences
{
    public static async Task<Results<Ok<Page<SilenceView>>, RefusalResult>> List(
        HttpContext http,
        AlertsDb db,
        CancellationToken ct,
        [RegularExpression(AlertText.Zone)] string? zone,
        bool? active,
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
        var rows = await db.Query<SilenceView>(
            $"""
            select {SilenceView.Columns} from silence s
            where (@AllZones or s.zone_code = any(@Zones)) and (@zone::text is null or s.zone_code = @zone)
                and (@active is not true or (s.lifted_at is null and s.ends_at > now()))
                and (@After::uuid is null or s.id < @After::uuid)
            order by s.id desc limit @take + 1
            """,
            new
            {
                user.AllZones,
                Zones = user.Zones.ToArray(),
                zone,
                active,
                After = after.ElementAtOrDefault(0),
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<SilenceView>.Of(rows, take, s => [s.Id]));
    }

    public static async Task<Results<Created<SilenceView>, RefusalResult>> Add(
        AddSilenceRequest request,
        HttpContext http,
        AlertsDb db,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (await Scope.Refuse(user, zones, request.ZoneCode!, ct) is { } refusal)
        {
            return refusal.ToResult();
        }
        var outcome = await db.InTransaction<SilenceView>(
            user.Actor,
            async tx =>
            {
                var now = await tx.QueryOne<DateTimeOffset>("select now()");
                var (starts, ends) = (request.StartsAt ?? now, request.EndsAt!.Value);
                if (ends <= starts || ends <= now || ends > starts.AddDays(31))
                {
                    return AlertsErrors.SilenceTerm;
                }
                var added = await tx.QueryOne<SilenceView>(
                    $"""
                    insert into silence as s (id, zone_code, kind, subject, organisation_id, up_to_level, reason, starts_at, ends_at,
                        created_by, created_by_name, created_at)
                    values (@Id, @ZoneCode, @Kind, @Subject, @OrganisationId, @UpToLevel, @Reason, @starts, @ends,
                        @By, @DisplayName, now())
                    returning {SilenceView.Columns}
                    """,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        request.ZoneCode,
                        request.Kind,
                        request.Subject,
                        request.OrganisationId,
                        UpToLevel = request.UpToLevel ?? "severe",
                        request.Reason,
                        starts,
                        ends,
                        By = user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit("alerts.silence.added", added!.Id.ToString(), request);
                return added;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Created($"/api/alerts/silences/{outcome.Value.Id}", outcome.Value);
    }

    /// <summary>Ends it before its time; what it held back is told within seconds.</summary>
    public static async Task<Results<Ok<SilenceView>, RefusalResult>> Lift(Guid id, HttpContext http, AlertsDb db)
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<SilenceView>(
            user.Actor,
            async tx =>
            {
                var parameters = new
                {
                    id,
                    user.AllZones,
                    Zones = user.GrantedZones.ToArray(),
                    user.Subject,
                    user.DisplayName,
                };
                var lifted = await tx.QueryOne<SilenceView>(
                    $"""
                    update silence s set lifted_at = now(), lifted_by = @Subject, lifted_by_name = @DisplayName
                    where s.id = @id and (@AllZones or s.zone_code = any(@Zones)) and s.lifted_at is null and s.ends_at > now()
                    returning {SilenceView.Columns}
                    """,
                    parameters
                );
                if (lifted is null)
                {
                    return await tx.QueryOne<bool>(
                        "select true from silence where id = @id and (@AllZones or zone_code = any(@Zones))",
                        parameters
                    )
                        ? AlertsErrors.SilenceOver
                        : AlertsErrors.SilenceNotFound;
                }
                tx.Audit("alerts.silence.lifted", id.ToString(), new { zone = lifted.ZoneCode });
                return lifted;
            }
        );
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.Ok(outcome.Value);
    }
}
