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

/// <summary>
/// POST /api/alerts/cap: a coordinator brings in a CAP message; POST /api/alerts/sources/{id}/cap: an outside system signs one. All
/// that is wrong with a document is told by element, and nothing of it is stored.
/// </summary>
internal static class ImportCap
{
    public static async Task<Results<Created<CapReceipt>, RefusalResult>> ByCoordinator(
        HttpContext http,
        AlertsDb db,
        IZoneDirectory zones,
        AlertWakeup wakeup,
        IOptions<CapOptions> options,
        TimeProvider clock,
        CancellationToken ct,
        [FromQuery, MaxLength(20)] string[]? zone
    )
    {
        if (await ReceiveMessage.ReadBody(http.Request, CapMessage.LargestDocument, ct) is not { } document)
        {
            return AlertsErrors.CapTooLarge.ToResult();
        }
        if (CapMessage.Read(document, clock.GetUtcNow(), out var problems) is not { } message)
        {
            return Refused(problems);
        }
        if (message.Level == Levels.Extreme && message.Type != "cancel")
        {
            return Refused([
                new(
                    "alert/info[1]/severity",
                    "红色预警须由第二人批准，请作为人工预警提出",
                    "A red alert needs a second person: propose it as a manual alert"
                ),
            ]);
        }
        var user = http.CurrentUser();
        var told = zone is { Length: > 0 } ? zone.Distinct(StringComparer.Ordinal).ToArray() : [.. message.Zones];
        if (message.Type == "alert" && told.Length == 0)
        {
            return Refused([NoZone]);
        }
        var known = (await zones.Zones(ct)).Select(z => z.Code).ToHashSet(StringComparer.Ordinal);
        if (!told.All(z => known.Contains(z) && user.Coordinates(z)))
        {
            return AlertsErrors.ZoneNotFound.ToResult();
        }
        var granted = user.AllZones ? known : user.GrantedZones.ToHashSet(StringComparer.Ordinal);
        var origin = new CapOrigin(null, user.OrganisationId, user.Actor, told, granted, "");
        return await Answer(db, wakeup, options.Value, message, document, origin, ct);
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
            return Refused(problems);
        }
        // A source that may alert one zone only need not name it.
        var told =
            message.Zones.Count > 0 ? message.Zones
            : source.ZoneCodes.Length == 1 ? source.ZoneCodes
            : [];
        if (message.Type == "alert" && told.Count == 0)
        {
            return Refused([NoZone]);
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
        return await Answer(db, wakeup, options.Value, message, document, origin, ct);
    }

    private static async Task<Results<Created<CapReceipt>, RefusalResult>> Answer(
        AlertsDb db,
        AlertWakeup wakeup,
        CapOptions options,
        CapMessage message,
        byte[] document,
        CapOrigin origin,
        CancellationToken ct
    )
    {
        if (message.Sender == options.Sender)
        {
            return AlertsErrors.CapKnown.ToResult();
        }
        var outcome = await db.InTransaction<CapReceipt>(
            origin.Actor,
            tx => CapIntake.Take(tx, message, document, origin),
            ct: ct
        );
        if (outcome.Refusal is { } refused)
        {
            return refused.ToResult();
        }
        wakeup.Announce();
        return TypedResults.Created((string?)null, outcome.Value);
    }

    private static readonly CapProblem NoZone = new(
        "alert/info[1]/area[1]/geocode[1]",
        $"没有名为 {CapTable.ZoneGeocode} 的地理编码，须另行指明合作区域",
        $"No geocode named {CapTable.ZoneGeocode}: the zone is to be named beside the document"
    );

    private static RefusalResult Refused(IReadOnlyList<CapProblem> problems) =>
        AlertsErrors
            .CapRefused.Because($"{problems[0].Element}：{problems[0].Zh}", $"{problems[0].Element}: {problems[0].En}")
            .With("problems", problems)
            .ToResult();
}
