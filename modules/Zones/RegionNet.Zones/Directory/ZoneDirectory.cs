using System.Collections.Frozen;
using Dapper;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Zones.Directory;

/// <summary>
/// Answers from a snapshot of the whole directory (some hundred rows), read in one round trip and at most
/// <see cref="MaxAge"/> old, so that a booking of ten rooms costs no query at all.
/// </summary>
internal sealed class ZoneDirectory(ZonesDb db, TimeProvider clock) : IZoneDirectory, IDisposable
{
    internal static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Snapshot? _snapshot;

    public async Task<OrganisationSummary?> Organisation(Guid id, CancellationToken ct) =>
        (await Current(ct)).Find(id, clock.Today());

    public async Task<IReadOnlyDictionary<Guid, OrganisationSummary>> Organisations(
        IReadOnlyCollection<Guid> ids,
        DateOnly on,
        CancellationToken ct
    )
    {
        var snapshot = await Current(ct);
        var found = new Dictionary<Guid, OrganisationSummary>(ids.Count);
        foreach (var id in ids)
        {
            if (snapshot.Find(id, on) is { } organisation)
            {
                found[id] = organisation;
            }
        }
        return found;
    }

    public async Task<IReadOnlyList<string>> ZonesOf(Guid organisationId, DateOnly on, CancellationToken ct) =>
        (await Current(ct)).Find(organisationId, on)?.Zones ?? [];

    public async Task<IReadOnlyList<string>> ZonesCovering(string placeCode, DateOnly on, CancellationToken ct) =>
        (await Current(ct)).Covering(placeCode, on);

    public async Task<IReadOnlyList<ZoneName>> Zones(CancellationToken ct) => (await Current(ct)).Zones;

    public async Task<IReadOnlyList<Guid>> OrganisationsIn(string zoneCode, DateOnly on, CancellationToken ct) =>
        (await Current(ct)).In(zoneCode, on);

    public async Task<IReadOnlyList<OrganisationSummary>> IpOfficesOf(string placeCode, CancellationToken ct)
    {
        var (snapshot, today) = (await Current(ct), clock.Today());
        return
        [
            .. snapshot
                .Organisations.Values.Where(o => o.Row.Kind == "ip-office" && o.Row.PlaceCode == placeCode)
                .Select(o => snapshot.Find(o.Row.Id, today))
                .OfType<OrganisationSummary>()
                .OrderBy(o => o.Zh, StringComparer.Ordinal),
        ];
    }

    public void Dispose() => _loading.Dispose();

    private async ValueTask<Snapshot> Current(CancellationToken ct)
    {
        if (Fresh() is { } fresh)
        {
            return fresh;
        }
        await _loading.WaitAsync(ct);
        try
        {
            return Fresh() ?? (_snapshot = await Load(ct));
        }
        finally
        {
            _loading.Release();
        }
    }

    private Snapshot? Fresh() =>
        _snapshot is { } snapshot && (clock.GetUtcNow() - snapshot.ReadAt).Duration() < MaxAge ? snapshot : null;

    private async Task<Snapshot> Load(CancellationToken ct)
    {
        var readAt = clock.GetUtcNow();
        await using var connection = await db.Source.OpenConnectionAsync(ct);
        await using var rows = await connection.QueryMultipleAsync(
            new CommandDefinition(
                """
                select code, zh, en from zone where validity @> @Today order by position;
                select id, kind, zh, en, place_code, lower(validity) as "from", upper(validity) as until
                from organisation;
                select organisation_id, zone_code, lower(validity) as "from", upper(validity) as until
                from organisation_zone where wholly and not isempty(validity) order by zone_code collate "C";
                select m.zone_code, p.prefix, lower(m.validity * z.validity) as "from", upper(m.validity * z.validity) as until
                from zone_member m join place p on p.code = m.place_code join zone z on z.code = m.zone_code
                where m.role not in ('extent', 'partial') and not isempty(m.validity * z.validity);
                """,
                new { Today = clock.Today() },
                cancellationToken: ct
            )
        );
        var zones = (await rows.ReadAsync<ZoneName>()).AsList();
        var organisations = (await rows.ReadAsync<OrganisationRow>()).AsList();
        var cover = (await rows.ReadAsync<CoverRow>()).ToLookup(c => c.OrganisationId);
        return new Snapshot(
            readAt,
            zones,
            organisations.ToFrozenDictionary(o => o.Id, o => new Covered(o, [.. cover[o.Id]])),
            (await rows.ReadAsync<MemberRow>()).AsList()
        );
    }

    private sealed record OrganisationRow(
        Guid Id,
        string Kind,
        string Zh,
        string En,
        string? PlaceCode,
        DateOnly? From,
        DateOnly? Until
    );

    private sealed record CoverRow(Guid OrganisationId, string ZoneCode, DateOnly? From, DateOnly? Until);

    private sealed record MemberRow(string ZoneCode, string Prefix, DateOnly? From, DateOnly? Until);

    private sealed record Covered(OrganisationRow Row, CoverRow[] Cover)
    {
        public IReadOnlyList<string> ZonesOn(DateOnly day) =>
            [.. Cover.Where(c => Holds(c.From, c.Until, day)).Select(c => c.ZoneCode).Distinct(StringComparer.Ordinal)];
    }

    private sealed record Snapshot(
        DateTimeOffset ReadAt,
        IReadOnlyList<ZoneName> Zones,
        FrozenDictionary<Guid, Covered> Organisations,
        IReadOnlyList<MemberRow> Members
    )
    {
        public OrganisationSummary? Find(Guid id, DateOnly on) =>
            Organisations.TryGetValue(id, out var found) && found.Row is var o && Holds(o.From, o.Until, on)
                ? new OrganisationSummary(o.Id, o.Kind, o.Zh, o.En, o.PlaceCode, found.ZonesOn(on))
                : null;

        public IReadOnlyList<string> Covering(string place, DateOnly on) =>
            [
                .. Members
                    .Where(m => place.StartsWith(m.Prefix, StringComparison.Ordinal) && Holds(m.From, m.Until, on))
                    .Select(m => m.ZoneCode)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];

        public IReadOnlyList<Guid> In(string zone, DateOnly on) =>
            [
                .. Organisations
                    .Values.Where(o => o.Cover.Any(c => c.ZoneCode == zone && Holds(c.From, c.Until, on)))
                    .Select(o => o.Row.Id)
                    .Order(),
            ];
    }

    /// <summary>A database range of days: includes its first, excludes its last; null is open.</summary>
    private static bool Holds(DateOnly? from, DateOnly? until, DateOnly day) =>
        (from is null || from <= day) && (until is null || day < until);
}
