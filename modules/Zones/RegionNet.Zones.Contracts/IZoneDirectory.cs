namespace RegionNet.Zones.Contracts;

/// <summary>An organisation as other modules see it.</summary>
/// <param name="Kind">court, ip-office, protection-centre or rapid-centre.</param>
/// <param name="PlaceCode">GB/T 2260 code of the place it covers; null for a national organisation.</param>
/// <param name="Zones">Codes of the zones that cover its place, ordered; empty for a national organisation.</param>
public sealed record OrganisationSummary(
    Guid Id,
    string Kind,
    string Zh,
    string En,
    string? PlaceCode,
    IReadOnlyList<string> Zones
);

/// <summary>A cooperation zone's code and names.</summary>
public sealed record ZoneName(string Code, string Zh, string En);

/// <summary>
/// Read-only questions about zones and organisations. Answers may be up to thirty seconds old: the rows are reference
/// data. Days are business days (Asia/Shanghai). Each call costs at most one query, however many ids it names. Never call
/// it while holding row locks.
/// </summary>
public interface IZoneDirectory
{
    /// <returns>The organisation with its zones of today; null when there is none or its validity has ended.</returns>
    Task<OrganisationSummary?> Organisation(Guid id, CancellationToken ct);

    /// <returns>Those of <paramref name="ids"/> that exist on that day; an unknown id is absent.</returns>
    Task<IReadOnlyDictionary<Guid, OrganisationSummary>> Organisations(
        IReadOnlyCollection<Guid> ids,
        DateOnly on,
        CancellationToken ct
    );

    /// <returns>Codes of the zones that cover the organisation that day, ordered; empty when it is unknown or national.</returns>
    Task<IReadOnlyList<string>> ZonesOf(Guid organisationId, DateOnly on, CancellationToken ct);

    /// <param name="placeCode">GB/T 2260 code of a place, whether or not it is in the reference data.</param>
    /// <returns>Codes of the zones of which a member contains the place that day, ordered; empty when none does.</returns>
    Task<IReadOnlyList<string>> ZonesCovering(string placeCode, DateOnly on, CancellationToken ct);

    /// <returns>Every zone, in display order.</returns>
    Task<IReadOnlyList<ZoneName>> Zones(CancellationToken ct);

    /// <returns>The organisations that the zone covers that day; empty when the zone is unknown.</returns>
    Task<IReadOnlyList<Guid>> OrganisationsIn(string zoneCode, DateOnly on, CancellationToken ct);

    /// <returns>The IP offices of today whose place is exactly that division, by name; empty when there is none.</returns>
    /// <param name="placeCode">GB/T 2260, for example a province's.</param>
    Task<IReadOnlyList<OrganisationSummary>> IpOfficesOf(string placeCode, CancellationToken ct);
}
