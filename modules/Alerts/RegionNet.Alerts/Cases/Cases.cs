using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>
/// Locks and moves cases. Locks are always taken in this order: groups, cases (by id), escalation steps, and the streams last
/// (<see cref="StreamWriter"/>). What may follow what is in the table <c>case_move</c>.
/// </summary>
internal static class Cases
{
    /// <summary>The cases of these alerts, locked until the transaction ends, as they are once the locks are held.</summary>
    public static async Task<IReadOnlyList<CaseRow>> Lock(Tx tx, IEnumerable<Guid> roots)
    {
        var ids = roots.Distinct().ToArray();
        if (ids.Length == 0)
        {
            return [];
        }
        // Two statements: one that waits for a lock would look for the text that held before it waited.
        await tx.Execute("select 1 from alert_case where root_id = any(@ids) order by root_id for update", new { ids });
        return await tx.Query<CaseRow>(
            $"select {CaseRow.Columns} from {CaseRow.From} where c.root_id = any(@ids) order by c.root_id",
            new { ids }
        );
    }

    /// <summary>The case that a message belongs to, if it is in the caller's scope.</summary>
    /// <param name="message">Any message of the alert.</param>
    public static Task<CaseRow?> Find(AlertsDb db, Guid message, CurrentUser user, CancellationToken ct) =>
        db.QueryOne<CaseRow>(
            $"""
            select {CaseRow.Columns} from {CaseRow.From}
            where c.root_id = (select root_id from alert where id = @message) and (@AllZones or c.zone_code = any(@Zones))
            """,
            new
            {
                message,
                user.AllZones,
                Zones = user.Zones.ToArray(),
            },
            ct
        );

    /// <summary>The case that a message belongs to, if it is in the caller's scope, locked.</summary>
    /// <param name="message">Any message of the alert.</param>
    public static async Task<CaseRow?> Lock(Tx tx, Guid message, CurrentUser user) =>
        await tx.QueryOne<Guid?>(
            "select root_id from alert where id = @message and (@AllZones or zone_code = any(@Zones))",
            new
            {
                message,
                user.AllZones,
                Zones = user.Zones.ToArray(),
            }
        )
            is { } root
            ? (await Lock(tx, [root]))[0]
            : null;

    /// <summary>Moves a locked case on, ends what no longer needs to be escalated, and gives the message that tells of it.</summary>
    /// <param name="to">The next state, as <c>case_move</c> allows.</param>
    public static async Task<(CaseRow Case, AlertEntry Entry)> Move(
        Tx tx,
        CaseRow was,
        string to,
        Actor by,
        string? note = null
    )
    {
        var mark = to is "delivered" or "acknowledged" or "handling" ? to : "closed";
        var version = was.Version + (to == "delivered" ? 0 : 1);
        // Who acknowledges what nobody has opened has seen it.
        var seen = was.State == "unread" && to == "acknowledged";
        await tx.Execute(
            $"""
            update alert_case set state = @to, version = @version,
                {mark}_at = @Now, {mark}_by = @Subject, {mark}_by_name = @Name, {mark}_organisation_id = @OrganisationId
                {(
                seen
                    ? ", delivered_at = @Now, delivered_by = @Subject, delivered_by_name = @Name, delivered_organisation_id = @OrganisationId"
                    : ""
            )}
            where root_id = @RootId
            """,
            new
            {
                to,
                version,
                was.Now,
                by.Subject,
                by.Name,
                by.OrganisationId,
                was.RootId,
            }
        );
        if (to != "delivered")
        {
            await tx.Execute(
                """
                update escalation_step set done_at = @Now, outcome = @Outcome where root_id = @RootId and done_at is null
                """,
                new
                {
                    was.Now,
                    was.RootId,
                    Outcome = to is "cancelled" or "expired" ? "ended" : "answered",
                }
            );
        }
        var moved = to switch
        {
            "delivered" => was with
            {
                DeliveredAt = was.Now,
                DeliveredBy = by.Subject,
                DeliveredByName = by.Name,
                DeliveredOrganisationId = by.OrganisationId,
            },
            "acknowledged" => was with
            {
                AcknowledgedAt = was.Now,
                AcknowledgedBy = by.Subject,
                AcknowledgedByName = by.Name,
                AcknowledgedOrganisationId = by.OrganisationId,
                DeliveredAt = was.DeliveredAt ?? was.Now,
                DeliveredBy = was.DeliveredBy ?? by.Subject,
                DeliveredByName = was.DeliveredByName ?? by.Name,
                DeliveredOrganisationId = seen ? by.OrganisationId : was.DeliveredOrganisationId,
                DueAt = null,
            },
            "handling" => was with
            {
                HandlingAt = was.Now,
                HandlingBy = by.Subject,
                HandlingByName = by.Name,
                HandlingOrganisationId = by.OrganisationId,
                DueAt = null,
            },
            _ => was with
            {
                ClosedAt = was.Now,
                ClosedBy = by.Subject,
                ClosedByName = by.Name,
                ClosedOrganisationId = by.OrganisationId,
                DueAt = null,
            },
        };
        moved = moved with { State = to, Version = version };
        var bySystem = by.OrganisationId is null;
        return (
            moved,
            moved.Tell(to) with
            {
                ActorName = bySystem ? null : by.Name,
                ActorOrganisationId = by.OrganisationId,
                Note = note,
            }
        );
    }

    /// <summary>Opens cases whose first messages follow in the same transaction.</summary>
    public static Task Insert(Tx tx, IReadOnlyList<(CaseRow Case, Guid Text)> cases) =>
        cases.Count == 0
            ? Task.CompletedTask
            : tx.Execute(
                """
                insert into alert_case (root_id, zone_code, kind, subject, level, state, count, organisation_ids, text_id, first_at,
                    last_at, expires_at, silence_id, version)
                select c.id, c.zone, c.kind, c.subject, c.level, 'unread', c.count, string_to_array(c.organisations, ',')::uuid[],
                    c.text, now(), now(), c.expires_at, c.silence, c.version
                from unnest(@Ids, @Zones, @Kinds, @Subjects, @Levels, @Counts, @Organisations, @Texts, @ExpireAt, @Silences,
                    @Versions) as c (id, zone, kind, subject, level, count, organisations, text, expires_at, silence, version)
                """,
                new
                {
                    Ids = cases.Select(c => c.Case.RootId).ToArray(),
                    Zones = cases.Select(c => c.Case.ZoneCode).ToArray(),
                    Kinds = cases.Select(c => c.Case.Kind).ToArray(),
                    Subjects = cases.Select(c => c.Case.Subject).ToArray(),
                    Levels = cases.Select(c => c.Case.Level).ToArray(),
                    Counts = cases.Select(c => c.Case.Count).ToArray(),
                    Organisations = cases.Select(c => string.Join(',', c.Case.OrganisationIds)).ToArray(),
                    Texts = cases.Select(c => c.Text).ToArray(),
                    ExpireAt = cases.Select(c => c.Case.ExpiresAt?.UtcDateTime).ToArray(),
                    Silences = cases.Select(c => c.Case.SilenceId).ToArray(),
                    Versions = cases.Select(c => c.Case.Version).ToArray(),
                }
            );

    /// <summary>Gives a locked case another text, count, level or expiry.</summary>
    /// <param name="text">The message that has the text.</param>
    public static Task Update(Tx tx, CaseRow alert, Guid text) =>
        tx.Execute(
            """
            update alert_case set level = @Level, count = @Count, text_id = @text, last_at = now(), expires_at = @ExpiresAt,
                version = @Version
            where root_id = @RootId
            """,
            new
            {
                alert.Level,
                alert.Count,
                text,
                alert.ExpiresAt,
                alert.Version,
                alert.RootId,
            }
        );
}
