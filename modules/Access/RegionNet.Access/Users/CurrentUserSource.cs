using System.Collections.Frozen;
using Microsoft.Extensions.Caching.Memory;
using RegionNet.Access.Contracts;
using RegionNet.Access.Store;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Access.Users;

/// <summary>
/// Who a subject is now. Kept for three seconds, so that a role taken away, a locked account or an ended client has no effect anywhere
/// later than five seconds after; at once in the process that did it.
/// </summary>
internal sealed class CurrentUserSource(AccessDb db, IZoneDirectory zones, TimeProvider clock)
    : ICurrentUserSource,
        IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(3);

    /// <summary>Roles whose reach is the zones of their organisation.</summary>
    private static readonly string[] Clerks =
    [
        Roles.CentreClerk,
        Roles.RoomManager,
        Roles.CentreDirector,
        Roles.CourtClerk,
    ];

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    public async ValueTask<CurrentUser?> Find(string subject, CancellationToken ct)
    {
        if (!Guid.TryParse(subject, out var id))
        {
            return null;
        }
        if (_known.TryGetValue(id, out CurrentUser? known))
        {
            return known;
        }
        var user = (await Load([id], ct)).FirstOrDefault();
        return _known.Set(id, user, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = 1 });
    }

    public async Task<IReadOnlyDictionary<string, CurrentUser>> FindAll(
        IReadOnlyCollection<string> subjects,
        CancellationToken ct
    )
    {
        var ids = subjects.Select(s => Guid.TryParse(s, out var id) ? id : Guid.Empty).Distinct().ToArray();
        return (await Load(ids, ct)).ToDictionary(user => user.Subject, StringComparer.Ordinal);
    }

    public void Forget(Guid id) => _known.Remove(id);

    private async Task<IReadOnlyList<CurrentUser>> Load(Guid[] ids, CancellationToken ct)
    {
        var rows = await db.Query<Row>(
            """
            select p.id, p.display_name as name, p.organisation_id,
                coalesce(array_agg(distinct g.role) filter (where g.role is not null), '{}') as roles,
                coalesce(array_agg(g.zone_code) filter (where g.zone_code is not null), '{}') as zones
            from person p
            left join role_grant g on g.person_id = p.id and g.revoked_at is null
            where p.id = any(@ids) and p.locked_at is null
            group by p.id
            union all
            select id, client_id, organisation_id, roles, '{}'
            from machine_client where id = any(@ids) and ended_at is null
            """,
            new { ids },
            ct
        );
        var users = new List<CurrentUser>(rows.Count);
        foreach (var row in rows)
        {
            IEnumerable<string> reach = row.Zones;
            if (row.Roles.Intersect(Clerks).Any())
            {
                reach = reach.Concat(await zones.ZonesOf(row.OrganisationId, clock.Today(), ct));
            }
            users.Add(
                new CurrentUser(
                    row.Id.ToString(),
                    row.Name,
                    row.OrganisationId,
                    row.Roles.ToFrozenSet(),
                    reach.ToFrozenSet(),
                    AllZones: row.Roles.Contains(Roles.NationalCoordinator)
                )
                {
                    GrantedZones = row.Zones.ToFrozenSet(),
                }
            );
        }
        return users;
    }

    public void Dispose() => _known.Dispose();

    // A class with properties: Dapper finds no constructor with arrays.
    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public Guid OrganisationId { get; init; }
        public string[] Roles { get; init; } = [];
        public string[] Zones { get; init; } = [];
    }
}
