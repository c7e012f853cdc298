using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// Which zones a session concerns, and its organisations' names for the text. A host is here an organisation whose room the
/// session takes or leaves and that did not book it: of what an organisation does with its own rooms it needs no alert.
/// </summary>
internal sealed class SessionInZones
{
    private readonly IReadOnlyDictionary<Guid, OrganisationSummary> _known;
    private readonly ISessionEvent _fact;

    /// <summary>Of each host those in which the booker does not lie; where it lies in all of them, all of them.</summary>
    public IReadOnlyList<string> OfHosts { get; }

    /// <summary>
    /// Likewise of the booker, where there is a host. A booker that lies in no zone (a national body) is told in those of the hosts, which its
    /// coordinators read.
    /// </summary>
    public IReadOnlyList<string> OfBooker { get; }

    public IReadOnlyList<string> OfBoth => [.. OfHosts.Union(OfBooker, StringComparer.Ordinal)];

    /// <summary>Of the booker and of every room, also where no other organisation is concerned.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Who booked and whose the rooms are.</summary>
    public IReadOnlyList<Guid> Organisations { get; }

    /// <summary>What to call it: across zones, within those of the booker, or neither.</summary>
    public string HearingZh { get; }
    public string HearingEn { get; }

    public string BookedByZh => NameZh(_fact.OrganisationId);
    public string BookedByEn => NameEn(_fact.OrganisationId);
    public string RoomsZh => Zh(_fact.Rooms);
    public string RoomsEn => En(_fact.Rooms);

    private SessionInZones(
        ISessionEvent fact,
        IReadOnlyList<Guid> organisations,
        IReadOnlyDictionary<Guid, OrganisationSummary> known
    )
    {
        (_fact, Organisations, _known) = (fact, organisations, known);
        var own = ZonesOf(fact.OrganisationId);
        var hosts = organisations.Where(o => o != fact.OrganisationId).Select(ZonesOf).ToList();
        OfHosts = [.. hosts.SelectMany(z => Outside(z, own)).Distinct(StringComparer.Ordinal)];
        OfBooker =
            hosts.Count == 0 ? []
            : own.Count == 0 ? OfHosts
            : Outside(own, hosts.SelectMany(z => z));
        All = [.. hosts.SelectMany(z => z).Union(own, StringComparer.Ordinal)];
        (HearingZh, HearingEn) =
            hosts.Count == 0 ? ("庭审", "Hearing")
            : hosts.TrueForAll(z => !z.Except(own, StringComparer.Ordinal).Any()) ? ("区域内庭审", "In-zone hearing")
            : ("跨区域庭审", "Cross-zone hearing");
    }

    public static async Task<SessionInZones> Of(
        IZoneDirectory zones,
        ISessionEvent fact,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var left = fact is SessionMoved moved ? moved.LeftRooms : [];
        Guid[] organisations =
        [
            .. fact.Rooms.Concat(left).Select(r => r.OrganisationId).Prepend(fact.OrganisationId).Distinct(),
        ];
        var day = DateOnly.FromDateTime(BusinessTime.Local(at).DateTime);
        return new SessionInZones(fact, organisations, await zones.Organisations(organisations, day, ct));
    }

    public string NameZh(Guid organisation) => _known.GetValueOrDefault(organisation)?.Zh ?? "";

    public string NameEn(Guid organisation) => _known.GetValueOrDefault(organisation)?.En ?? "";

    public string Zh(IEnumerable<SessionRoom> rooms) =>
        string.Join('、', rooms.Select(r => $"{NameZh(r.OrganisationId)} {r.NameZh}"));

    public string En(IEnumerable<SessionRoom> rooms) =>
        string.Join("; ", rooms.Select(r => $"{NameEn(r.OrganisationId)}, {r.NameEn}"));

    private static List<string> Outside(IReadOnlyList<string> zones, IEnumerable<string> others)
    {
        var outside = zones.Except(others, StringComparer.Ordinal).ToList();
        return outside.Count > 0 ? outside : [.. zones];
    }

    private IReadOnlyList<string> ZonesOf(Guid organisation) => _known.GetValueOrDefault(organisation)?.Zones ?? [];
}
