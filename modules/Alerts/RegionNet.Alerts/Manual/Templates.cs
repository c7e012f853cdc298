using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <param name="ZoneCode">Absent: for every zone; national coordinators only.</param>
/// <param name="Kind">Begins with <c>manual.</c>.</param>
/// <param name="TitleZh">May have {places}, words in lower case, that are filled in when an alert is made from it.</param>
public sealed record AddTemplateRequest(
    [property: RegularExpression(AlertText.Zone)] string? ZoneCode,
    [property: Required, RegularExpression(@"manual\.[a-z0-9][a-z0-9.-]{0,89}")] string? Kind,
    [property: Required, AllowedValues("minor", "moderate", "severe", "extreme")] string? Level,
    [property: Required, StringLength(100, MinimumLength = 1), RegularExpression(AlertText.Line)] string? NameZh,
    [property: Required, StringLength(100, MinimumLength = 1), RegularExpression(AlertText.Line)] string? NameEn,
    [property: Required, StringLength(200, MinimumLength = 1), RegularExpression(AlertText.Line)] string? TitleZh,
    [property: Required, StringLength(200, MinimumLength = 1), RegularExpression(AlertText.Line)] string? TitleEn,
    [property: Required, StringLength(2000, MinimumLength = 1), RegularExpression(AlertText.Lines)] string? BodyZh,
    [property: Required, StringLength(2000, MinimumLength = 1), RegularExpression(AlertText.Lines)] string? BodyEn
);

/// <param name="Places">What is to be filled in.</param>
internal sealed record TemplateView(
    Guid Id,
    string? ZoneCode,
    string Kind,
    string Level,
    string NameZh,
    string NameEn,
    string TitleZh,
    string TitleEn,
    string BodyZh,
    string BodyEn,
    IReadOnlyList<string> Places,
    int Version
);

/// <summary>A template as stored.</summary>
internal sealed partial record TemplateRow(
    Guid Id,
    string? ZoneCode,
    string Kind,
    string Level,
    string NameZh,
    string NameEn,
    string TitleZh,
    string TitleEn,
    string BodyZh,
    string BodyEn,
    int Version
)
{
    public const string Columns = """
        t.id, t.zone_code, t.kind, t.level, t.name_zh, t.name_en, t.title_zh, t.title_en, t.body_zh, t.body_en, t.version
        """;

    public IReadOnlyList<string> Places =>
        [
            .. Place()
                .Matches($"{TitleZh}\n{TitleEn}\n{BodyZh}\n{BodyEn}")
                .Select(m => m.Groups["name"].Value)
                .Distinct(StringComparer.Ordinal),
        ];

    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Place().Replace(text, m => values[m.Groups["name"].Value]);

    public TemplateView View() =>
        new(Id, ZoneCode, Kind, Level, NameZh, NameEn, TitleZh, TitleEn, BodyZh, BodyEn, Places, Version);

    [GeneratedRegex(@"\{(?<name>[a-z][a-z0-9-]{0,39})\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}

/// <summary>/api/alerts/templates: what coordinators make alerts from. A template is ended and made anew, not changed.</summary>
internal static class Templates
{
    public static async Task<Ok<Page<TemplateView>>> List(HttpContext http, AlertsDb db, CancellationToken ct)
    {
        var user = http.CurrentUser();
        var rows = await db.Query<TemplateRow>(
            $"""
            select {TemplateRow.Columns} from alert_template t
            where t.ended_at is null and (t.zone_code is null or @AllZones or t.zone_code = any(@Zones))
            order by t.kind collate "C", t.id limit {Cursor.MaxLimit}
            """,
            new { user.AllZones, Zones = user.GrantedZones.ToArray() },
            ct
        );
        return TypedResults.Ok(new Page<TemplateView>([.. rows.Select(t => t.View())], null));
    }

    public static async Task<Results<Created<TemplateView>, RefusalResult>> Add(
        AddTemplateRequest request,
        HttpContext http,
        AlertsDb db,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (await Scope.Refuse(user, zones, request.ZoneCode, ct) is { } refusal)
        {
            return refusal.ToResult();
        }
        var outcome = await db.InTransaction<TemplateView>(
            user.Actor,
            async tx =>
            {
                var added = await tx.QueryOne<TemplateRow>(
                    $"""
                    insert into alert_template as t (id, zone_code, kind, level, name_zh, name_en, title_zh, title_en, body_zh,
                        body_en, changed_by, changed_by_name)
                    values (@Id, @ZoneCode, @Kind, @Level, @NameZh, @NameEn, @TitleZh, @TitleEn, @BodyZh, @BodyEn, @Subject,
                        @DisplayName)
                    returning {TemplateRow.Columns}
                    """,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        request.ZoneCode,
                        request.Kind,
                        request.Level,
                        request.NameZh,
                        request.NameEn,
                        request.TitleZh,
                        request.TitleEn,
                        request.BodyZh,
                        request.BodyEn,
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit("alerts.template.added", added!.Id.ToString(), request);
                return added.View();
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Created($"/api/alerts/templates/{outcome.Value.Id}", outcome.Value);
    }

    public static async Task<Results<NoContent, RefusalResult>> End(
        Guid id,
        EndVersionRequest request,
        HttpContext http,
        AlertsDb db
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                var version = await tx.QueryOne<int?>(
                    """
                    select version from alert_template
                    where id = @id and ended_at is null and (@AllZones or zone_code = any(@Zones)) for update
                    """,
                    new
                    {
                        id,
                        user.AllZones,
                        Zones = user.GrantedZones.ToArray(),
                    }
                );
                if (version is null)
                {
                    return AlertsErrors.TemplateNotFound;
                }
                if (version != request.Version)
                {
                    return AlertsErrors.TemplateChanged.With("version", version.Value);
                }
                await tx.Execute(
                    """
                    update alert_template set ended_at = now(), version = version + 1, changed_by = @Subject,
                        changed_by_name = @DisplayName, changed_at = now()
                    where id = @id
                    """,
                    new
                    {
                        id,
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit("alerts.template.ended", id.ToString(), request);
                return true;
            }
        );
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.NoContent();
    }
}
