using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Role">applicant or agent.</param>
/// <param name="FilerName">As it is shown: masked where it may be a natural person's.</param>
/// <param name="IsIdentified">False: a name alone, which a person has to confirm.</param>
/// <param name="From">Day of the first filing.</param>
/// <param name="Until">Day of the last filing.</param>
/// <param name="CaseId">The lead; null where none was raised.</param>
internal sealed record FilingClusterView(
    Guid Id,
    string Role,
    string? FilerCode,
    string FilerName,
    bool IsIdentified,
    DateOnly From,
    DateOnly Until,
    int Filings,
    IReadOnlyList<string> Zones,
    string RuleId,
    DateTimeOffset FoundAt,
    Guid? CaseId,
    int Version
);

/// <param name="ApplicantName">As it is shown.</param>
internal sealed record FilingView(
    Guid Id,
    string Kind,
    string ApplicationNumber,
    string Suspicion,
    DateOnly FiledOn,
    string? ApplicantCode,
    string ApplicantName,
    string? AgentCode,
    string? AgentName,
    string PlaceCode,
    string ZoneCode,
    DateTimeOffset ImportedAt
);

/// <summary>A rule by which filings are a cluster.</summary>
/// <param name="Official">False: a proposal of this product.</param>
/// <param name="Until">First day on which it no longer holds; null: open.</param>
internal sealed record ClusterRuleView(
    string Id,
    string Role,
    int Filings,
    int Days,
    int Zones,
    string BasisZh,
    string BasisEn,
    bool Official,
    DateOnly From,
    DateOnly? Until
);

/// <summary>
/// /api/discipline/filing-clusters: what lies in the caller's zones or was imported by the own organisation, the newest first, and the filings
/// of each.
/// </summary>
internal static class ListClusters
{
    private const string Visible = "(@AllZones or c.organisation_id = @OrganisationId or c.zones && @Zones)";

    private const string Columns = """
        c.id, c.role, f.code as filer_code, coalesce(f.name, f.masked_name) as filer_name, f.key not like 'name:%' as is_identified,
        lower(c.during) as "from", (upper(c.during) - 1) as "until", c.filings, c.zones, c.rule_id, c.found_at, c.case_id, c.version
        """;

    public static async Task<Results<Ok<Page<FilingClusterView>>, RefusalResult>> Handle(
        HttpContext http,
        DisciplineDb db,
        CancellationToken ct,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var user = http.CurrentUser();
        var rows = await db.Query<Row>(
            $"""
            select {Columns} from filing_cluster c join filer f on f.id = c.filer_id
            where {Visible} and (c.found_at, c.id) < (@before, @beforeId)
            order by c.found_at desc, c.id desc limit @take + 1
            """,
            new
            {
                before,
                beforeId,
                take,
                user.AllZones,
                user.OrganisationId,
                Zones = user.Zones.ToArray(),
            },
            ct
        );
        var page = Page<Row>.Of(rows, take, c => [c.FoundAt, c.Id]);
        return TypedResults.Ok(new Page<FilingClusterView>([.. page.Items.Select(r => r.View())], page.Next));
    }

    /// <summary>GET …/{id}/filings: by day of filing.</summary>
    public static async Task<Results<Ok<Page<FilingView>>, RefusalResult>> Filings(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        CancellationToken ct,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var (after, afterId) = (DateOnly.MinValue, Guid.Empty);
        if (
            cursor is not null
            && !(
                Cursor.TryRead(cursor, 2, out var at)
                && DateOnly.TryParseExact(at[0], "O", out after)
                && Guid.TryParse(at[1], out afterId)
            )
        )
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var user = http.CurrentUser();
        var scope = new
        {
            id,
            user.AllZones,
            user.OrganisationId,
            Zones = user.Zones.ToArray(),
        };
        var cluster = await db.QueryOne<Row>(
            $"select {Columns} from filing_cluster c join filer f on f.id = c.filer_id where c.id = @id and {Visible}",
            scope,
            ct
        );
        if (cluster is null)
        {
            return FilingErrors.ClusterNotFound.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var column = cluster.Role == "agent" ? "agent_id" : "applicant_id";
        var rows = await db.Query<FilingRow>(
            $"""
            select g.id, g.kind, g.application_number, g.suspicion, g.filed_on, a.code as applicant_code,
                coalesce(a.name, a.masked_name) as applicant_name, b.code as agent_code, coalesce(b.name, b.masked_name) as agent_name,
                g.place_code, g.zone_code, g.imported_at
            from filing_cluster c join filing g on g.{column} = c.filer_id and g.filed_on >= lower(c.during) and g.filed_on < upper(c.during)
            join filer a on a.id = g.applicant_id left join filer b on b.id = g.agent_id
            where c.id = @id and (g.filed_on, g.id) > (@after, @afterId)
            order by g.filed_on, g.id limit @take + 1
            """,
            new
            {
                id,
                after,
                afterId,
                take,
            },
            ct
        );
        var page = Page<FilingRow>.Of(rows, take, f => [f.FiledOn, f.Id]);
        return TypedResults.Ok(new Page<FilingView>([.. page.Items.Select(r => r.View())], page.Next));
    }

    /// <summary>GET …/rules: those in force and those to come or gone.</summary>
    public static async Task<Ok<IReadOnlyList<ClusterRuleView>>> Rules(DisciplineDb db, CancellationToken ct) =>
        TypedResults.Ok(
            await db.Query<ClusterRuleView>(
                """
                select id, role, filings, days, zones, basis_zh, basis_en, official, lower(valid) as "from", upper(valid) as "until"
                from cluster_rule order by role, lower(valid)
                """,
                ct: ct
            )
        );

    private sealed record Row
    {
        public Guid Id { get; init; }
        public required string Role { get; init; }
        public string? FilerCode { get; init; }
        public required string FilerName { get; init; }
        public bool IsIdentified { get; init; }
        public DateOnly From { get; init; }
        public DateOnly Until { get; init; }
        public int Filings { get; init; }
        public string[] Zones { get; init; } = [];
        public required string RuleId { get; init; }
        public DateTimeOffset FoundAt { get; init; }
        public Guid? CaseId { get; init; }
        public int Version { get; init; }

        public FilingClusterView View() =>
            new(
                Id,
                Role,
                FilerCode,
                FilerName,
                IsIdentified,
                From,
                Until,
                Filings,
                Zones,
                RuleId,
                FoundAt,
                CaseId,
                Version
            );
    }

    private sealed record FilingRow
    {
        public Guid Id { get; init; }
        public required string Kind { get; init; }
        public required string ApplicationNumber { get; init; }
        public required string Suspicion { get; init; }
        public DateOnly FiledOn { get; init; }
        public string? ApplicantCode { get; init; }
        public required string ApplicantName { get; init; }
        public string? AgentCode { get; init; }
        public string? AgentName { get; init; }
        public required string PlaceCode { get; init; }
        public required string ZoneCode { get; init; }
        public DateTimeOffset ImportedAt { get; init; }

        public FilingView View() =>
            new(
                Id,
                Kind,
                ApplicationNumber,
                Suspicion,
                FiledOn,
                ApplicantCode,
                ApplicantName,
                AgentCode,
                AgentName,
                PlaceCode,
                ZoneCode,
                ImportedAt
            );
    }
}
