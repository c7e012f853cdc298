using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>A party as an officer sees it.</summary>
/// <param name="Name">Of an organisation; of a natural person surname and last character.</param>
/// <param name="MaskedId">First three and last four of a resident ID; only where the own authority has a case about the person.</param>
internal sealed record PartyView(
    Guid Id,
    string Kind,
    string Name,
    string? Code,
    string? CodeOverridden,
    string? MaskedId,
    string? PlaceCode,
    int Version
);

/// <param name="State">As in the table of moves; an entry that is over is told by <paramref name="Expired"/>, which is computed.</param>
/// <param name="TermUntil">First day after the period.</param>
/// <param name="DueOn">By when the next thing is to be done; null where nothing is, or where the holidays are not announced.</param>
/// <param name="DueInWorkingDays">How many working days are left; negative when it is overdue.</param>
internal sealed record CaseView(
    Guid Id,
    string Number,
    string State,
    bool Expired,
    string ListCode,
    string ListZh,
    string ListEn,
    string GroundCode,
    string GroundZh,
    string GroundEn,
    PartyView Party,
    bool ReviewPending,
    bool SuitPending,
    bool Stayed,
    DateOnly? TermFrom,
    DateOnly? TermUntil,
    DateOnly? DueOn,
    int? DueInWorkingDays,
    string? DueRuleId,
    DateTimeOffset OpenedAt,
    DateTimeOffset ChangedAt,
    int Version
);

internal sealed record CaseEventView(
    int Version,
    string Action,
    string FromState,
    string ToState,
    DateTimeOffset At,
    string Actor,
    Guid? DocumentId,
    string? Clause,
    string? Note,
    DateOnly? Deadline,
    string? DeadlineRuleId
);

internal sealed record CaseDocumentView(
    Guid Id,
    string Kind,
    string Number,
    DateOnly IssuedOn,
    string MediaType,
    string Sha256,
    int Size,
    DateTimeOffset AddedAt,
    string AddedBy
);

/// <param name="State">applied, accepted, granted or refused.</param>
internal sealed record RepairView(
    Guid Id,
    string State,
    DateOnly AppliedOn,
    DateOnly? AcceptDue,
    DateTimeOffset? AcceptedAt,
    DateOnly? DecideDue,
    DateTimeOffset? DecidedAt,
    DateOnly? DisplayStopDue,
    DateTimeOffset? DisplayStoppedAt
);

/// <param name="Kind">revoked or reinstated.</param>
internal sealed record EndingView(
    Guid Id,
    string Kind,
    string State,
    string Clause,
    Guid DocumentId,
    DateTimeOffset ProposedAt,
    string ProposedBy,
    DateTimeOffset? DecidedAt,
    string? DecidedBy
);

/// <summary>A move that the table allows from here.</summary>
/// <param name="Document">The kind of document it needs.</param>
/// <param name="Decides">A reviewer makes it, never the person who proposed.</param>
internal sealed record NextMove(string To, string? Document, bool Decides);

internal sealed record CaseDetail(
    CaseView Case,
    string Facts,
    string? Clause,
    string GroundBasisZh,
    string GroundBasisEn,
    string? PeriodRuleId,
    DateOnly? ServedOn,
    DateOnly? StatementUntil,
    DateTimeOffset? StatementWaivedAt,
    DateOnly? HearingOn,
    Guid? DecisionDocumentId,
    Guid? EntryId,
    IReadOnlyList<CaseEventView> Events,
    IReadOnlyList<CaseDocumentView> Documents,
    IReadOnlyList<RepairView> Repairs,
    IReadOnlyList<EndingView> Endings,
    IReadOnlyList<NextMove> Moves
);

/// <summary>A case with its party and its rules, as one row.</summary>
internal sealed record CaseLine
{
    public const string Columns = """
        c.id, c.number, c.state, c.list_code, k.zh as list_zh, k.en as list_en, g.code as ground_code, g.zh as ground_zh,
        g.en as ground_en, c.review_pending, c.suit_pending, c.stayed, lower(c.term) as term_from, upper(c.term) as term_until,
        c.due_on, c.due_rule_id, c.opened_at, c.changed_at, c.version,
        p.id as party_id, p.kind as party_kind, coalesce(p.name, p.masked_name) as party_name, p.code as party_code,
        p.code_overridden, p.id_sealed, p.place_code, p.version as party_version
        """;

    public const string From = """
        discipline_case c join party p on p.id = c.party_id join list_kind k on k.code = c.list_code join ground g on g.id = c.ground_id
        """;

    public Guid Id { get; init; }
    public required string Number { get; init; }
    public required string State { get; init; }
    public required string ListCode { get; init; }
    public required string ListZh { get; init; }
    public required string ListEn { get; init; }
    public required string GroundCode { get; init; }
    public required string GroundZh { get; init; }
    public required string GroundEn { get; init; }
    public bool ReviewPending { get; init; }
    public bool SuitPending { get; init; }
    public bool Stayed { get; init; }
    public DateOnly? TermFrom { get; init; }
    public DateOnly? TermUntil { get; init; }
    public DateOnly? DueOn { get; init; }
    public string? DueRuleId { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public int Version { get; init; }
    public Guid PartyId { get; init; }
    public required string PartyKind { get; init; }
    public required string PartyName { get; init; }
    public string? PartyCode { get; init; }
    public string? CodeOverridden { get; init; }
    public byte[]? IdSealed { get; init; }
    public string? PlaceCode { get; init; }
    public int PartyVersion { get; init; }
}

internal sealed class CaseViews(DisciplineDb db, Parties parties, CaseSteps steps, CaseFacts facts, TimeProvider clock)
{
    public CaseView View(CaseLine c) =>
        new(
            c.Id,
            c.Number,
            c.State,
            c.State is "published" or "repair-applied" or "reinstated" && c.TermUntil <= clock.Today(),
            c.ListCode,
            c.ListZh,
            c.ListEn,
            c.GroundCode,
            c.GroundZh,
            c.GroundEn,
            new PartyView(
                c.PartyId,
                c.PartyKind,
                c.PartyName,
                c.PartyCode,
                c.CodeOverridden,
                parties.MaskedIdOf(c.PartyId, c.IdSealed),
                c.PlaceCode,
                c.PartyVersion
            ),
            c.ReviewPending,
            c.SuitPending,
            c.Stayed,
            c.TermFrom,
            c.TermUntil,
            c.DueOn,
            c.DueOn is { } due ? WorkingDays.Official.Between(clock.Today(), due) : null,
            c.DueRuleId,
            c.OpenedAt,
            c.ChangedAt,
            c.Version
        );

    /// <returns>Null when the caller's organisation has no such case.</returns>
    public async Task<CaseDetail?> Show(Guid id, CurrentUser user, CancellationToken ct)
    {
        var key = new { id, user.OrganisationId };
        var line = await db.QueryOne<CaseLine>(
            $"select {CaseLine.Columns} from {CaseLine.From} where c.id = @id and c.organisation_id = @OrganisationId",
            key,
            ct
        );
        if (line is null)
        {
            return null;
        }
        var row = (
            await db.QueryOne<CaseRow>($"select {CaseRow.Columns} from discipline_case c where c.id = @id", key, ct)
        )!;
        var basis = await db.QueryOne<(string Zh, string En)>(
            "select basis_zh, basis_en from ground where id = @GroundId",
            row,
            ct
        );
        var events = await db.Query<EventRow>(
            """
            select version, action, from_state, to_state, at, actor_name, document_id, clause, note_sealed, deadline, deadline_rule_id
            from case_event where case_id = @id order by version
            """,
            key,
            ct
        );
        return new CaseDetail(
            View(line),
            facts.Open(id, row.FactsSealed),
            row.Clause,
            basis.Zh,
            basis.En,
            row.PeriodRuleId,
            row.ServedOn,
            row.StatementUntil,
            row.StatementWaivedAt,
            row.HearingOn,
            row.DecisionDocumentId,
            await db.QueryOne<Guid?>("select id from list_entry where case_id = @id", key, ct),
            [.. events.Select(e => e.View(steps.NoteOf(id, e.Version, e.NoteSealed)))],
            await db.Query<CaseDocumentView>(
                """
                select id, kind, number, issued_on, media_type, encode(sha256, 'hex') as sha256, size, added_at, added_by_name as added_by
                from case_document where case_id = @id order by added_at, id
                """,
                key,
                ct
            ),
            await db.Query<RepairView>(
                """
                select id, state, applied_on, accept_due, accepted_at, decide_due, decided_at, display_stop_due, display_stopped_at
                from repair where case_id = @id order by id
                """,
                key,
                ct
            ),
            await db.Query<EndingView>(
                """
                select id, kind, state, clause, document_id, proposed_at, proposed_by_name as proposed_by, decided_at,
                    decided_by_name as decided_by
                from ending where case_id = @id order by proposed_at
                """,
                key,
                ct
            ),
            await db.Query<NextMove>(
                """
                select to_state as "to", document, decides from case_move where from_state = @State order by to_state
                """,
                row,
                ct
            )
        );
    }

    private sealed record EventRow(
        int Version,
        string Action,
        string FromState,
        string ToState,
        DateTimeOffset At,
        string ActorName,
        Guid? DocumentId,
        string? Clause,
        byte[]? NoteSealed,
        DateOnly? Deadline,
        string? DeadlineRuleId
    )
    {
        public CaseEventView View(string? note) =>
            new(Version, Action, FromState, ToState, At, ActorName, DocumentId, Clause, note, Deadline, DeadlineRuleId);
    }
}

/// <summary>The facts of a case lie sealed: they may name people.</summary>
internal sealed class CaseFacts(DisciplineSealing sealing)
{
    private const string Field = "facts";

    public byte[] Seal(Guid id, string text) => sealing.Seal(id, Field, text);

    public string Open(Guid id, byte[] facts) => sealing.Open(id, Field, facts);
}
