using RegionNet.Kernel;

namespace RegionNet.Discipline;

internal sealed record CaseRow
{
    public const string Columns = """
        c.id, c.number, c.organisation_id, c.party_id, c.list_code, c.ground_id, c.period_rule_id, c.state, c.version, c.facts_sealed,
        c.clause, lower(c.term) as term_from, upper(c.term) as term_until, c.review_pending, c.suit_pending, c.stayed, c.proposed_by,
        c.decided_by, c.decision_document_id, c.served_on, c.statement_until, c.statement_waived_at, c.hearing_on, c.due_on,
        c.due_rule_id, c.opened_at, c.changed_at
        """;

    public Guid Id { get; init; }
    public required string Number { get; init; }
    public Guid OrganisationId { get; init; }
    public Guid PartyId { get; init; }
    public required string ListCode { get; init; }
    public required string GroundId { get; init; }
    public string? PeriodRuleId { get; init; }
    public required string State { get; init; }
    public int Version { get; init; }
    public byte[] FactsSealed { get; init; } = [];
    public string? Clause { get; init; }
    public DateOnly? TermFrom { get; init; }

    /// <summary>First day after the period.</summary>
    public DateOnly? TermUntil { get; init; }
    public bool ReviewPending { get; init; }
    public bool SuitPending { get; init; }
    public bool Stayed { get; init; }
    public string? ProposedBy { get; init; }
    public string? DecidedBy { get; init; }
    public Guid? DecisionDocumentId { get; init; }
    public DateOnly? ServedOn { get; init; }

    /// <summary>The last day for the party's statement.</summary>
    public DateOnly? StatementUntil { get; init; }
    public DateTimeOffset? StatementWaivedAt { get; init; }
    public DateOnly? HearingOn { get; init; }
    public DateOnly? DueOn { get; init; }
    public string? DueRuleId { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Published, repair applied for or not: displayed and used, unless stayed or over.</summary>
    public bool IsListed => State is "published" or "repair-applied" or "reinstated";

    public CaseRow NextDue(Due? due) => this with { DueOn = due?.On, DueRuleId = due?.RuleId };
}

/// <summary>A case of the caller's own organisation, locked; another's does not exist.</summary>
internal static class OwnCase
{
    /// <param name="version">As the caller saw it.</param>
    public static async Task<(CaseRow? Case, Refusal? Refusal)> Lock(Tx tx, Guid id, int version, CurrentUser user)
    {
        var row = await tx.QueryOne<CaseRow>(
            $"""
            select {CaseRow.Columns} from discipline_case c where c.id = @id and c.organisation_id = @OrganisationId for update
            """,
            new { id, user.OrganisationId }
        );
        return row is null ? (null, DisciplineErrors.CaseNotFound)
            : row.Version != version ? (null, DisciplineErrors.StaleCase.With("version", row.Version))
            : (row, null);
    }
}
