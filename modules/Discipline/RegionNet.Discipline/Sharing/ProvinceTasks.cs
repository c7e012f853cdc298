using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>A row of <c>province_task</c>.</summary>
internal sealed record ProvinceTaskRow
{
    public const string Columns = """
        t.id, t.entry_id, t.list_code, t.province, t.sender_province, t.sender_organisation_id, t.receiver_organisation_id, t.state,
        t.version, t.due_rule_id, t.due_on, t.created_at, t.changed_at
        """;

    public Guid Id { get; init; }
    public Guid EntryId { get; init; }
    public required string ListCode { get; init; }
    public required string Province { get; init; }
    public required string SenderProvince { get; init; }
    public Guid SenderOrganisationId { get; init; }
    public Guid? ReceiverOrganisationId { get; init; }
    public required string State { get; init; }
    public int Version { get; init; }
    public string? DueRuleId { get; init; }
    public DateOnly? DueOn { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>How a task between provinces moves (<c>province_task_move</c>), and what clock runs from then on (<c>deadline_rule</c>).</summary>
internal static class ProvinceTasks
{
    /// <summary>The province that a division of GB/T 2260 lies in.</summary>
    public static string ProvinceOf(string placeCode) => $"{placeCode[..2]}0000";

    /// <summary>Makes the first task of an entry for a province.</summary>
    public static async Task<ProvinceTaskRow> Open(
        Tx tx,
        Guid entry,
        string province,
        string senderProvince,
        TimeProvider clock
    )
    {
        var id = Guid.CreateVersion7();
        var list = (await tx.QueryOne<string>("select list_code from list_entry where id = @entry", new { entry }))!;
        var due = await Deadline(tx, "", "to-push", list, clock.Today());
        await tx.Execute(
            """
            insert into province_task (id, entry_id, list_code, province, sender_province, sender_organisation_id, state, due_rule_id,
                due_from, due_on, created_at, changed_at)
            select @id, e.id, e.list_code, @province, @senderProvince, e.authority_id, 'to-push', @RuleId, @From, @DueOn, @now, @now
            from list_entry e where e.id = @entry;

            insert into province_task_event (task_id, version, from_state, to_state, at, actor, actor_name, due_on)
            values (@id, 1, '', 'to-push', @now, @Subject, @Name, @DueOn)
            """,
            new
            {
                id,
                entry,
                province,
                senderProvince,
                due?.RuleId,
                From = due is null ? (DateOnly?)null : clock.Today(),
                DueOn = due?.On,
                now = clock.GetUtcNow(),
                tx.Actor.Subject,
                tx.Actor.Name,
            }
        );
        tx.Audit(
            "discipline.province-task.opened",
            id.ToString(),
            new
            {
                EntryId = entry,
                province,
                DueOn = due?.On,
            }
        );
        return (
            await tx.QueryOne<ProvinceTaskRow>(
                $"select {ProvinceTaskRow.Columns} from province_task t where t.id = @id",
                new { id }
            )
        )!;
    }

    /// <param name="task">Locked.</param>
    /// <param name="side">Who moves it: sender, receiver or system; the move must be that side's.</param>
    /// <param name="receiver">The office that takes it up; null leaves it as it is.</param>
    public static async Task<Outcome<ProvinceTaskRow>> Move(
        Tx tx,
        ProvinceTaskRow task,
        string to,
        string side,
        TimeProvider clock,
        string? note = null,
        string? documentNumber = null,
        Guid? receiver = null
    )
    {
        var allowed = await tx.QueryOne<bool>(
            """
            select exists (select 1 from province_task_move m where m.from_state = @State and m.to_state = @to and m.side = @side)
            """,
            new
            {
                task.State,
                to,
                side,
            }
        );
        if (!allowed)
        {
            return SharingErrors.TaskMoveNotAllowed.With("state", task.State);
        }
        var due = await Deadline(tx, task.State, to, task.ListCode, clock.Today());
        var now = clock.GetUtcNow();
        var moved = await tx.QueryOne<ProvinceTaskRow>(
            $"""
            insert into province_task_event (task_id, version, from_state, to_state, at, actor, actor_name, organisation_id, note,
                document_number, due_on)
            values (@Id, @Version + 1, @State, @to, @now, @Subject, @Name, @OrganisationId, @note, @documentNumber, @DueOn);

            update province_task t set state = @to, version = @Version + 1, due_rule_id = @RuleId, due_from = @From, due_on = @DueOn,
                receiver_organisation_id = coalesce(@receiver, t.receiver_organisation_id), changed_at = @now
            where t.id = @Id and t.version = @Version returning {ProvinceTaskRow.Columns}
            """,
            new
            {
                task.Id,
                task.Version,
                task.State,
                to,
                now,
                tx.Actor.Subject,
                tx.Actor.Name,
                tx.Actor.OrganisationId,
                note,
                documentNumber,
                receiver,
                due?.RuleId,
                From = due is null ? (DateOnly?)null : clock.Today(),
                DueOn = due?.On,
            }
        );
        if (moved is null)
        {
            throw new InvalidOperationException($"The task {task.Id} moved although it was locked.");
        }
        tx.Audit(
            "discipline.province-task.moved",
            task.Id.ToString(),
            new
            {
                From = task.State,
                To = to,
                DueOn = due?.On,
            }
        );
        return moved;
    }

    /// <summary>The clock of a move. Of a year whose holidays are not announced yet, the day is found once they are.</summary>
    private static async Task<Due?> Deadline(Tx tx, string from, string to, string list, DateOnly today) =>
        await tx.QueryOne<string>(
            "select deadline_code from province_task_move where from_state = @from and to_state = @to",
            new { from, to }
        )
            is { } code
            ? await Rules.Due(tx, code, list, today)
            : null;
}
