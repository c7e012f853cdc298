using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Which alert each group counts up. The rows are locked, so that of two events at once one raises and the other counts.</summary>
internal sealed class AlertGroups
{
    private readonly Dictionary<(string Zone, string Key), Guid?> _roots;
    private readonly HashSet<(string Zone, string Key)> _changed = [];

    private AlertGroups(Dictionary<(string, string), Guid?> roots) => _roots = roots;

    public IEnumerable<Guid> Roots => _roots.Values.OfType<Guid>();

    public Guid? this[string zone, string key]
    {
        get => _roots[(zone, key)];
        set
        {
            _roots[(zone, key)] = value;
            _changed.Add((zone, key));
        }
    }

    public static async Task<AlertGroups> Lock(Tx tx, IEnumerable<(string Zone, string Key)> wanted)
    {
        var groups = wanted
            .Distinct()
            .OrderBy(g => g.Zone, StringComparer.Ordinal)
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        if (groups.Count == 0)
        {
            return new AlertGroups([]);
        }
        var parameters = new
        {
            Zones = groups.ConvertAll(g => g.Zone).ToArray(),
            Keys = groups.ConvertAll(g => g.Key).ToArray(),
        };
        await tx.Execute(
            """
            insert into alert_group (zone_code, group_key)
            select g.zone, g.key from unnest(@Zones, @Keys) with ordinality as g (zone, key, place) order by g.place
            on conflict do nothing
            """,
            parameters
        );
        var roots = await tx.Query<(string Zone, string Key, Guid? Root)>(
            """
            select a.zone_code, a.group_key, a.root_id
            from unnest(@Zones, @Keys) as g (zone, key) join alert_group a on a.zone_code = g.zone and a.group_key = g.key
            order by a.zone_code collate "C", a.group_key collate "C" for update of a
            """,
            parameters
        );
        if (roots.Count < groups.Count)
        {
            throw new RestartTransactionException(); // Housekeeping removed one between the two statements.
        }
        return new AlertGroups(roots.ToDictionary(g => (g.Zone, g.Key), g => g.Root));
    }

    public async Task Save(Tx tx)
    {
        if (_changed.Count > 0)
        {
            await tx.Execute(
                """
                update alert_group a set root_id = g.root_id
                from unnest(@Zones, @Keys, @Roots) as g (zone, key, root_id) where a.zone_code = g.zone and a.group_key = g.key
                """,
                new
                {
                    Zones = _changed.Select(g => g.Zone).ToArray(),
                    Keys = _changed.Select(g => g.Key).ToArray(),
                    Roots = _changed.Select(g => _roots[g]!.Value).ToArray(),
                }
            );
        }
    }
}
