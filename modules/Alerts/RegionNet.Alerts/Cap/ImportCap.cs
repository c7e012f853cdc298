using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <param name="AlertIds">The messages it became in the streams, one for each zone.</param>
internal sealed record CapReceipt(
    string Identifier,
    string Sender,
    string MessageType,
    IReadOnlyList<string> Zones,
    IReadOnlyList<Guid> AlertIds
);

/// <summary>What a CAP message would become; nothing of it is kept.</summary>
/// <param name="Level">Of a cancellation without info null.</param>
internal sealed record CapTrial(
    string Identifier,
    string Sender,
    DateTimeOffset SentAt,
    string MessageType,
    IReadOnlyList<string> Zones,
    string Kind,
    string? Level,
    string TitleZh,
    string TitleEn,
    string BodyZh,
    string BodyEn,
    DateTimeOffset? ExpiresAt
);

/// <summary>
/// POST /api/alerts/cap: a coordinator brings in a CAP message; POST /api/alerts/sources/{id}/cap: an outside system signs one. All
/// that is wrong with a document is told by element, and nothing of it is stored. With <c>dryRun</c> nothing is stored either way.
/// </summary>
internal static class ImportCap
{
    public static async Task<Results<Created<CapReceipt>, Ok<CapTrial>, RefusalResult>> ByCoordinator(
        HttpContext http,
        AlertsDb db,
        IZoneDirectory zones,
        AlertWakeup wakeup,
        IOptions<CapOptions> options,
        TimeProvider clock,
        CancellationToken ct,
        [FromQuery, MaxLength(20)] string[]? zone = null,
        bool dryRun = false
    )
    {
        if (await ReceiveMessage.ReadBody(http.Request, CapMessage.LargestDocument, ct) is not { } document)
        {
            return AlertsErrors.CapTooLarge.ToResult();
        }
        if (CapMessage.Read(document, clock.GetUtcNow(), out var problems) is not { } message)
        {
            return Refused(problems).ToResult();
        }
        if (message.Level == Levels.Extreme && message.Type != "cancel")
        {
            return Refused([
                    new(
                        "alert/info[1]/severity",
                        "红色预警须由第二人批准，请作为人工预警提出",
                        "A red alert needs a second person: propose it as a manual alert"
                    ),
                ])
                .ToResult();
        }
        var user = http.CurrentUser();
        var told = zone is { Length: > 0 } ? zone.Distinct(StringComparer.Ordinal).ToArray() : [.. message.Zones];
        if (message.Type == "alert" && told.Length == 0)
        {
            return Refused([NoZone]).ToResult();
        }
        var known = (await zones.Zones(ct)).Select(z => z.Code).ToHashSet(StringComparer.Ordinal);
        if (!told.All(z => known.Contains(z) && user.Coordinates(z)))
        {
            return AlertsErrors.ZoneNotFound.ToResult();
        }
        var granted = user.AllZones ? known : user.GrantedZones.ToHashSet(StringComparer.Ordinal);
        var origin = new CapOrigin(null, user.OrganisationId, user.Actor, told, granted, "");
        var (receipt, refusal) = await Take(db, wakeup, options.Value, message, document, origin, !dryRun, ct);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }
        if (!dryRun)
        {
            return TypedResults.Created((string?)null, receipt!);
        }
        return TypedResults.Ok(
            new CapTrial(
                message.Identifier,
                message.Sender,
                message.Sent,
                message.Type,
                receipt!.Zones,
                message.Kind,
                message.Level,
                message.TitleZh,
                message.TitleEn,
                message.BodyZh,
                message.BodyEn,
                message.ExpiresAt
            )
        );
    }

    public static async Task<Results<Created<CapReceipt>, RefusalResult>> BySource(
        Guid id,
        HttpRequest http,
        AlertsDb db,
        AlertsSealing sealing,
        AlertWakeup wakeup,
        IOptions<CapOptions> options,
        CancellationToken ct
    )
    {
        var (source, document, refusal) = await ReceiveMessage.Admit(
            id,
            http,
            db,
            sealing,
            CapMessage.LargestDocument,
            AlertsErrors.CapTooLarge,
            ct
        );
        if (refusal is not null)
        {
            return refusal.ToResult();
        }
        if (CapMessage.Read(document, source!.Now, out var problems) is not { } message)
        {
            return Refused(problems).ToResult();
        }
        // A source that may alert one zone only need not name it.
        var told =
            message.Zones.Count > 0 ? message.Zones
            : source.ZoneCodes.Length == 1 ? source.ZoneCodes
            : [];
        if (message.Type == "alert" && told.Count == 0)
        {
            return Refused([NoZone]).ToResult();
        }
        if (
            message.Type != "cancel"
            && (
                !told.All(z => source.ZoneCodes.Contains(z))
                || Levels.Rank(message.Level!) > Levels.Rank(source.MaximumLevel)
            )
        )
        {
            return AlertsErrors
                .SourceNotAllowed.With("zones", source.ZoneCodes)
                .With("maximumLevel", source.MaximumLevel)
                .ToResult();
        }
        var actor = new Actor(
            $"source:{source.Id}",
            source.Code,
            source.OrganisationId,
            http.HttpContext.Connection.RemoteIpAddress?.ToString()
        );
        var origin = new CapOrigin(
            source.Id,
            source.OrganisationId,
            actor,
            told,
            source.ZoneCodes.ToHashSet(StringComparer.Ordinal),
            $"source.{source.Code}."
        );
        (var receipt, refusal) = await Take(db, wakeup, options.Value, message, document, origin, keep: true, ct);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }
        return TypedResults.Created((string?)null, receipt!);
    }

    private static async Task<(CapReceipt? Receipt, Refusal? Refusal)> Take(
        AlertsDb db,
        AlertWakeup wakeup,
        CapOptions options,
        CapMessage message,
        byte[] document,
        CapOrigin origin,
        bool keep,
        CancellationToken ct
    )
    {
        if (message.Sender == options.Sender)
        {
            return (null, AlertsErrors.CapKnown);
        }
        CapReceipt? tried = null;
        var outcome = await db.InTransaction<CapReceipt>(
            origin.Actor,
            async tx =>
            {
                var taken = await CapIntake.Take(tx, message, document, origin);
                tried = taken.Refusal is null ? taken.Value : null;
                // A refusal rolls everything back.
                return keep || tried is null ? taken : AlertsErrors.CapRefused;
            },
            ct: ct
        );
        if (outcome.Refusal is { } refused && (keep || tried is null))
        {
            return (null, refused);
        }
        if (keep)
        {
            wakeup.Announce();
        }
        return (tried, null);
    }

    private static readonly CapProblem NoZone = new(
        "alert/info[1]/area[1]/geocode[1]",
        $"没有名为 {CapTable.ZoneGeocode} 的地理编码，须另行指明合作区域",
        $"No geocode named {CapTable.ZoneGeocode}: the zone is to be named beside the document"
    );

    private static Refusal Refused(IReadOnlyList<CapProblem> problems) =>
        AlertsErrors
            .CapRefused.Because($"{problems[0].Element}：{problems[0].Zh}", $"{problems[0].Element}: {problems[0].En}")
            .With("problems", problems);
}
