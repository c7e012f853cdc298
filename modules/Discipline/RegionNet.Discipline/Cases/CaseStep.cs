using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>What is done to a case, beside its columns.</summary>
/// <param name="Action">For the event and the audit.</param>
/// <param name="Note">Sealed, for it may name people.</param>
internal sealed record CaseStep(string Action, Guid? DocumentId = null, string? Clause = null, string? Note = null);

/// <summary>
/// Writes a case with the event that tells of it. Which moves there are, and what each needs, is held by the database (case_move and its
/// triggers): what it refuses becomes the refusal of <see cref="DisciplineConstraints"/>.
/// </summary>
internal sealed class CaseSteps(DisciplineSealing sealing, TimeProvider clock)
{
    private const string NoteField = "note";

    /// <param name="before">Locked.</param>
    /// <param name="after">What it shall be; version and time are set here.</param>
    public async Task<CaseRow> Take(Tx tx, CaseRow before, CaseRow after, CaseStep step)
    {
        var now = clock.GetUtcNow();
        after = after with
        {
            Version = before.Version + 1,
            ChangedAt = now > before.ChangedAt ? now : before.ChangedAt,
        };
        var written = await tx.Execute(
            """
            update discipline_case set list_code = @ListCode, ground_id = @GroundId, period_rule_id = @PeriodRuleId, state = @State,
                version = @Version, clause = @Clause,
                term = case when @TermFrom::date is not null then daterange(@TermFrom, @TermUntil) end,
                review_pending = @ReviewPending, suit_pending = @SuitPending, stayed = @Stayed, proposed_by = @ProposedBy,
                decided_by = @DecidedBy, decision_document_id = @DecisionDocumentId, served_on = @ServedOn,
                statement_until = @StatementUntil, statement_waived_at = @StatementWaivedAt, hearing_on = @HearingOn,
                due_on = @DueOn, due_rule_id = @DueRuleId, changed_at = @ChangedAt
            where id = @Id and version = @Version - 1
            """,
            after
        );
        if (written != 1)
        {
            throw new InvalidOperationException($"Case {after.Number} changed under its lock.");
        }
        await Tell(tx, before.State, after, step);
        return after;
    }

    /// <summary>The first of a case: its lead.</summary>
    public async Task Open(Tx tx, CaseRow lead, CaseStep step)
    {
        await tx.Execute(
            """
            insert into discipline_case (id, number, organisation_id, party_id, list_code, ground_id, state, version, facts_sealed,
                due_on, due_rule_id, opened_at, changed_at)
            values (@Id, @Number, @OrganisationId, @PartyId, @ListCode, @GroundId, @State, @Version, @FactsSealed,
                @DueOn, @DueRuleId, @OpenedAt, @ChangedAt)
            """,
            lead
        );
        await Tell(tx, "", lead, step);
    }

    public string? NoteOf(Guid caseId, int version, byte[]? note) =>
        note is null ? null : sealing.Open(caseId, $"{NoteField}-{version}", note);

    private async Task Tell(Tx tx, string from, CaseRow after, CaseStep step)
    {
        await tx.Execute(
            """
            insert into case_event (case_id, version, from_state, to_state, action, at, actor, actor_name, document_id, clause,
                note_sealed, deadline, deadline_rule_id)
            values (@Id, @Version, @from, @State, @Action, @ChangedAt, @Subject, @Name, @DocumentId, @Clause, @note, @DueOn,
                @DueRuleId)
            """,
            new
            {
                after.Id,
                after.Version,
                from,
                after.State,
                step.Action,
                after.ChangedAt,
                tx.Actor.Subject,
                tx.Actor.Name,
                step.DocumentId,
                step.Clause,
                note = step.Note is null ? null : sealing.Seal(after.Id, $"{NoteField}-{after.Version}", step.Note),
                after.DueOn,
                after.DueRuleId,
            }
        );
        tx.Audit(
            $"discipline.case.{step.Action}",
            after.Id.ToString(),
            new
            {
                after.Number,
                after.Version,
                after.State,
                step.DocumentId,
                step.Clause,
            }
        );
    }
}
