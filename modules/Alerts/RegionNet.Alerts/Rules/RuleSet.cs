using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>A rule as stored. See <c>Sql/0003_rules.sql</c>.</summary>
internal sealed record RuleRow
{
    public const string Columns = """
        r.id, r.kind, r.zone_code, r.organisation_id, r.level, r.group_by, r.group_minutes, r.expires_minutes, r.inhibits,
        r.changed_by_name, r.changed_at, r.version
        """;

    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string? ZoneCode { get; init; }
    public Guid? OrganisationId { get; init; }
    public string? Level { get; init; }
    public string? GroupBy { get; init; }
    public int? GroupMinutes { get; init; }
    public int? ExpiresMinutes { get; init; }
    public string[] Inhibits { get; init; } = [];
    public string ChangedByName { get; init; } = "";
    public DateTimeOffset ChangedAt { get; init; }
    public int Version { get; init; }

    public bool IsForAll => ZoneCode is null && OrganisationId is null;
}

internal sealed record SilenceFacts(
    Guid Id,
    string ZoneCode,
    string? Kind,
    string? Subject,
    Guid? OrganisationId,
    string UpToLevel
);

/// <summary>The rules and silences that some drafts fall under.</summary>
internal sealed class RuleSet
{
    private readonly ILookup<string, RuleRow> _rules;
    private readonly ILookup<string, SilenceFacts> _silences;

    private RuleSet(IEnumerable<RuleRow> rules, IEnumerable<SilenceFacts> silences) =>
        (_rules, _silences) = (
            rules.ToLookup(r => r.Kind, StringComparer.Ordinal),
            silences.ToLookup(s => s.ZoneCode, StringComparer.Ordinal)
        );

    public static async Task<RuleSet> Read(Tx tx, IReadOnlyList<AlertDraft> drafts)
    {
        var rules = await tx.Query<RuleRow>(
            $"select {RuleRow.Columns} from alert_rule r where r.ended_at is null and r.kind = any(@Kinds)",
            new { Kinds = drafts.Select(d => d.Kind).Distinct(StringComparer.Ordinal).ToArray() }
        );
        // Held to the commit, so that what ends a silence finds every alert that was recorded under it.
        var silences = await tx.Query<SilenceFacts>(
            """
            select id, zone_code, kind, subject, organisation_id, up_to_level from silence
            where zone_code = any(@Zones) and settled_at is null and lifted_at is null and starts_at <= now() and ends_at > now()
            order by id for share
            """,
            new { Zones = drafts.SelectMany(d => d.Zones).Distinct(StringComparer.Ordinal).ToArray() }
        );
        return new RuleSet(rules, silences);
    }

    /// <summary>
    /// The most particular rule: the organisation's before the zone's before everybody's. None for what a person raised: a rule could
    /// make red what no second person has approved.
    /// </summary>
    public RuleRow? For(AlertDraft draft, string zone) =>
        _rules[draft.Kind]
            .Where(_ => draft.Author is null)
            .Where(r => r.ZoneCode is null || r.ZoneCode == zone)
            .Where(r => r.OrganisationId is null || draft.Organisations.Contains(r.OrganisationId.Value))
            .OrderByDescending(r => (r.OrganisationId is null ? 0 : 2) + (r.ZoneCode is null ? 0 : 1))
            .ThenBy(r => r.Id)
            .FirstOrDefault();

    /// <summary>Kinds whose open alerts about the same subject this one makes void.</summary>
    public string[] InhibitedBy(AlertDraft draft) => _rules[draft.Kind].FirstOrDefault(r => r.IsForAll)?.Inhibits ?? [];

    /// <summary>The silence under which an alert is recorded; null when it is told.</summary>
    public Guid? Silence(AlertDraft draft, string zone, string level) =>
        _silences[zone]
            .FirstOrDefault(s =>
                Levels.Rank(level) <= Levels.Rank(s.UpToLevel)
                && (s.Kind is null || s.Kind == draft.Kind)
                && (s.Subject is null || s.Subject == draft.Cause.Subject)
                && (s.OrganisationId is null || draft.Organisations.Contains(s.OrganisationId.Value))
            )
            ?.Id;

    /// <summary>What the events of one group have in common; null when the rule groups nothing.</summary>
    public static string? GroupKey(RuleRow? rule, AlertDraft draft) =>
        rule?.GroupBy switch
        {
            "kind" => draft.Kind,
            "subject" => $"{draft.Kind}|{draft.Cause.Subject}",
            "organisation" => $"{draft.Kind}|{(draft.Organisations.Count > 0 ? draft.Organisations[0] : Guid.Empty)}",
            _ => null,
        };
}
