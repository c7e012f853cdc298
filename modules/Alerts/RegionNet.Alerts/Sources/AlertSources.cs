using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <param name="Code">Part of the kind of its alerts: <c>source.{code}.{kind}</c>.</param>
/// <param name="OrganisationId">Who answers for it.</param>
/// <param name="ZoneCodes">The zones that it may alert.</param>
/// <param name="MaximumLevel">Nothing above it may come from the source.</param>
public sealed record AddSourceRequest(
    [property: Required, RegularExpression("[a-z0-9][a-z0-9-]{0,39}")] string? Code,
    [property: Required, StringLength(100, MinimumLength = 1), RegularExpression(AlertText.Line)] string? NameZh,
    [property: Required, StringLength(100, MinimumLength = 1), RegularExpression(AlertText.Line)] string? NameEn,
    [property: Required] Guid? OrganisationId,
    [property: Required, MinLength(1), MaxLength(20)] string[]? ZoneCodes,
    [property: Required, AllowedValues("minor", "moderate", "severe", "extreme")] string? MaximumLevel
);

/// <param name="KeySetAt">When its key was made or last renewed.</param>
internal sealed record SourceView(
    Guid Id,
    string Code,
    string NameZh,
    string NameEn,
    Guid OrganisationId,
    IReadOnlyList<string> ZoneCodes,
    string MaximumLevel,
    DateTimeOffset KeySetAt,
    string CreatedByName,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastMessageAt,
    int Version
);

/// <param name="Key">Shown this once; it can be renewed and never read again.</param>
internal sealed record SourceKeyView(SourceView Source, string Key);

/// <summary>
/// /api/alerts/sources: outside systems that may raise alerts, each with a key of its own. A key is no answer to remember, so these
/// take no Idempotency-Key.
/// </summary>
internal static class AlertSources
{
    public const string KeyField = "source.key";

    public static async Task<Ok<Page<SourceView>>> List(AlertsDb db, CancellationToken ct)
    {
        var rows = await db.Query<SourceRow>(
            $"select {SourceRow.Columns} from alert_source s where s.ended_at is null order by s.code limit {Cursor.MaxLimit}",
            ct: ct
        );
        return TypedResults.Ok(new Page<SourceView>([.. rows.Select(r => r.View())], null));
    }

    public static async Task<Results<Created<SourceKeyView>, RefusalResult>> Add(
        AddSourceRequest request,
        HttpContext http,
        AlertsDb db,
        AlertsSealing sealing,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        var known = (await zones.Zones(ct)).Select(z => z.Code).ToHashSet(StringComparer.Ordinal);
        if (!request.ZoneCodes!.All(known.Contains))
        {
            return AlertsErrors.ZoneNotFound.ToResult();
        }
        if (await zones.Organisation(request.OrganisationId!.Value, ct) is null)
        {
            return AlertsErrors.SourceOrganisationUnknown.ToResult();
        }
        var user = http.CurrentUser();
        var (id, key) = (Guid.CreateVersion7(), NewKey());
        var outcome = await db.InTransaction<SourceRow>(
            user.Actor,
            async tx =>
            {
                var added = await tx.QueryOne<SourceRow>(
                    $"""
                    insert into alert_source as s (id, code, name_zh, name_en, organisation_id, zone_codes, maximum_level, sealed_key,
                        key_set_at, created_by, created_by_name, created_at)
                    values (@id, @Code, @NameZh, @NameEn, @OrganisationId, @Zones, @MaximumLevel, @Sealed, now(), @Subject,
                        @DisplayName, now())
                    returning {SourceRow.Columns}
                    """,
                    new
                    {
                        id,
                        request.Code,
                        request.NameZh,
                        request.NameEn,
                        request.OrganisationId,
                        Zones = request.ZoneCodes!.Distinct(StringComparer.Ordinal).ToArray(),
                        request.MaximumLevel,
                        Sealed = sealing.Seal(id, KeyField, key),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit("alerts.source.added", id.ToString(), request);
                return added!;
            },
            ct: ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Created($"/api/alerts/sources/{id}", new SourceKeyView(outcome.Value.View(), key));
    }

    /// <summary>A new key; what is signed with the old one is refused from now on.</summary>
    public static async Task<Results<Ok<SourceKeyView>, RefusalResult>> Renew(
        Guid id,
        HttpContext http,
        AlertsDb db,
        AlertsSealing sealing
    )
    {
        var key = NewKey();
        var outcome = await Write(
            id,
            "key-renewed",
            "sealed_key = @Sealed, key_set_at = now()",
            sealing.Seal(id, KeyField, key),
            http,
            db
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Ok(new SourceKeyView(outcome.Value.View(), key));
    }

    /// <summary>For good: nothing is taken from it any more. What it raised stays.</summary>
    public static async Task<Results<Ok<SourceView>, RefusalResult>> End(Guid id, HttpContext http, AlertsDb db)
    {
        var outcome = await Write(id, "ended", "ended_at = now()", null, http, db);
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.Ok(outcome.Value.View());
    }

    private static Task<Outcome<SourceRow>> Write(
        Guid id,
        string done,
        string set,
        byte[]? sealedKey,
        HttpContext http,
        AlertsDb db
    ) =>
        db.InTransaction<SourceRow>(
            http.CurrentUser().Actor,
            async tx =>
            {
                var changed = await tx.QueryOne<SourceRow>(
                    $"""
                    update alert_source s set {set}, version = version + 1 where s.id = @id and s.ended_at is null
                    returning {SourceRow.Columns}
                    """,
                    new { id, Sealed = sealedKey }
                );
                if (changed is null)
                {
                    return AlertsErrors.SourceNotFound;
                }
                tx.Audit($"alerts.source.{done}", id.ToString(), new { changed.Code });
                return changed;
            }
        );

    private static string NewKey() => $"rns_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    internal sealed record SourceRow
    {
        public const string Columns = """
            s.id, s.code, s.name_zh, s.name_en, s.organisation_id, s.zone_codes, s.maximum_level, s.sealed_key, s.key_set_at,
            s.created_by_name, s.created_at, s.last_message_at, s.version
            """;

        public Guid Id { get; init; }
        public string Code { get; init; } = "";
        public string NameZh { get; init; } = "";
        public string NameEn { get; init; } = "";
        public Guid OrganisationId { get; init; }
        public string[] ZoneCodes { get; init; } = [];
        public string MaximumLevel { get; init; } = "";
        public byte[] SealedKey { get; init; } = [];
        public DateTimeOffset KeySetAt { get; init; }
        public string CreatedByName { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? LastMessageAt { get; init; }
        public int Version { get; init; }

        /// <summary>The database's clock, where it was asked for.</summary>
        public DateTimeOffset Now { get; init; }

        public SourceView View() =>
            new(
                Id,
                Code,
                NameZh,
                NameEn,
                OrganisationId,
                ZoneCodes,
                MaximumLevel,
                KeySetAt,
                CreatedByName,
                CreatedAt,
                LastMessageAt,
                Version
            );
    }
}
