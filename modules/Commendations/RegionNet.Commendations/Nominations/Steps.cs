using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>Steps of a nomination: found in the caller's reach, locked, judged, written with version, history and audit.</summary>
internal static class Steps
{
    /// <param name="sight">One of <see cref="Sight"/>'s conditions.</param>
    public static Task<NominationRow?> Find(
        CommendationsDb db,
        string sight,
        CurrentUser user,
        Guid id,
        CancellationToken ct
    ) =>
        db.QueryOne<NominationRow>(
            $"select {NominationRow.Columns} from nomination n where n.id = @id and {sight}",
            Sight.Of(user, id),
            ct
        );

    /// <summary>The nomination under its lock, if it is still as the caller saw it and where the step begins.</summary>
    /// <param name="from">States in which the step may begin.</param>
    public static async Task<Outcome<NominationRow>> Lock(
        Tx tx,
        string sight,
        CurrentUser user,
        Guid id,
        int version,
        params IReadOnlyCollection<string> from
    )
    {
        var row = await tx.QueryOne<NominationRow>(
            $"select {NominationRow.Columns} from nomination n where n.id = @id and {sight} for update of n",
            Sight.Of(user, id)
        );
        return row is null ? CommendationsErrors.NominationNotFound
            : NominationRules.RefuseBeginning(row, version, from) is { } refusal ? refusal
            : row;
    }

    public static async Task<NominationRow> To(
        Tx tx,
        NominationRow row,
        string state,
        DateTimeOffset now,
        string? document = null,
        string? reason = null
    )
    {
        var moved = await tx.QueryOne<NominationRow>(
            $"""
            update nomination n set state = @state, version = n.version + 1, changed_at = @now, changed_by = @Subject,
                changed_by_name = @Name, changed_by_organisation = @OrganisationId, document_number = @document, reason = @reason,
                submitted_at = case when @state = 'nominated' then @now else n.submitted_at end,
                announced_at = case when @state = 'announced' then @now else n.announced_at end
            where n.id = @Id and n.version = @Version
            returning {NominationRow.Columns}
            """,
            new
            {
                row.Id,
                row.Version,
                state,
                now,
                tx.Actor.Subject,
                tx.Actor.Name,
                tx.Actor.OrganisationId,
                document,
                reason,
            }
        );
        tx.Audit(
            $"commendations.nomination.{state}",
            row.Id.ToString(),
            new
            {
                row.Number,
                from = row.State,
                document,
                reason,
            }
        );
        return moved ?? throw new RestartTransactionException();
    }
}
