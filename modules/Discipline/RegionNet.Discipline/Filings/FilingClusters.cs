using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>From when on filings of one filer are a cluster (<c>cluster_rule</c>).</summary>
internal sealed record ClusterRule(string Id, string Role, int Filings, int Days, int Zones);

/// <summary>Filings of one filer that lie so close together that a rule calls them a cluster.</summary>
internal sealed record FoundCluster
{
    public Guid FilerId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly Until { get; init; }
    public int Filings { get; init; }
    public string[] Zones { get; init; } = [];
}

/// <summary>
/// Finds clusters by query, in the transaction of the import that completes them, with the filers' rows locked: N filings of the same
/// applicant, or through the same agent, in D days over Z zones. What lies within a known cluster or follows it closely makes that one
/// grow; a new one raises an alert and, where the filer is identified, a lead. A name alone identifies nobody and raises no lead.
/// </summary>
internal sealed class FilingClusters(ClusterLeads leads, TimeProvider clock)
{
    private static readonly (string Role, string Column)[] Roles =
    [
        ("applicant", "applicant_id"),
        ("agent", "agent_id"),
    ];

    /// <param name="filers">Ids by key, locked.</param>
    /// <param name="added">Filings that are new.</param>
    /// <returns>Ids of new clusters.</returns>
    public async Task<IReadOnlyList<Guid>> Find(
        Tx tx,
        IReadOnlyDictionary<string, Guid> filers,
        DisciplineSealing sealing,
        IReadOnlyList<FilingDraft> added,
        Guid organisation
    )
    {
        var raised = new List<Guid>();
        if (added.Count == 0)
        {
            return raised;
        }
        foreach (var (role, column) in Roles)
        {
            var rule = await tx.QueryOne<ClusterRule>(
                "select id, role, filings, days, zones from cluster_rule where role = @role and valid @> @Today",
                new { role, Today = clock.Today() }
            );
            var touched = added
                .Select(f => role == "agent" ? f.Agent : f.Applicant)
                .OfType<FilerDraft>()
                .Select(f => filers[f.Key(sealing)])
                .Distinct()
                .ToArray();
            if (rule is null || touched.Length == 0)
            {
                continue;
            }
            var found = await tx.Query<FoundCluster>(
                Islands(column),
                new
                {
                    touched,
                    rule.Filings,
                    rule.Days,
                    rule.Zones,
                    From = added.Min(f => f.FiledOn),
                    Until = added.Max(f => f.FiledOn).AddDays(rule.Days),
                }
            );
            foreach (var cluster in found)
            {
                if (!await Grow(tx, role, column, cluster))
                {
                    raised.Add(await Raise(tx, rule, cluster, organisation));
                }
            }
        }
        return raised;
    }

    /// <summary>
    /// Of each filer the days on which the last D days held N filings over Z zones, joined to islands. Each day is one range of the
    /// index on filer and day.
    /// </summary>
    internal static string Islands(string column) =>
        $"""
            with day as (
                select distinct f.{column} as filer_id, f.filed_on from filing f
                where f.{column} = any(@touched) and f.filed_on between @From and @Until
            ), island as (
                select d.filer_id, unnest(range_agg(daterange(w.first, d.filed_on, '[]'))) as during
                from day d cross join lateral (
                    select count(*) as filings, count(distinct g.zone_code) as zones, min(g.filed_on) as first from filing g
                    where g.{column} = d.filer_id and g.filed_on > d.filed_on - @Days and g.filed_on <= d.filed_on
                ) w
                where w.filings >= @Filings and w.zones >= @Zones
                group by d.filer_id
            )
            select i.filer_id, lower(i.during) as "from", upper(i.during) as "until", c.filings::int, c.zones
            from island i cross join lateral (
                select count(*) as filings, array_agg(distinct g.zone_code) as zones from filing g
                where g.{column} = i.filer_id and g.filed_on >= lower(i.during) and g.filed_on < upper(i.during)
            ) c
            order by i.filer_id, i.during
            """;

    /// <summary>Whether clusters are known that this one lies in or touches. If it is one, it grows; several keep their bounds.</summary>
    private static async Task<bool> Grow(Tx tx, string role, string column, FoundCluster found)
    {
        var touching = await tx.Query<Guid>(
            """
            select id from filing_cluster
            where filer_id = @FilerId and role = @role and (during && daterange(@From, @Until) or during -|- daterange(@From, @Until))
            """,
            new
            {
                role,
                found.FilerId,
                found.From,
                found.Until,
            }
        );
        if (touching.Count == 0)
        {
            return false;
        }
        await tx.Execute(
            $"""
            update filing_cluster c set during = n.during, filings = n.filings, zones = n.zones, version = c.version + 1
            from (
                select k.id, r.during, f.filings, f.zones from filing_cluster k
                cross join lateral (
                    select case when @Alone then range_merge(k.during, daterange(@From, @Until)) else k.during end as during
                ) r
                cross join lateral (
                    select count(*)::int as filings, array_agg(distinct g.zone_code) as zones from filing g
                    where g.{column} = k.filer_id and g.filed_on >= lower(r.during) and g.filed_on < upper(r.during)
                ) f
                where k.id = any(@touching)
            ) n
            where c.id = n.id and (c.during, c.filings) is distinct from (n.during, n.filings)
            """,
            new
            {
                touching,
                Alone = touching.Count == 1,
                found.From,
                found.Until,
            }
        );
        return true;
    }

    private async Task<Guid> Raise(Tx tx, ClusterRule rule, FoundCluster found, Guid organisation)
    {
        var id = Guid.CreateVersion7();
        var filer = (
            await tx.QueryOne<FilerRow>(
                $"select {FilerRow.Columns} from filer f where f.id = @FilerId",
                new { found.FilerId }
            )
        )!;
        var lead = await leads.Raise(tx, rule, found, filer, organisation);
        await tx.Execute(
            """
            insert into filing_cluster (id, role, filer_id, rule_id, during, filings, zones, organisation_id, found_at, case_id)
            values (@id, @Role, @FilerId, @RuleId, daterange(@From, @Until), @Filings, @Zones, @organisation, @now, @lead)
            """,
            new
            {
                id,
                rule.Role,
                found.FilerId,
                RuleId = rule.Id,
                found.From,
                found.Until,
                found.Filings,
                found.Zones,
                organisation,
                now = clock.GetUtcNow(),
                lead,
            }
        );
        tx.Audit(
            "discipline.filing-cluster.found",
            id.ToString(),
            new
            {
                rule.Role,
                found.FilerId,
                found.From,
                found.Until,
                found.Filings,
                found.Zones,
                CaseId = lead,
            }
        );
        tx.Publish(
            FilingClusterFound.Kind,
            id.ToString(),
            new FilingClusterFound(
                id,
                rule.Role,
                filer.Code,
                filer.Name,
                lead is not null,
                found.Filings,
                found.From,
                found.Until.AddDays(-1),
                found.Zones,
                organisation
            )
        );
        return id;
    }
}

/// <summary>A row of <c>filer</c>.</summary>
internal sealed record FilerRow
{
    public const string Columns = "f.id, f.key, f.code, f.name, f.name_sealed, f.masked_name, f.id_sealed";

    public Guid Id { get; init; }
    public required string Key { get; init; }
    public string? Code { get; init; }
    public string? Name { get; init; }
    public byte[]? NameSealed { get; init; }
    public string? MaskedName { get; init; }
    public byte[]? IdSealed { get; init; }

    /// <summary>By a code or a resident ID; a name alone identifies nobody.</summary>
    public bool IsIdentified => !Key.StartsWith("name:", StringComparison.Ordinal);
}
